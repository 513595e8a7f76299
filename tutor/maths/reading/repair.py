"""The reading of a text that is still being typed: brackets closed, dangling ends dropped."""

from __future__ import annotations

import re

from tutor.maths.reading import limits
from tutor.maths.reading.errors import ReadingError
from tutor.maths.reading.reader import tree_of
from tutor.maths.reading.words import LETTER
from tutor.maths.tree import Node
from tutor.maths.verdict import Names

_PAIRS = {"(": ")", "[": "]", "{": "}"}
# The last thing in the text that may be unfinished: a word or command, a number, or one sign.
_LAST = re.compile(rf"(?:\\?[{LETTER}]+|[0-9.]+|\\.|.)\s*\Z", re.S)
_DROPS = 4


def repaired(text: str, names: Names) -> Node | None:
    """The reading of the text with open brackets closed and a dangling end dropped; None where that does not help."""
    if len(text) > limits.CHARACTERS:
        return None
    for _ in range(_DROPS):
        text = text.rstrip()
        if not text:
            return None
        closing = _closing(text)
        if closing is None:
            return None
        for ending in dict.fromkeys((closing, "|" + closing if text.count("|") % 2 else closing)):
            try:
                return tree_of(text + ending, names)
            except ReadingError:
                continue
        tail = max(len(text) - limits.WORD, 0)
        last = _LAST.search(text, tail)
        text = text[: last.start() if last else -1]
    return None


def _closing(text: str) -> str | None:
    """The brackets that close what stands open, or None where a bracket closes nothing."""
    open_: list[str] = []
    for character in text:
        if character in _PAIRS:
            open_.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not open_ or open_.pop() != character):
            return None
    return "".join(reversed(open_))
