"""Witnesses as texts: exact points, and decimal values with as many digits as it takes to tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from flint import fmpq

from tutor.maths.equality.points import Point
from tutor.maths.evaluate.balls import State, Value
from tutor.maths.evaluate.program import magnitude

_DIGITS = (6, 9, 15, 30, 60, 120, 300, 1000, 4000)
_READABLE = 1 << 16


def coordinates(variables: Sequence[str], point: Point) -> dict[str, str]:
    """The exact values of a point by name."""
    return {name: str(value) for name, value in zip(variables, point, strict=True)}


def decimal_text(value: Value, digits: int = 6) -> str:
    """A decimal text of a value, or "undefined"; whole numbers stay whole."""
    if value.__class__ is State:
        return "undefined"
    size = magnitude(value)
    if abs(size) > _READABLE and size != float("-inf"):
        sign = "-" if value < 0 else ""
        return f"{sign}1e{'+' if size > 0 else '-'}{int(abs(size) * 0.30103)}"
    if value.__class__ is fmpq and value.q == 1 and len(str(value)) <= digits + 3:
        return str(value)
    if 0 < size < 50:
        digits = max(digits, int(size * 0.30103) + 3)
    if value.__class__ is fmpq:
        number = Context(prec=digits).divide(Decimal(str(value.p)), Decimal(str(value.q)))
    else:
        number = Decimal(value.mid().str(digits, radius=False))
    if number == 0:
        return "0"
    plain = -6 <= number.adjusted() <= digits + 2
    mantissa, mark, exponent = format(number, "f" if plain else "e").partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + mark + exponent


def decimal_texts(yours: Value, expected: Value) -> tuple[str, str]:
    """Both values as decimal texts that differ."""
    for digits in _DIGITS:
        texts = decimal_text(yours, digits), decimal_text(expected, digits)
        if texts[0] != texts[1]:
            break
    return texts
