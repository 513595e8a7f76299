"""A rough value of an expression at a point, to learn whether it is defined and whether it is zero."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tutor.maths.calculus.exact import rational
from tutor.maths.evaluate.float_scalars import SCALARS
from tutor.maths.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol


def float_value(tree: Node, at: Mapping[str, float]) -> tuple[float, float] | None:
    """The value and the largest number met on the way, or None where it is undefined or out of range.

    The second number says how far rounding may have spoilt the first. A symbol without a value is undefined.
    """
    done: dict[Node, float] = {}
    largest = 1.0

    def go(node: Node) -> float:
        nonlocal largest
        if node not in done:
            value = _value(node, [go(child) for child in node.children], at)
            if not math.isfinite(value):
                raise ArithmeticError
            largest = max(largest, abs(value))
            done[node] = value
        return done[node]

    try:
        return go(tree), largest
    except (ArithmeticError, ValueError):
        return None


def _value(node: Node, values: list[float], at: Mapping[str, float]) -> float:
    match node:
        case Number():
            return float(node.value)
        case Constant():
            return math.pi if node.name == "pi" else math.e
        case Symbol():
            return at.get(node.name, math.nan)
        case Sum():
            return math.fsum(values)
        case Product():
            return math.prod(values)
        case Negative():
            return -values[0]
        case Quotient():
            return SCALARS.divided(*values)
        case Power():
            exact = rational(node.exponent)
            return SCALARS.power(*values) if exact is None else SCALARS.rational_power(values[0], exact)
        case Call():
            return SCALARS.functions[node.function](*values)
    return math.nan
