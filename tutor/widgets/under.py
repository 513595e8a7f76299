"""The rows right under the open line: its reading in 2D, a caret where it cannot be read, a word to begin with."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from tutor.engine import Call, Constant, Negative, Number, Quotient, TooLarge, symbols, tidy, unicode_line, walk
from tutor.widgets.formula import equation, folded
from tutor.widgets.live import Live
from tutor.widgets.rows import BLANK, Row

_READS = "reads as  "
_LONGEST = 40  # parts of a sum that is worked out, and characters of what it comes to


def reading_rows(live: Live, indent: int, width: int) -> list[Row]:
    """The line's reading, its name on the row of the fraction bar."""
    if live.tree is None:
        return []
    label = _READS + (f"{live.name} = " if live.name else "")
    rows = equation(label, live.tree, width - indent)
    worked_out = _worked_out(live)
    level = next((index for index, row in enumerate(rows) if row.startswith(label)), 0)
    if worked_out and len(rows[level]) + len(worked_out) <= width - indent:
        rows[level] += worked_out
    style = "dim" if live.guessed else "$text-primary"
    return [
        Row(Content.assemble(" " * indent, (row[: len(_READS)], "dim"), (row[len(_READS) :], style))) for row in rows
    ]


def _worked_out(live: Live) -> str:
    """What a line of whole numbers and fractions comes to, so that nobody has to multiply in the head."""
    tree = live.tree
    if tree is None or live.guessed or tree.size > _LONGEST or symbols(tree) or isinstance(tree, Number):
        return ""
    if any(isinstance(node, Call | Constant) for node in walk(tree)):
        return ""
    try:
        found = tidy(tree)
    except (TooLarge, ValueError, ZeroDivisionError, OverflowError):
        return ""
    if not all(isinstance(node, Number | Quotient | Negative) for node in walk(found)):
        return ""
    value = unicode_line(found)
    return f" = {value}" if value != unicode_line(tree) and len(value) <= _LONGEST else ""


def error_rows(text: str, live: Live, indent: int, width: int) -> list[Row]:
    """A caret under the column where the line cannot be read, and the sentence that says why.

    A line too long for its field is repeated around that column, so that the caret always has its place.
    """
    rows: list[Row] = []
    if live.column is not None:
        before = cell_len(text[: live.column])
        room = width - indent
        if cell_len(text) >= room:
            start = max(0, min(live.column - room // 2, len(text) - room + 2))
            part = text[start : start + room - 2]
            before = cell_len(text[start : live.column])
            rows.append(Row(Content.assemble(" " * indent, (part, "dim"))))
        rows.append(Row(Content.assemble(" " * (indent + before), ("^", "bold $text-error"))))
    rows += [Row(Content.assemble(" " * indent, part)) for part in folded(live.error, width - indent)]
    return rows


def guidance_rows(text: str, indent: int, width: int) -> list[Row]:
    """A quiet word on what belongs in an empty line."""
    return [Row(Content.assemble(" " * indent, (part, "dim"))) for part in folded(text, width - indent)]


def padded(rows: list[Row], height: int) -> list[Row]:
    """The rows, with empty ones up to a height, so that what follows does not jump while one types."""
    return rows + [BLANK] * (height - len(rows))
