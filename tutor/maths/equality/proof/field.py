"""Fractions of integer polynomials in finitely many generators, every operation bounded beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import comb, prod
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx

from tutor.maths.equality.proof.bounds import (
    LARGEST_COEFFICIENT,
    LARGEST_EXPONENT,
    MOST_BITS,
    MOST_TERMS,
    MOST_WORK,
    Budget,
    GiveUp,
)

Polynomial = Any  # flint.fmpz_mpoly, which has no type stubs

_GCD_TERMS = 1_500
_GCD_DEGREES = 400_000


@dataclass(frozen=True, slots=True, eq=False)
class RationalFunction:
    """`numerator / denominator`, without a common factor where finding it was cheap; the denominator leads positive."""

    numerator: Polynomial
    denominator: Polynomial

    @property
    def key(self) -> tuple[str, str]:
        """The same for equal fractions in lowest terms."""
        return str(self.numerator), str(self.denominator)


class Field:
    """The rational functions in `size` generators."""

    def __init__(self, size: int, budget: Budget) -> None:
        self.context = fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(size)), Ordering.lex)
        self.generators = self.context.gens()
        self.size = size
        self.budget = budget
        self.zero = self.constant(0)
        self.one = self.constant(1)

    # Polynomials

    def integer(self, value: int) -> Polynomial:
        """A constant polynomial."""
        return self.context.constant(value)

    def from_terms(self, terms: Mapping[tuple[int, ...], Any]) -> Polynomial:
        """The polynomial with these exponents and coefficients."""
        return self.context.from_dict(terms)

    def multiplied(self, left: Polynomial, right: Polynomial) -> Polynomial:
        """The product of two polynomials. Raises GiveUp if it would be large."""
        if len(left) > 1 or len(right) > 1:
            self.budget.check()
            left_bits, right_bits = height(left), height(right)
            terms = len(left) * len(right)
            words = (left_bits // 64 + 1) * (right_bits // 64 + 1)
            box = prod(a + b + 1 for a, b in zip(left.degrees(), right.degrees(), strict=True))
            size = min(terms, box)
            if size > MOST_TERMS or size * (left_bits + right_bits) > MOST_BITS or terms * words > MOST_WORK:
                raise GiveUp("a product is too large")
        elif height(left) + height(right) > LARGEST_COEFFICIENT:
            raise GiveUp("a coefficient is too large")
        return left * right

    def power_fits(self, base: Polynomial, exponent: int) -> bool:
        """Whether `base ** exponent` may be multiplied out."""
        terms, bits = len(base), height(base) + 2
        degrees = [degree * exponent for degree in base.degrees()]
        if max(degrees, default=0) > LARGEST_EXPONENT or bits * exponent > LARGEST_COEFFICIENT:
            return False
        if terms <= 1:
            return True
        if exponent > 20_000 or terms > 2_000:
            return False
        size = min(comb(exponent + terms - 1, terms - 1), prod(degree + 1 for degree in degrees))
        largest = exponent * (bits + terms.bit_length())
        work = size * terms * (largest // 64 + 1)
        return bool(size <= MOST_TERMS and size * largest <= MOST_BITS and work <= MOST_WORK)

    def raised(self, base: Polynomial, exponent: int) -> Polynomial:
        """`base ** exponent` for exponent >= 0. Raises GiveUp if it would be large."""
        if exponent > 1:
            self.budget.check()
            if not self.power_fits(base, exponent):
                raise GiveUp("a power is too large")
        return base**exponent

    # Fractions

    def fraction(self, numerator: Polynomial, denominator: Polynomial) -> RationalFunction:
        """`numerator / denominator` in lowest terms. Raises GiveUp where the denominator is zero."""
        if denominator.is_zero():
            raise GiveUp("undefined everywhere")
        if numerator.is_zero():
            return RationalFunction(numerator, self.integer(1))
        common = self._common(numerator, denominator)
        if not common.is_one():
            numerator, denominator = numerator / common, denominator / common
        if denominator.leading_coefficient() < 0:
            numerator, denominator = -numerator, -denominator
        return RationalFunction(numerator, denominator)

    def _common(self, left: Polynomial, right: Polynomial) -> Polynomial:
        if left.is_one() or right.is_one():
            return self.integer(1)
        if len(left) > 1 and len(right) > 1:
            box = prod(min(a, b) + 1 for a, b in zip(left.degrees(), right.degrees(), strict=True))
            if box > 1 and (max(len(left), len(right)) > _GCD_TERMS or box > _GCD_DEGREES):
                return self.integer(1)
            self.budget.check()
        return left.gcd(right)

    def constant(self, value: Fraction | int) -> RationalFunction:
        """A rational number."""
        exact = Fraction(value)
        return RationalFunction(self.integer(exact.numerator), self.integer(exact.denominator))

    def generator(self, index: int) -> RationalFunction:
        """The generator of that number."""
        return RationalFunction(self.generators[index], self.integer(1))

    def polynomial(self, numerator: Polynomial) -> RationalFunction:
        """A polynomial as a fraction."""
        return RationalFunction(numerator, self.integer(1))

    def add(self, left: RationalFunction, right: RationalFunction) -> RationalFunction:
        """`left + right`."""
        if left.denominator == right.denominator:
            return self.fraction(left.numerator + right.numerator, left.denominator)
        common = self._common(left.denominator, right.denominator)
        left_rest, right_rest = left.denominator / common, right.denominator / common
        numerator = self.multiplied(left.numerator, right_rest) + self.multiplied(right.numerator, left_rest)
        return self.fraction(numerator, self.multiplied(left.denominator, right_rest))

    def negate(self, value: RationalFunction) -> RationalFunction:
        """`-value`."""
        return RationalFunction(-value.numerator, value.denominator)

    def subtract(self, left: RationalFunction, right: RationalFunction) -> RationalFunction:
        """`left - right`."""
        return self.add(left, self.negate(right))

    def multiply(self, left: RationalFunction, right: RationalFunction) -> RationalFunction:
        """`left * right`."""
        one = self.fraction(left.numerator, right.denominator)
        other = self.fraction(right.numerator, left.denominator)
        return self._signed(
            self.multiplied(one.numerator, other.numerator), self.multiplied(one.denominator, other.denominator)
        )

    def reciprocal(self, value: RationalFunction) -> RationalFunction:
        """`1 / value`. Raises GiveUp where the value is zero."""
        if value.numerator.is_zero():
            raise GiveUp("undefined everywhere")
        return self._signed(value.denominator, value.numerator)

    def divide(self, left: RationalFunction, right: RationalFunction) -> RationalFunction:
        """`left / right`."""
        return self.multiply(left, self.reciprocal(right))

    def scale(self, value: RationalFunction, factor: Fraction | int) -> RationalFunction:
        """`factor * value`."""
        return self.multiply(self.constant(factor), value)

    def power(self, base: RationalFunction, exponent: int) -> RationalFunction:
        """`base ** exponent` for any whole exponent."""
        if exponent < 0:
            base, exponent = self.reciprocal(base), -exponent
        return self._signed(self.raised(base.numerator, exponent), self.raised(base.denominator, exponent))

    def _signed(self, numerator: Polynomial, denominator: Polynomial) -> RationalFunction:
        if denominator.leading_coefficient() < 0:
            numerator, denominator = -numerator, -denominator
        return RationalFunction(numerator, denominator)


def height(polynomial: Polynomial) -> int:
    """The bits of the largest coefficient."""
    return max((int(c).bit_length() for c in polynomial.coeffs()), default=0)


def rational_value(value: RationalFunction) -> Fraction | None:
    """The number that the fraction is, if it is one."""
    if value.numerator.is_constant() and value.denominator.is_constant():
        top = 0 if value.numerator.is_zero() else int(value.numerator.leading_coefficient())
        return Fraction(top, int(value.denominator.leading_coefficient()))
    return None
