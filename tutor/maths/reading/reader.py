"""Text -> reading: clean, pass the prefix, parse, and look for the other usual readings."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from tutor.maths.reading import limits
from tutor.maths.reading.characters import Source, cleaned
from tutor.maths.reading.errors import ReadingError
from tutor.maths.reading.habits import Habit
from tutor.maths.reading.parser import Parser
from tutor.maths.reading.prefixes import after_prefix
from tutor.maths.reading.tokens import tokens
from tutor.maths.reading.words import Vocabulary, vocabulary
from tutor.maths.tree import Node
from tutor.maths.verdict import Names

_NO_HABITS: frozenset[Habit] = frozenset()


@dataclass(frozen=True)
class Reading:
    """A text as it was read, and its other usual readings (`e^2x` as e^(2x)), each a different tree."""

    tree: Node
    others: tuple[Node, ...] = ()


def read(text: str, names: Names) -> Reading:
    """Read an answer or an expression, vector or matrix.

    Raises ReadingError with one sentence and the column of the original text.
    """
    source = cleaned(text)
    words = vocabulary(names)
    start = after_prefix(source, names)
    tree, touched = parsed(source, start, words, _NO_HABITS)
    if "e" in text or "E" in text or "log" in text:
        touched = _numbers_touched(source.text, touched)
    return Reading(tree, _others(source, start, words, tree, touched) if touched else ())


def tree_of(text: str, names: Names) -> Node:
    """The tree of `read` alone, without looking for other readings."""
    source = cleaned(text)
    return parsed(source, after_prefix(source, names), vocabulary(names), _NO_HABITS)[0]


def parsed(source: Source, start: int, words: Vocabulary, habits: frozenset[Habit]) -> tuple[Node, tuple[Habit, ...]]:
    """The tree of the cleaned text from `start` on, read with these habits; and the habits that could change it."""
    found = tokens(source, start, words, Habit.SCIENTIFIC in habits, Habit.LOG_DIGITS in habits)
    parser = Parser(found, source.column, habits)
    tree = parser.read()
    if tree.size > limits.NODES or (len(found) > limits.DEPTH and _too_deep(tree)):
        raise ReadingError("this is too large to work with: type something shorter", 0)
    return tree, tuple(parser.touched)


def _numbers_touched(text: str, touched: tuple[Habit, ...]) -> tuple[Habit, ...]:
    numbers = any(
        character in "eE" and text[place - 1 : place].isdigit() and text[place + 1 : place + 2] in {"-", "+"}
        for place, character in enumerate(text)
        if place
    )
    logarithms = "log2" in text or "log10" in text
    return (*touched, *[Habit.SCIENTIFIC] * numbers, *[Habit.LOG_DIGITS] * logarithms)


def _others(source: Source, start: int, words: Vocabulary, tree: Node, touched: tuple[Habit, ...]) -> tuple[Node, ...]:
    """The trees of one or two habits at a time; a habit may matter only once another is followed."""
    found: dict[Node, None] = {}
    waiting = deque(frozenset((habit,)) for habit in Habit if habit in touched)
    seen = set(waiting)
    for _ in range(limits.RE_READINGS):
        if not waiting or len(found) == limits.OTHER_READINGS:
            break
        habits = waiting.popleft()
        try:
            other, touched_then = parsed(source, start, words, habits)
        except ReadingError:
            continue
        if other != tree:
            found[other] = None
        if len(habits) == 1:
            more = [habits | {habit} for habit in (*touched_then, *touched) if habit not in habits]
            waiting.extend(pair for pair in dict.fromkeys(more) if pair not in seen)
            seen.update(more)
    return tuple(found)


def _too_deep(tree: Node) -> bool:
    level: list[Node] = [tree]
    for _ in range(limits.DEPTH):
        level = [child for node in level for child in node.children]
        if not level:
            return False
    return True
