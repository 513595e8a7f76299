"""The search for a point on given sides of some walls: uphill from many starts, in growing and shrinking steps."""

from __future__ import annotations

import itertools
import math
import random
import time
from collections.abc import Iterator, Mapping
from fractions import Fraction

from flint import arb

from tutor.maths.equality.points import Interval, Point, Region, exact, fraction, random_points
from tutor.maths.equality.polynomials import Polynomial, Ring
from tutor.maths.evaluate.balls import State, Value, sign
from tutor.maths.evaluate.program import Program

_BITS = 96
_STARTS = 14
_STEPS = tuple(Fraction(2) ** k for k in (0, -1, 1, -2, 2, -3, 3, -5, 5, -7, 8, -10, 12, -14, 18, -19, 24, -25))
_SWEEPS = 40
_SECONDS = 0.2
_FAR = 40
_LOOKS_FOR_RELATIONS = 12
_ROWS_FOR_RELATIONS = 3
_MOST_RELATED = 6
_MOST_BOXES = 1500
_FINEST = Fraction(1, 2**44)


class Walls:
    """Some walls as functions of a point."""

    def __init__(self, ring: Ring, walls: Mapping[str, Polynomial], region: Region, deadline: float) -> None:
        self.keys = tuple(walls)
        self.region = region
        self._deadline = deadline
        self._program = Program([ring.tree_of(wall) for wall in walls.values()], region.variables)

    def values(self, point: Point, bits: int = _BITS) -> list[Value]:
        """The value of each wall."""
        values = self._program.run(point, bits, self._deadline)
        return [values[slot] for slot in self._program.slots]

    def signs(self, point: Point) -> dict[str, int | None]:
        """On which side of each wall a point lies; None where it is on it or not defined."""
        return {
            key: None if value.__class__ is State else sign(value) or None
            for key, value in zip(self.keys, self.values(point, 2 * _BITS), strict=True)
        }

    def relations(self, region: Region, rng: random.Random) -> list[tuple[tuple[str, ...], int]]:
        """Sets of walls whose product has one sign, because it is a constant times a square of the others.

        That is known as well as any identity that was sampled: the quotient is the same at several points.
        """
        points = list(itertools.islice(random_points(region, rng), _LOOKS_FOR_RELATIONS))
        rows = [self.values(point, 2 * _BITS) for point in points]
        rows = [row for row in rows if all(v.__class__ is arb and not v.contains(0) for v in map(_as_ball, row))]
        found: list[tuple[tuple[str, ...], int]] = []
        if len(rows) < _ROWS_FOR_RELATIONS or len(self.keys) > _MOST_RELATED:
            return found
        for first in range(len(self.keys)):
            for size in (1, 2, 3):
                for rest in itertools.combinations([k for k in range(len(self.keys)) if k != first], size):
                    quotients = [_as_ball(row[first]) / math.prod(_as_ball(row[k]) for k in rest) for row in rows]
                    if all((q - quotients[0]).contains(0) and _narrow(q) for q in quotients):
                        keys = tuple(self.keys[k] for k in (first, *rest))
                        found.append((keys, 1 if quotients[0] > 0 else -1))
        return found

    def height(self, point: Point, sides: Mapping[str, int]) -> float:
        """How far a point is on the wanted sides: positive when it is on all of them."""
        worst = math.inf
        for key, value in zip(self.keys, self.values(point), strict=True):
            if key in sides:
                if value.__class__ is State:
                    return -math.inf
                number = sides[key] * float(value)
                worst = min(worst, number / (1 + abs(number)) if number > 0 else number)
        return worst

    def surely_empty(self, sides: Mapping[str, int]) -> bool:
        """Whether enclosures show that no point of a bounded interval has these signs (one variable only).

        The interval is cut into cells and each halved until a wall shows the other sign. Of a line without ends
        nothing can be said this way: walls may part the sides far out.
        """
        if len(self.region.variables) != 1 or not self.region.intervals[0].bounded(2**_FAR):
            return False
        boxes = list(_first_boxes(self.region.intervals[0]))
        count = 0
        while boxes:
            count += 1
            low, high = boxes.pop()
            if count > _MOST_BOXES:
                return False
            middle = (low + high) / 2
            radius = high - middle
            box = [arb(exact(middle)) + arb(0, float(radius) * 1.0000001)]
            values = self.values(box)
            if any(
                value is State.UNDEFINED or (value.__class__ is not State and sign(value) == -sides[key])
                for key, value in zip(self.keys, values, strict=True)
                if key in sides
            ):
                continue
            if radius < _FINEST * max(abs(middle), Fraction(1)):
                return False
            boxes += [(low, middle), (middle, high)]
        return True


