"""Factors of polynomials and of whole numbers, where finding them is cheap."""

from __future__ import annotations

from functools import lru_cache
from math import prod

from flint import fmpz

from tutor.maths.equality.proof.field import Polynomial, height

_MOST_TERMS = 120
_MOST_DEGREE = 60
_LARGEST_BOX = 20_000
_SMALL_PRIMES = [n for n in range(2, 1_000) if all(n % d for d in range(2, int(n**0.5) + 1))]


def factorization(polynomial: Polynomial) -> tuple[int, list[tuple[Polynomial, int]]]:
    """(constant, [(factor, exponent)]) with factors that lead positive; a large part stays in one piece."""
    if polynomial.is_zero():
        return 0, []
    if polynomial.is_constant():
        return int(polynomial.leading_coefficient()), []
    constant = int(polynomial.content()) * (1 if polynomial.leading_coefficient() > 0 else -1)
    rest = polynomial / constant
    factors = []
    exponents = (rest.term_content()).degrees()
    for number, exponent in enumerate(exponents):
        if exponent:
            factors.append((rest.context().gens()[number], int(exponent)))
    rest = rest / rest.term_content()
    if rest.is_one():
        return constant, factors
    degrees = rest.degrees()
    cheap = (
        len(rest) <= _MOST_TERMS
        and rest.total_degree() <= _MOST_DEGREE
        and prod(degree + 1 for degree in degrees) <= _LARGEST_BOX
        and height(rest) <= 2_000
    )
    if not cheap:
        return constant, [*factors, (rest, 1)]
    try:
        unit, found = rest.factor()
    except OverflowError:  # python-flint orders factors by coefficients that have to fit a machine word
        return constant, [*factors, (rest, 1)]
    constant *= int(unit)
    for factor, exponent in found:
        if factor.leading_coefficient() < 0:
            factor, constant = -factor, constant * (-1) ** int(exponent)
        factors.append((factor, int(exponent)))
    return constant, factors


@lru_cache(maxsize=4_096)
def prime_factors(number: int) -> tuple[tuple[int, int], ...]:
    """The primes of a positive whole number; a large cofactor without small primes stays whole."""
    if number.bit_length() <= 64:
        return tuple((int(prime), int(exponent)) for prime, exponent in fmpz(number).factor())
    result = []
    for prime in _SMALL_PRIMES:
        exponent = 0
        while number % prime == 0:
            number //= prime
            exponent += 1
        if exponent:
            result.append((prime, exponent))
    if number.bit_length() <= 64:
        result.extend((p, e) for p, e in prime_factors(number) if p > 1)
    else:
        result.append((number, 1))
    return tuple(result)
