"""Whether two expressions are defined together anywhere, so that an identity says something of them."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Mapping

from tutor.maths.equality.points import Region, random_points
from tutor.maths.equality.pointwise import Finding, Sides
from tutor.maths.equality.values import precision_kept
from tutor.maths.evaluate.program import OutOfTime
from tutor.maths.tree import Node, symbols
from tutor.maths.verdict import Assumption

_POINTS = 200
_SECONDS = 0.5


def meet(yours: Node, expected: Node, where: Mapping[str, Assumption]) -> bool:
    """Whether a random point was found where both are defined, and none where they part."""
    names = sorted({*symbols(yours), *symbols(expected)})
    region = Region(names, where)
    sides = Sides(yours, expected, names, time.perf_counter() + _SECONDS)
    points = random_points(region, random.Random(1)) if names else iter([[]])
    with precision_kept():
        try:
            for point in itertools.islice(points, _POINTS):
                finding = sides.at(point).finding
                if finding in (Finding.AGREE, Finding.DIFFER):
                    return finding is Finding.AGREE
                if finding is Finding.NOTHING and sides.defined_around(point):
                    return True
        except OutOfTime:
            return False
    return False
