"""Balls around polynomials in constant generators: pi, logarithms of primes, roots of numbers, values of arcs."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.field import Polynomial, RationalFunction
from tutor.maths.equality.proof.tower import Tower

_BITS = 40
_LARGEST = arb(2) ** 4096


def enclosure(tower: Tower, polynomial: Polynomial) -> arb:
    """A ball around the value of a polynomial in constant generators, at the precision of the moment."""
    values: dict[int, arb] = {}
    total = arb(0)
    for exponents, coefficient in polynomial.to_dict().items():
        term = arb(int(coefficient))
        for number, exponent in enumerate(exponents):
            if exponent:
                if number not in values:
                    values[number] = _generator(tower, number)
                term *= values[number] ** int(exponent)
        total += term
    return total


def fraction_enclosure(tower: Tower, value: RationalFunction) -> arb:
    """A ball around the value of a fraction in constant generators."""
    return enclosure(tower, value.numerator) / enclosure(tower, value.denominator)


def _generator(tower: Tower, number: int) -> arb:
    generator = tower.generators[number]
    if generator.kind == "pi":
        return arb.pi()
    if generator.of is None:
        raise GiveUp("no constant")
    inner = fraction_enclosure(tower, generator.of)
    match generator.kind:
        case "logarithm":
            return abs(inner).log()
        case "exponential":
            return inner.exp()
        case "cosine":
            return inner.cos()
        case "sine":
            return inner.sin()
        case "root":
            size = abs(inner).root(generator.power)
            return -size if generator.signed and inner < 0 else size
        case "sign":
            if inner > 0 or inner < 0:
                return arb(1 if inner > 0 else -1)
            return arb(0, 1)
        case "arc":
            return inner.atan() if generator.name == "arctan" else inner.asin()
        case "large power":
            return inner
    raise GiveUp("no constant")


def rational_bounds(tower: Tower, number: int) -> tuple[Fraction | None, Fraction | None]:
    """Rational bounds for a constant generator, or none where it could not be located."""
    saved, ctx.prec = ctx.prec, 128
    try:
        ball = _generator(tower, number) * 2**_BITS
    except GiveUp:
        return None, None
    finally:
        ctx.prec = saved
    if not ball.is_finite() or not abs(ball) < _LARGEST:
        return None, None
    low, high = ball.lower().floor().unique_fmpz(), ball.upper().ceil().unique_fmpz()
    if low is None or high is None:
        return None, None
    return Fraction(int(low), 2**_BITS), Fraction(int(high), 2**_BITS)