def _as_ball(value: Value) -> Value:
    return value if value.__class__ is State or value.__class__ is arb else arb(value)


def _narrow(value: Value) -> bool:
    return bool(value.rel_accuracy_bits() > _BITS)


def _first_boxes(interval: Interval) -> Iterator[tuple[Fraction, Fraction]]:
    ends = [Fraction(2) ** k for k in range(-3, _FAR + 1)]
    line = [*(-e for e in reversed(ends)), Fraction(0), *ends]
    for low, high in itertools.pairwise(line):
        bottom = low if interval.least is None else max(low, interval.least)
        top = high if interval.most is None else min(high, interval.most)
        if bottom < top:
            yield bottom, top


def found_on(walls: Walls, sides: Mapping[str, int], rng: random.Random) -> list[Point]:
    """Some points on the wanted sides of the walls, or none."""
    found: list[Point] = []
    until = time.perf_counter() + _SECONDS
    for count, start in enumerate(random_points(walls.region, rng)):
        if count >= _STARTS or found or time.perf_counter() > until:
            break
        best = _uphill(walls, sides, start, rng, until)
        if best is not None:
            found.append(best)
            found += _around(walls, sides, best, rng)
    return found


def _uphill(walls: Walls, sides: Mapping[str, int], start: Point, rng: random.Random, until: float) -> Point | None:
    point, height = start, walls.height(start, sides)
    size = len(point)
    for _ in range(_SWEEPS):
        if height > 0:
            return point
        before = height
        for k in range(size):
            tried = _vertex(walls, sides, point, k, height)
            above = walls.height(tried, sides)
            if above > height:
                point, height = tried, above
        for step in _STEPS:
            if height > 0 or time.perf_counter() > until:
                break
            for k in range(size + (size > 1)):
                direction = [Fraction(int(j == k)) for j in range(size)]
                if k == size:
                    direction = [Fraction(rng.randrange(-64, 65), 64) for _ in range(size)]
                for way in (step, -step):
                    tried = _moved(walls, point, direction, way)
                    above = walls.height(tried, sides)
                    if above > height:
                        point, height = tried, above
                        break
        if height <= before:
            break
    return point if height > 0 else None


def _vertex(walls: Walls, sides: Mapping[str, int], point: Point, k: int, height: float) -> Point:
    """The top of the parabola through three points along one variable."""
    ahead, behind = (
        walls.height(_moved(walls, point, [Fraction(way * (j == k)) for j in range(len(point))], Fraction(1)), sides)
        for way in (1, -1)
    )
    bend = ahead + behind - 2 * height
    if not math.isfinite(bend) or bend >= 0:
        return point
    step = (behind - ahead) / (2 * bend)
    return _moved(walls, point, [Fraction(int(j == k)) for j in range(len(point))], Fraction(step))


def _moved(walls: Walls, point: Point, direction: list[Fraction], step: Fraction) -> Point:
    values = [fraction(v) + d * step for v, d in zip(point, direction, strict=True)]
    short = [Fraction(round(v * 2**30), 2**30) for v in values]
    return walls.region.point(short)


def _around(walls: Walls, sides: Mapping[str, int], point: Point, rng: random.Random) -> list[Point]:
    """Another point or two close by on the same sides."""
    near = []
    for exponent in (4, 8, 12, 16, 20, 24):
        direction = [Fraction(rng.randrange(-64, 65), 64) for _ in point]
        tried = _moved(walls, point, direction, Fraction(1, 2**exponent))
        if tried != point and walls.height(tried, sides) > 0:
            near.append(tried)
        if len(near) == 2:
            break
    return near
