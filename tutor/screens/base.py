"""What all our screens share: the smallest size they work at, and what they say below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from textual import events
from textual.screen import Screen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.exercises.derivation import Derivation
    from tutor.screens.remembered import Remembered
    from tutor.widgets.keys import Place

    class Tutor(Protocol):
        """What the screens ask of the app that shows them."""

        @property
        def unfinished(self) -> str | None: ...
        @property
        def memory(self) -> Remembered: ...
        def open_lesson(self, id: str) -> str: ...
        def open_inside(self, exercise: Derivation) -> None: ...
        def started(self) -> None: ...
        def keys_of(self, action: str) -> str | None: ...
        def begin(self, text: str) -> tuple[str, int | None] | None: ...
        def resume(self) -> None: ...
        def go_home(self) -> None: ...
        def show_help(self, places: Sequence[Place]) -> None: ...


LEAST_WIDTH, LEAST_HEIGHT = 60, 18
TOO_SMALL = f"""\
This window is a little too small.

Make it at least {LEAST_WIDTH} columns wide
and {LEAST_HEIGHT} rows high, and go on."""


class TutorScreen(Screen[None]):
    """A screen that steps aside while the window is too small, and comes back as it was."""

    DEFAULT_CSS = """
    TutorScreen { layers: base notice; background: $background; overflow: hidden; }
    TutorScreen > .too-small {
        layer: notice; width: 100%; height: 100%; content-align: center middle; text-align: center;
        background: $background;
    }
    """

    @property
    def tutor(self) -> Tutor:
        """The app, by what the screens ask of it."""
        return cast("Tutor", self.app)

    def on_resize(self, event: events.Resize) -> None:
        """Show or take away the notice; it is made when it is first needed, to keep the first frame light."""
        small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        shown = self.query(".too-small")
        if small and not shown:
            self.mount(Static(TOO_SMALL, classes="too-small", markup=False))
        elif shown and not small:
            shown.remove()
