"""Ready-made rows of text in one widget: each row can belong to something that a click picks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class Row(NamedTuple):
    """One row of a screen. `key` names what it belongs to, and is picked by a click on it."""

    content: Content
    key: str | None = None


BLANK = Row(Content(""))


class Rows(Static, inherit_css=False):
    """Rows shown as they are, never wrapped again. `lit` marks the rows of one key."""

    DEFAULT_CSS = """
    Rows { width: 100%; height: auto; text-wrap: nowrap; text-overflow: clip; }
    """

    class Picked(Message):
        """A row that belongs to something was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, rows: Sequence[Row] = (), *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(_joined(rows, None), id=id, classes=classes, markup=False)
        self.rows: tuple[Row, ...] = tuple(rows)
        self.lit: str | None = None

    def put(self, rows: Sequence[Row], lit: str | None = None) -> None:
        """Show these rows. The layout is worked out anew only if their number changed."""
        if lit == self.lit and _same(rows, self.rows):
            return
        taller = len(rows) != len(self.rows)
        self.rows, self.lit = tuple(rows), lit
        self.update(_joined(self.rows, lit), layout=taller)

    def row_of(self, key: str) -> tuple[int, int] | None:
        """The first row that belongs to `key`, and how many there are."""
        found = [index for index, row in enumerate(self.rows) if row.key == key]
        return (found[0], len(found)) if found else None

    def on_click(self, event: events.Click) -> None:
        """Tell which row was meant."""
        index = event.y
        if 0 <= index < len(self.rows):
            key = self.rows[index].key
            if key is not None:
                event.stop()
                self.post_message(self.Picked(key))


def _same(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    """Whether the rows look alike: equal texts may still differ in colour."""
    return len(rows) == len(others) and all(
        row.key == other.key and row.content.is_same(other.content) for row, other in zip(rows, others, strict=True)
    )


def _joined(rows: Sequence[Row], lit: str | None) -> Content:
    mine = [row.content for row in rows if lit is not None and row.key == lit]
    if not mine:
        return Content("\n").join(row.content for row in rows)
    start = max(0, min(_indent(content) for content in mine) - 2)
    end = max(len(content.plain) for content in mine) + 1
    lines: list[Content] = []
    first = True
    for row in rows:
        lines.append(_lit(row.content, start, end, first) if row.key == lit else row.content)
        first = first and row.key != lit
    return Content("\n").join(lines)


def _indent(content: Content) -> int:
    return len(content.plain) - len(content.plain.lstrip())


def _lit(content: Content, start: int, end: int, first: bool) -> Content:
    """The row with a mark before it and a ground of its own, so that it shows without colour too."""
    if first:
        content = Content.assemble(content[:start], ("▸", "bold $text-accent"), content[start + 1 :])
    return content.pad_right(max(0, end - len(content.plain))).stylize_before("on $primary 25%", start)
