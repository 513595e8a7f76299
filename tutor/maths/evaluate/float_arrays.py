"""The functions over arrays of floats, element by element, with nan where they are undefined."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np


def _where(defined: Any, values: Any) -> Any:
    return np.where(defined, values, np.nan)


def _divided(numerator: Any, denominator: Any) -> Any:
    return _where(np.not_equal(denominator, 0), np.true_divide(numerator, denominator))


def _reciprocal(x: Any) -> Any:
    return _divided(1.0, x)


def _logarithm(x: Any) -> Any:
    return _where(np.greater(x, 0), np.log(x))


def _sigmoid(x: Any) -> Any:
    shrunk = np.exp(-np.abs(x))
    return np.where(np.greater_equal(x, 0), 1 / (1 + shrunk), shrunk / (1 + shrunk))


def _softplus(x: Any) -> Any:
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def _step(x: Any) -> Any:
    return _where(~np.isnan(x), np.greater(x, 0))


def _power(base: Any, exponent: Any) -> Any:
    defined = np.greater(base, 0) | (np.equal(base, 0) & np.greater(exponent, 0))
    return _where(defined & ~np.isnan(exponent), np.power(base, exponent))


def _rational_power(base: Any, exponent: Fraction) -> Any:
    undefined = np.isnan(base)
    if exponent < 0:
        undefined = undefined | np.equal(base, 0)
    size = np.power(np.abs(base), float(exponent))
    if exponent.denominator % 2 == 0:
        undefined = undefined | np.less(base, 0)
    elif exponent.numerator % 2:
        size = np.where(np.less(base, 0), -size, size)
    return _where(~undefined, size)


def _root(x: Any, order: Any) -> Any:
    odd = np.equal(np.mod(order, 2), 1)
    size = np.power(np.abs(x), _reciprocal(order))
    signed = np.where(np.less(x, 0), _where(odd, -size), size)
    undefined = np.equal(order, 0) | (np.equal(x, 0) & np.less(order, 0))
    return _where(~undefined, signed)


class _Arrays:
    functions: Mapping[str, Callable[..., Any]] = {
        "sin": np.sin,
        "cos": np.cos,
        "tan": np.tan,
        "sec": lambda x: _reciprocal(np.cos(x)),
        "csc": lambda x: _reciprocal(np.sin(x)),
        "cot": lambda x: _divided(np.cos(x), np.sin(x)),
        "sinh": np.sinh,
        "cosh": np.cosh,
        "tanh": np.tanh,
        "sech": lambda x: _reciprocal(np.cosh(x)),
        "csch": lambda x: _reciprocal(np.sinh(x)),
        "coth": lambda x: _reciprocal(np.tanh(x)),
        "arcsin": np.arcsin,
        "arccos": np.arccos,
        "arctan": np.arctan,
        "arcsec": lambda x: np.arccos(_reciprocal(x)),
        "arccsc": lambda x: np.arcsin(_reciprocal(x)),
        "arccot": lambda x: np.pi / 2 - np.arctan(x),
        "arsinh": np.arcsinh,
        "arcosh": np.arccosh,
        "artanh": lambda x: _where(np.less(np.abs(x), 1), np.arctanh(x)),
        "arsech": lambda x: np.arccosh(_reciprocal(x)),
        "arcsch": lambda x: np.arcsinh(_reciprocal(x)),
        "arcoth": lambda x: _where(np.greater(np.abs(x), 1), np.arctanh(_reciprocal(x))),
        "exp": np.exp,
        "ln": _logarithm,
        "log": lambda x, base: _divided(_logarithm(x), _logarithm(base)),
        "sqrt": np.sqrt,
        "root": _root,
        "abs": np.abs,
        "sign": np.sign,
        "step": _step,
        "relu": lambda x: np.maximum(x, 0.0),
        "sigmoid": _sigmoid,
        "softplus": _softplus,
        "max": lambda *values: reduce(np.maximum, values),
        "min": lambda *values: reduce(np.minimum, values),
    }
    divided = staticmethod(_divided)
    power = staticmethod(_power)
    rational_power = staticmethod(_rational_power)


ARRAYS = _Arrays()
