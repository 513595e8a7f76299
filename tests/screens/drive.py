"""Typing and looking, as a learner does, for the tests of the screens."""

from __future__ import annotations

from textual.events import Paste
from textual.pilot import Pilot

from tutor.app import CalcTutor
from tutor.screens.derivation import DerivationScreen

from .engines import ImmediateEngine

FUNCTION = "ln(sin(x^3)^2)"
PIECES = ("u = x^3", "v = sin u", "w = v^2", "y = ln w")
LOCALS = ("3x^2", "cos u", "2v", "1/w")
REST = ("1/w * 2v * cos u * 3x^2", "6x^2 cos(x^3)/sin(x^3)")


def tutor(function: str | None = FUNCTION, engine: ImmediateEngine | None = None, **options: object) -> CalcTutor:
    """The app with the judge in this process."""
    return CalcTutor(engine or ImmediateEngine(), function, **options)  # type: ignore[arg-type]


async def write(pilot: Pilot[None], text: str) -> None:
    """Put a text in the line by one paste: much faster than key by key."""
    if text:
        pilot.app.post_message(Paste(text))
        await pilot.pause()


async def type_keys(pilot: Pilot[None], text: str) -> None:
    """Type a text key by key."""
    await pilot.press(*({" ": "space"}.get(letter, letter) for letter in text))
    await pilot.pause()


async def answer(pilot: Pilot[None], *texts: str) -> None:
    """Type each text and have it checked, waiting for its verdict."""
    for text in texts:
        await write(pilot, text)
        await pilot.press("enter")
        await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no verdict is on its way and the line stands where it belongs."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def shown(app: CalcTutor) -> list[str]:
    """The rows of the screen as text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def seen(app: CalcTutor) -> str:
    """The screen as one text."""
    return "\n".join(shown(app))


def derivation(app: CalcTutor) -> DerivationScreen:
    """The derivation screen that is shown."""
    assert isinstance(app.screen, DerivationScreen)
    return app.screen


def line(app: CalcTutor) -> str:
    """What stands in the line."""
    return derivation(app).field.value
