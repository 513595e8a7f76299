"""Real functions on exact rationals and on balls (python-flint `arb`), with honest domains.

A value is an exact rational, a ball that surely holds the true number, `UNDEFINED` (surely outside the
domain) or `UNKNOWN` (the ball is too wide to tell: ask again with more bits). Rationals stay exact as long as
they are short, so that zeros, signs and ties are seen as what they are.
The precision is FLINT's own (`flint.ctx.prec`); who calls sets it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from math import inf
from typing import Any, TypeAlias

from flint import arb, fmpq, fmpz


class State(Enum):
    """Why there is no number."""

    UNDEFINED = "undefined"
    UNKNOWN = "unknown"


UNDEFINED = State.UNDEFINED
UNKNOWN = State.UNKNOWN
# python-flint has no types that mypy may rely on: a value is `fmpq`, `arb` or a `State`.
Value: TypeAlias = Any

_LONGEST_EXACT = 4096
_LARGEST_EXPONENT = 2**61
_ZERO, _ONE, _TWO, _HALF = fmpq(0), fmpq(1), fmpq(2), fmpq(1, 2)


def ball(value: Value) -> Value:
    """The number as a ball at the precision in force."""
    return value if value.__class__ is arb else arb(value)


def sign(value: Value) -> int | None:
    """-1, 0 or 1, or None where the ball does not tell."""
    if value > 0:
        return 1
    if value < 0:
        return -1
    return 0 if value == 0 else None


def _finite(value: Value) -> Value:
    """The value, unless it is infinite or beyond 2^(2^62) in size, up or down: sizes mean nothing there."""
    if not value.is_finite():
        return UNKNOWN
    if 0.0 < abs(float(value)) < inf:
        return value
    mantissa, exponent = value.abs_upper().mid().man_exp()
    return value if mantissa == 0 or abs(exponent) < _LARGEST_EXPONENT else UNKNOWN


def _short(value: Value) -> Value:
    if value.__class__ is fmpq and value.height_bits() > _LONGEST_EXACT:
        return arb(value)
    return value


def add(left: Value, right: Value) -> Value:
    """The sum."""
    return _short(left + right)


def multiply(left: Value, right: Value) -> Value:
    """The product; an exact zero wins over anything finite."""
    return _short(left * right)


def negate(value: Value) -> Value:
    """The negation."""
    return -value


def divide(numerator: Value, denominator: Value) -> Value:
    """The quotient; undefined where the denominator is surely zero."""
    if denominator.__class__ is fmpq:
        return UNDEFINED if denominator == 0 else _short(numerator / denominator)
    return _finite(numerator / denominator) if sign(denominator) else _no_divisor(denominator)


def _no_divisor(denominator: Value) -> State:
    return UNDEFINED if denominator.is_zero() else UNKNOWN


def whole_power(base: Value, exponent: int) -> Value:
    """`base` to a whole number; anything to the power 0 is 1."""
    if exponent == 2:
        return multiply(base, base)
    if exponent == 0:
        return _ONE
    if exponent < 0:
        inverse = divide(_ONE, base)
        return inverse if inverse.__class__ is State else whole_power(inverse, -exponent)
    if base.__class__ is fmpq:
        if base.height_bits() * exponent <= _LONGEST_EXACT or base in (-1, 0, 1):
            return base**exponent
        base = arb(base)
    return _finite(base ** fmpz(exponent))


def _exact_root(value: Value, degree: int) -> Value | None:
    """The rational root of a positive rational, if it has one."""
    if degree > 64:
        return None
    roots = [fmpz(part).root(degree) for part in (value.p, value.q)]
    return fmpq(*roots) if fmpq(*roots) ** degree == value else None


def _positive_root(value: Value, degree: int) -> Value:
    if value.__class__ is fmpq:
        exact = _exact_root(value, degree)
        if exact is not None:
            return exact
        value = arb(value)
    if degree == 2:
        return _finite(value.sqrt())
    return _finite(value.root(degree) if degree <= 64 else (value.log() / degree).exp())


def rational_power(base: Value, numerator: int, denominator: int) -> Value:
    """`base` to numerator/denominator in lowest terms; real for negative bases where the denominator is odd."""
    if denominator == 1:
        return whole_power(base, numerator)
    where = sign(base)
    if where is None:
        return UNKNOWN
    if where == 0:
        return _ZERO if numerator > 0 else UNDEFINED
    if where < 0 and denominator % 2 == 0:
        return UNDEFINED
    root = _positive_root(base if where > 0 else -base, denominator)
    if root.__class__ is State:
        return root
    power = whole_power(root, numerator)
    if power.__class__ is State or where > 0 or numerator % 2 == 0:
        return power
    return -power


def power(base: Value, exponent: Value) -> Value:
    """`base` to an exponent that is no fixed rational: the base has to be positive (or 0, for a positive one)."""
    where = sign(base)
    if where is None:
        return UNKNOWN
    if where < 0:
        return UNDEFINED
    above = sign(exponent)
    if where == 0:
        return UNKNOWN if above is None else _ZERO if above > 0 else UNDEFINED
    if exponent.__class__ is fmpq and abs(exponent.p) <= 64 and exponent.q <= 4:
        return rational_power(base, int(exponent.p), int(exponent.q))
    return _finite((ball(exponent) * ball(base).log()).exp())


def real_root(value: Value, degree: Value) -> Value:
    """The real root; a degree that is no whole number means the power 1/degree."""
    if degree.__class__ is not fmpq or degree.q != 1:
        inverse = divide(_ONE, degree)
        return inverse if inverse.__class__ is State else power(value, inverse)
    whole = int(degree.p)
    if whole == 0:
        return UNDEFINED
    return rational_power(value, 1 if whole > 0 else -1, abs(whole))


def logarithm(value: Value) -> Value:
    """The natural logarithm of a positive number."""
    where = sign(value)
    if where is None:
        return UNKNOWN
    if where <= 0:
        return UNDEFINED
    if value.__class__ is fmpq:
        return _ZERO if value == 1 else _finite(arb(value).log())
    return _finite(value.log())


def _logarithm_to_base(value: Value, base: Value) -> Value:
    above, below = logarithm(value), logarithm(base)
    if UNDEFINED in (above, below):
        return UNDEFINED
    if UNKNOWN in (above, below):
        return UNKNOWN
    return divide(above, below)


def absolute(value: Value) -> Value:
    """The absolute value."""
    return abs(value)


def _sign(value: Value) -> Value:
    where = sign(value)
    return UNKNOWN if where is None else fmpq(where)


def _step(value: Value) -> Value:
    where = sign(value)
    return UNKNOWN if where is None else fmpq(int(where > 0))


def larger(left: Value, right: Value) -> Value:
    """The larger of two numbers."""
    if left.__class__ is fmpq and right.__class__ is fmpq:
        return max(left, right)
    return ball(left).max(ball(right))


def smaller(left: Value, right: Value) -> Value:
    """The smaller of two numbers."""
    if left.__class__ is fmpq and right.__class__ is fmpq:
        return min(left, right)
    return ball(left).min(ball(right))


def _of_inverse(function: Callable[[Value], Value]) -> Callable[[Value], Value]:
    def apply(value: Value) -> Value:
        inverse = divide(_ONE, value)
        return inverse if inverse.__class__ is State else function(inverse)

    return apply


def _one_over(function: Callable[[Value], Value]) -> Callable[[Value], Value]:
    def apply(value: Value) -> Value:
        result = function(value)
        return result if result.__class__ is State else divide(_ONE, result)

    return apply


def _smooth(method: str, at_zero: Value | None = None) -> Callable[[Value], Value]:
    """A function of FLINT's that is defined everywhere but at poles; `at_zero` its exact value there."""
    call = getattr(arb, method)

    def apply(value: Value) -> Value:
        if value.__class__ is fmpq:
            if value == 0 and at_zero is not None:
                return at_zero
            value = arb(value)
        return _finite(call(value))

    return apply


