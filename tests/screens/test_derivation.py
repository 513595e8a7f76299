"""A derivation on the screen, from the first piece to the end, with everything that can happen on the way."""

from __future__ import annotations

import pytest

from tutor.engine import Question, Verdict
from tutor.screens.home import HomeScreen

from .drive import (
    FUNCTION,
    LOCALS,
    PIECES,
    REST,
    answer,
    derivation,
    line,
    seen,
    settled,
    shown,
    tutor,
    type_keys,
    write,
)
from .engines import BrokenEngine, HeldEngine, ImmediateEngine

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
async def test_all_four_steps_with_one_mistake_that_is_mended(size: tuple[int, int]) -> None:
    app = tutor()
    async with app.run_test(size=size) as pilot:
        await answer(pilot, *PIECES, LOCALS[0], "-cos u")
        assert "✗" in seen(app)
        assert line(app) == "-cos u"
        await pilot.press("home", "delete")
        await pilot.press("enter")
        await settled(pilot)
        await answer(pilot, *LOCALS[2:], *REST)
        screen = derivation(app)
        assert screen.exercise.done()
        assert "You used 4 pieces" in seen(app)
        assert "enter another function" in shown(app)[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_the_line_is_always_in_sight() -> None:
    app = tutor()
    async with app.run_test(size=(60, 18)) as pilot:
        for text in (*PIECES, *LOCALS, *REST):
            await write(pilot, text)
            field = derivation(app).field
            assert field.region.height == 1
            assert derivation(app).page.steps.region.contains_region(field.region)
            await pilot.press("enter")
            await settled(pilot)


async def test_a_wrong_answer_names_a_point_and_the_same_again_leaves_it() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES, LOCALS[0], "-cos u")
        assert "0.54" in seen(app)
        assert "press enter again to leave it" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert derivation(app)._open == "local:w:v"
        assert any("dv/du = -cos u" in row and "✗" in row for row in shown(app))


async def test_a_step_left_behind_is_opened_with_the_arrows_and_what_follows_is_judged_again() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES, LOCALS[0], "-cos u", "", *LOCALS[2:], "3x^2 * (-cos u) * 2v / w")
        assert "follows" in {view.mark for view in derivation(app).exercise.steps()}
        await pilot.press("escape", "up", "up", "up")
        screen = derivation(app)
        while screen._lit != "local:v:u":
            await pilot.press("up")
        await pilot.press("enter")
        assert line(app) == "-cos u"
        await pilot.press("home", "delete", "enter")
        await settled(pilot)
        marks = {view.id: view.mark for view in screen.exercise.steps()}
        assert marks["local:v:u"] == "correct"
        assert {marks[step] for step in marks if step.startswith("combine")} == {"incorrect"}


async def test_a_click_opens_a_step_and_what_was_being_typed_is_kept() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES[:2])
        await write(pilot, "w = v")
        row = next(index for index, row in enumerate(shown(app)) if "u = x^3" in row)
        await pilot.click(offset=(9, row))
        await pilot.pause()
        assert line(app) == "u = x^3"
        await pilot.press("enter")
        await settled(pilot)
        assert line(app) == "w = v"


async def test_the_reading_follows_every_key_and_fractions_stand_upright() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES)
        await type_keys(pilot, "x/(1+x)")
        rows = shown(app)
        bar = next(index for index, row in enumerate(rows) if "reads as" in row)
        assert "─" in rows[bar]
        assert rows[bar + 1].rstrip().endswith(("1 + x", "u", "·")) or "1 + x" in rows[bar + 1]


async def test_what_cannot_be_read_is_marked_at_its_column_and_costs_nothing() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES, "3x^2 + q")
        rows = shown(app)
        typed = next(index for index, row in enumerate(rows) if "3x^2 + q" in row)
        assert rows[typed][rows[typed + 1].index("^")] == "q"
        assert line(app) == "3x^2 + q"
        assert "✗" not in seen(app)


async def test_a_text_longer_than_the_line_still_shows_where_it_cannot_be_read() -> None:
    app = tutor("sin(x)")
    async with app.run_test(size=(80, 24)) as pilot:
        long = "u = " + "x + " * 30 + "q1q + x"
        await answer(pilot, long)
        rows = shown(app)
        caret = next(index for index, row in enumerate(rows) if row.strip() == "^")
        assert rows[caret - 1][rows[caret].index("^")] == "q"


