"""The lessons there are, by their titles alone: read before the first frame, so with nothing but text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tutor.screens.remembered import Remembered

COURSE = Path(__file__).parent.parent / "lessons" / "course"
_BEGINNING = 1200  # bytes, enough for what stands above the first page


class Listed(NamedTuple):
    """A lesson of the map."""

    id: str
    title: str
    unit: str
    minutes: str
    requires: tuple[str, ...]
    path: Path


def listing(folder: Path = COURSE) -> list[Listed]:
    """The lessons of a folder by name. One whose beginning cannot be read is listed by its file's name."""
    found = []
    for path in sorted(folder.glob("*.md")):
        if path.stem.casefold() in ("index", "readme"):
            continue
        fields = _fields(path)
        requires = fields.get("requires", "").strip("[]").replace(",", " ").split()
        title = fields.get("title", path.stem).strip("\"'")
        found.append(Listed(path.stem, title, fields.get("unit", ""), fields.get("minutes", ""), (*requires,), path))
    return found


def mark(lesson: Listed, memory: Remembered) -> str:
    """✓ done, ◐ begun, ○ ready, · open all the same."""
    if lesson.id in memory.complete:
        return "✓"
    if lesson.id in memory.pages:
        return "◐"
    return "○" if all(name in memory.complete for name in lesson.requires) else "·"


def continued(lessons: list[Listed], memory: Remembered) -> Listed | None:
    """The lesson to go on with: the last one, or after it the first that is not done; the first for a newcomer."""
    last = next((lesson for lesson in lessons if lesson.id == memory.lesson), None)
    if last is not None and last.id not in memory.complete:
        return last
    return next((lesson for lesson in lessons if lesson.id not in memory.complete), None)


def _fields(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            text = file.read(_BEGINNING).decode("utf-8-sig", "replace")
    except OSError:
        return {}
    fields: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        if line.strip() == "---":
            break
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip()] = value.strip()
    return fields
