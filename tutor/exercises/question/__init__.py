"""One typed answer: a derivative, a gradient, a Jacobian, a value, or whatever the author states."""

from tutor.exercises.question.machine import QuestionExercise
from tutor.exercises.question.spec import QuestionSpec

__all__ = ["QuestionExercise", "QuestionSpec"]