def _within(
    method: str, least: int | None, most: int | None, open_ends: bool = False, exact: dict[int, Value] | None = None
) -> Callable[[Value], Value]:
    """A function of FLINT's on an interval; `exact` its exact values at whole numbers."""
    call = getattr(arb, method)
    known = exact or {}

    def apply(value: Value) -> Value:
        if (least is not None and value < least) or (most is not None and value > most):
            return UNDEFINED
        if value.__class__ is fmpq:
            if open_ends and value in (least, most):
                return UNDEFINED
            if value.q == 1 and int(value.p) in known:
                return known[int(value.p)]
            value = arb(value)
        return _finite(call(value))

    return apply


def _sigmoid(value: Value) -> Value:
    return _HALF if value == 0 else _finite(1 / (1 + (-ball(value)).exp()))


def _softplus(value: Value) -> Value:
    return _finite(ball(value).exp().log1p())


def _arc_cotangent(value: Value) -> Value:
    return arb.pi() / 2 - ball(value).atan()


def _relu(value: Value) -> Value:
    return larger(value, _ZERO)


_sine, _cosine, _tangent = _smooth("sin", _ZERO), _smooth("cos", _ONE), _smooth("tan", _ZERO)
_sinh, _cosh, _tanh = _smooth("sinh", _ZERO), _smooth("cosh", _ONE), _smooth("tanh", _ZERO)
_arcsin = _within("asin", -1, 1, exact={0: _ZERO})
_arccos = _within("acos", -1, 1, exact={1: _ZERO})
_arsinh = _smooth("asinh", _ZERO)
_arcosh = _within("acosh", 1, None, exact={1: _ZERO})
_artanh = _within("atanh", -1, 1, open_ends=True, exact={0: _ZERO})

UNARY: dict[str, Callable[[Value], Value]] = {
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "sec": _one_over(_cosine),
    "csc": _one_over(_sine),
    "cot": _one_over(_tangent),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "sech": _one_over(_cosh),
    "csch": _one_over(_sinh),
    "coth": _one_over(_tanh),
    "arcsin": _arcsin,
    "arccos": _arccos,
    "arctan": _smooth("atan", _ZERO),
    "arcsec": _of_inverse(_arccos),
    "arccsc": _of_inverse(_arcsin),
    "arccot": _arc_cotangent,
    "arsinh": _arsinh,
    "arcosh": _arcosh,
    "artanh": _artanh,
    "arsech": _of_inverse(_arcosh),
    "arcsch": _of_inverse(_arsinh),
    "arcoth": _of_inverse(_artanh),
    "exp": _smooth("exp", _ONE),
    "ln": logarithm,
    "sqrt": lambda value: rational_power(value, 1, 2),
    "abs": absolute,
    "sign": _sign,
    "step": _step,
    "relu": _relu,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
}
BINARY: dict[str, Callable[[Value, Value], Value]] = {"log": _logarithm_to_base, "root": real_root}
MANY: dict[str, Callable[[Value, Value], Value]] = {"max": larger, "min": smaller}
CONSTANTS: dict[str, Callable[[], Value]] = {"pi": arb.pi, "e": arb.const_e}
