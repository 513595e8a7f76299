"""The lines between `---` at the top of a lesson: names with a text, a whole number or a list.

This is the part of YAML a lesson needs, and no more: nothing in it can name an object or run anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tutor.lessons.model import LessonError, Outline

_FIELDS = ("title", "unit", "minutes", "requires", "skills")
_LINE = re.compile(r"([a-z]+):(?:\s+(.*))?")
_ITEM = re.compile(r"[A-Za-z0-9_.-]+")
_LONGEST = 40  # lines


def front_matter(lines: Sequence[str], path: Path) -> tuple[Outline, int]:
    """What the front matter says, and the number of lines it takes. Raises `LessonError`."""
    if not lines or lines[0].strip() != "---":
        raise LessonError(path, 1, "Begin the lesson with its front matter between two lines `---`.")
    found: dict[str, tuple[str, int]] = {}
    for number, text in enumerate(lines[1:_LONGEST], 2):
        if text.strip() == "---":
            return _outline(found, path, number), number
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(text.strip())
        if match is None:
            raise LessonError(path, number, "Write `name: value` here, one name a line.")
        name, value = match[1], (match[2] or "").strip()
        if name not in _FIELDS:
            raise LessonError(path, number, f"`{name}` is not known here: use {', '.join(_FIELDS)}.")
        if name in found:
            raise LessonError(path, number, f"`{name}` stands here twice: leave one.")
        found[name] = (value, number)
    raise LessonError(path, 1, "Close the front matter with a line `---`.")


def _outline(found: dict[str, tuple[str, int]], path: Path, end: int) -> Outline:
    missing = [name for name in _FIELDS if name not in found]
    if missing:
        raise LessonError(
            path, end, f"The front matter has no {' and no '.join(f'`{name}`' for name in missing)}: add it."
        )
    minutes, line = found["minutes"]
    if not minutes.isascii() or not minutes.isdigit() or not 1 <= int(minutes[:4]) <= 600:
        raise LessonError(path, line, "`minutes` is a whole number from 1 to 600.")
    return Outline(
        id=path.stem,
        title=_text("title", found, path),
        unit=_text("unit", found, path),
        minutes=int(minutes),
        requires=_items("requires", found, path),
        skills=_items("skills", found, path),
        path=path,
    )


def _text(name: str, found: dict[str, tuple[str, int]], path: Path) -> str:
    value, line = found[name]
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    elif value[:1] in ("[", "{", '"', "'", "&", "*", "!", "|", ">", "%", "@", "`"):
        raise LessonError(path, line, f"Put the `{name}` into double quotes: it begins with a sign of YAML.")
    if not value.strip():
        raise LessonError(path, line, f"Give the `{name}`.")
    return value


def _items(name: str, found: dict[str, tuple[str, int]], path: Path) -> tuple[str, ...]:
    value, line = found[name]
    if not (value.startswith("[") and value.endswith("]")):
        raise LessonError(path, line, f"`{name}` is a list: write it as [a, b], or [] for none.")
    items = tuple(item.strip() for item in value[1:-1].split(",") if item.strip())
    for item in items:
        if not _ITEM.fullmatch(item):
            raise LessonError(
                path, line, f"`{item}` cannot stand in `{name}`: use letters, digits, points and hyphens."
            )
    return items
