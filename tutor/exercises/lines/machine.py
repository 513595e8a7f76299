"""The step machine of a derivation line by line. Marks are worked out from the lines and the known verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tutor.engine import Names, one_line
from tutor.exercises.base import Section, StepView
from tutor.exercises.judged import OPEN
from tutor.exercises.lines.judging import LineJudged, Standing, is_end, judge_line, start
from tutor.exercises.lines.model import model
from tutor.exercises.lines.spec import LinesSpec
from tutor.exercises.record import Recorded

_MANY = 24


@dataclass(frozen=True)
class Typed:
    """The learner's lines. `left` are wrong ones put off for later, `shown` those that "show me" filled in."""

    lines: tuple[str, ...] = ()
    left: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    shown: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def with_line(self, place: int, text: str) -> Typed:
        """The lines with another text at a place; an emptied line is gone."""
        lines = (*self.lines[:place], *([text] if text else []), *self.lines[place + 1 :])
        return replace(self, lines=lines)


class LinesExercise(Recorded[Typed]):
    """A derivation line by line. Raises ValueError, with a sentence for the author, if it cannot be asked.

    A wrong line does not block: the same text again leaves it for later, and what follows is judged on what
    stands there and on what is true. The learner may skip lines, add lines and take the rules in another order.
    """

    kind = "lines"

    def __init__(self, spec: LinesSpec) -> None:
        super().__init__(Typed())
        self.spec = spec
        self.model = model(spec)

    # What a screen shows

    def sections(self) -> tuple[Section, ...]:
        """The one part there is, under the prompt."""
        return (Section(1, self.spec.prompt),)

    @property
    def first(self) -> str:
        """The line to start from, in one line."""
        return one_line(self.model.first)

    @property
    def last(self) -> str:
        """The line to arrive at, in one line."""
        return one_line(self.model.last)

    def steps(self) -> tuple[StepView, ...]:
        """The lines typed so far, and the next one while the last is not reached."""
        judged = self._judged()
        views = []
        for place, (text, line) in enumerate(zip(self._typed.lines, judged, strict=True)):
            step = f"line:{place}"
            shown = (step, text) in self._typed.shown
            hint = self._hints.get(step, "")
            views.append(line.judged.view(step, 1, line.sign, text, shown=shown, hint=hint, removable=True))
        ended = bool(judged) and is_end(self.model, judged[-1].after)
        if not ended and len(views) < _MANY and all(view.mark != "asks" for view in views):
            step = f"line:{len(views)}"
            views.append(OPEN.view(step, 1, "=", "", hint=self._hints.get(step, "")))
        return tuple(views)

    def current(self) -> str | None:
        """The line where the cursor belongs; None when there is nothing left to do."""
        views = self.steps()
        for view in views:
            put_off = (view.id, view.text) in self._typed.left
            if view.mark in ("open", "asks", "waiting") or (view.mark == "incorrect" and not put_off):
                return view.id
        return next((view.id for view in views if view.mark in ("incorrect", "follows")), None)

    def done(self) -> bool:
        """Whether the last line is reached and every line is right (or could not be decided)."""
        judged = self._judged()
        if not judged or not is_end(self.model, judged[-1].after):
            return False
        return all(line.judged.mark in ("correct", "undecided") for line in judged)

    def names(self, step: str) -> Names:
        """What may be named in a line."""
        return self.model.names

    # What a driver does

    def submit(self, step: str, text: str) -> None:
        """Take a line. The same wrong text again is left for later; the same text takes a suggested reading."""
        text = text.strip()
        before = self.view(step)
        place = _place(step)
        if text and text == before.text:
            if before.suggestion:
                self._change(self._typed.with_line(place, before.suggestion), "meant", step, before.suggestion)
                return
            wrong = before.mark in ("incorrect", "follows")
            left = self._typed.left | ({(step, text)} if wrong else set())
            self._change(replace(self._typed, left=left), "answered", step, text)
            return
        self._change(self._typed.with_line(place, text), "answered", step, text)

    def remove(self, step: str) -> None:
        """Delete a line."""
        self._change(self._typed.with_line(_place(step), ""), "removed", step)

    def ask_hint(self, step: str) -> str:
        """The rule of the next line on the author's way, or the author's hint for the first."""
        reached = self._before(step).reached
        if reached < 0 and self.spec.hint:
            return self._hint(step, self.spec.hint)
        if reached >= len(self.spec.lines) - 1:
            return self._hint(step, f"Bring it to the form {self.last}.")
        line = self.spec.lines[reached + 1]
        about = " The two are then only about equal." if line.relation == "about" else ""
        return self._hint(step, f"Next: {line.rule}.{about}")

    def show_me(self, step: str) -> None:
        """Write the next line of the author's way; what the learner has after it stays while it is not the last."""
        place = _place(step)
        end = len(self.spec.lines) - 1
        coming = min(self._before(step).reached + 1, end)
        text = self.spec.lines[coming].expression
        typed = self._typed if place < len(self._typed.lines) else replace(self._typed, lines=(*self._typed.lines, ""))
        typed = typed.with_line(place, text)
        if coming == end:
            typed = replace(typed, lines=typed.lines[: place + 1])
        self._change(replace(typed, shown=typed.shown | {(step, text)}), "shown", step, text)

    def save(self) -> dict[str, Any]:
        """The whole exercise as plain data."""
        return self._saved(
            spec=self.spec.plain(),
            lines=list(self._typed.lines),
            left=sorted(map(list, self._typed.left)),
            shown=sorted(map(list, self._typed.shown)),
        )

    @classmethod
    def load(cls, data: dict[str, Any]) -> LinesExercise:
        """The exercise that `save` made data of; its lines are judged anew. Raises ValueError for other data."""
        cls._checked(data)
        exercise = cls(LinesSpec.from_plain(data["spec"]))
        left = frozenset((step, text) for step, text in data["left"])
        shown = frozenset((step, text) for step, text in data["shown"])
        exercise._restore(Typed(tuple(data["lines"]), left, shown), data)
        return exercise

    # How marks come about

    def _judged(self) -> list[LineJudged]:
        standing = start(self.model)
        found: list[LineJudged] = []
        for place, text in enumerate(self._typed.lines):
            shown = (f"line:{place}", text) in self._typed.shown
            found.append(judge_line(self.model, standing, text, self._verdict, shown))
            standing = found[-1].after
        return found

    def _before(self, step: str) -> Standing:
        """Where the derivation stands before a line."""
        earlier = self._judged()[: _place(step)]
        return earlier[-1].after if earlier else start(self.model)


def _place(step: str) -> int:
    return int(step.partition(":")[2])
