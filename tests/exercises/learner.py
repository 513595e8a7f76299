"""A learner for tests: types answers into an exercise and has them judged in this process."""

from __future__ import annotations

from tutor.engine import check_now
from tutor.exercises.base import StepView
from tutor.exercises.derivation import Derivation


class Learner:
    """Drives a derivation: every submitted answer is judged until nothing waits."""

    def __init__(self, function: str, wrt: str | None = None) -> None:
        self.exercise = Derivation.start(function, wrt)

    def judge(self) -> None:
        for _ in range(100):
            waiting = self.exercise.waiting()
            if not waiting:
                return
            for question in waiting:
                self.exercise.settle(question, check_now(question))
        raise AssertionError("the exercise never stops asking")

    def type(self, *texts: str) -> Learner:
        """Type each text into the step where the cursor is."""
        for text in texts:
            step = self.exercise.current()
            assert step is not None, "there is nothing left to do"
            self.exercise.submit(step, text)
            self.judge()
        return self

    def put(self, step: str, text: str) -> Learner:
        """Type into a step by name."""
        self.exercise.submit(step, text)
        self.judge()
        return self

    def view(self, step: str) -> StepView:
        return next(view for view in self.exercise.steps() if view.id == step)

    def mark(self, step: str) -> str:
        return self.view(step).mark

    def marks(self) -> dict[str, str]:
        return {view.id: view.mark for view in self.exercise.steps()}
