"""Lessons from a folder of Markdown files: their outlines at once, their pages when they are opened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tutor.lessons.frontmatter import front_matter
from tutor.lessons.markdown import pages_of
from tutor.lessons.model import Lesson, LessonError, Outline

COURSE = Path(__file__).parent / "course"
# Such a character could steer the terminal that shows the lesson.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 400_000  # bytes


def load(path: Path) -> Lesson:
    """A lesson with its pages. Raises `LessonError` for the first thing that is wrong."""
    lesson, errors = examined(path)
    if errors or lesson is None:
        raise errors[0]
    return lesson


def examined(path: Path) -> tuple[Lesson | None, list[LessonError]]:
    """The lesson, as far as it can be read, and all that is wrong with its form."""
    try:
        text = _text(path)
        lines = text.split("\n")
        outline, taken = front_matter(lines, path)
    except LessonError as error:
        return None, [error]
    errors: list[LessonError] = []
    pages = pages_of(
        "\n".join(lines[taken:]), taken + 1, lambda at, message: errors.append(LessonError(path, at, message))
    )
    if not pages and not errors:
        errors.append(LessonError(path, taken, "The lesson has no page: begin one with a heading."))
    return Lesson(outline, pages), sorted(errors, key=lambda error: error.line)


def outline(path: Path) -> Outline:
    """The outline of a lesson, from its front matter alone. Raises `LessonError`."""
    return front_matter(_text(path).split("\n"), path)[0]


def outlines(folder: Path = COURSE) -> tuple[Outline, ...]:
    """The outlines of all lessons of a folder, each after those it requires. Raises `LessonError`."""
    return in_order(outline(path) for path in files(folder))


def files(folder: Path) -> list[Path]:
    """The lesson files of a folder, by name; its index and readme are none."""
    return sorted(path for path in folder.glob("*.md") if path.stem.casefold() not in ("index", "readme"))


def in_order(found: Iterable[Outline]) -> tuple[Outline, ...]:
    """The outlines by name, each after those it requires; what is in a circle comes last."""
    waiting = {one.id: one for one in sorted(found, key=lambda one: one.id)}
    ordered: list[Outline] = []
    while waiting:
        ready = next((one for one in waiting.values() if not waiting.keys() & set(one.requires)), None)
        if ready is None:
            return (*ordered, *waiting.values())
        ordered.append(waiting.pop(ready.id))
    return tuple(ordered)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LessonError(path, 1, f"The file cannot be opened: {error.strerror}.") from error
    if len(data) > _LONGEST:
        raise LessonError(path, 1, f"The file is longer than {_LONGEST} bytes: split the lesson.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = 1 + data[: error.start].count(b"\n")
        raise LessonError(path, line, "This is not UTF-8: save the file as UTF-8.") from error
    for number, row in enumerate(text.split("\n"), 1):
        if _CONTROL.search(row):
            raise LessonError(path, number, "There is a control character in this line: take it out.")
    return text
