"""Verdicts and proofs for lint, through the front door of the mathematics."""

from __future__ import annotations

from tutor.engine import Engine, Question, Verdict
from tutor.exercises.base import Exercise

_MOST_ROUNDS = 100
_MOST_STEPS = 200


class Judge:
    """Asks the engine and counts; the same question is asked once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[Question, Verdict] = {}
        self.exercises = 0
        self.claims = 0
        self.proved = 0

    def verdict(self, question: Question) -> Verdict:
        """The verdict on an answer, waited for."""
        if question not in self._known:
            self._known[question] = self._engine.check(question).result()
        return self._known[question]

    def proves(self, question: Question) -> bool:
        """Whether the answer is proved right."""
        if self.verdict(question).certainty == "proved":
            return True
        return self._engine.prove(question).result() is True

    def settle(self, exercise: Exercise) -> None:
        """Have everything judged that waits in an exercise."""
        for _ in range(_MOST_ROUNDS):
            waiting = exercise.waiting()
            if not waiting:
                return
            for question in waiting:
                exercise.settle(question, self.verdict(question))

    def finishes(self, exercise: Exercise) -> bool:
        """Whether "show me" alone leads to the end of an exercise."""
        seen: set[tuple[tuple[str, str], ...]] = set()
        for _ in range(_MOST_STEPS):
            self.settle(exercise)
            if exercise.done():
                return True
            step = exercise.current()
            standing = tuple((view.id, view.text) for view in exercise.steps())
            if step is None or standing in seen:  # it goes in a circle
                return False
            seen.add(standing)
            exercise.show_me(step)
        return False

    def mark(self, exercise: Exercise, answer: str) -> tuple[str, str]:
        """The mark of an answer typed where the cursor is, and the sentence it gets."""
        step = exercise.current()
        if step is None:
            return "open", ""
        exercise.submit(step, answer)
        self.settle(exercise)
        view = next(view for view in exercise.steps() if view.id == step)
        return view.mark, view.sentence
