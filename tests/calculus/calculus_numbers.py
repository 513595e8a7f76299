"""Values in fifty digits, and random trees, for the tests of the calculus."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import mpmath
from hypothesis import strategies as st

from tutor.maths.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)

X, Y = Symbol("x"), Symbol("y")
CONTEXT = mpmath.mp.clone()
CONTEXT.dps = 50

SMOOTH = (
    *("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth"),
    *("arcsin", "arccos", "arctan", "arcsec", "arccsc", "arccot"),
    *("arsinh", "arcosh", "artanh", "arsech", "arcsch", "arcoth"),
    *("exp", "ln", "sqrt", "sigmoid", "softplus"),
)
PIECEWISE = ("abs", "sign", "step", "relu")


class Undefined(ArithmeticError):
    """No real value."""


def number(tree: Node, at: Mapping[str, Any]) -> Any:
    """The value in fifty digits. Raises `Undefined` outside the domain, and for values out of all bounds."""
    try:
        value = _number(tree, at)
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        raise Undefined from error
    return value


def defined(tree: Node, at: Mapping[str, Any]) -> bool:
    try:
        number(tree, at)
    except Undefined:
        return False
    return True


def _number(tree: Node, at: Mapping[str, Any]) -> Any:
    values = [_number(child, at) for child in tree.children]
    match tree:
        case Number():
            result = CONTEXT.mpf(tree.value.numerator) / tree.value.denominator
        case Constant():
            result = CONTEXT.pi if tree.name == "pi" else CONTEXT.e
            result = +result
        case Symbol():
            result = CONTEXT.mpf(at[tree.name])
        case Sum():
            result = sum(values, CONTEXT.mpf(0))
        case Product():
            result = math.prod(values, start=CONTEXT.mpf(1))
        case Negative():
            result = -values[0]
        case Quotient():
            result = values[0] / values[1]
        case Power():
            result = _power(tree.exponent, *values)
        case Call():
            result = _call(tree.function, values)
        case _:
            raise TypeError(type(tree).__name__)
    if isinstance(result, CONTEXT.mpc) or not CONTEXT.isfinite(result) or abs(result) > 1e60:
        raise Undefined
    # sin(pi) is 0, and only rounding says otherwise.
    return CONTEXT.mpf(0) if abs(result) < 1e-40 else result


def _power(exponent: Node, base: Any, power: Any) -> Any:
    exact = _exact(exponent)
    if exact is None:
        if base < 0 or (base == 0 and power <= 0):
            raise Undefined
        return base**power
    if base >= 0 or exact.denominator == 1:
        return base ** (exact.numerator if exact.denominator == 1 else power)
    if exact.denominator % 2 == 0:
        raise Undefined
    return (-1) ** exact.numerator * (-base) ** power


def _exact(tree: Node) -> Any:
    match tree:
        case Number():
            return tree.value
        case Negative():
            inner = _exact(tree.operand)
            return None if inner is None else -inner
        case Quotient():
            above, below = _exact(tree.numerator), _exact(tree.denominator)
            return above / below if above is not None and below else None
    return None


def _call(function: str, values: list[Any]) -> Any:
    first = values[0]
    match function:
        case "sign":
            return CONTEXT.mpf(int(first > 0) - int(first < 0))
        case "step":
            return CONTEXT.mpf(int(first > 0))
        case "relu":
            return max(first, CONTEXT.mpf(0))
        case "abs":
            return abs(first)
        case "max":
            return max(values)
        case "min":
            return min(values)
        case "sigmoid":
            return 1 / (1 + CONTEXT.exp(-first))
        case "softplus":
            return CONTEXT.ln(1 + CONTEXT.exp(first))
        case "root":
            index = int(values[1])
            if first < 0 and index % 2 == 0:
                raise Undefined
            return first ** (CONTEXT.mpf(1) / index) if first >= 0 else -((-first) ** (CONTEXT.mpf(1) / index))
        case "log":
            if first <= 0 or values[1] <= 0 or values[1] == 1:
                raise Undefined
            return CONTEXT.ln(first) / CONTEXT.ln(values[1])
        case "arccot":
            return CONTEXT.pi / 2 - CONTEXT.atan(first)
    return getattr(CONTEXT, _SPELLED.get(function, function))(first)


_SPELLED = {
    **{f"arc{name}": f"a{name}" for name in ("sin", "cos", "tan", "sec", "csc")},
    **{f"ar{name}": f"a{name}" for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")},
}


def close(one: Any, other: Any, digits: int = 25) -> bool:
    """Whether two values agree to so many digits, relative to the larger (or to 1)."""
    return bool(abs(one - other) <= CONTEXT.mpf(10) ** -digits * max(1, abs(one), abs(other)))


def central_difference(tree: Node, name: str, at: Mapping[str, Any]) -> Any:
    """The slope by a central difference with a step of 1e-15, right to about 20 digits where it is smooth."""
    step = CONTEXT.mpf(10) ** -15
    above = number(tree, {**at, name: CONTEXT.mpf(at[name]) + step})
    below = number(tree, {**at, name: CONTEXT.mpf(at[name]) - step})
    return (above - below) / (2 * step)


def numbers() -> st.SearchStrategy[Node]:
    small = st.integers(0, 4).map(Number)
    halves = st.fractions(-3, 3, max_denominator=4).map(Number)
    return st.one_of(small, halves)


def trees(
    functions: tuple[str, ...] = (*SMOOTH, *PIECEWISE), names: tuple[str, ...] = ("x", "y"), leaves: int = 10
) -> st.SearchStrategy[Node]:
    """Random scalar trees over the names, of moderate size."""
    leaf = st.one_of(st.sampled_from([Symbol(name) for name in names]), numbers(), st.just(Constant("pi")))
    exponent = st.sampled_from([Number(2), Number(3), Negative(Number(1)), Quotient(Number(1), Number(2))])

    def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            several.map(Sum),
            several.map(Product),
            inner.map(Negative),
            st.builds(Quotient, inner, inner),
            st.builds(Power, inner, exponent),
            st.builds(lambda name, inside: Call(name, (inside,)), st.sampled_from(functions), inner),
            st.builds(lambda inside, index: Call("root", (inside, Number(index))), inner, st.integers(2, 3)),
            st.builds(lambda name, both: Call(name, both), st.sampled_from(("max", "min")), several),
            st.builds(lambda base, inside: Power(base, inside), st.sampled_from([Constant("e"), Number(2)]), inner),
        )

    return st.recursive(leaf, grown, max_leaves=leaves)
