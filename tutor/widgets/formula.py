"""Formulas as rows of text: an equation with its name on the right row, and text folded to a width."""

from __future__ import annotations

import textwrap

from tutor.engine import Node, Symbol, Verdict, unicode_2d, unicode_line
from tutor.maths.tree import Negative, Sum


def equation(label: str, tree: Node, width: int) -> list[str]:
    """`label` and the tree in 2D, the label on the row where a fraction has its bar."""
    rows = unicode_2d(tree, max(width - len(label), 10))
    level = _baseline(tree, len(rows))
    return [(label if index == level else " " * len(label)) + row.rstrip() for index, row in enumerate(rows)]


def _baseline(tree: Node, height: int) -> int:
    """The row of the tree's picture that lines up with text beside it."""
    if height == 1:
        return 0
    inner = tree.operand if isinstance(tree, Negative) else tree
    beside = unicode_2d(Sum((Symbol("y"), inner)))
    if len(beside) != height:  # the picture was folded into plain rows
        return 0
    return next((index for index, row in enumerate(beside) if row.startswith("y")), 0)


def folded(text: str, width: int) -> list[str]:
    """The text in rows of at most `width` columns, broken between words where it can be."""
    return textwrap.wrap(text, max(width, 8), break_on_hyphens=False) or [""]


def in_one_line(tree: Node | None, typed: str) -> str:
    """The formula in one row for a label; what was typed where it could not be read."""
    return unicode_line(tree) if tree is not None else typed


def witness_line(verdict: Verdict | None) -> str:
    """Where a wrong answer fails, in one sentence: the point, the value typed and the right one."""
    witness = verdict.witness if verdict is not None else None
    if witness is None or not isinstance(witness.yours, str) or not isinstance(witness.expected, str):
        return ""
    yours, true = short_decimals(witness.yours, witness.expected)
    point = ", ".join(f"{name} = {value}" for name, value in witness.at.items())
    return f"At {point}: yours {yours}, true {true}" if point else f"Yours is {yours}, true is {true}"


def short_decimals(first: str, second: str) -> tuple[str, str]:
    """Two decimal texts with as few digits as show that they differ, at least four."""
    try:
        one, two = float(first), float(second)
    except ValueError:
        return _short(first), _short(second)
    for digits in range(4, 13):
        shown = f"{one:.{digits}g}", f"{two:.{digits}g}"
        if shown[0] != shown[1]:
            return shown
    return first, second


def _short(text: str) -> str:
    try:
        return f"{float(text):.4g}"
    except ValueError:
        return text
