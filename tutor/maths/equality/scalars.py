"""Two scalar expressions: the same real function wherever both are defined?"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tutor.maths.equality.branches import has_pieces
from tutor.maths.equality.domains import domain_note
from tutor.maths.equality.jumps import Parted, agree_on_jumps
from tutor.maths.equality.outcome import Comparison
from tutor.maths.equality.points import Point, Region, easy_points, exact, fraction, random_points
from tutor.maths.equality.pointwise import Finding, Sample, Sides
from tutor.maths.equality.polynomials import identical
from tutor.maths.equality.switches import Settled, settle
from tutor.maths.equality.witness import coordinates, decimal_texts
from tutor.maths.evaluate.balls import Value
from tutor.maths.evaluate.program import OutOfTime, magnitude
from tutor.maths.tree import Node, symbols
from tutor.maths.verdict import Assumption, Certainty, Witness

_EASY_POINTS = 4
_RANDOM_POINTS = 5
_MOST_POINTS = 160
_ENOUGH_UNDEFINED = 40
_FEW = 2
_NEARBY = Fraction(3, 1 << 20)
_LONG = 50
_ENOUGH_CLEAR = -16
_STRIDES = tuple(Fraction(2) ** k for k in (1, 0, -1, -2, -3, -4, -6, -8, -10))


@dataclass
class Evidence:
    """What the points looked at have shown; `different` is the first that parted the two sides."""

    shared: list[Point] = field(default_factory=list)
    yours_undefined: list[Sample] = field(default_factory=list)
    expected_undefined: list[Sample] = field(default_factory=list)
    neither: list[Sample] = field(default_factory=list)
    different: Sample | None = None

    @property
    def one_sided(self) -> list[Sample]:
        """The samples where only one of the two sides is defined."""
        return [*self.yours_undefined, *self.expected_undefined]

    def take(self, sample: Sample) -> bool:
        """Count the sample; True when it parts the two sides."""
        if sample.finding is Finding.AGREE:
            self.shared.append(sample.point)
        elif sample.finding is Finding.YOURS_UNDEFINED:
            self.yours_undefined.append(sample)
        elif sample.finding is Finding.EXPECTED_UNDEFINED:
            self.expected_undefined.append(sample)
        elif sample.finding is Finding.NEITHER:
            self.neither.append(sample)
        elif sample.finding is Finding.DIFFER:
            self.different = sample
            return True
        return False


def compare_scalars(
    yours: Node, expected: Node, where: Mapping[str, Assumption], seed: int, seconds: float
) -> Comparison:
    """Whether two scalar trees are the same function."""
    deadline = time.perf_counter() + seconds
    if yours == expected:
        return Comparison("equal", "proved")
    names = sorted({*symbols(expected), *symbols(yours)})
    sides = Sides(yours, expected, names, deadline)
    region = Region(names, where)
    try:
        return _sampled(sides, region, random.Random(seed))
    except OutOfTime:
        return Comparison("undecided", note="This took too long to decide.")


def _sampled(sides: Sides, region: Region, rng: random.Random) -> Comparison:
    evidence = Evidence()
    if not sides.variables:
        return _constants(sides, evidence)
    easy = easy_points(region, _EASY_POINTS)
    informative = _looked(sides, easy, evidence, math.inf, _EASY_POINTS)
    if evidence.different is None:
        informative = _looked(sides, random_points(region, rng), evidence, _RANDOM_POINTS, _MOST_POINTS)
    if evidence.different is not None:
        return _different(sides, region, evidence.different)
    if informative < _FEW:
        if not evidence.one_sided and identical(sides.yours, sides.expected):
            return Comparison("equal", "proved")
        return _apart(sides, region, rng, evidence)
    if identical(sides.yours, sides.expected):
        return Comparison("equal", "proved", note=_note(sides, evidence))
    if has_pieces(sides.yours, sides.expected):
        settled = _settled(sides, region, rng)
        if settled.sample is not None:
            return _different(sides, region, settled.sample)
        if not settled.complete:
            return Comparison("undecided", note="Not every piece of these functions could be compared.")
    return Comparison("equal", "sampled", note=_note(sides, evidence))


def _settled(sides: Sides, region: Region, rng: random.Random) -> Settled:
    """Whether the sides agree on every piece, and on the jumps between."""

    def judge(below: Sides, rest: Region) -> Comparison:
        return _sampled(below, rest, rng)

    settled = settle(sides, region, rng)
    if settled.sample is not None or not settled.complete:
        return settled
    try:
        return replace(settled, complete=agree_on_jumps(sides, region, rng, judge))
    except Parted as parted:
        return replace(settled, sample=parted.sample)


def _apart(sides: Sides, region: Region, rng: random.Random, evidence: Evidence) -> Comparison:
    """Hardly a point with both sides defined was met: is there none at all, or only a narrow or distant place?"""
    unclear = Comparison("undecided", note="Too few points were found where both sides can be compared.")
    apart = evidence.one_sided
    if not apart:
        return unclear
    complete = not has_pieces(sides.yours, sides.expected)
    if not complete:
        settled = _settled(sides, region, rng)
        if settled.sample is not None:
            return _different(sides, region, settled.sample)
        for sample in settled.seen:
            evidence.take(sample)
        complete = settled.complete
    shared = [point for point in evidence.shared if sides.defined_around(point)]
    if complete and len(shared) >= _FEW:
        certainty: Certainty = "proved" if identical(sides.yours, sides.expected) else "sampled"
        return Comparison("equal", certainty, note=_note(sides, evidence))
    if complete and not shared and len(apart) >= _ENOUGH_UNDEFINED:
        return _different(sides, region, apart[0])
    return unclear


def _constants(sides: Sides, evidence: Evidence) -> Comparison:
    sample = sides.at([])
    evidence.take(sample)
    if sample.finding in (Finding.DIFFER, Finding.YOURS_UNDEFINED, Finding.EXPECTED_UNDEFINED):
        return _different(sides, None, sample)
    if sample.finding is Finding.AGREE or identical(sides.yours, sides.expected):
        return Comparison("equal", "proved" if identical(sides.yours, sides.expected) else "sampled")
    return Comparison("undecided", note="These numbers could not be told apart, nor found equal.")


def _looked(sides: Sides, points: Iterable[Point], evidence: Evidence, enough: float, most: int) -> int:
    """Look at points until enough have agreed or one has parted the sides; how many agreed."""
    before = len(evidence.shared)
    for count, point in enumerate(points):
        if count >= most or len(evidence.shared) - before >= enough:
            break
        if evidence.take(sides.at(point)):
            break
    return len(evidence.shared) - before


def _note(sides: Sides, evidence: Evidence) -> str | None:
    def inside(value: Fraction) -> bool | None:
        finding = sides.at([exact(value)]).finding
        if finding is Finding.NOTHING:
            return None
        return finding is Finding.AGREE

    return domain_note(
        sides.variables,
        evidence.shared,
        _not_alone(sides, evidence.yours_undefined),
        _not_alone(sides, evidence.expected_undefined),
        _not_alone(sides, evidence.neither),
        inside,
    )


def _not_alone(sides: Sides, samples: list[Sample]) -> list[Point]:
    """The points whose neighbours show the same: holes in a domain are not worth a word."""
    found = []
    for sample in samples:
        near = [value + exact(_NEARBY * (k + 1)) for k, value in enumerate(sample.point)]
        if sides.at(near).finding is sample.finding:
            found.append(sample.point)
    return found


def _different(sides: Sides, region: Region | None, sample: Sample) -> Comparison:
    if region is not None:
        sample = _plainer(sides, region, sample)
    yours, expected = decimal_texts(sample.yours, sample.expected)
    if region is not None and len(yours) + len(expected) > _LONG:
        sample = _clearer(sides, region, sample)
        yours, expected = decimal_texts(sample.yours, sample.expected)
    witness = Witness(coordinates(sides.variables, sample.point), yours, expected)
    return Comparison("different", "proved", witness)


def _plainer(sides: Sides, region: Region, sample: Sample) -> Sample:
    """The same finding at a point with shorter coordinates, if there is one close by."""
    if all(value.height_bits() <= 8 for value in sample.point):
        return sample
    for denominator in (1, 2, 10, 100, 1000, 10**5, 10**8):
        point = [_rounded(value, denominator) for value in sample.point]
        if region.holds(point):
            nearby = sides.at(point)
            if nearby.finding is sample.finding:
                return nearby
    return sample


def _clearer(sides: Sides, region: Region, sample: Sample) -> Sample:
    """A point close by where the two sides differ by more, so that few digits show it."""
    best, clear = sample, _clarity(sample)
    for _ in range(3):
        for stride in _STRIDES:
            for k in range(len(best.point)):
                for way in (stride, -stride):
                    point = list(best.point)
                    point[k] = point[k] + exact(way)
                    if clear >= _ENOUGH_CLEAR or not region.holds(point):
                        continue
                    tried = sides.at(point)
                    if tried.finding is Finding.DIFFER and _clarity(tried) > clear:
                        best, clear = tried, _clarity(tried)
    return best


def _clarity(sample: Sample) -> float:
    """About log2 of the relative difference."""
    size = max(magnitude(sample.yours), magnitude(sample.expected))
    return magnitude(sample.yours - sample.expected) - size


def _rounded(value: Value, denominator: int) -> Value:
    return exact(Fraction(round(fraction(value) * denominator), denominator))
