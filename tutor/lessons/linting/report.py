"""What lint found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# Called with a line and a sentence.
Say = Callable[[int, str], None]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, where, and what to do; a warning does not make lint fail."""

    path: Path
    line: int
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The problems in order, and how much was looked at."""

    problems: tuple[Problem, ...]
    lessons: int
    exercises: int
    claims: int
    proved: int

    @property
    def failed(self) -> bool:
        """Whether there is an error among the problems."""
        return any(not problem.warning for problem in self.problems)
