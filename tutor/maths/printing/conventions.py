"""Habits of writing that every printer shares."""

from __future__ import annotations

from enum import IntEnum

from tutor.maths.functions import CIRCULAR, HYPERBOLIC
from tutor.maths.tree import Call, Negative, Node, Number, Power

_EXPONENT_INSIDE = frozenset(CIRCULAR + HYPERBOLIC)


class Level(IntEnum):
    """How tightly a written expression holds together, loosest first."""

    SUM = 0
    SIGNED = 1  # a minus, then something that holds at least as a quotient does
    QUOTIENT = 2
    PRODUCT = 3
    POWER = 4
    ATOM = 5


def signed_number(node: Node) -> bool:
    """Whether the node is a number with a minus before it, which may open a product without brackets."""
    if isinstance(node, Negative):
        return isinstance(node.operand, Number) and node.operand.value >= 0
    return isinstance(node, Number) and node.value < 0


def exponent_inside(node: Power) -> bool:
    """Whether the exponent goes between a function and its argument: sin²(x), but never for -1."""
    return (
        isinstance(node.base, Call)
        and node.base.function in _EXPONENT_INSIDE
        and isinstance(node.exponent, Number)
        and node.exponent.value.denominator == 1
        and node.exponent.value >= 2
    )
