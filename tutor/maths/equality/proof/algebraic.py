"""Is a number made of nested roots zero? Decided by a separation bound.

All our roots are algebraic integers: `g**k` is a whole-number polynomial in earlier ones. A number that is such
a polynomial and not zero has a norm of size at least 1, so with all its conjugates below B, in a field of
degree at most D, its own size is at least B**(1-D) (Burnikel, Fleischer, Mehlhorn, Schirra). Evaluate it finer than that, and it is
zero or seen not to be.
"""

from __future__ import annotations

from math import ceil, prod

from flint import arb, ctx

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.enclosures import enclosure
from tutor.maths.equality.proof.field import Polynomial
from tutor.maths.equality.proof.tower import Tower

_LARGEST_DEGREE = 20_000
_FINEST = 200_000  # bits


def is_zero_number(tower: Tower, polynomial: Polynomial) -> bool | None:
    """Whether a polynomial in constant generators is zero; None where that is not decided."""
    needed: set[int] = set()
    if not _collect(tower, polynomial, needed):
        return _seen_apart(tower, polynomial, 256)
    degree = prod(tower.generators[number].power for number in needed)
    if degree > _LARGEST_DEGREE:
        return None
    conjugates: dict[int, float] = {}
    bits = _conjugate_bits(tower, polynomial, conjugates)
    precision = ceil((degree - 1) * bits) + 16
    if precision > _FINEST:
        return None
    apart = _seen_apart(tower, polynomial, precision + ceil(bits) + 64)
    if apart is False:
        return False
    saved, ctx.prec = ctx.prec, precision + ceil(bits) + 64
    try:
        ball = enclosure(tower, polynomial)
        return True if abs(ball).upper() < arb(2) ** (-precision) else None
    except GiveUp:
        return None
    finally:
        ctx.prec = saved


def _seen_apart(tower: Tower, polynomial: Polynomial, precision: int) -> bool | None:
    saved, ctx.prec = ctx.prec, precision
    try:
        ball = enclosure(tower, polynomial)
        return False if ball > 0 or ball < 0 else None
    except GiveUp:
        return None
    finally:
        ctx.prec = saved


def _collect(tower: Tower, polynomial: Polynomial, needed: set[int]) -> bool:
    """The roots that the polynomial is made of; false where it has anything but roots."""
    for number, degree in enumerate(polynomial.degrees()):
        if degree and number not in needed:
            generator = tower.generators[number]
            if generator.kind != "root" or not _collect(tower, generator.replacement, needed):
                return False
            needed.add(number)
    return True


def _conjugate_bits(tower: Tower, polynomial: Polynomial, known: dict[int, float]) -> float:
    """A bound for log2 of the size of every conjugate, at least 0."""
    largest = 0.0
    for exponents, coefficient in polynomial.to_dict().items():
        bits = float(abs(int(coefficient)).bit_length())
        for number, exponent in enumerate(exponents):
            if exponent:
                if number not in known:
                    generator = tower.generators[number]
                    inner = _conjugate_bits(tower, generator.replacement, known)
                    known[number] = inner / generator.power + 1e-9
                bits += known[number] * int(exponent)
        largest = max(largest, bits)
    return largest + len(polynomial).bit_length()
