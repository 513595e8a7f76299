"""Pictures of lessons, and a slope against the true one, as rows of text in roles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.engine import Node, evaluate
from tutor.lessons.pictures import Curve, Dot, Frame, Straight
from tutor.plots.axes import Interval, visible
from tutor.plots.curve import LEAST_HEIGHT, LEAST_WIDTH, Role, Segment, Series, curve_rows

_PER_COLUMN = 4
# Further curves of one picture take the other roles, so that they can be told apart.
_CURVES: tuple[Role, ...] = ("curve", "yours", "true")
_STRAIGHT: dict[str, Role] = {"tangent": "true", "line": "yours", "chord": "yours"}
_HALF = 1.5


@dataclass(frozen=True)
class Picture:
    """Rows of a picture, and what its lines are called, each with its role."""

    rows: list[list[Segment]]
    legend: tuple[tuple[str, str], ...] = ()


def frame_picture(frame: Frame, width: int, height: int) -> Picture:
    """A frame in so many columns and rows; what belongs below stands in a second picture of its own."""
    over = [item for item in frame.items if not (isinstance(item, Curve) and item.below)]
    below = [item for item in frame.items if isinstance(item, Curve) and item.below]
    legend: list[tuple[str, str]] = []
    if below and over and height >= 2 * LEAST_HEIGHT:
        upper = height - max(LEAST_HEIGHT, height * 2 // 5)
        rows = _drawn(over, frame.x, frame.y, width, upper, legend)
        return Picture(rows + _drawn(below, frame.x, None, width, height - upper, legend), tuple(legend))
    return Picture(_drawn(over or below, frame.x, frame.y, width, height, legend), tuple(legend))


def slopes_picture(
    function: Node, variable: str, at: float, yours: float, true: float, width: int, height: int
) -> Picture | None:
    """A function around a point with the learner's slope and the true one; None where it has no value there."""
    level = evaluate(function, {variable: at})
    if not isinstance(level, float) or not math.isfinite(level) or width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return None
    frame = Frame(
        (
            Curve(function, variable, "the curve"),
            Straight("tangent", true, (at, level), f"its slope there, {true:.3f}"),
            Straight("line", yours, (at, level), f"your slope, {yours:.3f}"),
            Dot((at, level)),
        ),
        (at - _HALF, at + _HALF),
    )
    return frame_picture(frame, width, height)


def _drawn(
    items: Sequence[Curve | Straight | Dot],
    x: Interval,
    y: Interval | None,
    width: int,
    height: int,
    legend: list[tuple[str, str]],
) -> list[list[Segment]]:
    count = max(width, 2) * _PER_COLUMN
    xs = [x[0] + (x[1] - x[0]) * index / (count - 1) for index in range(count)]
    series: list[Series] = []
    curves = 0
    heights: list[float] = []
    for item in items:
        role: Role
        if isinstance(item, Curve):
            role = _CURVES[curves % len(_CURVES)]
            curves += 1
            ys = sampled(item, xs)
            heights += ys
            series.append(Series(xs, ys, role))
        elif isinstance(item, Straight):
            role = _STRAIGHT.get(item.kind, "yours")
            ends = [item.through[1] + item.slope * (end - item.through[0]) for end in x]
            series.append(Series(list(x), ends, role, joined=True))
        else:
            role = "point"
            series.append(Series([item.at[0]], [item.at[1]], role))
        if item.label:
            legend.append((item.label, role))
    if y is None and any(math.isfinite(value) for value in heights):
        # The curves decide, not a steep line across the whole window.
        y = visible(heights, [item.at[1] for item in items if isinstance(item, Dot)])
    return curve_rows(series, width, height, xlim=x, ylim=y)


def sampled(curve: Curve, xs: Sequence[float]) -> list[float]:
    """The values of a curve, not a number where it has none or is not drawn."""
    found = []
    for x in xs:
        inside = curve.over is None or curve.over[0] <= x <= curve.over[1]
        value = evaluate(curve.expression, {curve.wrt: x}) if inside else None
        found.append(value if isinstance(value, float) else math.nan)
    return found
