"""Running text, lists, tables and formulas of a lesson as rows of a given width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from tutor.lessons.formula import formula_line, formula_rows
from tutor.lessons.model import Block, Display, Listing, Paragraph, Spans, Table
from tutor.lessons.tex import TexError
from tutor.widgets.rows import BLANK, Row

_STYLES = {"text": "", "emphasis": "italic", "strong": "bold", "code": "$text-primary", "math": "bold"}
_DEEPER = 4
Piece = tuple[str, str]


def block_rows(block: Block, indent: int, width: int) -> list[Row]:
    """A paragraph, list, table or formula as rows that end before column `width`."""
    match block:
        case Paragraph():
            return _wrapped(block.spans, indent, width, "")
        case Listing():
            rows = []
            for number, item in enumerate(block.items, 1):
                rows += _wrapped(item, indent, width, f"{number}. " if block.ordered else "• ")
            return rows
        case Table():
            return _table(block, indent)
        case Display():
            return [Row(Content.assemble(" " * (indent + _DEEPER), (row, "bold"))) for row in _formula(block.latex)]
    return []


def stacked(blocks: Sequence[Block], indent: int, width: int) -> list[Row]:
    """Blocks one below the other, an empty row after each."""
    rows: list[Row] = []
    for block in blocks:
        rows += [*block_rows(block, indent, width), BLANK]
    return rows


def line_of_spans(spans: Spans) -> str:
    """The spans in one row of plain text."""
    return "".join(_flat(span.text) if span.kind == "math" else span.text for span in spans)


def _flat(latex: str) -> str:
    try:
        return formula_line(latex)
    except TexError:
        return latex


def _formula(latex: str) -> list[str]:
    try:
        return formula_rows(latex)
    except TexError:
        return [latex]


def _wrapped(spans: Spans, indent: int, width: int, lead: str) -> list[Row]:
    """The spans broken between words; a formula or a piece of code is never broken."""
    room = max(width - indent - len(lead), 12)
    rows: list[Row] = []
    line: list[Piece] = []
    used = 0
    for word in _words(spans):
        size = sum(cell_len(text) for text, _ in word)
        if line and used + 1 + size > room:
            rows.append(_row(line, indent, lead if not rows else " " * len(lead)))
            line, used = [], 0
        if line:
            line.append((" ", ""))
            used += 1
        line += word
        used += size
    if line:
        rows.append(_row(line, indent, lead if not rows else " " * len(lead)))
    return rows


def _row(pieces: Sequence[Piece], indent: int, lead: str) -> Row:
    return Row(Content.assemble(" " * indent, (lead, "dim"), *pieces))


def _words(spans: Spans) -> Iterator[list[Piece]]:
    """The words, each with its styles; what follows a formula without a space stays with it."""
    word: list[Piece] = []
    for span in spans:
        style = _STYLES[span.kind]
        if span.kind in ("math", "code"):
            word.append((_flat(span.text) if span.kind == "math" else span.text, style))
            continue
        parts = span.text.replace("\n", " ").split(" ")
        for index, part in enumerate(parts):
            if index and word:
                yield word
                word = []
            if part:
                word.append((part, style))
    if word:
        yield word


def _table(table: Table, indent: int) -> list[Row]:
    cells = [[line_of_spans(cell) for cell in row] for row in (table.header, *table.rows) if row]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*cells, strict=True)]
    rows = []
    for index, row in enumerate(cells):
        text = "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        head = index == 0 and bool(table.header)
        rows.append(Row(Content.assemble(" " * indent, (text.rstrip(), "bold" if head else ""))))
        if head:
            rows.append(Row(Content.assemble(" " * indent, ("─" * (sum(widths) + 2 * len(widths) - 2), "dim"))))
    return rows
