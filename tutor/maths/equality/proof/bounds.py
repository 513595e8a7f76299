"""What a proof may cost. FLINT does not raise when memory ends, so every size is estimated before it exists."""

from __future__ import annotations

from time import monotonic

LARGEST_TREE = 4_000  # nodes of both sides together
DEEPEST_TREE = 150  # the proof walks trees recursively
MOST_TERMS = 40_000  # of one polynomial
MOST_BITS = 200_000_000  # of one polynomial, all coefficients together
MOST_WORK = 30_000_000  # word products in one multiplication
LARGEST_EXPONENT = 1_000_000
LARGEST_COEFFICIENT = 400_000  # bits


class GiveUp(Exception):
    """The proof would be too large, take too long, or needs something we do not have."""


class TooManyGenerators(GiveUp):
    """The field has too few generators; a larger one may do."""


class Budget:
    """The time that is left. `check` is called wherever work may pile up."""

    def __init__(self, seconds: float) -> None:
        self.deadline = monotonic() + seconds

    def check(self) -> None:
        """Raises GiveUp when the time is over."""
        if monotonic() > self.deadline:
            raise GiveUp("time is over")

    @property
    def left(self) -> float:
        """The seconds that are left, at least 0."""
        return max(0.0, self.deadline - monotonic())
