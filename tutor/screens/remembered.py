"""What is remembered from one time to the next: the place in each lesson, what is done, the colours, the keys.

One JSON file in the user's configuration folder, written whole and at once, so that it is never half there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FOLDER_VARIABLE = "CALC_TUTOR_CONFIG"
_FILE = "state.json"
_DAMAGED = "What I remembered could not be read. I put it aside as {} and begin anew."


class Remembered:
    """What is remembered. Without a file it lasts as long as the app.

    `problem` is a sentence for the learner where the file could not be read.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.problem = ""
        self.started = path is None
        self.lesson = ""
        self.theme = ""
        self.pages: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.done: dict[str, list[str]] = {}
        self.complete: list[str] = []
        self.keys: dict[str, str] = {}

    def turned(self, lesson: str, page: str, place: str, finished: str, core: list[str]) -> None:
        """A page was opened; `finished` is one that is done (or empty), `core` the pages of the lesson's core path."""
        before = self._plain()
        self.lesson = lesson
        self.pages[lesson], self.places[lesson] = page, place
        done = self.done.setdefault(lesson, [])
        if finished and finished not in done:
            done.append(finished)
        if lesson not in self.complete and set(core) <= set(done):
            self.complete.append(lesson)
        if self._plain() != before:
            self.save()

    def save(self) -> None:
        """Write the file, whole or not at all; where it cannot be written the app goes on without."""
        if self.path is None:
            return
        beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(self._plain(), indent=1), encoding="utf-8")
            os.replace(beside, self.path)
        except OSError:
            beside.unlink(missing_ok=True)

    def _plain(self) -> dict[str, Any]:
        return {
            "version": 1,
            "started": self.started,
            "lesson": self.lesson,
            "theme": self.theme,
            "pages": dict(self.pages),
            "places": dict(self.places),
            "done": {name: list(pages) for name, pages in self.done.items()},
            "complete": list(self.complete),
            "keys": dict(self.keys),
        }


def folder() -> Path:
    """Where it is kept: the folder the environment names, else the user's configuration folder."""
    asked = os.environ.get(FOLDER_VARIABLE)
    if asked:
        return Path(asked)
    from platformdirs import user_config_path

    return user_config_path("calc-tutor", appauthor=False)


def remembered(where: Path | None = None) -> Remembered:
    """What was remembered; a file that cannot be understood is put aside, and said so. Never raises."""
    path = (where or folder()) / _FILE
    found = Remembered(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        _fill(found, data)
    except FileNotFoundError:
        return found
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        aside = path.with_name(f"{path.name}.damaged")
        found = Remembered(path)
        found.started = True  # somebody who has been here before
        found.problem = _DAMAGED.format(aside.name)
        try:
            os.replace(path, aside)
        except OSError:
            found.path = None
    return found


def _fill(found: Remembered, data: Any) -> None:
    """Take plain data over, checking what everything is. Raises TypeError or AttributeError."""
    if not isinstance(data, dict):
        raise TypeError
    found.started = bool(data.get("started"))
    found.lesson, found.theme = _text(data.get("lesson", "")), _text(data.get("theme", ""))
    found.pages, found.places = _texts(data.get("pages", {})), _texts(data.get("places", {}))
    pages_done = data.get("done", {}).items()
    found.done = {_text(name): [_text(page) for page in _list(pages)] for name, pages in pages_done}
    found.complete = [_text(name) for name in _list(data.get("complete", []))]
    found.keys = _texts(data.get("keys", {}))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _texts(value: Any) -> dict[str, str]:
    return {_text(name): _text(text) for name, text in value.items()}
