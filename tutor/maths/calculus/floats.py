"""A rough value of an expression at a point, to learn whether it is defined and whether it is zero."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from tutor.maths.calculus.exact import rational
from tutor.maths.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol


class _Undefined(ArithmeticError):
    pass


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
                raise _Undefined
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
            if node.name not in at:
                raise _Undefined
            return at[node.name]
        case Sum():
            return math.fsum(values)
        case Product():
            return math.prod(values)
        case Negative():
            return -values[0]
        case Quotient():
            return values[0] / values[1]
        case Power():
            return _power(node, values[0], values[1])
        case Call():
            return _CALLS[node.function](*values)
    raise _Undefined


def _power(node: Power, base: float, exponent: float) -> float:
    if base == 0 and exponent == 0:
        raise _Undefined
    exact = rational(node.exponent)
    if base < 0 and exact is not None:
        if exact.denominator % 2 == 0:
            raise _Undefined
        sign = -1.0 if exact.numerator % 2 else 1.0
        return sign * math.pow(-base, exponent)
    return math.pow(base, exponent)


def _root(value: float, index: float) -> float:
    if index != int(index) or index < 1 or (value < 0 and int(index) % 2 == 0):
        raise _Undefined
    return math.copysign(math.pow(abs(value), 1 / index), value)


def _logarithm(value: float, base: float) -> float:
    return math.log(value) / math.log(base)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0


def _softplus(value: float) -> float:
    return value if value > 30 else math.log1p(math.exp(value))


_CALLS: dict[str, Callable[..., float]] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "sec": lambda u: 1 / math.cos(u),
    "csc": lambda u: 1 / math.sin(u),
    "cot": lambda u: math.cos(u) / math.sin(u),
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "sech": lambda u: 1 / math.cosh(u),
    "csch": lambda u: 1 / math.sinh(u),
    "coth": lambda u: 1 / math.tanh(u),
    "arcsin": math.asin,
    "arccos": math.acos,
    "arctan": math.atan,
    "arcsec": lambda u: math.acos(1 / u),
    "arccsc": lambda u: math.asin(1 / u),
    "arccot": lambda u: math.pi / 2 - math.atan(u),
    "arsinh": math.asinh,
    "arcosh": math.acosh,
    "artanh": math.atanh,
    "arsech": lambda u: math.acosh(1 / u),
    "arcsch": lambda u: math.asinh(1 / u),
    "arcoth": lambda u: math.atanh(1 / u),
    "exp": math.exp,
    "ln": math.log,
    "log": _logarithm,
    "sqrt": math.sqrt,
    "root": _root,
    "abs": abs,
    "sign": lambda u: float((u > 0) - (u < 0)),
    "step": lambda u: float(u > 0),
    "relu": lambda u: max(0.0, u),
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "max": max,
    "min": min,
}
