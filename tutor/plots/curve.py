"""Curves and points as rows of text in roles, drawn by plotext; a widget gives each role its colour.

plotext keeps one figure for the whole process, so drawing is done under a lock.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from threading import Lock
from typing import Literal, NamedTuple

from tutor.plots.axes import Interval, labels, ticks, visible
from tutor.plots.strokes import strokes

Role = Literal["curve", "yours", "true", "point"]

LEAST_WIDTH = 16
LEAST_HEIGHT = 5
_POINT = "●"
_AXIS = "axis"
# Numbers of plotext's palette, only to tell the roles apart in what it draws.
_COLOURS = {"axis": 1, "curve": 2, "yours": 3, "true": 4, "point": 5}
_ROLES = {str(colour): role for role, colour in _COLOURS.items()}
_CODE = re.compile(r"\x1b\[([\d;]*)m")
_drawing = Lock()


@dataclass(frozen=True)
class Series:
    """Samples to draw in one role; a y that is not finite breaks the line.

    The role "point" draws dots, the others lines that break at poles and jumps, unless `joined` (a path).
    About four samples a column show a function well.
    """

    xs: Sequence[float]
    ys: Sequence[float]
    role: Role = "curve"
    joined: bool = False


class Segment(NamedTuple):
    """A run of text in one role: a series' role, "axis", or "" for blanks."""

    text: str
    role: str


def curve_rows(
    series: Sequence[Series],
    width: int,
    height: int,
    *,
    xlim: Interval | None = None,
    ylim: Interval | None = None,
) -> list[list[Segment]]:
    """`height` rows of `width` columns with the series, later ones on top, over labelled axes.

    Limits that are not given fit the samples; a pole does not flatten the rest. A picture smaller than 16x5
    is blank.
    """
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        return [[Segment(" " * max(0, width), "")] for _ in range(max(0, height))]
    if xlim is None:
        every = [x for one in series for x in one.xs if isfinite(x)]
        xlim = (min(every), max(every)) if every else (-1.0, 1.0)
    if ylim is None:
        lines = [y for one in series if one.role != "point" for y in one.ys]
        ylim = visible(lines, [y for one in series if one.role == "point" for y in one.ys])
    xlim, ylim = _widened(*xlim), _widened(*ylim)
    with _drawing:
        drawn = _drawn(series, width, height, xlim, ylim)
    rows = [_segments(row, width) for row in drawn.split("\n")[:height]]
    return rows + [[Segment(" " * width, "")] for _ in range(height - len(rows))]


def _drawn(series: Sequence[Series], width: int, height: int, xlim: Interval, ylim: Interval) -> str:
    import plotext  # 70 ms, so only when something is drawn

    plotext.clear_figure()
    plotext.limit_size(False, False)  # else pictures are cut to the size of the server's own terminal
    plotext.plot_size(width, height)
    plotext.theme("clear")
    plotext.axes_color("default")
    plotext.canvas_color("default")
    plotext.ticks_color(_COLOURS[_AXIS])
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    plotext.xlim(*xlim)
    plotext.ylim(*ylim)
    across, up = ticks(*xlim, max(2, width // 12)), ticks(*ylim, max(3, height // 3))
    plotext.xticks(across, labels(across))
    plotext.yticks(up, labels(up))
    if ylim[0] < 0 < ylim[1]:
        plotext.horizontal_line(0, color=_COLOURS[_AXIS])
    for one in series:
        colour = _COLOURS[one.role]
        if one.role == "point":
            lone = [strokes([x], [y], xlim, ylim) for x, y in zip(one.xs, one.ys, strict=True)]
            dots = [lines[0][0] for lines in lone if lines]
            if dots:
                plotext.scatter(*map(list, zip(*dots, strict=True)), marker=_POINT, color=colour)
            continue
        for line in strokes(one.xs, one.ys, xlim, ylim, one.joined):
            plotext.plot(*map(list, zip(*line, strict=True)), marker="braille", color=colour)
    text: str = plotext.build()
    return text


def _segments(row: str, width: int) -> list[Segment]:
    """A row with colour codes as exactly `width` columns in roles."""
    segments: list[Segment] = []
    role, place, room = "", 0, width
    for code in [*_CODE.finditer(row), None]:
        text = row[place : code.start() if code else len(row)][:room]
        if text:
            segments.append(Segment(text, role if text.strip() else ""))
            room -= len(text)
        if code:
            place = code.end()
            role = _ROLES.get(code[1].rpartition(";")[2], "")
    if room:
        segments.append(Segment(" " * room, ""))
    return segments


def _widened(low: float, high: float) -> Interval:
    """The limits in order, around a single value where there is only one."""
    low, high = max(-1e300, min(low, high)), min(1e300, max(low, high))
    room = 1e-9 * max(abs(low), abs(high), 1e-300)
    return (low, high) if high - low > room else (low - max(1.0, abs(low) / 2), high + max(1.0, abs(high) / 2))
