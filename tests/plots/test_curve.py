"""Curves as rows of text: their size, their roles, and honesty about poles, jumps and gaps."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.plots.axes import labels, ticks, visible
from tutor.plots.curve import Segment, Series, curve_rows
from tutor.plots.strokes import clipped, strokes

WINDOW = (-3.0, 3.0), (-5.0, 5.0)


def sampled(function: Callable[[float], float], low: float = -3, high: float = 3, count: int = 241) -> Series:
    xs = [low + (high - low) * index / (count - 1) for index in range(count)]
    ys = []
    for x in xs:
        try:
            ys.append(function(x))
        except (ValueError, ZeroDivisionError):
            ys.append(math.nan)
    return Series(xs, ys)


def lines_of(function: Callable[[float], float], count: int = 241) -> list[list[tuple[float, float]]]:
    series = sampled(function, count=count)
    return [line for line in strokes(series.xs, series.ys, *WINDOW) if len(line) > 1]


def text_of(rows: list[list[Segment]]) -> list[str]:
    return ["".join(segment.text for segment in row) for row in rows]


def columns(rows: list[list[Segment]], role: str) -> list[set[int]]:
    """For each row, the columns drawn in the role."""
    found = []
    for row in rows:
        place, drawn = 0, set()
        for segment in row:
            if segment.role == role:
                drawn |= set(range(place, place + len(segment.text)))
            place += len(segment.text)
        found.append(drawn)
    return found


@pytest.mark.parametrize("width, height", [(60, 14), (16, 5), (200, 60), (15, 10), (40, 4), (0, 0), (3, 2)])
def test_a_picture_has_the_size_asked_for(width: int, height: int) -> None:
    rows = curve_rows([sampled(math.sin)], width, height)
    assert [len(row) for row in text_of(rows)] == [width] * height


def test_nothing_to_draw_is_empty_axes() -> None:
    for series in ([], [Series([], [])], [Series([0, 1], [math.nan, math.inf])]):
        rows = curve_rows(series, 30, 8)
        assert {segment.role for row in rows for segment in row} == {"", "axis"}


def test_segments_hold_plain_text_in_known_roles() -> None:
    point = Series([1.0], [math.sin(1)], "point")
    rows = curve_rows([sampled(math.sin), Series([0, 2], [0, 1], "yours"), point], 60, 14)
    assert {segment.role for row in rows for segment in row} == {"", "axis", "curve", "yours", "point"}
    assert "\x1b" not in "".join(text_of(rows))
    assert "".join(text_of(rows)).count("●") == 1


def test_later_series_lie_on_top() -> None:
    below, above = sampled(math.sin), sampled(math.sin)
    rows = curve_rows([below, Series(above.xs, above.ys, "true")], 60, 14)
    assert not any(columns(rows, "curve"))
    assert any(columns(rows, "true"))


def test_a_rising_line_rises_from_left_to_right() -> None:
    drawn = [min(found) for found in columns(curve_rows([Series([0, 1], [0, 1])], 40, 12), "curve") if found]
    assert drawn == sorted(drawn, reverse=True)
    assert len(drawn) > 8


def test_the_picture_does_not_depend_on_what_was_drawn_before() -> None:
    first = curve_rows([sampled(math.cos)], 50, 12)
    curve_rows([sampled(math.exp)], 90, 30, xlim=(0, 1), ylim=(5, 6))
    assert curve_rows([sampled(math.cos)], 50, 12) == first


@pytest.mark.parametrize("count", [240, 241, 242, 97])
@pytest.mark.parametrize(
    "function, pieces",
    [
        (lambda x: 1 / x, 2),
        (lambda x: 1 / (x - 0.3), 2),
        (lambda x: 1 / (x * x - 1), 3),
        (lambda x: math.tan(x), 3),
        (lambda x: 1 / x**2, 2),
        (lambda x: math.copysign(1, x - 0.01), 2),
        (lambda x: (x > 0) - (x < 0), 2),
        (lambda x: x + (x > 1.1), 2),
        (lambda x: math.sqrt(x * x - 1), 2),
        (lambda x: math.log(x), 1),
        (lambda x: abs(x), 1),
        (lambda x: math.sqrt(abs(x)), 1),
        (lambda x: math.copysign(abs(x) ** (1 / 3), x), 1),
        (lambda x: math.tanh(15 * x), 1),
        (lambda x: 100 * x, 1),
        (lambda x: x**3, 1),
        (lambda x: math.sin(8 * x), 1),
        (lambda x: math.exp(-50 * x * x), 1),
    ],
)
def test_curves_break_where_the_function_does_and_nowhere_else(
    function: Callable[[float], float], pieces: int, count: int
) -> None:
    assert len(lines_of(function, count)) == pieces


def test_no_stroke_crosses_a_pole() -> None:
    for line in lines_of(lambda x: 1 / x):
        assert all(x < 0 for x, _ in line) or all(x > 0 for x, _ in line)
        assert max(abs(y) for _, y in line) == 5


def test_a_value_alone_between_gaps_is_a_dot() -> None:
    assert strokes([0, 1, 2], [math.nan, 1, math.nan], *WINDOW) == [[(1, 1)]]


def test_a_path_is_joined_whatever_it_does() -> None:
    xs, ys = [0, 0.1, 0.2, 2, 2.1, 2.2], [0, 0, 0, 4, 4, 4]
    assert len(strokes(xs, ys, *WINDOW)) == 2
    assert strokes(xs, ys, *WINDOW, joined=True) == [list(zip(xs, ys, strict=True))]


coordinates = st.one_of(st.floats(-20, 20), st.floats())


@settings(max_examples=200, deadline=None)
@given(st.tuples(coordinates, coordinates), st.tuples(coordinates, coordinates))
def test_what_is_clipped_lies_in_the_window_and_on_the_segment(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    piece = clipped(start, end, *WINDOW)
    inside = [
        point
        for point in (start, end)
        if abs(point[0]) <= 3 and abs(point[1]) <= 5 and all(map(math.isfinite, start + end))
    ]
    assert piece is not None or not inside
    for x, y in piece or ():
        assert abs(x) <= 3
        assert abs(y) <= 5
    assert all(point in (piece or ()) for point in inside)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(coordinates, coordinates), max_size=30),
    st.sampled_from(["curve", "yours", "true", "point"]),
    st.integers(0, 50),
    st.integers(0, 16),
)
def test_any_numbers_can_be_drawn(points: list[tuple[float, float]], role: str, width: int, height: int) -> None:
    series = Series([x for x, _ in points], [y for _, y in points], role)  # type: ignore[arg-type]
    assert [len(row) for row in text_of(curve_rows([series], width, height))] == [width] * height


def test_a_pole_does_not_flatten_the_rest() -> None:
    low, high = visible(sampled(lambda x: 1 / (x - 0.001)).ys)
    assert -40 < low < -3
    assert 3 < high < 40


def test_limits_take_in_everything_without_outliers_and_every_point() -> None:
    low, high = visible([0, 1, 2, 3])
    assert low < 0
    assert high > 3
    assert visible([0, 1] * 50, [90])[1] > 90
    low, high = visible([2.0, 2.0])
    assert low <= 1
    assert high >= 3
    assert visible([math.nan, math.inf]) == (-1, 1)


@settings(max_examples=200, deadline=None)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(3, 12))
def test_ticks_are_round_even_and_inside(low: float, span: float, most: int) -> None:
    marks = ticks(low, low + span, most)
    assert 1 <= len(marks) <= most
    assert all(low - span * 1e-6 <= mark <= low + span * (1 + 1e-6) for mark in marks)
    texts = labels(marks)
    assert len(set(texts)) == len(texts)
    for mark, text in zip(marks, texts, strict=True):
        assert float(text) == pytest.approx(mark, abs=span * 0.01)


@pytest.mark.parametrize(
    "low, high, texts",
    [
        (-1.3, 1.3, ["-1", "0", "1"]),
        (0, 1, ["0.0", "0.5", "1.0"]),
        (-2e-7, 2e-7, ["-2e-7", "0", "2e-7"]),
        (0, 2.2e8, ["0", "1e8", "2e8"]),
    ],
)
def test_labels_are_short(low: float, high: float, texts: list[str]) -> None:
    assert labels(ticks(low, high, 3)) == texts
