"""The guided derivation of a function of one variable: name the pieces, differentiate each, combine, put back."""

from tutor.exercises.derivation.machine import Derivation
from tutor.exercises.derivation.problem import NotOneVariable, Problem

__all__ = ["Derivation", "NotOneVariable", "Problem"]
