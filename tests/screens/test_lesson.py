"""Lessons on the screen: pages, questions, predictions, derivations, pictures, and what is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.app import CalcTutor
from tutor.screens.derivation import DerivationScreen
from tutor.screens.home import HomeScreen
from tutor.screens.lesson import LessonScreen
from tutor.screens.remembered import Remembered, remembered

from .drive import answer, seen, settled, shown, tutor, type_keys, write

LESSON = """\
---
title: A small lesson
unit: U1
minutes: 5
requires: []
skills: []
---

# First

Some text with $x^2$ in it.

```{question} What is the slope of $x^2$?
:id: T-1
:function: x^2
:wrt: x
:answer: 2x
:mistake: x | That forgets the factor 2.
```

## Second

```{predict} choice
:id: T-2
:reveal: Look at the top.
Which is it?

- [ ] this one | no, this is not it
- [x] that one | yes, that is it
```

```{plot}
:id: T-3
:x: -1 .. 1
:after: T-2
:caption: A bowl.
curve x^2
---
curve x^3
```

## Third

```{derivation} sin(x^2)
:id: T-4
:wrt: x
```

# Practice

## Fourth

```{lines} x*x + x^2
:id: T-5
Make it short.

= 2*x^2 | add
```
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "T01.md"
    found.write_text(LESSON, encoding="utf-8")
    return found


def lesson(app: CalcTutor) -> LessonScreen:
    assert isinstance(app.screen, LessonScreen)
    return app.screen


async def test_a_wrong_answer_gets_its_sentence_and_a_picture_and_the_right_one_turns_the_page(path: Path) -> None:
    app = tutor(None, lesson=path)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "Some text with x² in it." in seen(app)
        assert "page 1 of 3" in seen(app)
        await type_keys(pilot, "x/")
        assert "reads as" in seen(app)
        await pilot.press("ctrl+u")
        await answer(pilot, "x")
        assert "That forgets the factor 2." in seen(app)
        assert "your slope" in seen(app)
        await pilot.press("home", "2")
        await pilot.press("enter")
        await settled(pilot)
        assert any("2x" in row and "✓" in row for row in shown(app))
        assert "enter next page" in shown(app)[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert "page 2 of 3" in seen(app)
        await pilot.press("left")
        await pilot.pause()
        assert any("2x" in row and "✓" in row for row in shown(app))


@pytest.mark.parametrize("keys", [("b",), ("2",), ("down", "down", "enter")])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_prediction_shows_what_comes_after_it(path: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = tutor(None, lesson=path)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("escape", "right")
        await pilot.pause()
        assert "A bowl." not in seen(app)
        await pilot.press(*keys)
        await settled(pilot)
        for text in ("yes, that is it", "Look at the top.", "A bowl.", "1 of 2"):
            assert text in seen(app), text
        await pilot.press("z")
        await pilot.pause()
        assert "2 of 2" in seen(app)


async def test_a_derivation_opens_and_comes_back_done(path: Path) -> None:
    app = tutor(None, lesson=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape", "right", "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DerivationScreen)
        await answer(pilot, "u = x^2", "y = sin u")
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert "Press enter to go on with it." in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        await answer(pilot, "2x", "cos u", "2x cos u", "2x cos(x^2)")
        assert "on with the lesson" in shown(app)[-1]
        await pilot.press("enter")
        await settled(pilot)
        assert any("dy/dx = 2x cos(x²)" in row and "✓" in row for row in shown(app))
        assert "That was the lesson." in seen(app)
        await pilot.press("right")
        await settled(pilot)
        assert "practice 1 of 1" in seen(app)
        await answer(pilot, "2x^2")
        assert any("= 2x^2" in row and "✓" in row for row in shown(app))


async def test_what_cannot_be_read_costs_nothing_and_shows_where(path: Path) -> None:
    app = tutor(None, lesson=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await answer(pilot, "2x +* 3")
        assert "^" in seen(app)
        assert "✗" not in seen(app)


async def test_show_me_fills_in_and_undo_takes_back(path: Path) -> None:
    app = tutor(None, lesson=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape", "s")
        await settled(pilot)
        assert lesson(app).run.finished()
        await pilot.press("u")
        await settled(pilot)
        assert not lesson(app).run.finished()


async def test_the_place_is_remembered_and_home_goes_on_there(path: Path, tmp_path: Path) -> None:
    app = tutor(None, lesson=path, memory=remembered(tmp_path / "config"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape", "right", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    again = tutor(None, lesson=path, memory=remembered(tmp_path / "config"))
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "page 2 of 3" in seen(again)


async def test_enter_on_the_empty_line_of_home_opens_the_first_lesson_and_marks_it_begun() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        assert lesson(app).run.lesson.id == "L01"
        app.go_home()
        await pilot.pause()
        assert any("Continue" in row and "L01" in row and "page 1" in row for row in shown(app))
        assert any("◐ L01" in row for row in shown(app))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"done": 3}', '{"pages": {"L01": 7}}', "\x00"])
def test_a_damaged_file_is_put_aside_with_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "state.json").write_text(text)
    found = remembered(tmp_path)
    assert "state.json.damaged" in found.problem
    assert (tmp_path / "state.json.damaged").read_text() == text
    found.turned("L01", "p", "page 1 of 1", "p", ["p"])
    assert remembered(tmp_path).complete == ["L01"]


async def test_the_first_start_shows_both_slopes_and_leads_to_a_lesson(tmp_path: Path) -> None:
    memory = remembered(tmp_path)
    app = tutor(None, memory=memory)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "cos(x^2)")
        assert "0.540" in seen(app)
        assert "1.081" in seen(app)
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert lesson(app).run.lesson.id == "L01"
    assert remembered(tmp_path).started


async def test_a_right_answer_at_the_first_start_asks_where_to_begin() -> None:
    memory = Remembered()
    memory.started = False
    app = tutor(None, memory=memory)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "2x cos(x^2)")
        assert "Where do you want to begin?" in seen(app)
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await write(pilot, "x^2")
        assert "reads as" in seen(app)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_every_page_of_the_course_opens_and_keeps_its_line_in_sight(size: tuple[int, int]) -> None:
    from tutor.lessons.loader import COURSE, files

    for found in files(COURSE):
        app = tutor(None, lesson=found)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            screen = lesson(app)
            for page in screen.run.lesson.pages:
                assert not [place for place in range(len(page.blocks)) if screen.run.trouble(place)]
                if screen.page.entry.display:
                    assert screen.page.text.region.contains_region(screen.field.region), page.id
                screen.action_next_page()
                await pilot.pause()
                await pilot.pause()


@pytest.mark.parametrize(
    "typed, shown_as", [("2*3*6", "= 36"), ("1/2 + 1/4", "3/4"), ("2^10", "= 1024"), ("1/0", ""), ("9^9^9^9", "")]
)
async def test_numbers_are_worked_out_as_they_are_typed(path: Path, typed: str, shown_as: str) -> None:
    app = tutor(None, lesson=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await write(pilot, typed)
        assert shown_as in seen(app)
        assert "reads as" in seen(app) or "^" in seen(app)


async def test_a_data_flow_too_wide_to_draw_is_listed_piece_by_piece(path: Path) -> None:
    wide = "f = (u + v)^2; u = (a + b)^2; v = (a - b)^2; a = (w + x + y + z)^2; b = (w + x - y - z)^2"
    path.write_text(LESSON.split("# First")[0] + f"# First\n\nText.\n\n```{{graph}} {wide}\n:id: T-9\n```\n")
    app = tutor(None, lesson=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "made of" in seen(app)
        assert all(len(row) <= 80 for row in shown(app))
