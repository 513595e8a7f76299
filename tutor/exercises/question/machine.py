"""The step machine of a question: one typed answer, judged, with everything that costs nothing told apart."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tutor.engine import Matrix, Names, Node, Verdict, symbols
from tutor.exercises.base import Section, StepView
from tutor.exercises.forms import form
from tutor.exercises.judged import OPEN, WAITING, Judged, first_correct, meant, told
from tutor.exercises.question import help as helping
from tutor.exercises.question.key import key
from tutor.exercises.question.spec import QuestionSpec
from tutor.exercises.record import Recorded

STEP = "answer"
# Misses after which the answer is offered with blanks; texts looked back on to count them.
_MISSES_FOR_TEMPLATE = 2
_LOOKED_BACK = 60

_LAYOUTS = {
    "": "Turn rows into columns.",
    "numerator": "Here a row is a function and a column is a variable.",
    "denominator": "Here a row is a variable and a column is a function.",
}


@dataclass(frozen=True)
class Typed:
    """The answer that stands there, and the texts that "show me" filled in."""

    text: str = ""
    shown: frozenset[str] = field(default_factory=frozenset)


class QuestionExercise(Recorded[Typed]):
    """One question with one typed answer. Raises ValueError, with a sentence for the author, if it cannot be asked.

    What cannot be read, has another shape or layout, too few digits, or another usual reading that is right costs
    nothing and asks again; an answer equal to one of the author's mistakes gets that mistake's sentence.
    """

    kind = "question"

    def __init__(self, spec: QuestionSpec) -> None:
        super().__init__(Typed())
        self.spec = spec
        self.key = key(spec)

    @property
    def misses(self) -> int:
        """How many different wrong answers were given that count; for the records, never shown."""
        return len(self._missed())

    # What a screen shows

    def sections(self) -> tuple[Section, ...]:
        """The one part there is, under the prompt."""
        return (Section(1, self.spec.prompt),)

    def steps(self) -> tuple[StepView, ...]:
        """The one step."""
        text = self._typed.text
        judged = self._judged(text)
        if judged.mark == "incorrect" and self._repeated(text, judged):
            judged = replace(judged, sentence=f"You have tried this one already. {judged.sentence}")
        # Asked for whatever the mark is: the count has to be right after loading, too.
        offered = self.misses >= _MISSES_FOR_TEMPLATE and judged.mark != "correct"
        view = judged.view(
            STEP,
            1,
            self.key.label,
            text,
            shown=text in self._typed.shown,
            hint=self._hints.get(STEP, ""),
            template=helping.template(self.spec, self.key) if offered else "",
        )
        return (view,)

    def current(self) -> str | None:
        """The step where the cursor belongs; None when there is nothing left to do."""
        return None if self.done() else STEP

    def done(self) -> bool:
        """Whether the answer is right, could not be decided, or was shown."""
        view = self.view(STEP)
        return view.mark in ("correct", "undecided") or view.shown

    def names(self, step: str) -> Names:
        """What may be named in the answer."""
        return self.key.names

    # What a driver does

    def submit(self, step: str, text: str) -> None:
        """Take an answer; the same text again takes the other reading that was suggested."""
        text = text.strip()
        before = self.view(step)
        if text == before.text and before.suggestion:
            self._change(replace(self._typed, text=before.suggestion), "meant", step, before.suggestion)
            return
        self._change(replace(self._typed, text=text), "answered", step, text)

    def ask_hint(self, step: str) -> str:
        """The author's hint, or the rule for the outermost layer."""
        return self._hint(step, helping.hint(self.spec, self.key))

    def show_me(self, step: str) -> None:
        """Fill in a right answer."""
        text = self.key.shown
        self._change(Typed(text, self._typed.shown | {text}), "shown", step, text)

    def save(self) -> dict[str, Any]:
        """The whole exercise as plain data."""
        return self._saved(spec=self.spec.plain(), text=self._typed.text, shown=sorted(self._typed.shown))

    @classmethod
    def load(cls, data: dict[str, Any]) -> QuestionExercise:
        """The exercise that `save` made data of; its answers are judged anew. Raises ValueError for other data."""
        cls._checked(data)
        exercise = cls(QuestionSpec.from_plain(data["spec"]))
        exercise._restore(Typed(data["text"], frozenset(data["shown"])), data)
        return exercise

    # How marks come about

    def _judged(self, text: str) -> Judged:
        if not text:
            return OPEN
        verdict = self._verdict(self.key.asked(text))
        if verdict is None or verdict.outcome != "incorrect":
            return told(verdict)
        return self._wrong(text, verdict)

    def _wrong(self, text: str, verdict: Verdict) -> Judged:
        """A wrong answer: perhaps one that is accepted, meant otherwise, unfinished or known; else wrong."""
        others = [self._verdict(asked) for asked in self.key.others(text)]
        unfinished = self._verdict(self.key.with_numbers(text)) if self._numbers_missing(verdict) else None
        known = [self._verdict(asked) for asked in self.key.known_mistakes(text)]
        if (place := first_correct(others)) is not None:
            return told(others[place])
        if (asks := meant(verdict)) is not None:
            return asks
        if any(one is None for one in (*others, *known)) or (self._numbers_missing(verdict) and unfinished is None):
            return WAITING
        if unfinished is not None and unfinished.outcome == "correct":
            values = ", ".join(f"{name} = {value}" for name, value in self.spec.at)
            return Judged("asks", verdict, f"Right so far. Now put in {values}.")
        mistake = first_correct(known)
        sentence = None if mistake is None else self.key.mistakes[mistake][1]
        if self._other_layout(verdict):
            layout = _LAYOUTS["numerator" if self.key.label == "J" and not self.spec.layout else self.spec.layout]
            return Judged("asks", verdict, sentence or f"Right numbers, other layout. {layout}")
        if verdict.reason == "shape":
            return Judged("asks", verdict, sentence or verdict.feedback)
        return Judged("incorrect", verdict, sentence or verdict.feedback)

    def _numbers_missing(self, verdict: Verdict) -> bool:
        """Whether a number is asked for and the answer still has a variable whose value is given."""
        given = {name for name, _ in self.key.at}
        return bool(
            verdict.reading is not None
            and given & set(symbols(verdict.reading))
            and not given & set(symbols(self.key.expected))
        )

    def _other_layout(self, verdict: Verdict) -> bool:
        """Whether it is only turned round; in a square one a slip looks the same, so that counts as wrong."""
        asked = self.key.expected
        square = isinstance(asked, Matrix) and asked.shape[0] == asked.shape[1]
        return verdict.reason == "layout" and not square

    def _answered(self) -> list[str]:
        texts = [event["text"] for event in self._events if event["event"] == "answered" and event["text"]]
        return texts[-_LOOKED_BACK:]

    def _missed(self) -> dict[str, None]:
        """The forms of the wrong answers that count, each once."""
        forms: dict[str, None] = {}
        for text in dict.fromkeys(self._answered()):
            judged = self._judged(text)
            if judged.mark == "incorrect":
                forms[_form_of(text, judged)] = None
        return forms

    def _repeated(self, text: str, judged: Judged) -> bool:
        """Whether the answer that stands there was given before, in these words or in another order."""
        mine = _form_of(text, judged)
        earlier = [other for other in self._answered() if _form_of(other, self._judged(other)) == mine]
        return len(earlier) > 1


def _form_of(text: str, judged: Judged) -> str:
    reading: Node | None = None if judged.verdict is None else judged.verdict.reading
    return text if reading is None else form(reading)
