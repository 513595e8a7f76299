"""Small questions at the foot of a screen, answered with one key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tutor.widgets.key_bar import KeyBar
from tutor.widgets.keys import bindings


class CopyChoice(ModalScreen[str]):
    """What to copy: "text", "latex", "step", "steplatex", or "" for nothing."""

    DEFAULT_CSS = """
    CopyChoice { background: $background 0%; }
    """
    BINDINGS = bindings("copy")

    def __init__(self, with_step: bool) -> None:
        super().__init__()
        self._with_step = with_step

    def compose(self) -> ComposeResult:
        steps = ["copy.step", "copy.steplatex"] if self._with_step else []
        yield KeyBar("copy.text", "copy.latex", *steps, "copy.cancel")

    def action_pick(self, what: str) -> None:
        self.dismiss(what)
