"""The guided derivation: name the pieces, differentiate each, add up the paths, put back."""

from tutor.exercises.derivation.machine import Derivation
from tutor.exercises.derivation.problem import NotForTheSteps, Problem

__all__ = ["Derivation", "NotForTheSteps", "Problem"]
