"""Trees from text, for the tests of this folder."""

from tutor.maths.reading import read
from tutor.maths.tree import Node
from tutor.maths.verdict import Names

LETTERS = ("x", "y", "z", "a", "b", "w", "n")


def tree(text: str) -> Node:
    """The tree of a text in a few usual variables."""
    return read(text, Names(LETTERS)).tree
