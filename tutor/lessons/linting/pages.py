"""The form of pages: their live blocks, their size, and that there is something to do."""

from __future__ import annotations

from itertools import pairwise

from tutor.lessons.bodies import sentences
from tutor.lessons.directives import SHAPES, complaints
from tutor.lessons.formula import formula_rows
from tutor.lessons.layout import ROWS, WIDTH, page_height, page_width, prompt_source
from tutor.lessons.linting.report import Say
from tutor.lessons.markdown import prose_of, spans_of
from tutor.lessons.model import Block, Directive, Display, Lesson, Listing, Page, Paragraph, Span, Table
from tutor.lessons.pictures import BlockError
from tutor.lessons.tex import TexError


def check_lesson(lesson: Lesson, doubtful: Say) -> None:
    """Warn of two pages running with nothing to do."""
    for earlier, later in pairwise(lesson.pages):
        if not _asks(earlier) and not _asks(later):
            doubtful(later.line, "This page and the one before it have nothing to do: ask something on one of them.")


def check_form(page: Page, wrong: Say) -> None:
    """The live blocks are known and whole, and every formula can be drawn."""
    _check_spans(page.title, wrong)
    for block in page.blocks:
        if isinstance(block, Directive):
            _check_directive(block, page, wrong)
        else:
            _check_block(block, wrong)


def check_size(page: Page, wrong: Say) -> None:
    """The page fits a screen of 80x24."""
    width, height = page_width(page), page_height(page)
    if width > WIDTH:
        wrong(page.line, f"This page is {width} columns wide and has {WIDTH}: break its widest formula or table.")
    if height > ROWS:
        wrong(page.line, f"This page takes {height} rows and has {ROWS}: make two of it, or say less.")


def spans_in(block: Block) -> list[Span]:
    """All spans of a block of text."""
    match block:
        case Paragraph():
            return list(block.spans)
        case Listing():
            return [span for item in block.items for span in item]
        case Table():
            return [span for row in (block.header, *block.rows) for cell in row for span in cell]
    return []


def _asks(page: Page) -> bool:
    return any(directive.name in SHAPES and SHAPES[directive.name].asks for directive in page.directives)


def _check_directive(directive: Directive, page: Page, wrong: Say) -> None:
    said: list[tuple[int, str]] = list(complaints(directive))
    for line, message in said:
        wrong(line, message)
    if said:
        return
    after = directive.get("after")
    if after and all(other.get("id") != after for other in page.directives):
        wrong(directive.line_of("after"), f"Nothing on this page has the id {after}.")
    try:
        said_inside = sentences(directive)
    except BlockError as error:
        wrong(error.line, str(error))
        return
    for block in prose_of(*prompt_source(directive), wrong):
        if isinstance(block, Directive):
            wrong(block.line, "A live block cannot stand in another one.")
        else:
            _check_block(block, wrong)
    for text, line in said_inside:
        _check_spans(spans_of(text, line, wrong), wrong)


def _check_block(block: Block, wrong: Say) -> None:
    if isinstance(block, Display):
        _check_latex(block.latex, block.line, wrong)
    _check_spans(tuple(spans_in(block)), wrong)


def _check_spans(spans: tuple[Span, ...], wrong: Say) -> None:
    for span in spans:
        if span.kind == "math":
            _check_latex(span.text, span.line, wrong)


def _check_latex(latex: str, line: int, wrong: Say) -> None:
    try:
        formula_rows(latex)
    except TexError as error:
        wrong(line, f"`{latex}`: {error}")
