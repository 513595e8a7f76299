"""Samples of a function become the strokes that may honestly be drawn inside a window.

A stroke ends where the function is undefined, where it leaves the window, at a pole and at a jump.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tutor.plots.axes import Interval

Point = tuple[float, float]

_JUMP_OF_WINDOW = 0.05  # a jump smaller than this part of the window's height is not seen as one
_JUMP_OF_STEPS = 8.0  # how many times the steps around it a step has to be to count as a jump


def strokes(
    xs: Sequence[float], ys: Sequence[float], xlim: Interval, ylim: Interval, joined: bool = False
) -> list[list[Point]]:
    """The lines to draw, each a list of points inside the window; a lone sample is a line of one point.

    With `joined` neighbours are joined across any distance, as for a path.
    """
    points = list(zip(map(float, xs), map(float, ys), strict=True))
    lines: list[list[Point]] = []
    reached = -1  # the last sample that is part of a line
    for index, start in enumerate(points):
        end = points[index + 1] if index + 1 < len(points) else None
        around = [y for _, y in points[max(0, index - 2) : index + 4]]
        gap = end is None or (not joined and _gap(around, min(index, 2), ylim))
        piece = None if end is None or gap else clipped(start, end, xlim, ylim)
        if piece is not None:
            if lines and lines[-1][-1] == piece[0]:
                lines[-1].append(piece[1])
            else:
                lines.append(list(piece))
            reached = index + 1
        elif reached < index and _inside(start, xlim, ylim):
            lines.append([start])
    return lines


def clipped(start: Point, end: Point, xlim: Interval, ylim: Interval) -> tuple[Point, Point] | None:
    """The part of the segment inside the window, or None (also where an end is not a number)."""
    if not all(map(math.isfinite, (*start, *end))):
        return None
    enter, leave = 0.0, 1.0
    for a, b, (low, high) in zip(start, end, (xlim, ylim), strict=True):
        # Halves: the difference of two huge floats would be infinite.
        change = b / 2 - a / 2
        if change == 0:
            if not low <= a <= high:
                return None
            continue
        entering, leaving = sorted(((low / 2 - a / 2) / change, (high / 2 - a / 2) / change))
        enter, leave = max(enter, entering), min(leave, leaving)
    if enter > leave:
        return None
    first = start if _inside(start, xlim, ylim) else _between(start, end, enter, xlim, ylim)
    last = end if _inside(end, xlim, ylim) else _between(start, end, leave, xlim, ylim)
    return first, last


def _between(start: Point, end: Point, part: float, xlim: Interval, ylim: Interval) -> Point:
    x, y = (a * (1 - part) + b * part for a, b in zip(start, end, strict=True))
    # Rounding may have left it just outside.
    return min(max(x, xlim[0]), xlim[1]), min(max(y, ylim[0]), ylim[1])


def _inside(point: Point, xlim: Interval, ylim: Interval) -> bool:
    return xlim[0] <= point[0] <= xlim[1] and ylim[0] <= point[1] <= ylim[1]


def _gap(ys: Sequence[float], at: int, ylim: Interval) -> bool:
    """Whether the function jumps between ys[at] and ys[at + 1]; the others are the samples around them."""
    low, high = ylim
    steps = [b - a for a, b in pairwise(ys)]
    jump = steps[at]
    before = [step for step in steps[:at] if math.isfinite(step)]
    after = [step for step in steps[at + 1 :] if math.isfinite(step)]
    if not math.isfinite(jump):
        return True
    outside = any(not low <= y <= high for y in (ys[at], ys[at + 1]))
    beside = [*before[-1:], *after[:1]]
    if outside and beside and all(step * jump < 0 for step in beside):
        return True  # it runs off on one side of a pole and comes back from the other end
    if not before or not after or abs(jump) < _JUMP_OF_WINDOW * (high - low):
        return False
    return abs(jump) > _JUMP_OF_STEPS * median(map(abs, (*before, *after)))
