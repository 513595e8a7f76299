"""The key map is data: it is whole, has no clashes, and a learner can change it."""

from __future__ import annotations

import pytest

from tutor.screens.choices import CopyChoice
from tutor.screens.derivation import DerivationScreen
from tutor.screens.first_start import FirstStart
from tutor.screens.help import HelpScreen
from tutor.screens.home import HomeScreen
from tutor.screens.lesson import LessonScreen
from tutor.widgets.key_bar import MOST
from tutor.widgets.keys import ACTIONS, Action

from .drive import answer, derivation, seen, settled, shown, tutor, write

WHERE = {
    "field": (DerivationScreen, HomeScreen, LessonScreen, FirstStart),
    "examples": (HomeScreen,),
    "steps": (DerivationScreen,),
    "derivation": (DerivationScreen, LessonScreen),
    "copy": (CopyChoice,),
    "help": (HelpScreen,),
    "page": (LessonScreen,),
    "first": (FirstStart,),
}


def test_no_key_has_two_meanings_in_one_place() -> None:
    taken: dict[tuple[str, str], str] = {}
    for action in ACTIONS:
        for key in action.keys.split(","):
            assert taken.setdefault((action.place, key), action.id) == action.id


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_done_where_its_key_is(action: Action) -> None:
    name = "action_" + action.does.split("(")[0]
    for screen in WHERE[action.place]:
        assert callable(getattr(screen, name))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_nothing_needs_a_ctrl_or_function_key(action: Action) -> None:
    plain = [key for key in action.keys.split(",") if not key.startswith(("ctrl+", "f1"))]
    # Undo and redo while typing are second ways: esc and then a letter are the first.
    assert plain or action.id in ("derivation.undo", "derivation.redo")


async def test_a_learners_own_keys_act_and_are_shown() -> None:
    app = tutor(keys={"steps.hint": "x"})
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert "x hint" in shown(app)[-1]
        await pilot.press("x")
        await pilot.pause()
        assert "hint  " in seen(app)


async def test_the_key_bar_never_shows_more_than_seven_keys_and_the_likeliest_first() -> None:
    app = tutor()
    async with app.run_test(size=(200, 40)) as pilot:
        await answer(pilot, "u = x^3")
        bar = derivation(app).bar
        for keys in ([], ["escape"], ["up"], ["up"]):
            await pilot.press(*keys)
            await pilot.pause()
            assert 0 < sum(does != "leave" for *_, does in bar._spans) <= MOST
            assert shown(app)[-1].startswith(" enter")


async def test_at_eighty_columns_the_key_bar_is_not_cut() -> None:
    app = tutor()
    async with app.run_test(size=(60, 18)) as pilot:
        await answer(pilot, "u = x^3")
        await write(pilot, "v")
        assert len(shown(app)[-1]) <= 59
        assert shown(app)[-1].rstrip().split()[-1] in ("hint", "me", "step", "undo")


async def test_the_command_palette_offers_what_can_be_done_here() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)):
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"Theme", "Quit", "Hint", "Show me", "Undo", "Copy"} <= set(titles)


async def test_undo_by_ctrl_is_a_second_way_while_typing() -> None:
    app = tutor()
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "u = x^3")
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "u = x^3" not in seen(app).replace("▌", "")
        await write(pilot, "w")
        assert derivation(app).field.value == "w"
