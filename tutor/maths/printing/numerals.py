"""Exact numbers as text: decimals stay decimals, everything else is a whole number or a fraction."""

from __future__ import annotations

import re
from fractions import Fraction

from tutor.maths.tree import Number

_DECIMAL = re.compile(r"-?(\d{0,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,4}))?")
_LONGEST_DECIMAL = 16  # longer ones keep the exponent they were written with
_CHUNK = 10**1000


def digits(number: int) -> str:
    """The decimal digits of a natural number of any size (`str` refuses more than 4300)."""
    chunks = []
    while number >= _CHUNK:
        number, rest = divmod(number, _CHUNK)
        chunks.append(f"{rest:01000d}")
    return str(number) + "".join(reversed(chunks))


def decimal(number: Number) -> str | None:
    """How the absolute value was written as a decimal (`0.5` for `.5`), or None if it was not one."""
    match = _DECIMAL.fullmatch(number.text.strip())
    if match is None or not (match[1] or match[2]):
        return None
    whole, fraction, exponent = match[1] or "0", match[2] or "", int(match[3] or 0)
    if not (fraction or match[3]):
        return None
    places = max(0, len(fraction) - exponent)
    mantissa = int(whole + fraction)
    if Fraction(mantissa) * Fraction(10) ** (exponent - len(fraction)) != abs(number.value):
        return None  # the text belongs to another value: never show it
    if match[3] and max(places, len(whole) + exponent) > _LONGEST_DECIMAL:
        return f"{whole}{'.' if fraction else ''}{fraction}e{exponent}"
    shifted = mantissa * 10 ** max(0, exponent - len(fraction))
    text = str(shifted).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


def is_fraction(number: Number) -> bool:
    """Whether the number is shown with a numerator and a denominator."""
    return number.value.denominator != 1 and decimal(number) is None


def unsigned(number: Number) -> str:
    """The absolute value on one line: `3`, `0.5`, `1/2`."""
    written = decimal(number)
    if written is not None:
        return written
    top, bottom = digits(abs(number.value.numerator)), digits(number.value.denominator)
    return top if bottom == "1" else f"{top}/{bottom}"
