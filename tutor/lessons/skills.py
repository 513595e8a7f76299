"""The skills the course teaches, and which of them rest on which."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a learner can do: its name, the skills it rests on, the lesson that teaches it."""

    id: str
    name: str
    requires: tuple[str, ...]
    lesson: str


@cache
def skills() -> dict[str, Skill]:
    """All skills by id, in the order of the course."""
    data = json.loads((Path(__file__).parent / "skills.json").read_text(encoding="utf-8"))
    return {
        identifier: Skill(identifier, one["name"], tuple(one["requires"]), one["lesson"])
        for identifier, one in data.items()
    }