async def test_a_hint_comes_under_the_line_and_the_cursor_is_back() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "h")
        await pilot.pause()
        assert "hint" in seen(app)
        await write(pilot, "u = x^3")
        assert line(app) == "u = x^3"


@pytest.mark.parametrize("function", [FUNCTION, "x sin(x)", "1/(1 + e^(-x))", "x^x", "|x|", "x"])
async def test_show_me_always_leads_to_the_end(function: str) -> None:
    app = tutor(function)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = derivation(app)
        for _ in range(40):
            if screen.exercise.done():
                break
            await pilot.press("escape", "s")
            await settled(pilot)
        assert screen.exercise.done()


async def test_undo_and_redo_by_letters() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES[:2])
        await pilot.press("escape", "u")
        await settled(pilot)
        assert "v = sin u" not in seen(app)
        await pilot.press("r")
        await settled(pilot)
        assert "v = sin u" in seen(app)
        await pilot.press("u", "u", "u")
        assert "nothing to undo" in seen(app)
        await pilot.press("i")
        await write(pilot, "u = x")
        assert line(app) == "u = x"


async def test_earlier_answers_come_back_with_the_arrow_and_the_draft_after_them() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES[:2])
        await write(pilot, "w")
        await pilot.press("up")
        assert line(app) == PIECES[1]
        await pilot.press("up")
        assert line(app) == PIECES[0]
        await pilot.press("down", "down")
        assert line(app) == "w"


async def test_a_piece_is_deleted() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "u = x^2", "u2 = x^3")
        await pilot.press("escape", "up", "up", "d")
        await settled(pilot)
        assert [view.text for view in derivation(app).exercise.steps()] == ["u2 = x^3", ""]


async def test_the_graph_takes_the_place_of_the_steps_and_gives_it_back() -> None:
    app = tutor("ln(1 + e^(sin(x)))/(1 + sin(x))")
    async with app.run_test(size=(60, 24)) as pilot:
        await pilot.press("escape", *["s", "escape"] * 5)
        await settled(pilot)
        await pilot.press("g")
        await pilot.pause()
        assert derivation(app).exercise.graph() is not None
        assert "Name the pieces" not in seen(app)
        assert "back to the steps" in shown(app)[-1]
        await pilot.press("g")
        await pilot.pause()
        assert "Name the pieces" in seen(app)


async def test_the_data_flow_shows_the_learners_own_letters_and_a_wrong_edge() -> None:
    app = tutor()
    async with app.run_test(size=(120, 40)) as pilot:
        await answer(pilot, "p = x^3", "q = sin p", "y = 2 ln q", "-3x^2")
        column = [row[80:].strip() for row in shown(app)]
        assert [row.split()[0] for row in column if row and row[0] in "ypqx"] == ["y", "q", "p", "x"]
        assert "│ -3x²  ✗" in column


async def test_copy_offers_text_and_latex_of_all_and_of_one_step() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES[:2])
        await pilot.press("escape", "c", "t")
        assert "    u = x^3\n    v = sin u" in app.clipboard
        await pilot.press("c", "l")
        assert "u &= x^{3}" in app.clipboard.replace("x^3", "x^{3}")
        await pilot.press("up", "up", "c", "s")
        assert app.clipboard == "u = x^3"
        await pilot.press("c", "escape")
        assert app.clipboard == "u = x^3"


async def test_pasted_text_becomes_one_line() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "u =\n\u00a0x^3\r\n")
        assert line(app) == "u = x^3"


async def test_the_key_bar_can_be_clicked_while_typing() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await write(pilot, "u = x^3")
        await pilot.click(offset=(shown(app)[-1].index("check"), 23))
        await settled(pilot)
        assert derivation(app).exercise.steps()[0].text == "u = x^3"
        await pilot.click(offset=(shown(app)[-1].index("hint"), 23))
        await pilot.pause()
        assert "hint  " in seen(app)


# Verdicts take their time


