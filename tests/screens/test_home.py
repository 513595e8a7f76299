"""The first screen, used as a learner uses it."""

from __future__ import annotations

import pytest

from tutor.screens.derivation import DerivationScreen
from tutor.screens.help import HelpScreen
from tutor.screens.home import EXAMPLES, HomeScreen
from tutor.screens.lesson_map import listing

from .drive import derivation, seen, shown, tutor, type_keys, write


async def test_the_cursor_is_in_the_line_and_enter_begins() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "x sin(2x)")
        assert "reads as  x sin(2x)" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Differentiate   y = x sin(2x)   with respect to x." in seen(app)


async def test_a_fraction_is_shown_in_two_dimensions_with_its_bar_beside_the_words() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "1/(1+x)")
        rows = shown(app)
        bar = next(index for index, row in enumerate(rows) if "reads as" in row)
        assert "─────" in rows[bar]
        assert rows[bar - 1].strip() == "1"
        assert rows[bar + 1].strip() == "1 + x"


async def test_what_cannot_be_read_gets_a_caret_and_stays() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "sin(x) + )")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        rows = shown(app)
        typed = next(index for index, row in enumerate(rows) if "sin(x) + )" in row)
        caret = rows[typed + 1].index("^")
        assert rows[typed][caret] in "+)"


@pytest.mark.parametrize("text", ["[x, 2x]", "7"])
async def test_what_cannot_be_derived_is_told_in_a_sentence(text: str) -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, text)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "This " in seen(app).split("L01", 2)[1]


async def test_half_typed_text_shows_no_error() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_keys(pilot, "sin(2x + ")
        assert "^" not in seen(app)


@pytest.mark.parametrize("index", range(len(EXAMPLES)))
async def test_an_example_is_picked_with_the_arrows(index: int) -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", *["down"] * (len(listing()) + index), "enter")
        await pilot.pause()
        assert derivation(app).exercise.problem.text == EXAMPLES[index][0]


async def test_an_example_is_picked_with_the_mouse() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        row = next(index for index, row in enumerate(shown(app)) if EXAMPLES[1][1] in row)
        await pilot.click(offset=(10, row))
        await pilot.pause()
        assert derivation(app).exercise.problem.text == EXAMPLES[1][0]


async def test_going_up_from_the_first_example_is_typing_again() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "up")
        await write(pilot, "q x")
        assert "reads as  qx" in seen(app).replace("q x", "qx")


async def test_a_question_mark_on_an_empty_line_is_help_and_escape_comes_back() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "While you type" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        await type_keys(pilot, "x?")
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.field.value == "x?"


async def test_q_closes_it_once_the_line_is_left() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "q")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_derivation_that_was_left_can_be_gone_on_with() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "sin(x^2)")
        await pilot.press("enter")
        await pilot.pause()
        await write(pilot, "u = x^2")
        await pilot.press("enter", "escape", "escape")
        await pilot.pause()
        assert "go on with  y = sin(x²)" in seen(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, DerivationScreen)
        assert "u = x^2" in seen(app)


async def test_a_function_from_the_command_line_that_cannot_be_read_is_explained() -> None:
    app = tutor("sin(x")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.field.value == "sin(x"
        assert "^" in seen(app)


async def test_a_small_window_says_so_and_recovers() -> None:
    app = tutor(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "x^2")
        for size in ((59, 24), (80, 17)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "too small" in seen(app)
            assert "function of your own" not in seen(app)
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert "too small" not in seen(app)
        assert "reads as  x²" in seen(app)
