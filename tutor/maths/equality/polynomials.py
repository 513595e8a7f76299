"""Trees as rational functions over the rationals, kept in factors, with everything else as opaque names.

Powers are never multiplied out unless a sum forces it, and then only when the number of terms is small: what
FLINT is asked to do is bounded beforehand, since it aborts the process when memory ends.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from flint import fmpq, fmpq_mpoly_ctx

from tutor.maths.equality.points import fraction
from tutor.maths.evaluate.program import OutOfTime
from tutor.maths.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    walk,
)

# python-flint gives no types: a polynomial is an `fmpq_mpoly`.
Polynomial: TypeAlias = Any

MOST_NAMES = 24
MOST_TERMS = 6000
_MOST_DEGREE = 300
_MOST_BITS = 4096
_MOST_WORDS = 4e6
_EVEN = frozenset({"cos", "sec", "cosh", "sech"})
_ODD = frozenset(
    {"sin", "tan", "csc", "cot", "sinh", "tanh", "csch", "coth", "arcsin", "arctan", "arsinh", "artanh", "sign"}
)
_SECONDS = 0.3
_LARGEST_POWER = 1_000_000


class TooLarge(Exception):
    """The tree has no rational form of a bounded size."""


@dataclass(frozen=True)
class Factored:
    """`coefficient` times monic polynomials to whole powers, by their text (0 has no factors)."""

    coefficient: Any
    powers: dict[str, tuple[Polynomial, int]]


@dataclass(frozen=True)
class Root:
    """What an opaque name stands for: `node`, and for a root the radicand and the degree."""

    node: Node
    radicand: Factored | None = None
    degree: int = 1


class Ring:
    """The rational functions in the symbols and opaque parts of some trees.

    With `room` there is place for parts of other trees as well.
    """

    def __init__(self, trees: Sequence[Node], *, room: bool = False, deadline: float = math.inf) -> None:
        count = len({n for tree in trees for n in walk(tree) if not isinstance(n, (Number, Sum, Product, Negative))})
        self._room = MOST_NAMES if room else min(MOST_NAMES, count + 4)
        self._context = fmpq_mpoly_ctx.get([f"g{k}" for k in range(self._room)], "deglex")
        self._generators = self._context.gens()
        self._deadline = deadline
        self._spent = 0.0
        self._names: dict[object, int] = {}
        self.meaning: list[Root] = []
        self._done: dict[Node, Factored] = {}

    def factored(self, tree: Node) -> Factored:
        """The tree in factors.

        Raises TooLarge, ZeroDivisionError for a division by the polynomial 0, and OutOfTime.
        """
        found = self._done.get(tree)
        if found is None:
            if time.perf_counter() > self._deadline:
                raise OutOfTime
            found = self._done[tree] = self._fresh(tree)
        return found

    def equal(self, left: Node, right: Node) -> bool:
        """Whether both are the same rational function of the symbols and opaque parts. Raises TooLarge."""
        mine, theirs = self.factored(left), self.factored(right)
        if mine.coefficient == 0 or theirs.coefficient == 0:
            return bool(mine.coefficient == theirs.coefficient)
        ratio = _times(mine, _power(theirs, -1))
        over = {k: v for k, v in ratio.powers.items() if v[1] > 0}
        under = {k: (p, -e) for k, (p, e) in ratio.powers.items() if e < 0}
        above = self._expanded(Factored(ratio.coefficient, over))
        return bool(above == self._expanded(Factored(fmpq(1), under)))

    def tree_of(self, polynomial: Polynomial) -> Node:
        """A polynomial as a tree again."""
        terms = [self._term(m, c) for m, c in polynomial.to_dict().items()]
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0] if terms else Number(0)

    def names_in(self, polynomial: Polynomial) -> list[int]:
        """The generators a polynomial uses."""
        return [k for k, d in enumerate(polynomial.degrees()) if d > 0]

    def factors(self, polynomial: Polynomial) -> list[tuple[Polynomial, int]]:
        """Irreducible monic factors; the polynomial itself where factoring might take long."""
        names = len(self.names_in(polynomial))
        largest = (60, 24) if names <= 2 else (40, 12)
        if len(polynomial) > largest[0] or polynomial.total_degree() > largest[1] or names > 5:
            return [(polynomial, 1)]
        if max(c.height_bits() for c in polynomial.coeffs()) > 512:
            return [(polynomial, 1)]
        try:
            found = polynomial.factor()[1]
        except OverflowError:  # python-flint orders factors by coefficients that have to fit a machine word
            return [(polynomial, 1)]
        return [(p / p.leading_coefficient(), int(e)) for p, e in found]

    def _term(self, exponents: Sequence[int], coefficient: Any) -> Node:
        parts = [
            self.meaning[k].node if e == 1 else Power(self.meaning[k].node, Number(int(e)))
            for k, e in enumerate(exponents)
            if e
        ]
        if coefficient != 1 or not parts:
            parts.insert(0, Number(fraction(coefficient)))
        return Product(tuple(parts)) if len(parts) > 1 else parts[0]

    def _fresh(self, tree: Node) -> Factored:
        if isinstance(tree, Number):
            return Factored(fmpq(tree.value.numerator, tree.value.denominator), {})
        if isinstance(tree, Symbol):
            return self._opaque(tree, Root(tree))
        if isinstance(tree, Negative):
            inner = self.factored(tree.operand)
            return Factored(-inner.coefficient, inner.powers)
        if isinstance(tree, Product):
            result = self.factored(tree.operands[0])
            for factor in tree.operands[1:]:
                result = _times(result, self.factored(factor))
            return self._reduced(result)
        if isinstance(tree, Quotient):
            return self._reduced(_times(self.factored(tree.numerator), _power(self.factored(tree.denominator), -1)))
        if isinstance(tree, Sum):
            return self._sum([self.factored(term) for term in tree.operands])
        if isinstance(tree, Power):
            return self._powered(tree)
        if isinstance(tree, Call) and tree.function in ("sqrt", "root"):
            degree = _whole(tree.arguments[1]) if tree.function == "root" else 2
            if degree is not None and 0 < degree <= 64:
                return self._root(tree.arguments[0], 1, degree)
        return self._call(tree)

    def _powered(self, tree: Power) -> Factored:
        if isinstance(tree.base, Constant) and tree.base.name == "e":
            return self._call(Call("exp", (tree.exponent,)))
        exponent = self.constant(tree.exponent)
        if exponent is None:
            return self._call(tree)
        if exponent.denominator == 1:
            return self._reduced(_power(self.factored(tree.base), exponent.numerator))
        if exponent.denominator > 64:
            return self._call(tree)
        return self._root(tree.base, exponent.numerator, exponent.denominator)

    def constant(self, tree: Node) -> Fraction | None:
        """The rational number that a tree of numbers alone is; None for anything else."""
        if isinstance(tree, Number):
            return tree.value
        if any(isinstance(n, (Symbol, Constant, Call)) for n in walk(tree)):
            return None
        found = self.factored(tree)
        return None if found.powers else fraction(found.coefficient)

    def _root(self, base: Node, numerator: int, degree: int) -> Factored:
        inner = self.factored(base)
        if degree % 2 and inner.coefficient < 0:
            flipped = self._root(Negative(base), numerator, degree)
            return Factored(-flipped.coefficient, flipped.powers) if numerator % 2 else flipped
        node = Call("sqrt", (base,)) if degree == 2 else Call("root", (base, Number(degree)))
        return self._reduced(_power(self._opaque(("root", degree, _text(inner)), Root(node, inner, degree)), numerator))

    def _absolute(self, inner: Factored) -> Factored:
        """|c p q^2| = |c| |p| q^2, where |p|^2 is p^2 again."""
        result = Factored(abs(inner.coefficient), {})
        for text, (polynomial, exponent) in inner.powers.items():
            one = Factored(fmpq(1), {text: (polynomial, 1)})
            if exponent % 2:
                meaning = Root(Call("abs", (self.tree_of(polynomial),)), _power(one, 2), 2)
                one = self._opaque(("abs", text), meaning)
            result = _times(result, _power(one, exponent))
        return self._reduced(result)

    def _call(self, tree: Node) -> Factored:
        key: object = tree
        if isinstance(tree, Call) and (tree.function == "abs" or tree.function in _ODD or tree.function in _EVEN):
            inner = self.factored(tree.arguments[0])
            if tree.function == "abs":
                return self._absolute(inner)
            if inner.coefficient < 0:
                flipped = self.factored(Call(tree.function, (Negative(tree.arguments[0]),)))
                return flipped if tree.function in _EVEN else _times(Factored(fmpq(-1), {}), flipped)
        if isinstance(tree, (Call, Power)):
            try:
                texts = tuple(_text(self.factored(child)) for child in tree.children)
                key = (tree.function if isinstance(tree, Call) else "power", texts)
            except (TooLarge, ZeroDivisionError):
                key = tree
        return self._opaque(key, Root(tree))

    def _opaque(self, key: object, meaning: Root) -> Factored:
        index = self._names.get(key)
        if index is None:
            index = len(self.meaning)
            if index >= self._room:
                raise TooLarge
            self._names[key] = index
            self.meaning.append(meaning)
        generator = self._generators[index]
        return Factored(fmpq(1), {str(generator): (generator, 1)})

    def _reduced(self, value: Factored) -> Factored:
        """Roots taken to their degree or beyond become their radicands again."""
        for text, (_, exponent) in value.powers.items():
            if text[0] == "g" and text[1:].isdigit():
                root = self.meaning[int(text[1:])]
                if root.radicand is not None and not 0 <= exponent < root.degree:
                    whole, rest = divmod(exponent, root.degree)
                    powers = dict(value.powers)
                    polynomial, _ = powers.pop(text)
                    if rest:
                        powers[text] = (polynomial, rest)
                    merged = _times(Factored(value.coefficient, powers), _power(root.radicand, whole))
                    return self._reduced(merged)
        return value

    def _sum(self, terms: list[Factored]) -> Factored:
        terms = [t for t in terms if t.coefficient != 0]
        if not terms:
            return Factored(fmpq(0), {})
        keys = dict.fromkeys(k for t in terms for k in t.powers)
        common: dict[str, tuple[Polynomial, int]] = {}
        for key in keys:
            least = min(t.powers[key][1] if key in t.powers else 0 for t in terms)
            if least:
                common[key] = (next(t.powers[key][0] for t in terms if key in t.powers), least)
        shared = Factored(fmpq(1), common)
        total = self._context.constant(0)
        for term in terms:
            total = total + self._expanded(_times(term, _power(shared, -1)))
        return self._reduced(_times(_monic(total), shared))

    def _expanded(self, value: Factored) -> Polynomial:
        degree, terms, bits = 0, 1.0, float(value.coefficient.height_bits())
        for polynomial, exponent in value.powers.values():
            degree += polynomial.total_degree() * exponent
            # Each factor has at most this many terms, and coefficients this long.
            terms *= min(math.comb(len(polynomial) + exponent - 1, exponent) if exponent < 5000 else math.inf, 1e18)
            bits += exponent * (max(c.height_bits() for c in polynomial.coeffs()) + math.log2(len(polynomial) + 1))
        used = {k for p, _ in value.powers.values() for k in self.names_in(p)}
        dense = math.comb(len(used) + degree, degree) if degree <= _MOST_DEGREE else math.inf
        if min(terms, dense) > MOST_TERMS or degree > _MOST_DEGREE or bits > _MOST_BITS:
            raise TooLarge
        self._spent += min(terms, dense) * (1 + bits / 64)
        if self._spent > _MOST_WORDS:
            raise TooLarge
        result = self._context.constant(value.coefficient)
        for polynomial, exponent in value.powers.values():
            result = result * polynomial**exponent
        return result


def _monic(polynomial: Polynomial) -> Factored:
    if polynomial.is_zero():
        return Factored(fmpq(0), {})
    if polynomial.is_constant():
        return Factored(polynomial.leading_coefficient(), {})
    leading = polynomial.leading_coefficient()
    monic = polynomial / leading
    if len(monic) == 1:
        context = monic.context()
        exponents = monic.monomial(0)
        return Factored(leading, {str(context.gen(k)): (context.gen(k), int(e)) for k, e in enumerate(exponents) if e})
    return Factored(leading, {str(monic): (monic, 1)})


def _times(left: Factored, right: Factored) -> Factored:
    coefficient = left.coefficient * right.coefficient
    if coefficient == 0:
        return Factored(fmpq(0), {})
    if coefficient.height_bits() > _MOST_BITS:
        raise TooLarge
    powers = dict(left.powers)
    for key, (polynomial, exponent) in right.powers.items():
        total = exponent + (powers[key][1] if key in powers else 0)
        if total:
            powers[key] = (polynomial, total)
        else:
            del powers[key]
    return Factored(coefficient, powers)


def _power(value: Factored, exponent: int) -> Factored:
    if exponent == 0:
        return Factored(fmpq(1), {})
    if value.coefficient == 0:
        if exponent < 0:
            raise ZeroDivisionError
        return value
    plain = value.coefficient in (1, -1)
    if abs(exponent) > _LARGEST_POWER or not (plain or value.coefficient.height_bits() * abs(exponent) <= _MOST_BITS):
        raise TooLarge
    return Factored(value.coefficient**exponent, {k: (p, e * exponent) for k, (p, e) in value.powers.items()})


def _text(value: Factored) -> tuple[str, tuple[tuple[str, int], ...]]:
    return str(value.coefficient), tuple(sorted((k, e) for k, (_, e) in value.powers.items()))


def _whole(tree: Node) -> int | None:
    return tree.value.numerator if isinstance(tree, Number) and tree.value.denominator == 1 else None


def identical(left: Node, right: Node) -> bool:
    """Whether the two are exactly the same rational function of their symbols and opaque parts.

    True is a proof: they agree wherever both are defined. False only says that this way finds no proof.
    """
    try:
        return Ring((left, right), deadline=time.perf_counter() + _SECONDS).equal(left, right)
    except (TooLarge, ZeroDivisionError, OutOfTime):
        return False
