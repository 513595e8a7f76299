"""The line a learner types in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from tutor.widgets.keys import bindings

_MOST = 2000


class AnswerField(Input, inherit_css=False):
    """One line for mathematics, with earlier answers on the arrow keys and pasted text made one line.

    `before_key` is called before a key or a paste changes anything: the screen moves the line on first
    when an answer is still on its way.
    """

    # Not Input's own style sheet: reading it costs more than all of ours, in the first frame.
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "input--cursor",
        "input--placeholder",
        "input--selection",
        "input--suggestion",
    }
    DEFAULT_CSS = """
    AnswerField { height: 1; width: 1fr; color: $text-primary; scrollbar-size-horizontal: 0; pointer: text; }
    AnswerField > .input--cursor { background: $foreground; color: $background; }
    AnswerField > .input--selection { background: $primary 40%; }
    AnswerField > .input--placeholder { text-style: dim; color: $foreground; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "copy", "Copy selected text", show=False),
        *bindings("field"),
    ]

    class HelpAsked(Message):
        """A question mark was typed on an empty line."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, max_length=_MOST, select_on_focus=False)
        self.cursor_blink = False
        self.before_key: Callable[[], None] = lambda: None
        self.history: list[str] = []
        self._place_in_history = 0
        self._draft = ""

    async def _on_key(self, event: events.Key) -> None:
        self.before_key()
        if event.character == "?" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.HelpAsked())
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        self.before_key()
        text = " ".join(event.text.split())
        if text:
            start, end = self.selection
            self.replace(text, min(start, end), max(start, end))
        event.stop()
        event.prevent_default()

    def fill(self, text: str) -> None:
        """Put this text in the line, the cursor behind it."""
        self.value = text
        self.cursor_position = len(text)
        self._place_in_history = len(self.history)

    def remember(self, text: str) -> None:
        """Keep an answer for the arrow keys."""
        if text in self.history:
            self.history.remove(text)
        self.history.append(text)
        self._place_in_history = len(self.history)

    def walk_history(self, by: int) -> None:
        """Show the answer before (-1) or after (+1) this one; after the last comes what was being typed."""
        place = self._place_in_history + by
        if not 0 <= place <= len(self.history):
            return
        if self._place_in_history == len(self.history):
            self._draft = self.value
        text = self._draft if place == len(self.history) else self.history[place]
        self.fill(text)
        self._place_in_history = place
