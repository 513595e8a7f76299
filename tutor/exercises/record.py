"""What all exercises keep alike: the learner's texts with undo and redo, the verdicts known, hints, what happened."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from tutor.engine import Question, Verdict
from tutor.exercises.base import StepView

_MOST_UNDO = 200

# An immutable value that holds everything the learner typed.
Typed = TypeVar("Typed")


class Recorded(ABC, Generic[Typed]):
    """The part of an exercise that remembers; a kind of exercise adds what it asks and how marks come about.

    Marks are never stored: `steps` works them out from what was typed and from the verdicts known so far, and
    asks for those it lacks by `_verdict`.
    """

    kind: ClassVar[str]
    format: ClassVar[int] = 1

    def __init__(self, typed: Typed) -> None:
        self._typed = typed
        self._past: list[Typed] = []
        self._future: list[Typed] = []
        self._verdicts: dict[Question, Verdict] = {}
        self._asked: dict[Question, None] = {}
        self._hints: dict[str, str] = {}
        self._events: list[dict[str, str]] = []

    @property
    def events(self) -> tuple[dict[str, str], ...]:
        """What was done, in order: answered, meant, hinted, shown, removed, undone, redone; with step and text."""
        return tuple(self._events)

    @abstractmethod
    def steps(self) -> Sequence[StepView]:
        """Every step that was answered or can be, in order."""

    def waiting(self) -> tuple[Question, ...]:
        """The questions whose verdicts are needed now."""
        self._asked = {}
        self.steps()
        return tuple(self._asked)

    def settle(self, question: Question, verdict: Verdict) -> None:
        """Take a verdict, now or late; a second one for the same question (a proof) replaces the first."""
        self._verdicts[question] = verdict

    def question(self, step: str) -> Question | None:
        """The question whose verdict the mark of a step shows, for a proof to come."""
        verdict = self.view(step).verdict
        return next((asked for asked, known in self._verdicts.items() if known is verdict), None)

    def view(self, step: str) -> StepView:
        """One step as it stands. Raises KeyError."""
        found = next((view for view in self.steps() if view.id == step), None)
        if found is None:
            raise KeyError(step)
        return found

    def undo(self) -> bool:
        """Go back by one change."""
        return self._travel(self._past, self._future, "undone")

    def redo(self) -> bool:
        """Make the change undone last once more."""
        return self._travel(self._future, self._past, "redone")

    def _travel(self, source: list[Typed], target: list[Typed], event: str) -> bool:
        if not source:
            return False
        target.append(self._typed)
        self._typed = source.pop()
        self._happened(event)
        return True

    def _change(self, typed: Typed, event: str, step: str, text: str = "") -> None:
        """Something was done to a step; what stood before can be brought back."""
        self._happened(event, step, text)
        if typed == self._typed:
            return
        self._past = [*self._past[1 - _MOST_UNDO :], self._typed]
        self._future = []
        self._typed = typed

    def _happened(self, event: str, step: str = "", text: str = "") -> None:
        self._events.append({"event": event, "step": step, "text": text})

    def _hint(self, step: str, text: str) -> str:
        self._hints[step] = text
        self._happened("hinted", step)
        return text

    def _verdict(self, question: Question) -> Verdict | None:
        """The verdict where it is known; otherwise it is asked for."""
        verdict = self._verdicts.get(question)
        if verdict is None:
            self._asked[question] = None
        return verdict

    def _saved(self, **parts: Any) -> dict[str, Any]:
        """The whole exercise as plain data; `parts` are its own."""
        return {
            "exercise": self.kind,
            "format": self.format,
            **parts,
            "hints": dict(self._hints),
            "events": [dict(event) for event in self._events],
        }

    @classmethod
    def _checked(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The data if `_saved` of this kind made it. Raises ValueError."""
        if data.get("exercise") != cls.kind or data.get("format") != cls.format:
            raise ValueError(f"This is no {cls.kind} that was saved by this version.")
        return data

    def _restore(self, typed: Typed, data: dict[str, Any]) -> None:
        """Take up what was typed, the hints and the events of saved data; verdicts are asked for anew."""
        self._typed = typed
        self._hints = dict(data["hints"])
        self._events = [dict(event) for event in data["events"]]
