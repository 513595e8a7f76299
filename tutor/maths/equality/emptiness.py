"""Proof that no point lies on the given sides of some walls, by linear elimination over their monomials.

Monomials are taken as independent numbers, but for what is known of each: squares are not negative, exp is
positive, sine and cosine lie between -1 and 1, a^2 + b^2 >= 2|ab|. No solution there means no point at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tutor.maths.equality.polynomials import Polynomial, Ring
from tutor.maths.tree import Call, Constant, Symbol

_MOST_ROWS = 240
_MOST_MONOMIALS = 16
_LONGEST = 2000

_ABOVE_ZERO = frozenset({"exp", "cosh", "sech", "sigmoid", "softplus", "arccot"})
_NOT_NEGATIVE = frozenset({"sqrt", "abs", "relu", "arccos", "arcosh"})
_WITHIN_ONE = frozenset({"sin", "cos", "tanh", "sigmoid", "sech", "sign", "step"})

Monomial = tuple[int, ...]


@dataclass(frozen=True)
class Facts:
    """What is known of variables: the names that are positive."""

    positive: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class _Row:
    """The inequality: sum of coefficient * monomial + constant >= 0, or > 0."""

    terms: dict[Monomial, Fraction]
    constant: Fraction
    strict: bool


def is_empty(ring: Ring, sides: Sequence[tuple[Polynomial, int]], facts: Facts, *, strict: bool = True) -> bool:
    """Whether it is proved that no point has these signs; with `strict` off, none with these signs or zero."""
    rows = [_row(wall, side, strict) for wall, side in sides]
    monomials = {m for row in rows for m in row.terms}
    if len(monomials) > _MOST_MONOMIALS:
        return False
    rows += _known(ring, monomials, facts)
    return _contradictory(rows)


def _row(wall: Polynomial, side: int, strict: bool) -> _Row:
    terms: dict[Monomial, Fraction] = {}
    constant = Fraction(0)
    for exponents, coefficient in wall.to_dict().items():
        value = side * Fraction(int(coefficient.p), int(coefficient.q))
        if any(exponents):
            terms[tuple(int(e) for e in exponents)] = value
        else:
            constant = value
    return _Row(terms, constant, strict)


def _known(ring: Ring, monomials: set[Monomial], facts: Facts) -> list[_Row]:
    rows: list[_Row] = []
    one = Fraction(1)
    for monomial in monomials:
        kinds = [_kind(ring, k, e, facts) for k, e in enumerate(monomial) if e]
        if all(least is not None for least, _ in kinds):
            least = one
            for low, _ in kinds:
                assert low is not None
                least *= low
            # cosh alone reaches its bound 1, at 0.
            strict = least != 1 and _positive(ring, monomial, facts)
            rows.append(_Row({monomial: one}, -least if least >= 1 else Fraction(0), strict))
        if all(within for _, within in kinds):
            rows.append(_Row({monomial: -one}, one, False))
            rows.append(_Row({monomial: one}, one, False))
        if not any(monomial[k] % 2 for k in range(len(monomial))):
            half = tuple(e // 2 for e in monomial)
            rows += _crossed(monomial, half, monomials)
    return rows


def _crossed(square: Monomial, root: Monomial, monomials: set[Monomial]) -> list[_Row]:
    """a^2 + b^2 +- 2ab >= 0 for the products ab that occur (b may be 1)."""
    rows = []
    for product in monomials:
        other = tuple(2 * p - s for p, s in zip(product, square, strict=True))
        if product == square or any(e < 0 for e in other):
            continue
        if any(p < r for p, r in zip(product, root, strict=True)):
            continue
        if any(e % 2 for e in other) or (any(other) and other not in monomials) or other > square:
            continue
        for sign in (2, -2):
            terms = {square: Fraction(1), product: Fraction(sign)}
            if any(other):
                terms[other] = Fraction(1)
                rows.append(_Row(terms, Fraction(0), False))
            else:
                rows.append(_Row(terms, Fraction(1), False))
    return rows


def _kind(ring: Ring, index: int, exponent: int, facts: Facts) -> tuple[Fraction | None, bool]:
    """(a lower bound of at least 0 if there is one, whether the power stays within -1 and 1)."""
    node = ring.meaning[index].node
    least: Fraction | None = Fraction(0) if exponent % 2 == 0 else None
    within = False
    if isinstance(node, Call):
        if node.function in _ABOVE_ZERO or node.function in _NOT_NEGATIVE:
            least = Fraction(1 if node.function == "cosh" else 0)
        if node.function == "root" and ring.meaning[index].degree % 2 == 0:
            least = Fraction(0)
        within = node.function in _WITHIN_ONE
    elif isinstance(node, Constant):
        least = Fraction(2)
    elif isinstance(node, Symbol) and node.name in facts.positive:
        least = Fraction(0)
    return least, within


def _positive(ring: Ring, monomial: Monomial, facts: Facts) -> bool:
    nodes = [ring.meaning[k].node for k, e in enumerate(monomial) if e]
    return all(
        (isinstance(n, Call) and n.function in _ABOVE_ZERO)
        or isinstance(n, Constant)
        or (isinstance(n, Symbol) and n.name in facts.positive)
        for n in nodes
    )


def _contradictory(rows: list[_Row]) -> bool:
    """Fourier-Motzkin elimination, given up when it grows."""
    while True:
        for row in rows:
            if not row.terms and (row.constant < 0 or (row.strict and row.constant == 0)):
                return True
        rows = [row for row in rows if row.terms]
        if not rows:
            return False
        monomials = {m for row in rows for m in row.terms}
        counts = {m: _growth(rows, m) for m in monomials}
        chosen = min(monomials, key=lambda m: (counts[m], m))
        if counts[chosen] + len(rows) > _MOST_ROWS:
            return False
        rows = _eliminated(rows, chosen)


def _growth(rows: list[_Row], monomial: Monomial) -> int:
    above = sum(1 for row in rows if row.terms.get(monomial, 0) > 0)
    below = sum(1 for row in rows if row.terms.get(monomial, 0) < 0)
    return above * below - above - below


def _eliminated(rows: list[_Row], monomial: Monomial) -> list[_Row]:
    kept = [row for row in rows if monomial not in row.terms]
    above = [row for row in rows if row.terms.get(monomial, 0) > 0]
    below = [row for row in rows if row.terms.get(monomial, 0) < 0]
    for high in above:
        for low in below:
            row = _combined(high, low, -low.terms[monomial], high.terms[monomial], monomial)
            # Leaving out an inequality is safe: it can only keep a contradiction from being found.
            if all(c.numerator.bit_length() + c.denominator.bit_length() < _LONGEST for c in row.terms.values()):
                kept.append(row)
    unique: dict[object, _Row] = {}
    for row in kept:
        unique[(frozenset(row.terms.items()), row.constant, row.strict)] = row
    return list(unique.values())


def _combined(high: _Row, low: _Row, times: Fraction, other: Fraction, monomial: Monomial) -> _Row:
    terms: Mapping[Monomial, Fraction] = {
        m: times * high.terms.get(m, Fraction(0)) + other * low.terms.get(m, Fraction(0))
        for m in (*high.terms, *low.terms)
    }
    left = {m: c for m, c in terms.items() if c and m != monomial}
    return _Row(left, times * high.constant + other * low.constant, high.strict or low.strict)
