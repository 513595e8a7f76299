"""What plot and graph blocks describe, as values."""

import math

import pytest
from lesson_writing import page, written

from tutor.engine import one_line
from tutor.lessons.loader import load
from tutor.lessons.pictures import BlockError, Curve, Dot, Straight, flow, plot


def block(tmp_path, text):
    (found,) = load(written(tmp_path, page(text))).pages[0].directives
    return found


def test_everything_a_plot_can_show(tmp_path):
    body = """```{plot}
:id: all
:x: 0 .. pi
:y: -1 .. 1
:after: P1
:caption: A sentence.
curve sin(x^2) | the curve
slope sin(x^2)
below 2x
tangent x^3 at 2 | it touches
line cos(4) through (2, sin(4))
chord x^3 from 2 to 2.1
point (1, 2) | here
slice 3x^2*y hold y = 2
slice 3x^2*y hold x = 1 over 1 .. 3 | x stays
```"""
    found = plot(block(tmp_path, body))
    assert (found.id, found.after, found.caption, found.wrt) == ("all", "P1", "A sentence.", "x")
    (frame,) = found.frames
    assert frame.x == (0.0, math.pi)
    assert frame.y == (-1.0, 1.0)
    curve, slope, below, tangent, line, chord, point, across, along = frame.items
    assert isinstance(curve, Curve)
    assert (one_line(curve.expression), curve.label, curve.below) == ("sin(x^2)", "the curve", False)
    assert isinstance(slope, Curve)
    assert (one_line(slope.expression), slope.below) == ("2*x*cos(x^2)", True)
    assert isinstance(below, Curve)
    assert (one_line(below.expression), below.below) == ("2*x", True)
    assert tangent == Straight("tangent", 12.0, (2.0, 8.0), "it touches")
    assert line == Straight("line", math.cos(4), (2.0, math.sin(4)))
    assert isinstance(chord, Straight)
    assert chord.slope == pytest.approx(12.61)
    assert point == Dot((1.0, 2.0), "here")
    assert isinstance(across, Curve)
    assert (one_line(across.expression), across.wrt, across.label) == ("3*x^2*2", "x", "y = 2 held")
    assert isinstance(along, Curve)
    assert (one_line(along.expression), along.wrt, along.over) == ("3*1^2*y", "y", (1.0, 3.0))


def test_several_pictures_with_windows_of_their_own(tmp_path):
    body = "```{plot}\n:x: -3 .. 3\ncurve x^2\n---\nx 0.1 .. 4\ny 0 .. 9\ncurve ln(x)\n---\ncurve exp(x)\n```"
    found = plot(block(tmp_path, body))
    assert [(frame.x, frame.y) for frame in found.frames] == [
        ((-3.0, 3.0), None), ((0.1, 4.0), (0.0, 9.0)), ((-3.0, 3.0), None),
    ]  # fmt: skip


def test_zooming_in(tmp_path):
    body = "```{plot}\n:x: 1 .. 3\n:zoom: 1, 0.1\n:centre: (2, 8)\ncurve x^3\ntangent x^3 at 2\n```"
    found = plot(block(tmp_path, body))
    assert [frame.x for frame in found.frames] == [(1.0, 3.0), (1.9, 2.1)]
    assert all(len(frame.items) == 2 and frame.y is None for frame in found.frames)


@pytest.mark.parametrize("zoom", [":zoom: 0, 1\n:centre: (2, 8)", ":zoom: 1\n:centre: 2", ":zoom: a\n:centre: (2, 8)"])
def test_zooms_that_cannot_be(tmp_path, zoom):
    with pytest.raises(BlockError):
        plot(block(tmp_path, f"```{{plot}}\n:x: 1 .. 3\n{zoom}\ncurve x^3\n```"))


def test_the_data_flow_of_a_program(tmp_path):
    found = flow(block(tmp_path, "```{graph} f = u*v; u = x^2; v = x + y\n:id: g\n:wrt: x\n:at: x = 2, y = 1\n```"))
    assert (found.id, found.wrt, found.output) == ("g", ("x",), "f")
    assert found.graph.paths("x", "f") == (("x", "u", "f"), ("x", "v", "f"))
    assert one_line(found.graph.local_partial("f", "u")) == "v"
    assert [(name, one_line(value)) for name, value in found.at] == [("x", "2"), ("y", "1")]


def test_a_graph_needs_the_place_of_every_input(tmp_path):
    with pytest.raises(BlockError, match="Say where y is too"):
        flow(block(tmp_path, "```{graph} f = x*y\n:at: x = 2\n```"))
