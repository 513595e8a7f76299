"""What is known of one step, made of the verdicts on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tutor.engine import Verdict
from tutor.exercises.base import Mark, StepView


@dataclass(frozen=True)
class Judged:
    """The mark of a step and the word on it; the fields are those of `StepView`."""

    mark: Mark
    verdict: Verdict | None = None
    sentence: str = ""
    note: str = ""
    caret: int | None = None
    suggestion: str = ""

    def view(self, step: str, section: int, label: str, text: str, **more: Any) -> StepView:
        """The step as a screen shows it."""
        verdict = self.verdict
        return StepView(
            id=step,
            section=section,
            label=label,
            text=text,
            mark=self.mark,
            proved=verdict is not None and self.mark == "correct" and verdict.certainty == "proved",
            sentence=self.sentence,
            note=self.note,
            caret=self.caret,
            reading=verdict.reading if verdict is not None else None,
            verdict=verdict,
            suggestion=self.suggestion,
            **more,
        )


OPEN = Judged("open")
WAITING = Judged("waiting")


def told(verdict: Verdict | None) -> Judged:
    """A verdict as it is; nothing that cannot be read, or has too few digits, costs anything."""
    if verdict is None:
        return WAITING
    if verdict.outcome == "unreadable" or (verdict.outcome == "undecided" and verdict.reason == "digits"):
        return Judged("asks", verdict, verdict.feedback, caret=verdict.position)
    if verdict.outcome == "correct":
        return Judged("correct", verdict, note=verdict.note or "")
    return Judged("incorrect" if verdict.outcome == "incorrect" else "undecided", verdict, verdict.feedback)


def meant(verdict: Verdict) -> Judged | None:
    """ "Did you mean": a wrong answer that another usual reading would make right; None for others."""
    other = verdict.other_reading
    if verdict.outcome != "incorrect" or other is None:
        return None
    sentence = f"I read this as {verdict.read_as}. Did you mean {other}? Press enter again for yes."
    return Judged("asks", verdict, sentence, suggestion=other)


def answered(verdict: Verdict | None) -> Judged:
    """A verdict as it is, but for an answer that another usual reading would make right: that is asked first."""
    return (None if verdict is None else meant(verdict)) or told(verdict)


def first_correct(verdicts: Iterable[Verdict | None]) -> int | None:
    """The place of the first verdict that is "correct"; None if there is none among those known."""
    for place, verdict in enumerate(verdicts):
        if verdict is not None and verdict.outcome == "correct":
            return place
    return None
