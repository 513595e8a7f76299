"""What the screens look like, held still: home, half done with a mistake, done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from tutor.screens.lesson_map import COURSE
from tutor.screens.remembered import Remembered

from .drive import LOCALS, PIECES, REST, answer, settled, tutor, write

SIZES = [(80, 24), (120, 40)]
THEMES = ["calm-dark", "calm-light"]

Compare = Callable[..., bool]


def scene(theme: str, *texts: str, last: str = "") -> Callable[[Pilot[None]], Awaitable[None]]:
    """A theme, answers one after the other, and a text left standing in the line."""

    async def play(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        await answer(pilot, *texts)
        await write(pilot, last)

    return play


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_home(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    assert snap_compare(tutor(None), terminal_size=size, run_before=scene(theme, last="x sin(2x)/(1 + x"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_half_done(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    play = scene(theme, *PIECES, "3x^2", "-cos u", "", "2v", last="1/w")
    assert snap_compare(tutor(), terminal_size=size, run_before=play)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_done(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    play = scene(theme, *PIECES, *LOCALS, *REST)
    assert snap_compare(tutor(), terminal_size=size, run_before=play)


def page(theme: str, turns: int, *keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """A theme, so many pages turned, and keys."""

    async def play(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await settled(pilot)
        for _ in range(turns):
            await pilot.app.screen.run_action("screen.next_page")
        await settled(pilot)
        if keys:
            await pilot.press(*keys)
        await settled(pilot)

    return play


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_prediction(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    app = tutor(None, lesson=COURSE / "L02.md")
    assert snap_compare(app, terminal_size=size, run_before=page(theme, 3, "a"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_question(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    app = tutor(None, lesson=COURSE / "L02.md")
    assert snap_compare(app, terminal_size=size, run_before=page(theme, 0, "0", ".", "0", "1", "enter"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_first_start(snap_compare: Compare, size: tuple[int, int], theme: str) -> None:
    memory = Remembered()
    memory.started = False
    play = scene(theme, "cos(x^2)")
    assert snap_compare(tutor(None, memory=memory), terminal_size=size, run_before=play)
