"""Where to look: exact points, easy ones first, then random ones, small and large, on both sides of zero."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from tutor.maths.evaluate.balls import State, Value
from tutor.maths.verdict import Assumption

Point = list[Value]

_FAR = (40, 60, 90, 140, 300, 1000)
_EASY = tuple(map(Fraction, ("1", "2", "-1", "1/2", "3", "-2", "0")))


@dataclass(frozen=True)
class Interval:
    """Where a variable may lie; None is no bound. `nonzero` leaves out 0, `open_end` leaves out `least`."""

    least: Fraction | None = None
    most: Fraction | None = None
    open_end: bool = False
    nonzero: bool = False

    def holds(self, value: Fraction) -> bool:
        """Whether the value lies in it."""
        if self.least is not None and (value < self.least or (self.open_end and value == self.least)):
            return False
        if self.most is not None and value > self.most:
            return False
        return not (self.nonzero and value == 0)

    def bounded(self, most: int) -> bool:
        """Whether it has both ends, neither further out than `most`."""
        return self.least is not None and self.most is not None and max(abs(self.least), abs(self.most)) <= most

    def placed(self, value: Fraction) -> Fraction:
        """A value of the interval made from any value, so that random ones stay random."""
        if self.holds(value):
            return value
        if self.least is not None and self.most is not None:
            share = abs(value) - int(abs(value))
            return self.least + (self.most - self.least) * share
        if self.least is not None:
            return self.least + abs(value - self.least) if value != self.least else self.least + 1
        if self.most is not None:
            return self.most - abs(value - self.most)
        return Fraction(1)


def interval(assumption: Assumption | None) -> Interval:
    """The interval that an assumption leaves for a variable."""
    if assumption is None:
        return Interval()
    if assumption == "positive":
        return Interval(least=Fraction(0), open_end=True)
    if isinstance(assumption, tuple):
        return Interval(*assumption)
    return Interval(nonzero=True)


class Region:
    """The variables of a question, each in its interval."""

    def __init__(self, variables: Sequence[str], where: Mapping[str, Assumption]) -> None:
        self.variables = tuple(variables)
        self.intervals = tuple(interval(where.get(name)) for name in variables)

    @property
    def positive(self) -> frozenset[str]:
        """The variables that are positive."""
        return frozenset(
            name
            for name, interval in zip(self.variables, self.intervals, strict=True)
            if interval.least is not None and (interval.least > 0 or (interval.least == 0 and interval.open_end))
        )

    def without(self, name: str) -> Region:
        """The same for the other variables."""
        rest = Region([], {})
        kept = [(n, i) for n, i in zip(self.variables, self.intervals, strict=True) if n != name]
        rest.variables, rest.intervals = tuple(n for n, _ in kept), tuple(i for _, i in kept)
        return rest

    def surely_without(self, name: str, value: Value) -> bool:
        """Whether a value of one variable, a rational or a ball, lies surely outside of its interval."""
        interval = self.intervals[self.variables.index(name)]
        if value.__class__ is State:
            return value is State.UNDEFINED
        if value.__class__ is not arb:
            return not interval.holds(fraction(value))
        below = interval.least is not None and value < exact(interval.least)
        return bool(below or (interval.most is not None and value > exact(interval.most)))

    def holds(self, point: Sequence[Value]) -> bool:
        """Whether a point fits what is assumed."""
        return all(i.holds(fraction(v)) for i, v in zip(self.intervals, point, strict=True))

    def point(self, values: Sequence[Fraction]) -> Point:
        """The point nearest in kind to the values."""
        return [exact(i.placed(v)) for i, v in zip(self.intervals, values, strict=True)]


def fraction(value: Value) -> Fraction:
    """An exact value as a Fraction."""
    return Fraction(int(value.p), int(value.q))


def exact(value: Fraction) -> Value:
    """A Fraction as FLINT's rational."""
    return fmpq(value.numerator, value.denominator)


def easy_points(region: Region, most: int) -> Iterator[Point]:
    """Points a learner can check by hand: 1, 2, -1, 1/2, ..., other values for other variables."""
    seen: set[tuple[Value, ...]] = set()
    for turn in range(min(most, len(_EASY))):
        point = region.point([_EASY[(turn + k) % len(_EASY)] for k in range(len(region.variables))])
        if tuple(point) not in seen:
            seen.add(tuple(point))
            yield point


def random_points(region: Region, rng: random.Random) -> Iterator[Point]:
    """Random dyadic points without end; all scales and sign patterns come by in turn."""
    turn = 0
    while True:
        positive = turn % 2 == 0
        yield region.point([_random_value(rng, turn, positive) for _ in region.variables])
        turn += 1


def far_points(region: Region, rng: random.Random) -> Iterator[Point]:
    """Points far out on all sides, further and further."""
    for exponent in _FAR:
        for way in (1, -1):
            scale = way * Fraction(2) ** exponent
            yield region.point([scale * Fraction(rng.randrange(1, 1 << 22), 1 << 22) for _ in region.variables])


def _random_value(rng: random.Random, turn: int, positive: bool) -> Fraction:
    kind = turn // 2 % 5 if turn < 10 else rng.randrange(8)
    if kind < 5:
        exponent = (2, 0, 6, 2, -3)[kind]
    else:
        exponent = rng.randrange(-30, 31)
    size = Fraction(rng.randrange(1, 1 << 22), 1 << 22) * Fraction(2) ** exponent
    return size if positive or rng.random() < 0.5 else -size
