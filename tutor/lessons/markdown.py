"""Markdown -> pages and blocks. What a lesson may not hold is reported with its line, and left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from tutor.lessons.model import Block, Directive, Display, Listing, Note, Option, Page, Paragraph, Span, Spans, Table

Report = Callable[[int, str], None]

_KIND = re.compile(r"(unchecked|let|where):(.*)", re.DOTALL)
_FENCE = re.compile(r"\{([A-Za-z-]*)\}(.*)")
_OPTION = re.compile(r":([a-z]+):(?:\s(.*))?")
_STYLES = {"em": "emphasis", "strong": "strong"}


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["lheading", "entity"])
    return parser.use(dollarmath_plugin, allow_labels=False, allow_digits=True, double_inline=False)


def pages_of(text: str, first_line: int, report: Report) -> tuple[Page, ...]:
    """The pages of a lesson's text; `first_line` is the line of the file on which the text begins."""
    pages = _Pages(report, first_line)
    pages.read(_parser().parse(text))
    return pages.finished()


def spans_of(text: str, line: int, report: Report) -> tuple[Span, ...]:
    """One paragraph of Markdown (a prompt, a sentence) as spans."""
    return _Inline(report, line).spans(_parser().parseInline(text.strip())[0])


def prose_of(text: str, line: int, report: Report) -> tuple[Block, ...]:
    """The paragraphs, lists and displays of a prompt."""
    pages = _Pages(report, line)
    pages.read(_parser().parse(text))
    return tuple(pages.loose())


class _Inline:
    def __init__(self, report: Report, line: int) -> None:
        self._report = report
        self._line = line

    def spans(self, token: Any) -> Spans:
        found: list[Span] = []
        styles: list[str] = []
        line = self._line
        for child in token.children or ():
            style = styles[-1] if styles else "text"
            match child.type:
                case "text" | "text_special":
                    found.append(Span(style, child.content, line))  # type: ignore[arg-type]
                case "softbreak" | "hardbreak":
                    found.append(Span(style, " ", line))  # type: ignore[arg-type]
                    line += 1
                case "code_inline":
                    found.append(Span("code", child.content, line))
                case "math_inline" | "math_inline_double":
                    found.append(Span("math", child.content, line))
                case "em_open" | "strong_open":
                    styles.append(_STYLES[child.tag])
                case "em_close" | "strong_close":
                    styles.pop()
                case "html_inline":
                    self._comment(child.content, found, line)
                case _:
                    self._report(line, "Links, pictures and HTML have no place in a lesson: say it in words.")
        return _joined(found)

    def _comment(self, text: str, found: list[Span], line: int) -> None:
        if not (text.startswith("<!--") and text.endswith("-->")):
            self._report(line, "HTML has no place in a lesson: say it in words.")
            return
        kind = _KIND.fullmatch(text[4:-3].strip())
        if kind is None:
            return
        if kind[1] != "unchecked":
            self._report(line, f"Put the comment `{kind[1]}` on a line of its own.")
        elif not found or found[-1].kind != "math":
            self._report(line, "`unchecked` stands right after the formula it is about.")
        elif not kind[2].strip():
            self._report(line, "Give the reason after `unchecked:`.")
        else:
            found[-1] = replace(found[-1], unchecked=" ".join(kind[2].split()))


