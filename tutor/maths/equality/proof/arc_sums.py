"""Sums of arcs: zero if their point on the circle is (1, 0) and they stay within less than a turn of zero."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from flint import arb, ctx

from tutor.maths.equality.proof.angles import circle_point
from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.enclosures import enclosure
from tutor.maths.equality.proof.field import Polynomial
from tutor.maths.equality.proof.signs import NOT_NEGATIVE, Knowledge

_HALF = Fraction(1, 2)


def arc_sum_vanishes(known: Knowledge, numerator: Polynomial) -> bool:
    """Whether a sum of rational multiples of arcs and pi, times one product, is zero; false where not decided."""
    parts = _parts(known, numerator / numerator.term_content())
    if parts is None or len(parts) < 2:
        return False
    field = known.tower.field
    low = high = Fraction(0)  # in units of pi
    angle = field.zero
    shared = gcd(*(times for number, times in parts.items() if known.tower.generators[number].kind == "arc"))
    for number, multiple in parts.items():
        times = Fraction(multiple, shared or 1)
        least, most = _range(known, number)
        ends = (least * times, most * times)
        low, high = low + min(ends), high + max(ends)
        angle = field.add(angle, field.scale(field.generator(number), times))
    if not (low > -2 and high < 2) and not _near_zero(known, angle.numerator):
        return False
    try:
        cosine, sine = circle_point(known, angle)
        gap = field.subtract(cosine, field.one)
        return all(known.tower.reduced(p.numerator).is_zero() for p in (gap, sine))
    except GiveUp:
        return False


def _parts(known: Knowledge, sum_: Polynomial) -> dict[int, int] | None:
    """The multiple of each generator, if every term is an arc or pi by itself."""
    parts: dict[int, int] = {}
    for exponents, coefficient in sum_.to_dict().items():
        used = [i for i, exponent in enumerate(exponents) if exponent]
        if len(used) != 1 or exponents[used[0]] != 1:
            return None
        if known.tower.generators[used[0]].kind not in ("arc", "pi"):
            return None
        parts[used[0]] = int(coefficient)
    return parts


def _range(known: Knowledge, number: int) -> tuple[Fraction, Fraction]:
    generator = known.tower.generators[number]
    if generator.kind == "pi" or generator.of is None:
        return Fraction(1), Fraction(1)
    signs = known.of_fraction(generator.of)
    return (Fraction(0) if signs <= NOT_NEGATIVE else -_HALF), (_HALF if 1 in signs else Fraction(0))


def _near_zero(known: Knowledge, angle: Polynomial) -> bool:
    if not known.tower.is_constant_fraction(known.tower.field.polynomial(angle)):
        return False
    saved, ctx.prec = ctx.prec, 128
    try:
        return bool(abs(enclosure(known.tower, angle)) < arb(1))
    finally:
        ctx.prec = saved
