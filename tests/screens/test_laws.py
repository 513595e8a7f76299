"""Laws of what is drawn: nothing is wider than its room, and nothing typed is lost or taken for markup."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.engine import Names, ReadingError, read
from tutor.exercises.base import Section, StepView
from tutor.widgets.chain import Edge, chain_rows
from tutor.widgets.formula import equation, folded, short_decimals
from tutor.widgets.live import live_reading
from tutor.widgets.sheet import sheet
from tutor.widgets.under import error_rows, reading_rows

MARKS = ["open", "noted", "waiting", "asks", "correct", "incorrect", "undecided", "follows"]
texts = st.text(alphabet="xuvw+-*/^()[]=. sincole123²√·\\{}$", max_size=120)
steps = st.builds(
    StepView,
    id=st.integers(0, 30).map("step:{}".format),
    section=st.integers(1, 4),
    label=st.sampled_from(["", "dy/dx", "∂y/∂x_1"]),
    text=texts,
    mark=st.sampled_from(MARKS),
    sentence=texts,
    note=texts,
    hint=texts,
    shown=st.booleans(),
)
SECTIONS = [Section(number, f"Part {number}") for number in range(1, 5)]


@settings(deadline=None, max_examples=80)
@given(st.lists(steps, max_size=8, unique_by=lambda step: step.id), st.integers(40, 160))
def test_no_row_of_the_steps_is_wider_than_its_room(views: list[StepView], width: int) -> None:
    made = sheet(SECTIONS, views, views[0].id if views else None, width)
    for row in (*made.above, *made.below, *made.word):
        assert len(row.content.plain.rstrip()) <= width


@settings(deadline=None, max_examples=60)
@given(st.lists(steps, max_size=8, unique_by=lambda step: step.id))
def test_every_step_is_somewhere_and_belongs_to_its_rows(views: list[StepView]) -> None:
    made = sheet(SECTIONS, views, None, 100)
    assert {row.key for row in made.above if row.key} == {view.id for view in views}
    whole = "".join(row.content.plain for row in made.above).replace(" ", "")
    for view in views:
        if view.text.strip():
            assert "".join(view.text.split()) in "".join(whole.split())


@settings(deadline=None, max_examples=150)
@given(texts, st.integers(50, 130), st.booleans())
def test_reading_an_unfinished_line_never_fails_and_fits(text: str, width: int, piece: bool) -> None:
    live = live_reading(text, Names(("x", "u", "v", "w")), piece=piece)
    rows = [*reading_rows(live, 7, width)]
    if live.error:
        rows += error_rows(text, live, 7, width)
        assert live.column is None or 0 <= live.column <= len(text)
    for row in rows:
        assert len(row.content.plain.rstrip()) <= width


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["sin(x)^2/(1+x)", "3x^2 cos(x^3) - ln(x)", "e^(-x^2)", "1/(2sqrt(x))", "x sin 2x", "pi x"]))
def test_no_beginning_of_a_readable_text_is_called_hopeless(text: str) -> None:
    for end in range(1, len(text)):
        live = live_reading(text[:end], Names(("x",)))
        assert not live.final, (text[:end], live.error)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(["1/x", "-1/x", "x + 1/x", "1/x + 1", "(1/x)^2", "sqrt(1/x)", "x^2", "-(x+1)/(x-1)", "1/(1/x)"]))
def test_the_label_of_an_equation_stands_beside_its_bar(text: str) -> None:
    try:
        tree = read(text, Names(("x",))).tree
    except ReadingError:
        return
    rows = equation("y = ", tree, 60)
    labelled = [row for row in rows if row.startswith("y = ")]
    assert len(labelled) == 1
    if text in ("1/x", "-(x+1)/(x-1)", "1/x + 1", "x + 1/x", "-1/x"):
        assert "─" in labelled[0]


@settings(deadline=None, max_examples=60)
@given(st.data(), st.integers(1, 7))
def test_a_data_flow_of_any_shape_shows_every_letter_and_label(data: st.DataObject, count: int) -> None:
    letters = ["y", *[f"u{index}" for index in range(count)], "x"]
    edges = []
    for place, piece in enumerate(letters[:-1]):
        below = letters[place + 1 :]
        for argument in data.draw(st.sets(st.sampled_from(below), min_size=1, max_size=3)):
            edges.append(Edge(piece, argument, f"[{piece}{argument}]"))
    rows = [row.content.plain for row in chain_rows(letters, edges)]
    drawn = "\n".join(rows)
    assert [row.split()[0] for row in rows[::2]] == letters
    for edge in edges:
        assert drawn.count(edge.label) == 1


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
def test_two_different_numbers_never_look_the_same(first: float, second: float) -> None:
    one, two = short_decimals(repr(first), repr(second))
    assert (one == two) == (repr(first) == repr(second)) or float(one) == float(two) == 0.0


@given(st.text(max_size=300), st.integers(8, 80))
def test_folded_text_keeps_its_words(text: str, width: int) -> None:
    rows = folded(text, width)
    assert all(len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())
