"""How many rows a page takes, and its text as plain rows (a screen does the same with styles)."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from tutor.lessons.directives import SHAPES
from tutor.lessons.formula import formula_line, formula_rows
from tutor.lessons.markdown import prose_of, spans_of
from tutor.lessons.model import Block, Directive, Display, Listing, Page, Paragraph, Spans, Table

WIDTH = 76
ROWS = 19
_CLOSED = 2  # rows of a live block that is not open
# What the lines behind the prompt of `lines` and `predict` begin with.
_BODY_BEGINS = ("= ", "~ ", "/ ", "> ", "- [")
_NO_BREAK = "\u00a0"


def spans_text(spans: Spans) -> str:
    """The spans as text: formulas in one row. Raises `TexError`."""
    return "".join(formula_line(span.text) if span.kind == "math" else span.text for span in spans)


def sentence_of(markdown: str) -> str:
    """A sentence of Markdown (a hint, a reason) as plain text, formulas in one row. Raises `TexError`."""
    return spans_text(spans_of(markdown, 0, lambda line, message: None))


def prompt_text(directive: Directive) -> str:
    """What a live block says before it asks, as plain text in one row. Raises `TexError`."""
    rows = [row for block in prompt(directive) for row in block_rows(block)]
    return " ".join(row.strip() for row in rows)


def block_rows(block: Block, width: int = WIDTH) -> list[str]:
    """A paragraph, list, table or display as rows of text. Raises `TexError`."""
    match block:
        case Paragraph():
            return _wrapped(block.spans, width, "")
        case Listing():
            return [
                row
                for number, item in enumerate(block.items, 1)
                for row in _wrapped(item, width, f"{number}. " if block.ordered else "• ")
            ]
        case Table():
            return _table(block)
        case Display():
            return formula_rows(block.latex)
        case Directive():
            return []


def page_height(page: Page) -> int:
    """The rows a page takes at 76 columns with its tallest live block open. Raises `TexError`.

    What is shown only after an answer takes the place of the text, so it does not count.
    """
    prose = [block for block in page.blocks if not isinstance(block, Directive)]
    height = _stacked(prose)
    open_rows = []
    for directive in page.directives:
        shape = SHAPES.get(directive.name)
        if shape is not None and not directive.get("after"):
            said = _stacked(prompt(directive)) if shape.asks else 0
            open_rows.append(said + shape.rows)
    if open_rows:
        height += max(open_rows) + _CLOSED * (len(open_rows) - 1)
    return height


def page_width(page: Page) -> int:
    """The columns of the widest row of a page. Raises `TexError`."""
    blocks = [*page.blocks, *(block for directive in page.directives for block in prompt(directive))]
    return max((len(row) for block in blocks for row in block_rows(block)), default=0)


def prompt(directive: Directive) -> tuple[Block, ...]:
    """What a live block says before it asks, as blocks."""
    text, line = prompt_source(directive)
    return prose_of(text, line, lambda at, message: None)


def prompt_source(directive: Directive) -> tuple[str, int]:
    """The Markdown of what a live block says before it asks, and its line."""
    match directive.name:
        case "question":
            return "\n\n".join(filter(None, (directive.argument, directive.body))), directive.line
        case "derivation":
            return directive.body, directive.body_line
        case "lines" | "predict":
            kept = []
            for row in directive.body.split("\n"):
                if row.startswith(_BODY_BEGINS):
                    break
                kept.append(row)
            return "\n".join(kept), directive.body_line
    return "", directive.line


def _stacked(blocks: Iterable[Block]) -> int:
    """The rows of blocks one below the other with an empty row after each."""
    return sum(len(block_rows(block)) + 1 for block in blocks)


def _wrapped(spans: Spans, width: int, lead: str) -> list[str]:
    # A formula or a piece of code is not broken at its spaces.
    words = "".join(
        formula_line(span.text).replace(" ", _NO_BREAK)
        if span.kind == "math"
        else span.text.replace(" ", _NO_BREAK)
        if span.kind == "code"
        else span.text
        for span in spans
    )
    rows = textwrap.wrap(
        words.replace("\u00a0", "\x00"),
        width,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [row.replace("\x00", " ") for row in rows]


def _table(table: Table) -> list[str]:
    cells = [[spans_text(cell) for cell in row] for row in (table.header, *table.rows) if row]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    rows = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    if not table.header:
        return rows
    return [rows[0], "─" * (sum(widths) + 2 * (len(widths) - 1)), *rows[1:]]
