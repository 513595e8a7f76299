"""Which signs a polynomial can have in the common domain: from what the domain says, and from its form."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from flint import arb, ctx, fmpz_poly

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.conjugates import split_at_root
from tutor.maths.equality.proof.enclosures import enclosure, rational_bounds
from tutor.maths.equality.proof.field import Polynomial, RationalFunction
from tutor.maths.equality.proof.tower import Tower

Signs = frozenset[int]
Factor = tuple[Polynomial, int]
Interval = tuple[Fraction | None, Fraction | None]  # closed; None is without bound

ANY: Signs = frozenset((-1, 0, 1))
POSITIVE: Signs = frozenset((1,))
NEGATIVE: Signs = frozenset((-1,))
NOT_NEGATIVE: Signs = frozenset((0, 1))
NONZERO: Signs = frozenset((-1, 1))

_MOST_TERMS = 200
_WHOLE_LINE: Interval = (None, None)


class Knowledge:
    """What is known of the signs of polynomials in the common domain. It only ever grows."""

    def __init__(self, tower: Tower) -> None:
        self.tower = tower
        self.grew = False
        self._known: dict[str, Signs] = {}
        self._ranges: dict[int, Interval] = {}
        self._asked: dict[str, Signs] = {}

    # What the domain says

    def learn(self, polynomial: Polynomial, signs: Signs) -> None:
        """`polynomial` has one of `signs` everywhere. Raises GiveUp where that leaves no open common domain."""
        if polynomial.is_constant():
            return
        if polynomial.leading_coefficient() < 0:
            polynomial, signs = -polynomial, frozenset(-sign for sign in signs)
        key = str(polynomial)
        before = self.of(polynomial)
        after = before & signs
        if not after - {0}:
            raise GiveUp("no common domain")
        if after != before:
            self._known[key] = after
            self._asked.clear()
            self.grew = True
            if 0 not in after:
                self.tower.nonzero.add(key)
            self._learn_range(polynomial, after)

    def learn_interval(self, number: int, low: Fraction, high: Fraction) -> None:
        """The generator lies in [low, high]."""
        self._ranges[number] = _narrowed(self.range_of(number), (low, high))
        self._asked.clear()

    def _learn_range(self, polynomial: Polynomial, signs: Signs) -> None:
        used = [i for i, degree in enumerate(polynomial.degrees()) if degree]
        if len(used) != 1 or polynomial.total_degree() != 1 or (-1 in signs) == (1 in signs):
            return
        slope = int(polynomial.leading_coefficient())
        rest = polynomial - slope * self.tower.field.generators[used[0]]
        root = -Fraction(0 if rest.is_zero() else int(rest.leading_coefficient()), slope)
        bound = (None, root) if -1 in signs else (root, None)
        self._ranges[used[0]] = _narrowed(self.range_of(used[0]), bound)

    def learn_sign_of(self, value: RationalFunction, signs: Signs) -> None:
        """`value` has one of `signs`: what that says of the factors of its numerator and denominator."""
        constant, factors = self.factors_of(value)
        for factor, _ in self.tower.factors(value.denominator)[1]:
            self.learn(factor, NONZERO)
        if 0 not in signs:
            for factor, _ in factors:
                self.learn(factor, NONZERO)
        if signs not in (POSITIVE, NOT_NEGATIVE):
            return
        sign = 1 if constant > 0 else -1
        unknown = []
        for factor, exponent in factors:
            possible = self.of(factor)
            if exponent % 2 == 0:
                if 0 in possible and 0 in signs:
                    return  # where an even factor vanishes, the others are free
            elif len(possible) == 1:
                sign *= next(iter(possible))
            else:
                unknown.append(factor)
        if unknown and sign and len(unknown) <= 4:
            product = self._product_of(unknown)
            if len(product) <= _MOST_TERMS:
                self.learn(product, frozenset(s * sign for s in signs))

    def factors_of(self, value: RationalFunction) -> tuple[Fraction, list[Factor]]:
        """A rational constant, and the factors with their exponents, negative below."""
        top, above = self.tower.factors(value.numerator)
        bottom, below = self.tower.factors(value.denominator)
        return Fraction(top, bottom or 1), above + [(factor, -exponent) for factor, exponent in below]

    def _product_of(self, factors: list[Polynomial]) -> Polynomial:
        product = self.tower.field.integer(1)
        for factor in sorted(factors, key=str):
            product = self.tower.field.multiplied(product, factor)
        return product

    # What follows

    def of(self, polynomial: Polynomial) -> Signs:
        """The signs the polynomial can have."""
        if polynomial.is_zero():
            return frozenset((0,))
        if polynomial.leading_coefficient() < 0:
            return frozenset(-sign for sign in self.of(-polynomial))
        key = str(polynomial)
        found = self._asked.get(key)
        if found is None:
            known = self._known.get(key, ANY)
            found = self._asked[key] = known & self._by_form(polynomial) if len(known) > 1 else known
            if 0 not in found:
                self.tower.nonzero.add(key)
        return found

    def of_fraction(self, value: RationalFunction) -> Signs:
        """The signs a fraction can have, factor by factor."""
        if value.numerator.is_zero():
            return frozenset((0,))
        constant, factors = self._without_absolute(*self.factors_of(value))
        result = POSITIVE if constant > 0 else NEGATIVE
        unknown = []
        for factor, exponent in factors:
            possible = self.of(factor)
            powers = possible if exponent % 2 else frozenset(s * s for s in possible)
            result = frozenset(a * b for a in result for b in powers)
            if exponent % 2 and len(possible) > 1:
                unknown.append(factor)
            elif 0 in possible:
                return result
        if 2 <= len(unknown) <= 4:
            # A product may be known where its factors are not: from sqrt(x*y).
            product = self._known.get(str(self._product_of(unknown)), ANY)
            rest = 1 if constant > 0 else -1
            for factor, exponent in factors:
                possible = self.of(factor)
                if exponent % 2 and len(possible) == 1:
                    rest *= next(iter(possible))
            result &= frozenset(s * rest for s in product)
        return result

    def _without_absolute(self, constant: Fraction, factors: list[Factor]) -> tuple[Fraction, list[Factor]]:
        """The factors with pairs of one sign, such as sign(f)*f, taken for squares."""
        carried: dict[str, list[int]] = {}
        for place, (factor, exponent) in enumerate(factors):
            if exponent % 2:
                carried.setdefault(self._carrier(factor), []).append(place)
        doubled = {place for places in carried.values() for place in places[: len(places) // 2 * 2]}
        return constant, [(f, 2 * e if place in doubled else e) for place, (f, e) in enumerate(factors)]

    def _carrier(self, factor: Polynomial) -> str:
        """The polynomial, as text, that has the same sign: of `sign(f)` and of an odd root of f it is f."""
        if len(factor) == 1 and factor.total_degree() == 1:
            number = next(i for i, degree in enumerate(factor.degrees()) if degree)
            if number < len(self.tower.generators):
                generator = self.tower.generators[number]
                if generator.kind == "sign" or (generator.kind == "root" and generator.signed):
                    return str(generator.replacement)
        return str(factor)

    def _by_form(self, polynomial: Polynomial) -> Signs:
        if len(polynomial) > _MOST_TERMS:
            return ANY
        if all(not degree or self.tower.is_constant(i) for i, degree in enumerate(polynomial.degrees())):
            return _signs_of_ball(self.tower, polynomial)
        found = self._by_terms(polynomial) & self._by_bounds(polynomial) & self._by_roots(polynomial)
        return found if len(found) == 1 else found & self._by_conjugate(polynomial)

    def _by_conjugate(self, polynomial: Polynomial) -> Signs:
        """For u + v*g with a square root g: the larger of |u| and |v|*g decides, and so does the sign of the norm."""
        split = split_at_root(self.tower, polynomial)
        if split is None:
            return ANY
        norm = self.of_fraction(self.tower.field.polynomial(split.norm))
        if norm == NEGATIVE:  # |u| < |v|*g
            return self.of_fraction(self.tower.field.polynomial(split.slope))
        if norm == POSITIVE:
            return self.of_fraction(self.tower.field.polynomial(split.rest))
        return ANY

    def _by_terms(self, polynomial: Polynomial) -> Signs:
        total: set[int] = set()
        certain = False
        for exponents, coefficient in polynomial.to_dict().items():
            signs: Iterable[int] = POSITIVE if coefficient > 0 else NEGATIVE
            for number, exponent in enumerate(exponents):
                if exponent:
                    base = self._of_generator(number)
                    signs = {a * b ** int(exponent % 2 or 2) for a in signs for b in base}
            found = set(signs)
            certain = certain or 0 not in found
            total |= found
        if len(polynomial) == 1:
            return frozenset(total)
        if 1 in total and -1 in total:
            return ANY
        return frozenset(total - {0}) if certain else frozenset(total)

    def _of_generator(self, number: int) -> Signs:
        known = self._known.get(str(self.tower.field.generators[number]), ANY)
        low, high = self.range_of(number)
        if low is not None and low >= 0:
            known &= POSITIVE if low > 0 else NOT_NEGATIVE
        if high is not None and high <= 0:
            known &= NEGATIVE if high < 0 else frozenset((-1, 0))
        generator = self.tower.generators[number] if number < len(self.tower.generators) else None
        if generator is None:
            return known
        if generator.kind == "exponential":
            return known & POSITIVE
        if generator.kind == "sign":
            return known & self.of(generator.replacement)
        if generator.kind == "root" and generator.of is not None:
            radicand = self.of(generator.of.numerator)
            if not generator.signed:
                return known & (NOT_NEGATIVE if 0 in radicand else POSITIVE)
            return known & radicand
        return known

    def _by_bounds(self, polynomial: Polynomial) -> Signs:
        low: Fraction | None = Fraction(0)
        high: Fraction | None = Fraction(0)
        for exponents, coefficient in polynomial.to_dict().items():
            term: Interval = (Fraction(int(coefficient)), Fraction(int(coefficient)))
            for number, exponent in enumerate(exponents):
                if exponent:
                    if exponent > 40:
                        return ANY
                    term = _product(term, _raised(self.range_of(number), int(exponent)))
            low = None if low is None or term[0] is None else low + term[0]
            high = None if high is None or term[1] is None else high + term[1]
        if low is not None and low >= 0:
            return POSITIVE if low > 0 else NOT_NEGATIVE
        if high is not None and high <= 0:
            return NEGATIVE if high < 0 else frozenset((-1, 0))
        return ANY

    def _by_roots(self, polynomial: Polynomial) -> Signs:
        """For a polynomial in one generator: no real root in its range, so one sign."""
        used = [i for i, degree in enumerate(polynomial.degrees()) if degree]
        if len(used) != 1 or not 2 <= polynomial.total_degree() <= 30:
            return ANY
        number = used[0]
        coefficients = [0] * (int(polynomial.total_degree()) + 1)
        for exponents, coefficient in polynomial.to_dict().items():
            coefficients[int(exponents[number])] = int(coefficient)
        single = fmpz_poly(coefficients)
        low, high = self.range_of(number)
        roots: list[Any] = [entry[0] for entry in single.complex_roots()]  # type: ignore[index]
        for root in roots:
            if root.imag.contains(0):
                above = high is not None and root.real > arb(high.numerator) / high.denominator
                below = low is not None and root.real < arb(low.numerator) / low.denominator
                if not (above or below):
                    return ANY
        point = low if low is not None else high if high is not None else Fraction(0)
        value = sum(c * point**power for power, c in enumerate(coefficients))
        return POSITIVE if value > 0 else NEGATIVE if value < 0 else ANY

    def range_of(self, number: int) -> Interval:
        """A closed interval the generator lies in."""
        stored = self._ranges.get(number, _WHOLE_LINE)
        if number >= len(self.tower.generators):
            return stored
        generator = self.tower.generators[number]
        if generator.kind in ("cosine", "sine", "sign"):
            return _narrowed(stored, (Fraction(-1), Fraction(1)))
        if generator.kind == "exponential" or (generator.kind == "root" and not generator.signed):
            stored = _narrowed(stored, (Fraction(0), None))
        if generator.kind == "arc":
            stored = _narrowed(stored, (Fraction(-11, 7), Fraction(11, 7)))
        if self.tower.is_constant(number):
            stored = _narrowed(stored, rational_bounds(self.tower, number))
        return stored


def _signs_of_ball(tower: Tower, polynomial: Polynomial) -> Signs:
    for precision in (64, 256):
        saved, ctx.prec = ctx.prec, precision
        try:
            ball = enclosure(tower, polynomial)
        finally:
            ctx.prec = saved
        if ball > 0:
            return POSITIVE
        if ball < 0:
            return NEGATIVE
    return ANY


def _narrowed(one: Interval, other: Interval) -> Interval:
    lows = [bound for bound in (one[0], other[0]) if bound is not None]
    highs = [bound for bound in (one[1], other[1]) if bound is not None]
    return max(lows, default=None), min(highs, default=None)


def _product(one: Interval, other: Interval) -> Interval:
    if None in one or None in other:
        if all(i[0] is not None and i[0] >= 0 for i in (one, other)):
            return one[0] * other[0], None  # type: ignore[operator]
        if one[0] is not None and one[0] == one[1] and one[0] < 0:
            low, high = other
            return None if high is None else one[0] * high, None if low is None else one[0] * low
        if one[0] is not None and one[0] == one[1] and one[0] > 0:
            low, high = other
            return None if low is None else one[0] * low, None if high is None else one[0] * high
        return _WHOLE_LINE
    ends = [a * b for a in one for b in other if a is not None and b is not None]
    return min(ends), max(ends)


def _raised(base: Interval, exponent: int) -> Interval:
    low, high = base
    if exponent % 2:
        return None if low is None else low**exponent, None if high is None else high**exponent
    if low is not None and low >= 0:
        return low**exponent, None if high is None else high**exponent
    if high is not None and high <= 0:
        return high**exponent, None if low is None else low**exponent
    return Fraction(0), None if low is None or high is None else max(-low, high) ** exponent
