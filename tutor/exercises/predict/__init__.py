"""A guess before looking: a choice, a number or a point. It is compared, never marked wrong, and costs nothing."""

from tutor.exercises.predict.machine import PredictExercise, Reveal
from tutor.exercises.predict.spec import Option, PredictSpec

__all__ = ["Option", "PredictExercise", "PredictSpec", "Reveal"]
