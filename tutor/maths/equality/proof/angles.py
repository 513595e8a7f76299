"""Circular functions of sums and multiples, through the cosine and sine of common parts; arcs and exact angles."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.enclosures import fraction_enclosure
from tutor.maths.equality.proof.field import RationalFunction, rational_value
from tutor.maths.equality.proof.powers import generator_number, known_negative, new, rational_power
from tutor.maths.equality.proof.signs import POSITIVE, Knowledge

_LARGEST_MULTIPLE = 200
_HALF = Fraction(1, 2)

Point = tuple[RationalFunction, RationalFunction]  # (cosine, sine)


def circle_point(known: Knowledge, angle: RationalFunction) -> Point:
    """(cos(angle), sin(angle))."""
    field, tower = known.tower.field, known.tower
    point = (field.one, field.zero)
    for multiple, term in tower.terms(tower.canonical(angle), most=8):
        number = generator_number(term.numerator) if term.denominator.is_one() else None
        generator = None if number is None else tower.generators[number]
        if generator is not None and generator.kind == "pi":
            part = _part_of_turn(known, multiple, term)
        elif generator is not None and generator.kind == "arc" and generator.of and multiple.denominator in (1, 2, 4):
            point_of_arc = _point_of_arc(known, generator.name, generator.of)
            for _ in range(multiple.denominator // 2):
                point_of_arc = _half(known, point_of_arc)
            part = _times(known, point_of_arc, multiple.numerator)
        else:
            part = _generic(known, multiple, term)
        point = _sum(known, point, part)
    return point


def _generic(known: Knowledge, multiple: Fraction, term: RationalFunction) -> Point:
    tower, field = known.tower, known.tower.field
    step, times = tower.step(("angle", term.key), multiple)
    of = field.scale(term, step)
    cosine = new(known, "cosine", (term.key, step), of)
    sine = new(known, "sine", (term.key, step), of)
    return _times(known, (cosine, sine), times)


def _sum(known: Knowledge, one: Point, other: Point) -> Point:
    field = known.tower.field
    if one[1].numerator.is_zero() and rational_value(one[0]) == 1:
        return other
    cosine = field.subtract(field.multiply(one[0], other[0]), field.multiply(one[1], other[1]))
    sine = field.add(field.multiply(one[1], other[0]), field.multiply(one[0], other[1]))
    return cosine, sine


def _times(known: Knowledge, point: Point, times: int) -> Point:
    """The point at `times` the angle, by de Moivre's formula, reduced on the way."""
    if abs(times) > _LARGEST_MULTIPLE:
        raise GiveUp("a multiple of an angle is too large")
    field, tower = known.tower.field, known.tower
    if times < 0:
        point, times = (point[0], field.negate(point[1])), -times
    result = (field.one, field.zero)
    for bit in bin(times)[2:]:
        result = _sum(known, result, result)
        if bit == "1":
            result = _sum(known, result, point)
        if times > 1:
            reduced = [field.fraction(tower.reduced(p.numerator), p.denominator) for p in result]
            result = (reduced[0], reduced[1])
    return result


def _part_of_turn(known: Knowledge, multiple: Fraction, pi: RationalFunction) -> Point:
    """The point at `multiple * pi`, by roots where they are short."""
    field = known.tower.field
    multiple %= 2
    root = {n: rational_power(known, field.constant(n), _HALF) for n in (2, 3, 5)} if multiple % _HALF else {}

    def scaled(value: RationalFunction, factor: Fraction) -> RationalFunction:
        return field.scale(value, factor)

    if multiple.denominator in (1, 2):
        quarter: Point = (field.zero, field.one)
        return _times(known, quarter, int(2 * multiple))
    if 12 % multiple.denominator == 0:
        first, second = field.multiply(root[2], root[3]), root[2]
        unit = (
            scaled(field.add(first, second), Fraction(1, 4)),
            scaled(field.subtract(first, second), Fraction(1, 4)),
        )
        return _times(known, unit, int(12 * multiple))
    if multiple.denominator == 8:
        nested = rational_power(known, field.add(field.constant(2), root[2]), _HALF)
        unit = (scaled(nested, _HALF), scaled(field.divide(root[2], nested), _HALF))
        return _times(known, unit, int(8 * multiple))
    if multiple.denominator in (5, 10):
        nested = rational_power(known, field.add(field.constant(10), scaled(root[5], Fraction(2))), _HALF)
        sine = scaled(field.subtract(root[5], field.one), Fraction(1, 4))
        return _times(known, (scaled(nested, Fraction(1, 4)), sine), int(10 * multiple))
    return _generic(known, multiple, pi)