class _Pages:
    def __init__(self, report: Report, first_line: int) -> None:
        self._reported = 0  # the last line that something was said of

        def say(line: int, message: str) -> None:
            self._reported = max(self._reported, line)
            report(line, message)

        self._report: Report = say
        self._offset = first_line
        self._headings: list[tuple[Spans, int, list[Block], list[Note]]] = []
        self._loose: list[Block] = []

    def loose(self) -> Sequence[Block]:
        return self._loose

    def finished(self) -> tuple[Page, ...]:
        if self._loose:
            self._report(self._loose[0].line, "Begin a page with a heading before its first text.")
        pages: list[Page] = []
        part = ""
        seen: dict[str, int] = {}
        for title, line, blocks, notes in self._headings:
            if not blocks:
                part = _flat(title)
                continue
            identifier = re.sub(r"[^a-z0-9]+", "-", _flat(title).casefold()).strip("-") or f"page-{len(pages) + 1}"
            if identifier in seen:
                self._report(line, f"Another page has this title too, on line {seen[identifier]}: change one.")
            seen[identifier] = line
            pages.append(Page(identifier, title, tuple(blocks), line, part, tuple(notes)))
        if self._headings and not self._headings[-1][2] and self._reported <= self._headings[-1][1]:
            self._report(self._headings[-1][1], "This heading has nothing below it.")
        return tuple(pages)

    def read(self, tokens: Sequence[Any]) -> None:
        stream = iter(tokens)
        for token in stream:
            line = self._offset + (token.map[0] if token.map else 0)
            match token.type:
                case "heading_open":
                    title = _Inline(self._report, line).spans(next(stream))
                    next(stream)
                    self._headings.append((title, line, [], []))
                case "paragraph_open":
                    spans = _Inline(self._report, line).spans(next(stream))
                    next(stream)
                    if spans:
                        self._put(Paragraph(spans, line))
                case "math_block":
                    self._put(Display(token.content.strip(), line))
                case "html_block":
                    self._html(token.content, line)
                case "bullet_list_open" | "ordered_list_open":
                    self._put(self._listing(token, stream, line))
                case "table_open":
                    self._put(self._table(stream, line))
                case "fence":
                    self._fence(token, line)
                case _:
                    self._report(
                        line, _NOT_HERE.get(token.type, "This has no place in a lesson: use plain paragraphs.")
                    )
                    _skip(token, stream)

    def _put(self, block: Block) -> None:
        (self._headings[-1][2] if self._headings else self._loose).append(block)

    def _listing(self, opened: Any, stream: Iterator[Any], line: int) -> Listing:
        items: list[Spans] = []
        depth = 1
        for token in stream:
            if token.type == "inline":
                items.append(_Inline(self._report, self._offset + token.map[0]).spans(token))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
                self._report(self._offset + token.map[0], "Lists have one level: take the inner one apart.")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                if not depth:
                    break
        return Listing(tuple(items), opened.type == "ordered_list_open", line)

    def _table(self, stream: Iterator[Any], line: int) -> Table:
        rows: list[list[Spans]] = []
        for token in stream:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_Inline(self._report, self._offset + token.map[0]).spans(token))
        header = tuple(rows[0]) if any(rows[0]) else ()
        return Table(header, tuple(map(tuple, rows[1:])), line)

    def _html(self, text: str, line: int) -> None:
        rest = ""
        place = 0
        while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
            rest += text[place:start]
            place = end + 3
            kind = _KIND.fullmatch(text[start + 4 : end].strip())
            at = line + text.count("\n", 0, start)
            if kind is None:
                continue
            value = " ".join(kind[2].split())
            if not value:
                self._report(at, f"Say something after `{kind[1]}:`.")
            elif kind[1] == "unchecked":
                self._mark_display(value, at)
            elif self._headings:
                self._headings[-1][3].append(Note(kind[1], value, at))  # type: ignore[arg-type]
            else:
                self._report(at, f"`{kind[1]}` belongs to a page: put it below a heading.")
        if (rest + text[place:]).strip():
            self._report(line, "HTML has no place in a lesson: say it in words.")

    def _mark_display(self, reason: str, line: int) -> None:
        blocks = self._headings[-1][2] if self._headings else self._loose
        if blocks and isinstance(blocks[-1], Display):
            blocks[-1] = replace(blocks[-1], unchecked=reason)
        else:
            self._report(line, "`unchecked` stands right after the formula it is about.")

    def _fence(self, token: Any, line: int) -> None:
        match = _FENCE.fullmatch(token.info.strip())
        if match is None:
            self._report(line, "Only live blocks stand between fences: begin them with ```{name}.")
            return
        options: list[Option] = []
        rows = token.content.split("\n")
        start = 0
        for start, row in enumerate(rows):
            option = _OPTION.fullmatch(row.rstrip())
            if option is None:
                break
            options.append(Option(option[1], (option[2] or "").strip(), line + 1 + start))
        body = "\n".join(rows[start:])
        lead = len(body) - len(body.lstrip("\n"))
        place = line + 1 + start + lead
        self._put(Directive(match[1], match[2].strip(), tuple(options), body.strip("\n").rstrip(), line, place))


_NOT_HERE = {
    "code_block": "This line is set in by four blanks: begin it at the left edge.",
    "hr": "A line of dashes says nothing here: begin a page with a heading.",
    "blockquote_open": "Quotations have no place in a lesson: use a plain paragraph.",
}


def _skip(token: Any, stream: Iterator[Any]) -> None:
    """Pass over everything inside an opened block."""
    depth = token.nesting
    while depth > 0:
        depth += next(stream).nesting


def _joined(spans: list[Span]) -> Spans:
    """The spans with neighbours of one style in one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].kind == span.kind and span.kind not in ("math", "code"):
            joined[-1] = replace(joined[-1], text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def _flat(spans: Spans) -> str:
    return "".join(span.text for span in spans).strip()
