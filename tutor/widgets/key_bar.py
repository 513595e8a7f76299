"""The last line of a screen: the keys that act now, the likeliest first, each one clickable."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import Static

from tutor.widgets.keys import BY_ID, shown

MOST = 7
THEN = "then"


class KeyBar(Static, inherit_css=False):
    """At most seven keys with a word each; what does not fit the width is left out from the right.

    `THEN` among the ids stands for "esc, then": the keys after it act once the line is left.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 100%; padding: 0 1; text-wrap: nowrap; background: $panel; }
    """

    def __init__(self, *ids: str, labels: dict[str, str] | None = None) -> None:
        super().__init__(markup=False)
        self._ids: tuple[str, ...] = ids
        self._labels = labels or {}
        self._word = ""
        self._spans: list[tuple[int, int, str]] = []

    def offer(self, ids: Sequence[str], labels: dict[str, str] | None = None) -> None:
        """Show these actions from now on; `labels` are other words for some of them here."""
        new = tuple(ids), labels or {}, ""
        if new != (self._ids, self._labels, self._word):
            self._ids, self._labels, self._word = new
            self.refresh()

    def say(self, word: str) -> None:
        """Show a word in place of the keys, until keys are offered again."""
        self._word = word
        self.refresh()

    def render(self) -> Content:
        """The line as it is now, for the width there is."""
        if self._word:
            return Content.styled(self._word, "$text-success")
        parts: list[Content] = []
        self._spans = []
        column, count = 0, 0
        for index, id in enumerate(self._ids):
            last = index + 1 == len(self._ids)
            part, does = self._part(id)
            count += id != THEN
            if column + len(part.plain) > self.content_size.width or count > MOST:
                break
            if id == THEN and last:
                continue
            self._spans.append((column, column + len(part.plain), does))
            parts.append(part)
            column += len(part.plain) + 2
        return Content("  ").join(parts)

    def _part(self, id: str) -> tuple[Content, str]:
        """The words for an action, and what a click on them does."""
        if id == THEN:
            return Content.styled("esc, then:", "dim"), "leave"
        action = BY_ID[id]
        key = shown(self._keys(id, action.keys))
        return Content.assemble((key, "bold $text-accent"), f" {self._labels.get(id, action.label)}"), action.does

    def _keys(self, id: str, usual: str) -> str:
        """The learner's own keys for an action, where they changed them."""
        return self.app.keys_of(id) or usual if hasattr(self.app, "keys_of") else usual

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked word says, wherever the focus is."""
        column = event.x - self.gutter.left
        for start, end, does in self._spans:
            if start <= column < end:
                event.stop()
                await self.screen.run_action(does)
                return
