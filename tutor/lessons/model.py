"""What a lesson holds, as plain values; a screen lays them out at any width."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

SpanKind = Literal["text", "emphasis", "strong", "code", "math"]


class LessonError(ValueError):
    """A lesson that cannot be used: where, and what to do, in one sentence."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; for "math" the text is LaTeX.

    `unchecked` is the author's reason why a formula makes no claim that can be checked.
    """

    kind: SpanKind
    text: str
    line: int = 0
    unchecked: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of one level, numbered if `ordered`."""

    items: tuple[Spans, ...]
    ordered: bool
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the cells of the first row (none if they are all empty), and the rows below it."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Display:
    """A formula on lines of its own, as LaTeX."""

    latex: str
    line: int
    unchecked: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One `:name: value` line of a directive."""

    name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Directive:
    """A live block as it is written: its name, argument, options in order, and body."""

    name: str
    argument: str
    options: tuple[Option, ...]
    body: str
    line: int
    body_line: int = 0

    def get(self, name: str, default: str = "") -> str:
        """The value of an option, the first one where there are several."""
        return next((option.value for option in self.options if option.name == name), default)

    def every(self, name: str) -> tuple[Option, ...]:
        """All options of this name."""
        return tuple(option for option in self.options if option.name == name)

    def line_of(self, name: str) -> int:
        """The line of an option; that of the directive where it is not given."""
        return next((option.line for option in self.options if option.name == name), self.line)


Prose = Paragraph | Listing | Table
Block = Prose | Display | Directive


@dataclass(frozen=True, slots=True)
class Note:
    """A comment that holds for its page: `let` (definitions) or `where` (what is known of names)."""

    kind: Literal["let", "where"]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `id` is made of the title; `part` is the title of the part it belongs to."""

    id: str
    title: Spans
    blocks: tuple[Block, ...]
    line: int
    part: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def practice(self) -> bool:
        """Whether the page is beyond the core path."""
        return self.part.casefold() == "practice"

    @property
    def directives(self) -> tuple[Directive, ...]:
        """The live blocks, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Directive))


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a lesson without reading its pages."""

    id: str
    title: str
    unit: str
    minutes: int
    requires: tuple[str, ...]
    skills: tuple[str, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson: its outline and its pages."""

    outline: Outline
    pages: tuple[Page, ...]

    @property
    def id(self) -> str:
        """The name of its file."""
        return self.outline.id

    @property
    def title(self) -> str:
        """Its title."""
        return self.outline.title

    @property
    def core(self) -> tuple[Page, ...]:
        """The pages of the core path."""
        return tuple(page for page in self.pages if not page.practice)

    @property
    def practice(self) -> tuple[Page, ...]:
        """The pages beyond the core path."""
        return tuple(page for page in self.pages if page.practice)

    def page(self, identifier: str) -> Page | None:
        """The page with this id."""
        return next((page for page in self.pages if page.id == identifier), None)


def plain(spans: Spans) -> str:
    """The text of the spans without styles; formulas as LaTeX."""
    return "".join(span.text for span in spans)
