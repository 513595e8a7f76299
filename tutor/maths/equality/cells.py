"""The real line cut at all roots of some polynomials, exactly: no interval between two roots is missed."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpz_poly

from tutor.maths.equality.points import Interval, Point, exact
from tutor.maths.equality.polynomials import Polynomial, Ring
from tutor.maths.tree import Symbol

_MOST_DEGREE = 120
MOST_CELLS = 400


@dataclass(frozen=True)
class Cell:
    """An open interval with no root inside; None is no end."""

    low: Fraction | None
    high: Fraction | None

    def value(self, turn: int, rng: random.Random) -> Fraction:
        """A value inside: the plainest first, then random ones."""
        if self.low is None and self.high is None:
            return Fraction(1) if turn == 0 else Fraction(rng.randrange(-(1 << 22), 1 << 22), 1 << 20)
        away = Fraction(rng.randrange(1, 1 << 22), 1 << 20)
        if self.low is None:
            assert self.high is not None
            return _floor(self.high) - 1 if turn == 0 else self.high - away
        if self.high is None:
            return -_floor(-self.low) + 1 if turn == 0 else self.low + away
        if turn == 0:
            return _plain(self.low, self.high)
        return self.low + (self.high - self.low) * Fraction(rng.randrange(1, 1 << 16), 1 << 16)


def _floor(value: Fraction) -> Fraction:
    return Fraction(value.numerator // value.denominator)


def _plain(low: Fraction, high: Fraction) -> Fraction:
    """A value between with a small denominator."""
    for denominator in (1, 2, 3, 4, 5, 10, 20, 50, 100, 1000, 10**4, 10**6):
        value = Fraction(math.floor((low + high) / 2 * denominator), denominator)
        for candidate in (value, value + Fraction(1, denominator)):
            if low < candidate < high:
                return candidate
    return (low + high) / 2


def single_symbol(ring: Ring, wall: Polynomial) -> str | None:
    """The one symbol a polynomial depends on, if that is all it depends on."""
    names = ring.names_in(wall)
    if len(names) != 1:
        return None
    node = ring.meaning[names[0]].node
    return node.name if isinstance(node, Symbol) else None


class Cut:
    """The lines of some symbols, cut at the roots of their walls."""

    def __init__(self, ring: Ring, walls: Sequence[Polynomial]) -> None:
        self.roots: dict[str, list[tuple[Fraction, Fraction]]] = {}
        by_symbol: dict[str, Any] = {}
        for wall in walls:
            name = single_symbol(ring, wall)
            assert name is not None
            index = ring.names_in(wall)[0]
            coefficients = {int(m[index]): c for m, c in wall.to_dict().items()}
            common = math.lcm(*(int(c.q) for c in coefficients.values()))
            degree = max(coefficients)
            poly = fmpz_poly([int(coefficients.get(k, fmpq(0)) * common) for k in range(degree + 1)])
            by_symbol[name] = by_symbol[name] * poly if name in by_symbol else poly
        for name, poly in by_symbol.items():
            if poly.degree() > _MOST_DEGREE:
                raise ValueError("the degree is too large")
            rational = _rational_roots(poly)
            found = [_ends(r.real) for r, _ in poly.complex_roots() if r.imag == 0]
            self.roots[name] = sorted(
                next(((r, r) for r in rational if low <= r <= high), (low, high)) for low, high in found
            )

    def cells(self, name: str, interval: Interval) -> list[Cell]:
        """The intervals between the roots, as far as they lie within what is assumed."""
        ends: list[tuple[Fraction | None, Fraction | None]] = [(None, None), *self.roots[name], (None, None)]
        found = []
        for (_, low), (high, _) in itertools.pairwise(ends):
            bottom = low if interval.least is None else interval.least if low is None else max(low, interval.least)
            top = high if interval.most is None else interval.most if high is None else min(high, interval.most)
            if bottom is None or top is None or bottom < top:
                found.append(Cell(bottom, top))
        return found

    def exact_roots(self) -> list[tuple[str, Fraction]]:
        """The roots that are rational, with their symbols."""
        return [(name, low) for name, ends in self.roots.items() for low, high in ends if low == high]


def _rational_roots(poly: Any) -> list[Fraction]:
    return [Fraction(-int(factor[0]), int(factor[1])) for factor, _ in poly.factor()[1] if factor.degree() == 1]


def _ends(root: Any) -> tuple[Fraction, Fraction]:
    """A rational enclosure of a real root; a point where the ball is exact."""
    return _dyadic(root.lower()), _dyadic(root.upper())


def _dyadic(value: Any) -> Fraction:
    mantissa, exponent = value.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def choices(cut: Cut, names: Sequence[str], intervals: Sequence[Interval]) -> Iterator[dict[str, Cell]] | None:
    """Every combination of cells of the cut symbols; None for too many."""
    by_name = dict(zip(names, intervals, strict=True))
    cut_names = [name for name in cut.roots if name in by_name]
    lists = [cut.cells(name, by_name[name]) for name in cut_names]
    if math.prod(map(len, lists)) > MOST_CELLS:
        return None
    return (dict(zip(cut_names, cells, strict=True)) for cells in itertools.product(*lists))


def point_in(
    chosen: dict[str, Cell], names: Sequence[str], intervals: Sequence[Interval], turn: int, rng: random.Random
) -> Point:
    """A point in the chosen cells; the other variables are easy numbers first, then random."""
    values = []
    for k, (name, interval) in enumerate(zip(names, intervals, strict=True)):
        if name in chosen:
            values.append(exact(chosen[name].value(turn, rng)))
        else:
            free = Fraction(k + 2) if turn == 0 else Fraction(rng.randrange(-(1 << 22), 1 << 22), 1 << 20)
            values.append(exact(interval.placed(free)))
    return values
