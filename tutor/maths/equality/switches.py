"""Agreement on every side of every switch.

Random points may miss a narrow piece. Here the pieces are gone through one by one: cut out exactly where the
walls are polynomials in single variables; else shown to agree as formulas, to be empty, or found by a search.
What cannot be settled is left undecided.
"""

from __future__ import annotations

import itertools
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.maths.equality.branches import Piece, Pieces, all_walls, explore
from tutor.maths.equality.cells import Cut, choices, point_in, single_symbol
from tutor.maths.equality.emptiness import Facts, is_empty
from tutor.maths.equality.plainness import plain
from tutor.maths.equality.points import Point, Region, easy_points, exact, far_points, random_points
from tutor.maths.equality.pointwise import Finding, Sample, Sides
from tutor.maths.equality.polynomials import Polynomial
from tutor.maths.equality.search import Walls, found_on

_TRIES_IN_CELL = 6
_TRIES_ON_PIECE = 30
_POINTS_ON_PIECE = 2
_MOST_SENSITIVE_WALLS = 5
_LOOKS = 48
_LOOKS_BEHIND = 160
_SEARCH_SECONDS = 0.4


@dataclass(frozen=True)
class Settled:
    """`sample` parts the two sides; otherwise `complete` says whether every piece was settled.

    `seen` are the points looked at.
    """

    complete: bool
    sample: Sample | None = None
    seen: tuple[Sample, ...] = ()


class _Parted(Exception):
    def __init__(self, sample: Sample) -> None:
        self.sample = sample


class _Settler:
    def __init__(self, sides: Sides, region: Region, rng: random.Random) -> None:
        self.sides = sides
        self.region = region
        self.rng = rng
        self.seen: list[Sample] = []

    def look(self, point: Point) -> Sample:
        sample = self.sides.at(point)
        if sample.finding is Finding.DIFFER:
            raise _Parted(sample)
        self.seen.append(sample)
        return sample

    def settled(self, positive: frozenset[str]) -> bool:
        for point in easy_points(self.region, 7):
            self.look(point)
        facts = Facts(positive)
        pieces = explore(self.sides.yours, self.sides.expected, facts, self.sides.deadline)
        if pieces is None:
            return False
        walls = all_walls(pieces)
        if all(single_symbol(pieces.ring, wall) for wall in walls):
            return self._cut(pieces, walls)
        bad = [piece for piece in pieces.pieces if not self._agrees(piece)]
        if not bad:
            return True
        walls = pieces.turning if any(piece.turned for piece in bad) else list(pieces.walls.values())
        if all(single_symbol(pieces.ring, wall) for wall in walls):
            return self._cut(pieces, walls)
        return self._searched(pieces, bad, facts)

    def _cut(self, pieces: Pieces, walls: Sequence[Polynomial]) -> bool:
        """Every interval between the roots of all walls, and the rational roots themselves."""
        names, intervals = self.region.variables, self.region.intervals
        try:
            cut = Cut(pieces.ring, walls)
        except ValueError:
            return False
        combinations = choices(cut, names, intervals)
        if combinations is None:
            return False
        for name, value in cut.exact_roots():
            if name in names:
                for turn in range(2):
                    point = point_in({}, names, intervals, turn, self.rng)
                    point[names.index(name)] = exact(value)
                    if self.region.holds(point):
                        self.look(point)
        complete = True
        for chosen in combinations:
            told = agreed = 0
            for turn in range(_TRIES_IN_CELL):
                finding = self.look(point_in(chosen, names, intervals, turn, self.rng)).finding
                told += finding is not Finding.NOTHING
                agreed += finding is Finding.AGREE
                if agreed >= _POINTS_ON_PIECE or told >= 3:
                    break
            complete = complete and told > 0
        return complete

    def _agrees(self, piece: Piece) -> bool:
        """Whether the two formulas of a piece agree wherever they are looked at."""
        if piece.yours == piece.expected:
            return True
        formulas = Sides(piece.yours, piece.expected, self.sides.variables, self.sides.deadline)
        agreed = 0
        for count, point in enumerate(random_points(self.region, self.rng)):
            if count >= _TRIES_ON_PIECE:
                return False
            finding = formulas.at(point).finding
            if finding is Finding.DIFFER:
                return False
            agreed += finding is Finding.AGREE
            if agreed >= _POINTS_ON_PIECE:
                return True
        return False

    def _searched(self, pieces: Pieces, bad: list[Piece], facts: Facts) -> bool:
        """The pieces whose formulas part have to be empty, or to be found and looked at."""
        table = pieces.turning if any(piece.turned for piece in bad) else list(pieces.walls.values())
        keys = [str(wall) for wall in table]
        if any(piece.turned for piece in bad):
            touched = {key: wall for key, wall in zip(keys, table, strict=True) if key in pieces.touched}
            if touched and not self._kept_away(pieces, touched):
                for point in itertools.islice(random_points(self.region, self.rng), _LOOKS_BEHIND):
                    self.look(point)
                for point in far_points(self.region, self.rng):
                    self.look(point)
                narrow = any(i.least is not None and i.most is not None for i in self.region.intervals)
                if narrow or not all(plain(pieces.ring, wall) for wall in touched.values()):
                    return False
            if len(keys) > _MOST_SENSITIVE_WALLS:
                return False
            needed = [dict(zip(keys, s, strict=True)) for s in itertools.product((1, -1), repeat=len(keys))]
        else:
            needed = [piece.sides for piece in bad]
        by_key = dict(zip(keys, table, strict=True))
        walls = Walls(pieces.ring, by_key, self.region, self.sides.deadline)
        observed = self._observed(walls)
        relations = walls.relations(self.region, self.rng)
        complete = True
        until = time.perf_counter() + _SEARCH_SECONDS
        for sides in needed:
            if any(all(signs[key] == s for key, s in sides.items()) for signs in observed):
                continue
            if is_empty(pieces.ring, [(by_key[key], s) for key, s in sides.items()], facts):
                continue
            if any(math.prod(sides.get(key, 0) for key in keys) == -sign for keys, sign in relations):
                continue
            if walls.surely_empty(sides):
                continue
            if time.perf_counter() > until:
                return False
            points = found_on(walls, sides, self.rng)
            told = [self.look(point).finding for point in points]
            complete = complete and any(finding is not Finding.NOTHING for finding in told)
        return complete

    def _kept_away(self, pieces: Pieces, touched: dict[str, Polynomial]) -> bool:
        """Whether no touched wall comes to zero within what is assumed."""
        walls = Walls(pieces.ring, touched, self.region, self.sides.deadline)
        return all(walls.surely_empty({key: 1}) or walls.surely_empty({key: -1}) for key in touched)

    def _observed(self, walls: Walls) -> list[dict[str, int | None]]:
        """On which sides of the walls points have been compared."""
        for point in itertools.islice(random_points(self.region, self.rng), _LOOKS):
            self.look(point)
        return [walls.signs(s.point) for s in self.seen if s.finding is not Finding.NOTHING]


def settle(sides: Sides, region: Region, rng: random.Random) -> Settled:
    """Whether two sides that agree at random points agree on every piece. Raises OutOfTime."""
    settler = _Settler(sides, region, rng)
    try:
        complete = settler.settled(region.positive)
    except _Parted as parted:
        return Settled(True, parted.sample, tuple(settler.seen))
    return Settled(complete, None, tuple(settler.seen))