# Arcs


def _point_of_arc(known: Knowledge, name: str, value: RationalFunction) -> Point:
    field = known.tower.field
    square = field.multiply(value, value)
    if name == "arcsin":
        rest = known.tower.canonical(field.subtract(field.one, square))
        return rational_power(known, rest, _HALF), value
    cosine = rational_power(known, known.tower.canonical(field.add(field.one, square)), -_HALF)
    return cosine, field.multiply(value, cosine)


def _half(known: Knowledge, point: Point) -> Point:
    """The point at half the angle, for an angle of at most a quarter turn: there the cosine is positive."""
    field = known.tower.field
    cosine = rational_power(known, field.scale(field.add(field.one, point[0]), _HALF), _HALF)
    return cosine, field.divide(field.scale(point[1], _HALF), cosine)


def arc(known: Knowledge, name: str, value: RationalFunction) -> RationalFunction:
    """arctan(value) or arcsin(value): odd, exact where it is a short part of a turn."""
    field, tower = known.tower.field, known.tower
    value = tower.canonical(value)
    if value.numerator.is_zero():
        return field.zero
    if value.numerator.leading_coefficient() < 0:
        return field.negate(arc(known, name, field.negate(value)))
    if tower.is_constant_fraction(value):
        exact = _exact_arc(known, name, value)
        if exact is not None:
            return exact
    if name == "arctan":
        turned = _turned(known, value)
        if turned is not None:
            return turned
    return new(known, "arc", (name, value.key), value, name=name)


def _turned(known: Knowledge, value: RationalFunction) -> RationalFunction | None:
    """arctan(u) as a quarter turn less arctan(1/u), if the sign of u is known and 1/u is the simpler one."""
    field = known.tower.field
    positive = known.of_fraction(value) == POSITIVE
    if not positive and not known_negative(known, value):
        return None
    inverse = known.tower.canonical(field.reciprocal(value))
    number = rational_value(value)
    simpler = abs(number) > 1 if number is not None else (_cost(inverse), inverse.key) < (_cost(value), value.key)
    if not simpler:
        return None
    quarter = field.scale(pi(known), _HALF if positive else -_HALF)
    rest = new(known, "arc", ("arctan", inverse.key), inverse, name="arctan")
    return field.subtract(quarter, rest)


def _cost(value: RationalFunction) -> int:
    return len(value.numerator) + 2 * len(value.denominator)


def _exact_arc(known: Knowledge, name: str, value: RationalFunction) -> RationalFunction | None:
    """The arc as a multiple of pi/24 or pi/20: a candidate by enclosure, confirmed exactly."""
    tower, field = known.tower, known.tower.field
    saved, ctx.prec = ctx.prec, 96
    try:
        inner = fraction_enclosure(tower, value)
        ball = (inner.atan() if name == "arctan" else inner.asin()) / arb.pi()
    finally:
        ctx.prec = saved
    for denominator in (12, 8, 10):
        nearest = (ball * denominator + arb(0.5)).floor().unique_fmpz()
        if nearest is None or not (ball * denominator - int(nearest)).contains(0):
            continue
        multiple = Fraction(int(nearest), denominator)
        cosine, sine = _part_of_turn(known, multiple, pi(known))
        if name == "arcsin":
            gap = field.subtract(sine, value)
        else:
            gap = field.subtract(sine, field.multiply(cosine, value))
        if tower.reduced(gap.numerator).is_zero():
            return field.scale(pi(known), multiple)
    return None


def pi(known: Knowledge) -> RationalFunction:
    """The number pi."""
    return new(known, "pi", ())
