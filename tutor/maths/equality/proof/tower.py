"""The generators of a proof, each built on the ones before it, and the relations they obey.

A generator stands for one kernel: a variable, `exp(x/2)`, `cos(x)`, `|f|^(1/6)`, `sign(f)`, `ln|f|`, `arctan(u)`.
Its relation `g**power = replacement` uses earlier generators only, so reducing from the last one to the first
ends in a normal form. Multiples of one argument share a generator: `exp(x)` and `exp(x/3)` are powers of
`exp(x/3)`. How fine the shared part must be is seen only along the way; then `stale` is set and the whole
conversion runs again, with generators kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Literal

from tutor.maths.equality.proof.bounds import GiveUp, TooManyGenerators
from tutor.maths.equality.proof.conjugates import square_root
from tutor.maths.equality.proof.factors import factorization
from tutor.maths.equality.proof.field import Field, Polynomial, RationalFunction

Factors = tuple[int, list[tuple[Polynomial, int]]]

Kind = Literal[
    "symbol", "pi", "logarithm", "exponential", "cosine", "sine", "root", "sign", "arc", "large power", "power"
]
Key = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Generator:
    """One generator. `of` is what it was made from: the exponent of an exponential, the polynomial under a root."""

    kind: Kind
    name: str
    power: int = 0
    replacement: Polynomial = None
    of: RationalFunction | None = None
    signed: bool = False  # an odd root that has the sign of its radicand


class Tower:
    """The generators in use, by number and by key."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.generators: list[Generator] = []
        self.stale = False
        self.nonzero: set[str] = set()  # polynomials, as text, that vanish nowhere in the common domain
        self._numbers: dict[Key, int] = {}
        self._steps: dict[Key, Fraction] = {}
        self._indices: dict[Key, int] = {}
        self._factored: dict[str, Factors] = {}
        self._constant: dict[int, bool] = {}

    def is_constant(self, number: int) -> bool:
        """Whether the generator is a number: it depends on no variable."""
        if number >= len(self.generators):
            return False
        found = self._constant.get(number)
        if found is None:
            generator = self.generators[number]
            found = generator.kind == "pi" or (generator.of is not None and self.is_constant_fraction(generator.of))
            self._constant[number] = found
        return found

    def is_constant_fraction(self, value: RationalFunction) -> bool:
        """Whether the fraction depends on no variable."""
        return all(
            not degree or self.is_constant(number)
            for polynomial in (value.numerator, value.denominator)
            for number, degree in enumerate(polynomial.degrees())
        )

    def factors(self, polynomial: Polynomial) -> Factors:
        """A whole number and irreducible factors, where factoring is cheap; large ones stay whole."""
        key = str(polynomial)
        found = self._factored.get(key)
        if found is None:
            self.field.budget.check()
            constant, plain = factorization(polynomial)
            found = self._factored[key] = constant, [self._squared(f, e) for f, e in plain]
        return found

    def _squared(self, factor: Polynomial, exponent: int) -> tuple[Polynomial, int]:
        root = square_root(self, factor) if len(factor) > 1 else None
        if root is None:
            return factor, exponent
        return (root if root.leading_coefficient() > 0 else -root), 2 * exponent

    def number(self, key: Key, make: Callable[[], Generator]) -> int:
        """The number of the generator with that key, made if it is new. Raises GiveUp when there are too many."""
        found = self._numbers.get(key)
        if found is None:
            generator = make()
            found = len(self.generators)
            if found >= self.field.size:
                raise TooManyGenerators
            self.generators.append(generator)
            self._numbers[key] = found
        return found

    def step(self, key: Key, multiple: Fraction) -> tuple[Fraction, int]:
        """(s, n) with `multiple == n*s`, s > 0 the largest common step of all multiples seen with that key."""
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = abs(multiple)
        count = multiple / known
        if count.denominator == 1:
            return known, int(count)
        self._steps[key] = Fraction(
            gcd(known.numerator * multiple.denominator, multiple.numerator * known.denominator),
            known.denominator * multiple.denominator,
        )
        self.stale = True
        return abs(multiple), 1 if multiple > 0 else -1

    def index(self, key: Key, denominator: int) -> int:
        """The least common multiple of all root indices seen with that key."""
        known = self._indices.get(key, 1)
        wanted = lcm(known, denominator)
        if wanted > 360:
            raise GiveUp("a root is too fine")
        if wanted != known:
            self.stale = self.stale or key in self._indices
            self._indices[key] = wanted
        return wanted

    # Normal forms

    def reduced(self, polynomial: Polynomial, *, keep_sines: bool = False) -> Polynomial:
        """The normal form modulo the relations; `keep_sines` removes squares of cosines instead of sines."""
        used = [i for i, degree in enumerate(polynomial.degrees()[: len(self.generators)]) if degree]
        for number in range(max(used, default=-1), -1, -1):
            generator = self.generators[number]
            if generator.kind == "sign":
                polynomial = self._signs_reduced(polynomial, number)
            elif generator.kind in ("cosine", "sine"):
                removed = "cosine" if keep_sines else "sine"
                if generator.kind == removed:
                    other = self.field.generators[number + (1 if removed == "cosine" else -1)]
                    polynomial = self.replaced(polynomial, number, 2, 1 - other**2)
            elif generator.power:
                polynomial = self.replaced(polynomial, number, generator.power, generator.replacement)
        return polynomial

    def replaced(self, polynomial: Polynomial, number: int, power: int, replacement: Polynomial) -> Polynomial:
        """The polynomial with `replacement` for every `power` of the generator."""
        if polynomial.degrees()[number] < power:
            return polynomial
        self.field.budget.check()
        groups: dict[int, dict[tuple[int, ...], object]] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            times, rest = divmod(exponents[number], power)
            group = groups.setdefault(int(times), {})
            group[(*exponents[:number], rest, *exponents[number + 1 :])] = coefficient
        total = self.field.integer(0)
        for times, group in groups.items():
            total += self.field.multiplied(self.field.from_terms(group), self.field.raised(replacement, times))
        return total

    def _signs_reduced(self, polynomial: Polynomial, number: int) -> Polynomial:
        """sign**3 = sign, and sign**2 * h = h for every multiple h of what it is the sign of, and of its roots."""
        if polynomial.degrees()[number] < 2:
            return polynomial
        carrier = self.generators[number].replacement
        nonzero = str(carrier) in self.nonzero
        roots = [i for i, g in enumerate(self.generators) if g.kind == "root" and g.of and g.of.numerator == carrier]
        kept: dict[tuple[int, ...], Any] = {}
        squares: dict[tuple[int, ...], Any] = {}
        total = self.field.integer(0)
        for exponents, coefficient in polynomial.to_dict().items():
            exponent = int(exponents[number])
            low = exponent if exponent < 2 else 2 - exponent % 2
            if low == 2 and (nonzero or any(exponents[i] for i in roots)):
                low = 0
            fresh = (*exponents[:number], 0 if low == 2 else low, *exponents[number + 1 :])
            target = squares if low == 2 else kept
            target[fresh] = target.get(fresh, 0) + coefficient
        total += self.field.from_terms(kept)
        if squares:
            quotient, rest = divmod(self.field.from_terms(squares), carrier)
            total += quotient * carrier + rest * self.field.generators[number] ** 2
        return total

    def canonical(self, value: RationalFunction) -> RationalFunction:
        """A normal form for an argument: reduced, no roots in the denominator where it is one product."""
        numerator = self._shortest(value.numerator)
        denominator = self._shortest(value.denominator)
        fraction = self.field.fraction(numerator, denominator)
        if len(fraction.denominator) == 1:
            fraction = self._rationalised(fraction)
        return fraction

    def _shortest(self, polynomial: Polynomial) -> Polynomial:
        if polynomial.is_constant():
            return polynomial
        forms = [self.reduced(polynomial), self.reduced(polynomial, keep_sines=True)]
        if len(polynomial) < min(map(len, forms)) and self._only_circular(polynomial):
            return polynomial
        return min(forms, key=len)

    def _only_circular(self, polynomial: Polynomial) -> bool:
        return all(
            not degree or not g.power or degree < g.power
            for degree, g in zip(polynomial.degrees(), self.generators, strict=False)
            if g.kind != "sine"
        )

    def _rationalised(self, value: RationalFunction) -> RationalFunction:
        numerator, denominator = value.numerator, value.denominator
        for number, degree in enumerate(denominator.degrees()[: len(self.generators)]):
            generator = self.generators[number]
            if degree and generator.kind == "root":
                missing = self.field.generators[number] ** (-int(degree) % generator.power)
                numerator = self.reduced(self.field.multiplied(numerator, missing))
                denominator = self.reduced(self.field.multiplied(denominator, missing))
        return self.field.fraction(numerator, denominator)

    def terms(self, value: RationalFunction, most: int = 24) -> list[tuple[Fraction, RationalFunction]]:
        """`value` as a sum of rational multiples of fractions whose numerator is a product of generators.

        Raises GiveUp where there are more than `most`.
        """
        if len(value.numerator) > most:
            raise GiveUp("too many terms")
        result = []
        for exponents, coefficient in value.numerator.to_dict().items():
            single = self.field.fraction(self.field.from_terms({exponents: 1}), value.denominator)
            content = int(single.denominator.content())
            whole = RationalFunction(single.numerator, single.denominator / content)
            result.append((Fraction(int(coefficient), content), whole))
        return result
