"""How large a tree may get before it is no help to a learner, and too slow to work with."""

from __future__ import annotations

from tutor.maths.tree import Node

LARGEST = 5_000
DEEPEST = 200
TOO_LONG = "This gets too long to work out here. Try a shorter function, or split it into pieces."
_LARGEST_RAW = 200_000


class TooLarge(ValueError):
    """The expression would get too long. The message is a sentence for the learner."""


def bounded(tree: Node, largest: int = LARGEST) -> Node:
    """The tree itself. Raises `TooLarge` when it has too many nodes or is nested too deeply."""
    if tree.size > largest:
        raise TooLarge(TOO_LONG)
    if nested_deeper(tree, DEEPEST):
        raise TooLarge("This is nested too deeply to work out here. Try a simpler function.")
    return tree


def bounded_raw(tree: Node) -> Node:
    """The tree itself, not yet tidied, which may be longer. Raises `TooLarge`."""
    return bounded(tree, _LARGEST_RAW)


def nested_deeper(tree: Node, limit: int) -> bool:
    """Whether the tree is nested deeper than `limit` nodes; shared parts are looked at once a level."""
    level = {id(tree): tree}
    for _ in range(limit):
        level = {id(child): child for node in level.values() for child in node.children}
        if not level:
            return False
    return True
