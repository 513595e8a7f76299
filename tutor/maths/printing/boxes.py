"""Pieces of a formula as rows of text with a baseline, and the ways to put them together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of text of equal length; `baseline` is the index of the row that lines up with its neighbours."""

    rows: tuple[str, ...]
    baseline: int = 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0])

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)


def line(text: str) -> Box:
    """A box of one row."""
    return Box((text,))


def beside(*boxes: Box) -> Box:
    """The boxes from left to right, their baselines on one row."""
    if len(boxes) == 1:
        return boxes[0]
    above = max(box.baseline for box in boxes)
    below = max(box.height - box.baseline for box in boxes)
    rows = [""] * (above + below)
    for box in boxes:
        start = above - box.baseline
        blank = " " * box.width
        for index in range(above + below):
            inside = start <= index < start + box.height
            rows[index] += box.rows[index - start] if inside else blank
    return Box(tuple(rows), above)


def over(top: Box, bottom: Box, longer: bool = False) -> Box:
    """A fraction; the bar reaches one column further on both sides if `longer`."""
    width = max(top.width, bottom.width) + 2 * longer
    rows = [row.center(width) for row in top.rows]
    rows += ["─" * width, *(row.center(width) for row in bottom.rows)]
    return Box(tuple(rows), top.height)


def raised(base: Box, exponent: Box) -> Box:
    """The exponent right of the base and above its top row."""
    rows = [" " * base.width + row for row in exponent.rows]
    rows += [row + " " * exponent.width for row in base.rows]
    return Box(tuple(rows), exponent.height + base.baseline)


def marked(base: Box, text: str) -> Box:
    """The base with a short text right of its top row, as for an exponent in raised characters."""
    first, *others = base.rows
    return Box((first + text, *(row + " " * len(text) for row in others)), base.baseline)


def fenced(inside: Box, left: str, right: str) -> Box:
    """The box between fences as tall as itself; `left` and `right` name one of ( ) [ ] |."""
    rows = (
        _fence(left, index, inside.height) + row + _fence(right, index, inside.height)
        for index, row in enumerate(inside.rows)
    )
    return Box(tuple(rows), inside.baseline)


_FENCES = {"(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "|": "│││"}


def _fence(kind: str, index: int, height: int) -> str:
    if height == 1:
        return kind
    return _FENCES[kind][0 if index == 0 else 2 if index == height - 1 else 1]


def rooted(inside: Box, order: str = "") -> Box:
    """The root of a tall box, with the order of the root left of its hook."""
    hook = (order or "").rjust(1)
    blank = " " * len(hook)
    rows = [f"{blank} ┌{'─' * (inside.width + 1)}"]
    for index, row in enumerate(inside.rows):
        last = index == inside.height - 1
        lead = f"{blank}╲" if last else f"{hook} " if index == inside.height - 2 else f"{blank} "
        rows.append(f"{lead}│{row} ")
    if not order:
        rows = [row[1:] for row in rows]
    return Box(tuple(rows), inside.baseline + 1)


def grid(entries: list[list[Box]]) -> Box:
    """The entries in columns, two blanks apart, with an empty row between rows when any entry is tall."""
    widths = [max(box.width for box in column) for column in zip(*entries, strict=True)]
    airy = any(box.height > 1 for row in entries for box in row)
    rows: list[str] = []
    for row in entries:
        if airy and rows:
            rows.append(" " * (sum(widths) + 2 * (len(widths) - 1)))
        centred = [
            Box(tuple(text.center(width) for text in box.rows), box.baseline)
            for box, width in zip(row, widths, strict=True)
        ]
        spread = [box for entry in centred for box in (line("  "), entry)][1:]
        rows.extend(beside(*spread).rows)
    return Box(tuple(rows), (len(rows) - 1) // 2)