async def test_a_verdict_on_its_way_holds_nothing_up_and_says_so() -> None:
    engine = HeldEngine()
    app = tutor(engine=engine)
    async with app.run_test(size=(80, 24)) as pilot:
        for text in PIECES:
            await write(pilot, text)
            await pilot.press("enter")
            await pilot.pause()
        derivation(app)._say_slow()
        await pilot.pause()
        assert "checking…" in seen(app)
        engine.release()
        await settled(pilot)
        assert "checking…" not in seen(app)
        assert derivation(app)._open == "local:u:x"


async def test_typing_on_before_the_verdict_goes_to_the_next_step_and_stays_there() -> None:
    engine = HeldEngine()
    app = tutor(engine=engine)
    async with app.run_test(size=(80, 24)) as pilot:
        for text in PIECES:
            await write(pilot, text)
            await pilot.press("enter")
        engine.release()
        await settled(pilot)
        await type_keys(pilot, "3x")
        await pilot.press("enter")
        await type_keys(pilot, "cos")
        assert derivation(app)._open == "local:v:u"
        engine.release()
        await settled(pilot)
        assert line(app) == "cos"
        assert any("du/dx = 3x " in row and "✗" in row for row in shown(app))


async def test_a_proof_upgrades_the_mark() -> None:
    class Sampling(ImmediateEngine):
        def verdict(self, question: Question) -> Verdict:
            return Verdict("correct", "sampled")

    for proof, mark in ((True, "✓✓"), (None, "✓")):
        app = tutor(engine=Sampling(proof))
        async with app.run_test(size=(80, 24)) as pilot:
            await answer(pilot, *PIECES)
            row = next(row for row in shown(app) if "y = ln w" in row)
            assert mark in row.split()


async def test_a_proof_that_disagrees_takes_the_mark_back() -> None:
    class Sampling(ImmediateEngine):
        def verdict(self, question: Question) -> Verdict:
            return Verdict("correct", "sampled")

    app = tutor(engine=Sampling(False))
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES)
        assert any("y = ln w" in row and "?" in row for row in shown(app))


async def test_a_worker_that_is_gone_costs_nothing_and_the_screen_lives() -> None:
    app = tutor(engine=BrokenEngine())
    async with app.run_test(size=(160, 24)) as pilot:
        await answer(pilot, *PIECES)
        assert "It costs you nothing" in seen(app)
        await type_keys(pilot, "3x")
        assert "3x" in seen(app)


async def test_another_usual_reading_is_offered_and_enter_takes_it() -> None:
    app = tutor("sqrt(x)")
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "y = sqrt(x)", "1/2sqrt(x)")
        assert "id you mean" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        marks = {view.id: view.mark for view in derivation(app).exercise.steps()}
        assert marks["local:y:x"] == "correct"


async def test_help_lists_the_keys_that_act_here() -> None:
    app = tutor()
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("escape", "question_mark")
        await pilot.pause()
        text = seen(app)
        for sentence in ("have your answer checked", "get a hint for the lit step", "sqrt(x)", "proved"):
            assert sentence in text


async def test_a_small_window_keeps_the_work() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES[:2])
        await write(pilot, "w =")
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert "too small" in seen(app)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "v = sin u" in seen(app)
        assert line(app) == "w ="


async def test_nothing_is_wider_than_the_window_whatever_its_size() -> None:
    app = tutor("ln(1 + e^(-(x^2 + 3x - 5)/7))/(1 + sqrt(1 + x^4)) + sin(cos(tan(x^2 + 1)))")
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(10):
            await pilot.press("escape", "s")
            await settled(pilot)
        page = derivation(app).page
        for size in [(60, 18), (80, 24), (100, 30), (110, 30), (200, 60)]:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for rows in (page.problem, page.above, page.below, page.flow):
                if rows.display:
                    widest = max((len(row.content.plain.rstrip()) for row in rows.rows), default=0)
                    assert widest <= rows.content_size.width
            assert page.steps.max_scroll_x == 0


async def test_without_colour_every_mark_still_has_its_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = tutor(motion=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, *PIECES, "3x")
        await pilot.press("escape", "up")
        await pilot.pause()
        assert app.animation_level == "none"
        assert "✓✓" in seen(app)
        assert "✗" in seen(app)
        assert "▸" in seen(app)
