"""A timer that starts anew with every key: what waits for a pause in typing."""

from __future__ import annotations

from collections.abc import Callable

from textual.timer import Timer
from textual.widget import Widget

PAUSE = 1.2


def restart(widget: Widget, running: Timer | None, act: Callable[[], None]) -> Timer:
    """Stop the timer that runs and start another; `act` is called after a pause."""
    if running is not None:
        running.stop()
    return widget.set_timer(PAUSE, act)
