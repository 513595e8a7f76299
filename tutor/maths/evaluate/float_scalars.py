"""The functions at one float. They may raise ValueError or ArithmeticError where they are undefined."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction


def _exp(x: float) -> float:
    try:
        return math.exp(x)
    except OverflowError:
        return math.inf


def _powered(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf


def _sinh(x: float) -> float:
    try:
        return math.sinh(x)
    except OverflowError:
        return math.copysign(math.inf, x)


def _cosh(x: float) -> float:
    try:
        return math.cosh(x)
    except OverflowError:
        return math.inf


def _sigmoid(x: float) -> float:
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    grown = math.exp(x)
    return grown / (1 + grown)


def _softplus(x: float) -> float:
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _sign(x: float) -> float:
    return x if math.isnan(x) else float((x > 0) - (x < 0))


def _step(x: float) -> float:
    return x if math.isnan(x) else float(x > 0)


def _largest(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else max(values)


def _smallest(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else min(values)


def _log(x: float, base: float) -> float:
    return math.log(x) / math.log(base)


def _root(x: float, order: float) -> float:
    return rational_power(x, 1 / Fraction(order)) if order.is_integer() else power(x, 1 / order)


def power(base: float, exponent: float) -> float:
    """The power for an exponent that varies: only for a positive base, or 0 to a positive exponent."""
    defined = base > 0 or (base == 0 and exponent > 0)
    return _powered(base, exponent) if defined and not math.isnan(exponent) else math.nan


def rational_power(base: float, exponent: Fraction) -> float:
    """The power for an exact exponent; odd roots of negative numbers are real."""
    if math.isnan(base) or (base == 0 and exponent < 0):
        return math.nan
    if exponent.denominator == 3 and abs(exponent.numerator) < 2**53:
        return _powered(math.cbrt(base), exponent.numerator)
    if base >= 0 or exponent.denominator == 1:
        return _powered(base, float(exponent))
    if exponent.denominator % 2 == 0:
        return math.nan
    size = _powered(-base, float(exponent))
    return -size if exponent.numerator % 2 else size


def _divided(numerator: float, denominator: float) -> float:
    return numerator / denominator


class _Scalars:
    functions: Mapping[str, Callable[..., float]] = {
        "sin": math.sin,
        "cos": math.cos,
        "tan": math.tan,
        "sec": lambda x: 1 / math.cos(x),
        "csc": lambda x: 1 / math.sin(x),
        "cot": lambda x: math.cos(x) / math.sin(x),
        "sinh": _sinh,
        "cosh": _cosh,
        "tanh": math.tanh,
        "sech": lambda x: 1 / _cosh(x),
        "csch": lambda x: 1 / _sinh(x),
        "coth": lambda x: 1 / math.tanh(x),
        "arcsin": math.asin,
        "arccos": math.acos,
        "arctan": math.atan,
        "arcsec": lambda x: math.acos(1 / x),
        "arccsc": lambda x: math.asin(1 / x),
        "arccot": lambda x: math.pi / 2 - math.atan(x),
        "arsinh": math.asinh,
        "arcosh": math.acosh,
        "artanh": math.atanh,
        "arsech": lambda x: math.acosh(1 / x),
        "arcsch": lambda x: math.asinh(1 / x),
        "arcoth": lambda x: math.atanh(1 / x),
        "exp": _exp,
        "ln": math.log,
        "log": _log,
        "sqrt": math.sqrt,
        "root": _root,
        "abs": abs,
        "sign": _sign,
        "step": _step,
        "relu": lambda x: _largest(0.0, x),
        "sigmoid": _sigmoid,
        "softplus": _softplus,
        "max": _largest,
        "min": _smallest,
    }
    divided = staticmethod(_divided)
    power = staticmethod(power)
    rational_power = staticmethod(rational_power)


SCALARS = _Scalars()
