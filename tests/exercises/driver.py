"""Drives any exercise as a screen would: every question it waits for is judged in this process."""

from __future__ import annotations

from typing import Generic, TypeVar

from tutor.engine import check_now
from tutor.exercises.base import Exercise, StepView

Kind = TypeVar("Kind", bound=Exercise)


class Driver(Generic[Kind]):
    """A learner at an exercise."""

    def __init__(self, exercise: Kind) -> None:
        self.exercise = exercise

    def judge(self) -> None:
        """Have everything judged that waits."""
        for _ in range(100):
            waiting = self.exercise.waiting()
            if not waiting:
                return
            for question in waiting:
                self.exercise.settle(question, check_now(question))
        raise AssertionError("the exercise never stops asking")

    def type(self, *texts: str) -> Driver[Kind]:
        """Type each text where the cursor is."""
        for text in texts:
            step = self.exercise.current()
            assert step is not None, "there is nothing left to do"
            self.put(step, text)
        return self

    def put(self, step: str, text: str) -> Driver[Kind]:
        """Type into a step by name."""
        self.exercise.submit(step, text)
        self.judge()
        return self

    def show(self) -> StepView:
        """Have the current step shown."""
        step = self.exercise.current()
        assert step is not None
        self.exercise.show_me(step)
        self.judge()
        return self.view(step)

    def view(self, step: str) -> StepView:
        return next(view for view in self.exercise.steps() if view.id == step)

    def mark(self, step: str) -> str:
        return self.view(step).mark

    def marks(self) -> dict[str, str]:
        return {view.id: view.mark for view in self.exercise.steps()}
