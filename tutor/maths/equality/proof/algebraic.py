"""Is a number made of nested roots zero? Decided by a separation bound.

All our roots are algebraic integers: `g**k` is a whole-number polynomial in earlier ones. A number that is such
a polynomial and not zero has a norm of size at least 1, so with all its conjugates below B, in a field of
degree at most D, its own size is at least B**(1-D) (Burnikel, Fleischer, Mehlhorn, Schirra). Evaluate it
finer than that, and it is zero or seen not to be. Cosines of parts of a turn are halves of algebraic integers.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, lcm, prod

from flint import arb, ctx, fmpz

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.enclosures import enclosure
from tutor.maths.equality.proof.field import Polynomial, RationalFunction
from tutor.maths.equality.proof.tower import Tower

_LARGEST_DEGREE = 20_000
_FINEST = 200_000  # bits


def is_zero_number(tower: Tower, polynomial: Polynomial) -> bool | None:
    """Whether a polynomial in constant generators is zero; None where that is not decided."""
    needed: set[int] = set()
    if not _collect(tower, polynomial, needed):
        return _seen_apart(tower, polynomial, 256)
    turn = _part_of_turn(tower, needed)
    degree = prod(max(tower.generators[number].power, 1) for number in needed)
    degree *= int(fmpz(turn).euler_phi()) if turn > 1 else 1
    if degree > _LARGEST_DEGREE:
        return None
    halves = sum(
        int(times)
        for number, times in enumerate(polynomial.degrees())
        if times and tower.generators[number].kind != "root"
    )
    # 2**halves times the number is an algebraic integer; cosines and all their conjugates are at most 1.
    bits = _conjugate_bits(tower, polynomial, {}) + halves
    precision = ceil((degree - 1) * bits) + halves + 16
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


def _turns(tower: Tower, angle: RationalFunction) -> Fraction | None:
    """The angle as a multiple of pi, if it is one."""
    top = angle.numerator
    if len(top) != 1 or top.total_degree() != 1 or not angle.denominator.is_constant():
        return None
    number = next(i for i, degree in enumerate(top.degrees()) if degree)
    if tower.generators[number].kind != "pi":
        return None
    return Fraction(int(top.leading_coefficient()), int(angle.denominator.leading_coefficient()))


def _part_of_turn(tower: Tower, needed: set[int]) -> int:
    """n such that all cosines and sines in use lie in the field of the n-th roots of unity."""
    result = 1
    for number in needed:
        generator = tower.generators[number]
        if generator.kind in ("cosine", "sine") and generator.of and (turns := _turns(tower, generator.of)):
            result = lcm(result, 4, 2 * turns.denominator)
    return result


def _collect(tower: Tower, polynomial: Polynomial, needed: set[int], *, top: bool = True) -> bool:
    """The roots and cosines that the polynomial is made of; false where it has anything else."""
    for number, degree in enumerate(polynomial.degrees()):
        if degree and number not in needed:
            generator = tower.generators[number]
            if top and generator.kind in ("cosine", "sine") and generator.of and _turns(tower, generator.of):
                needed.add(number)
                continue
            if generator.kind != "root" or not _collect(tower, generator.replacement, needed, top=False):
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
                    if generator.kind != "root":
                        known[number] = 0.0
                        continue
                    inner = _conjugate_bits(tower, generator.replacement, known)
                    known[number] = inner / generator.power + 1e-9
                bits += known[number] * int(exponent)
        largest = max(largest, bits)
    return largest + len(polynomial).bit_length()
