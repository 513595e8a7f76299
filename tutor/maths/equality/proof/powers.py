"""Absolute values, signs, roots, logarithms and exponentials, split over factors and terms where that is always valid.

Two ideas keep this sound without asking for positive arguments. Where `ln A` is defined, A > 0, so it equals the
sum of `e * ln|f|` over the factors of A; where an even root is defined, it is the product of roots of `|f|`.
And `|f| = sign(f) * f` everywhere, so only a known sign of f turns `|f|` into f.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.conjugates import split_at_root
from tutor.maths.equality.proof.factors import prime_factors
from tutor.maths.equality.proof.field import Polynomial, RationalFunction, rational_value
from tutor.maths.equality.proof.signs import NEGATIVE, NOT_NEGATIVE, POSITIVE, Knowledge
from tutor.maths.equality.proof.tower import Generator, Key, Kind


def generator_number(polynomial: Polynomial) -> int | None:
    """The number of the generator that the polynomial is, if it is one."""
    if len(polynomial) == 1 and polynomial.total_degree() == 1 and polynomial.leading_coefficient() == 1:
        return next(i for i, degree in enumerate(polynomial.degrees()) if degree)
    return None


def _generator(known: Knowledge, polynomial: Polynomial) -> Generator | None:
    number = generator_number(polynomial)
    return None if number is None else known.tower.generators[number]


def new(
    known: Knowledge,
    kind: Kind,
    key: Key,
    of: RationalFunction | None = None,
    *,
    name: str = "",
    power: int = 0,
    replacement: Polynomial = None,
    signed: bool = False,
) -> RationalFunction:
    """The generator of that kind and key as a fraction."""
    number = known.tower.number((kind, *key), lambda: Generator(kind, name or kind, power, replacement, of, signed))
    return known.tower.field.generator(number)


# Signs and absolute values


def sign(known: Knowledge, value: RationalFunction) -> RationalFunction:
    """sign(value): 0 where it is 0."""
    field = known.tower.field
    if value.numerator.is_zero():
        return field.zero
    result = field.one
    for polynomial in (value.numerator, value.denominator):
        constant, factors = known.tower.factors(polynomial)
        result = field.scale(result, 1 if constant > 0 else -1)
        for factor, exponent in factors:
            result = field.multiply(result, _sign_power(known, factor, exponent))
    return result


def absolute(known: Knowledge, value: RationalFunction) -> RationalFunction:
    """abs(value)."""
    field = known.tower.field
    result = value
    for polynomial in (value.numerator, value.denominator):
        constant, factors = known.tower.factors(polynomial)
        result = field.scale(result, -1 if constant < 0 else 1)
        for factor, exponent in factors:
            if exponent % 2:
                result = field.multiply(result, _flip(known, factor))
    return result


def _sign_power(known: Knowledge, factor: Polynomial, exponent: int) -> RationalFunction:
    field = known.tower.field
    signs = known.of(factor)
    if len(signs) == 1:
        return field.constant(next(iter(signs)) ** exponent)
    if 0 not in signs:
        return field.one if exponent % 2 == 0 else _sign_generator(known, factor)
    base = _sign_generator(known, factor)
    return base if exponent % 2 else field.power(base, 2)


def _sign_generator(known: Knowledge, factor: Polynomial) -> RationalFunction:
    field = known.tower.field
    generator = _generator(known, factor)
    if generator is not None and generator.kind == "sign":
        return field.polynomial(factor)
    if generator is not None and generator.kind == "root" and generator.of is not None:
        inner = _sign_power(known, generator.of.numerator, 1)
        return inner if generator.signed else field.power(inner, 2)
    return new(known, "sign", (str(factor),), field.polynomial(factor), replacement=factor)


def _flip(known: Knowledge, factor: Polynomial) -> RationalFunction:
    """s with |factor| = s*factor."""
    field = known.tower.field
    signs = known.of(factor)
    if signs <= NOT_NEGATIVE:
        return field.one
    if 1 not in signs:
        return field.constant(-1)
    return _sign_generator(known, factor)


# Roots and powers


def rational_power(known: Knowledge, base: RationalFunction, exponent: Fraction) -> RationalFunction:
    """base**exponent where it is defined: the real odd root, or an even root of what is not negative."""
    field = known.tower.field
    if base.numerator.is_zero():
        if exponent <= 0:
            raise GiveUp("undefined everywhere")
        return field.zero
    odd = exponent.denominator % 2 == 1
    result = field.one
    for polynomial, direction in ((base.numerator, 1), (base.denominator, -1)):
        constant, factors = known.tower.factors(polynomial)
        if constant < 0 and odd and exponent.numerator % 2:
            result = field.negate(result)
        for prime, times in prime_factors(abs(constant)):
            prime_power = _absolute_power(known, field.integer(prime), exponent * times * direction)
            result = field.multiply(result, prime_power)
        for factor, times in factors:
            part = _signed_power if odd else _absolute_power
            result = field.multiply(result, part(known, factor, exponent * times * direction))
    return result


def whole_power(known: Knowledge, base: RationalFunction, exponent: int) -> RationalFunction:
    """base**exponent, kept as powers of its factors where multiplying out would be large."""
    field = known.tower.field
    if base.numerator.is_zero() or (
        field.power_fits(base.numerator, abs(exponent)) and field.power_fits(base.denominator, abs(exponent))
    ):
        return field.power(base, exponent)
    result = field.one
    for polynomial, direction in ((base.numerator, 1), (base.denominator, -1)):
        constant, factors = known.tower.factors(polynomial)
        result = field.multiply(result, field.power(field.constant(constant), exponent * direction))
        for factor, times in factors:
            single = field.polynomial(factor)
            if len(factor) > 1:
                single = new(known, "large power", (str(factor),), single, replacement=factor)
            result = field.multiply(result, field.power(single, exponent * times * direction))
    return result


def _absolute_power(known: Knowledge, factor: Polynomial, exponent: Fraction) -> RationalFunction:
    """|factor|**exponent for an irreducible factor or a prime number."""
    field = known.tower.field
    generator = _generator(known, factor)
    if generator is not None and generator.of is not None:
        if generator.kind == "exponential":
            return exponential(known, field.scale(generator.of, exponent))
        if generator.kind == "root":
            return _absolute_power(known, generator.of.numerator, exponent / generator.power)
        if generator.kind == "sign":
            return field.power(field.polynomial(factor), 2) if exponent > 0 else field.one
    whole = floor(exponent)
    result = whole_power(known, field.polynomial(factor), whole)
    if whole % 2:
        result = field.multiply(result, _flip(known, factor))
    if exponent == whole:
        return result
    root, index, signed = _root(known, factor, exponent.denominator)
    times = int((exponent - whole) * index)
    if signed and times % 2:
        result = field.multiply(result, _flip(known, factor))
    return field.multiply(result, field.power(root, times))


def _signed_power(known: Knowledge, factor: Polynomial, exponent: Fraction) -> RationalFunction:
    """factor**exponent with an odd denominator, for an irreducible factor."""
    field = known.tower.field
    if exponent.denominator == 1:
        return whole_power(known, field.polynomial(factor), exponent.numerator)
    generator = _generator(known, factor)
    if generator is not None and generator.of is not None:
        if generator.kind == "root" and generator.signed:
            return _signed_power(known, generator.of.numerator, exponent / generator.power)
        if generator.kind in ("root", "exponential"):
            return _absolute_power(known, factor, exponent)
        if generator.kind == "sign":
            return field.power(field.polynomial(factor), 1 if exponent.numerator % 2 else 2)
    whole = floor(exponent)
    result = whole_power(known, field.polynomial(factor), whole)
    root, index, signed = _root(known, factor, exponent.denominator)
    times = int((exponent - whole) * index)
    result = field.multiply(result, field.power(root, times))
    if not signed and (exponent - whole).numerator % 2:
        # The root is that of |factor|, and factor**(p/q) has the sign of factor**p.
        result = field.multiply(result, _sign_power(known, factor, 1))
    return result


def _root(known: Knowledge, factor: Polynomial, denominator: int) -> tuple[RationalFunction, int, bool]:
    """(root, index, signed): root**index is |factor|, or factor itself where the root is signed."""
    field = known.tower.field
    index = known.tower.index(("root", str(factor)), denominator)
    signed = index % 2 == 1
    replacement = factor if signed else field.multiply(_flip(known, factor), field.polynomial(factor)).numerator
    of = field.polynomial(factor)
    key = (str(factor), index, str(replacement))
    root = new(known, "root", key, of, power=index, replacement=replacement, signed=signed)
    return root, index, signed


# Logarithms and exponentials


def logarithm(known: Knowledge, value: RationalFunction) -> RationalFunction:
    """ln(value), as the sum of ln|f| over its factors."""
    field = known.tower.field
    if value.numerator.is_zero():
        raise GiveUp("undefined everywhere")
    total = field.zero
    for polynomial, direction in ((value.numerator, 1), (value.denominator, -1)):
        constant, factors = known.tower.factors(polynomial)
        for prime, times in prime_factors(abs(constant)):
            single = _log_absolute(known, field.integer(prime))
            total = field.add(total, field.scale(single, times * direction))
        for factor, times in factors:
            total = field.add(total, field.scale(_log_absolute(known, factor), times * direction))
    return total


def _log_absolute(known: Knowledge, factor: Polynomial) -> RationalFunction:
    field = known.tower.field
    generator = _generator(known, factor)
    if generator is not None and generator.of is not None:
        if generator.kind == "exponential":
            return generator.of
        if generator.kind == "root":
            return field.scale(logarithm(known, generator.of), Fraction(1, generator.power))
        if generator.kind == "sign":
            return field.zero
    split = split_at_root(known.tower, factor) if len(factor) > 1 else None
    if split is not None and split.norm.is_constant():
        # ln|u - v*g| + ln|u + v*g| is the logarithm of a number: one of the two is enough.
        conjugate = split.conjugate if split.conjugate.leading_coefficient() > 0 else -split.conjugate
        if str(conjugate) < str(factor):
            single = new(known, "logarithm", (str(conjugate),), field.polynomial(conjugate))
            return field.subtract(logarithm(known, field.polynomial(split.norm)), single)
    return new(known, "logarithm", (str(factor),), field.polynomial(factor))


def exponential(known: Knowledge, value: RationalFunction) -> RationalFunction:
    """exp(value), as a product over the terms of value."""
    field, tower = known.tower.field, known.tower
    result = field.one
    for multiple, term in tower.terms(tower.canonical(value)):
        generator = _generator(known, term.numerator) if term.denominator.is_one() else None
        if generator is not None and generator.kind == "logarithm" and generator.of is not None:
            part = _absolute_power(known, generator.of.numerator, multiple)
        else:
            step, times = tower.step(("exponential", term.key), multiple)
            base = new(known, "exponential", (term.key, step), field.scale(term, step))
            part = field.power(base, times)
        result = field.multiply(result, part)
    return result


def power(known: Knowledge, base: RationalFunction, exponent: RationalFunction) -> RationalFunction:
    """base**exponent for an exponent that is no rational number.

    Where the base may be negative its powers are split over sums and whole multiples of exponents only.
    """
    field, tower = known.tower.field, known.tower
    if base.numerator.is_zero():
        raise GiveUp("a power of zero")
    if known.of_fraction(base) == POSITIVE:
        return exponential(known, field.multiply(exponent, logarithm(known, base)))
    result = field.one
    rest, odd = field.one, 1
    constant, factors = known.factors_of(tower.canonical(base))
    open_factors = [(f, e) for f, e in factors if known.of(f) != POSITIVE]
    for factor, times in factors:
        if known.of(factor) == POSITIVE:
            logarithm_of_part = field.scale(_log_absolute(known, factor), times)
            result = field.multiply(result, exponential(known, field.multiply(exponent, logarithm_of_part)))
        elif len(open_factors) == 1 and times % 2:
            # Where f**(3k) or (f**3)**k is defined for a negative f, both have the sign of f**k.
            rest, odd = field.polynomial(factor), times
        else:
            rest = field.multiply(rest, field.power(field.polynomial(factor), times))
    if abs(constant) != 1:
        size = logarithm(known, field.constant(abs(constant)))
        result = field.multiply(result, exponential(known, field.multiply(exponent, size)))
    if constant < 0:
        rest = field.negate(rest)
    scaled = tower.canonical(field.scale(exponent, odd))
    return field.multiply(result, _virtual_power(known, rest, scaled))


def _virtual_power(known: Knowledge, base: RationalFunction, exponent: RationalFunction) -> RationalFunction:
    """A power of something that may be negative: |base|**r times a character of r, so sums of exponents split."""
    field, tower = known.tower.field, known.tower
    result = field.one
    for multiple, term in tower.terms(exponent):
        if rational_value(term) == 1:
            whole = floor(multiple)
            result = field.multiply(result, whole_power(known, base, whole))
            multiple -= whole
            if not multiple:
                continue
        step, times = tower.step(("power", base.key, term.key), multiple)
        single = new(known, "power", (base.key, term.key, step))
        result = field.multiply(result, field.power(single, times))
    return result


def known_negative(known: Knowledge, value: RationalFunction) -> bool:
    """Whether the value is negative wherever it is defined in the common domain."""
    return known.of_fraction(value) == NEGATIVE
