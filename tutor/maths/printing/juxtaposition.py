"""What stands between two factors: nothing, a space or a dot, so that no product can be misread."""

from __future__ import annotations

from enum import Enum

from tutor.maths.functions import FUNCTIONS
from tutor.maths.printing.names import GREEK


class Edge(Enum):
    """What a factor begins or ends with."""

    DIGIT = "a number"
    LETTER = "a name of one letter"
    FUNCTION_LIKE = "a letter that is often read as a function before a bracket"
    INDEX = "a name with a lowered index, or anything raised"
    WORD = "a longer name"
    CONSTANT_E = "the letter e of the exponential"
    EXPONENTIAL = "a power of e"
    CALL = "the name of a function, or its arguments' closing bracket"
    BRACKET = "a bracket around a sum"
    SIGNED = "a bracket around something with a minus before it"
    BAR = "a bar of an absolute value"
    ROOT = "the hook of a root"
    ORDER = "the small number before the hook of a root"
    OPEN = "something that seems to go on: a radicand without bracket, an exponent after ^"
    FRACTION = "a fraction over a bar"
    MATRIX = "a vector or matrix"


_NOTHING = {
    (Edge.DIGIT, right) for right in (Edge.LETTER, Edge.CONSTANT_E, Edge.EXPONENTIAL, Edge.BRACKET, Edge.BAR, Edge.ROOT)
} | {
    (left, right)
    for left in (Edge.LETTER, Edge.INDEX, Edge.BRACKET)
    for right in (Edge.LETTER, Edge.BRACKET, Edge.ROOT)
}
_NOTHING |= {(Edge.CALL, Edge.BRACKET), (Edge.FUNCTION_LIKE, Edge.LETTER), (Edge.FUNCTION_LIKE, Edge.ROOT)}
_SPACE = {
    (left, right)
    for left in Edge
    if left not in (Edge.WORD, Edge.CONSTANT_E, Edge.BAR, Edge.OPEN, Edge.MATRIX)
    for right in (Edge.CALL, Edge.EXPONENTIAL)
} - _NOTHING
_SPACE |= {(Edge.CALL, Edge.LETTER), (Edge.FRACTION, Edge.LETTER), (Edge.FRACTION, Edge.BRACKET)}

# Letters that people read as functions before a bracket.
LIKE_FUNCTIONS = frozenset("fghFGH") | frozenset(GREEK.values())

# What a reader might see in letters that touch.
_WORDS = frozenset(
    spelling for function in FUNCTIONS.values() for spelling in (function.name, *function.spellings)
) | frozenset({"tr", "det", "inv", "cbrt", "norm", *GREEK})


def separator(left: Edge, right: Edge) -> str:
    """What stands between a factor that ends with `left` and one that begins with `right`."""
    if (left, right) in _NOTHING:
        return ""
    return " " if (left, right) in _SPACE else "·"


def runs_together(letters: str, names: frozenset[str]) -> bool:
    """Whether the letters, written without a gap, could be read as one word: dx, pi, one of `names`."""
    if len(letters) < 2:
        return False
    return letters.startswith("d") or any(word in letters for words in (_WORDS, names) for word in words)
