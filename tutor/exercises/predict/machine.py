"""The machine of a prediction: compared at once, done with the first that can be read, never marked wrong."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from tutor.engine import Names, Node, Question, ReadingError, Vector, one_line, read
from tutor.exercises.base import Section, StepView
from tutor.exercises.judged import OPEN, WAITING, Judged
from tutor.exercises.predict.spec import PredictSpec, right_numbers, value
from tutor.exercises.record import Recorded

STEP = "prediction"
# How near a point has to be where no tolerance is given, as a share of the window.
_NEAR = 0.05


@dataclass(frozen=True)
class Reveal:
    """What is told after the prediction. `agrees` is None where it could not be compared."""

    agrees: bool | None
    answer: str
    why: str
    text: str


@dataclass(frozen=True)
class Typed:
    """The prediction that stands there, the first one that could be read, and whether "show me" gave it."""

    text: str = ""
    first: str = ""
    shown: bool = False


class PredictExercise(Recorded[Typed]):
    """A prediction. Raises ValueError, with a sentence for the author, if it cannot be asked.

    It is done with the first prediction that can be read; changing it afterwards is allowed, and noted.
    """

    kind = "predict"

    def __init__(self, spec: PredictSpec) -> None:
        super().__init__(Typed())
        self.spec = spec
        self._key = right_numbers(spec)
        self.answer = ", ".join(spec.answer) or ", ".join(map(one_line, self._key))
        if len(self._key) > 1:
            self.answer = f"({self.answer})"

    # What a screen shows

    def sections(self) -> tuple[Section, ...]:
        """The one part there is, under the prompt."""
        return (Section(1, self.spec.prompt),)

    def steps(self) -> tuple[StepView, ...]:
        """The one step."""
        text = self._typed.text
        choices = tuple(option.text for option in self.spec.options)
        hint = self._hints.get(STEP, "")
        return (self._judged().view(STEP, 1, "", text, shown=self._typed.shown, hint=hint, choices=choices),)

    def current(self) -> str | None:
        """The step where the cursor belongs; None when there is nothing left to do."""
        return None if self.done() else STEP

    def done(self) -> bool:
        """Whether something was predicted."""
        return bool(self._typed.first)

    def reveal(self) -> Reveal | None:
        """What is told once something was predicted; None before."""
        if not self.done():
            return None
        agrees = self._agrees(self._readable(self._typed.text) or self._typed.first)
        return Reveal(agrees, self.answer, self._why(), self.spec.reveal)

    def names(self, step: str) -> Names:
        """Nothing may be named in a prediction: it is a number, or a choice."""
        return Names()

    # What a driver does

    def submit(self, step: str, text: str) -> None:
        """Take a prediction: an option (or its letter), a number, or a point `(x, y)`."""
        self.view(step)
        text = self._option(text.strip()) if self.spec.form == "choice" else text.strip()
        first = self._typed.first or self._readable(text)
        self._change(Typed(text, first, False), "answered", step, text)

    def click(self, x: float, y: float) -> None:
        """Take the point that was clicked on; of a point with one coordinate only that one counts."""
        if self.spec.form != "point":
            raise ValueError("This prediction is no point.")
        if len(self._key) > 1:
            self.submit(STEP, f"({x:.6g}, {y:.6g})")
        else:
            self.submit(STEP, f"{y if self.spec.given else x:.6g}")

    def ask_hint(self, step: str) -> str:
        """A word of encouragement: there is nothing to lose here."""
        return self._hint(step, "Guess. A prediction costs nothing, and you see at once what happens.")

    def show_me(self, step: str) -> None:
        """Fill in what is right."""
        self._change(Typed(self.answer, self._typed.first or self.answer, True), "shown", step, self.answer)

    def save(self) -> dict[str, Any]:
        """The whole exercise as plain data."""
        return self._saved(spec=self.spec.plain(), typed=asdict(self._typed))

    @classmethod
    def load(cls, data: dict[str, Any]) -> PredictExercise:
        """The exercise that `save` made data of. Raises ValueError for other data."""
        cls._checked(data)
        exercise = cls(PredictSpec.from_plain(data["spec"]))
        exercise._restore(Typed(**data["typed"]), data)
        return exercise

    # How it is compared

    def _judged(self) -> Judged:
        text = self._typed.text
        if not text:
            return OPEN
        try:
            self._values(text)
        except ReadingError as error:
            return Judged("asks", sentence=error.message, caret=error.position)
        agrees = self._agrees(text)
        verdict = self._verdicts.get(self._question(text)) if self._by_judge() else None
        if agrees is None and self._by_judge() and verdict is None:
            return WAITING
        changed = text != self._typed.first
        note = f"Your first prediction was {self._typed.first}." if changed and self._typed.first else ""
        if agrees and (verdict is None or verdict.outcome == "correct"):
            return Judged("correct", verdict, sentence=self._why(), note=note)
        if agrees:
            return Judged(
                "correct", verdict, sentence=f"Right as far as it goes: it is {self.answer}. {self._why()}", note=note
            )
        return Judged("noted", verdict, sentence=f"It is {self.answer}. {self._why()}".strip(), note=note)

    def _agrees(self, text: str) -> bool | None:
        """Whether a prediction that can be read is right; None where that is not known."""
        if self.spec.form == "choice":
            return text == self.answer
        if not self._by_judge():
            typed = self._values(text)
            pairs = zip(typed, self._key, strict=True)
            return all(self._near(value(mine), value(right), place) for place, (mine, right) in enumerate(pairs))
        verdict = self._verdict(self._question(text))
        if verdict is None or (verdict.outcome == "undecided" and verdict.reason != "digits"):
            return None
        return verdict.outcome in ("correct", "undecided")

    def _by_judge(self) -> bool:
        return self.spec.form == "number" and self.spec.tolerance is None

    def _question(self, text: str) -> Question:
        return Question(text, Names(), self._key[0], decimals=self.spec.decimals)

    def _near(self, mine: float, right: float, place: int) -> bool:
        side = self.spec.window[1 if self.spec.given else place]
        near = self.spec.tolerance
        if near is None:
            near = _NEAR * (side[1] - side[0]) if side else _NEAR * max(1.0, abs(right))
        return abs(mine - right) <= near * (1 + 1e-9)

    def _values(self, text: str) -> tuple[Node, ...]:
        """The numbers of a prediction, none for a choice. Raises `ReadingError`."""
        if self.spec.form == "choice":
            if text not in (option.text for option in self.spec.options):
                raise ReadingError("Choose one of the options.", 0)
            return ()
        tree = read(text, Names()).tree
        values = tree.operands if isinstance(tree, Vector) else (tree,)
        if len(values) != len(self._key):
            wanted = "one number" if len(self._key) == 1 else f"{len(self._key)} numbers, like this: (1, 2)"
            raise ReadingError(f"Give {wanted}.", 0)
        if not all(math.isfinite(value(one)) for one in values):
            raise ReadingError("This has no value.", 0)
        return values

    def _readable(self, text: str) -> str:
        """The text if it can be read as a prediction; nothing otherwise."""
        try:
            self._values(text)
        except ReadingError:
            return ""
        return text

    def _option(self, text: str) -> str:
        """The option a text means: itself in any case, or its letter."""
        options = [option.text for option in self.spec.options]
        same = [option for option in options if option.casefold() == text.casefold()]
        letters = dict(zip("abcdefghijklmnopqrstuvwxyz", options, strict=False))
        return same[0] if same else letters.get(text.casefold(), text)

    def _why(self) -> str:
        chosen = next((option.why for option in self.spec.options if option.text == self._typed.text), "")
        return " ".join(part for part in (chosen, self.spec.why) if part)
