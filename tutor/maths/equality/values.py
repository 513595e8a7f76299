"""The value of one expression at one exact point."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction

import flint
from flint import fmpq

from tutor.maths.equality.points import exact, fraction
from tutor.maths.evaluate.balls import UNKNOWN, Value
from tutor.maths.evaluate.program import MOST_BITS, OutOfTime, Program, magnitude
from tutor.maths.tree import Node, symbols

_FIRST_BITS = 256


@contextmanager
def precision_kept() -> Iterator[None]:
    """Leave FLINT's precision as it was found."""
    before = flint.ctx.prec
    try:
        yield
    finally:
        flint.ctx.prec = before


def value_at(tree: Node, at: Mapping[str, Fraction], *, digits: int = 30, seconds: float = 0.5) -> Value:
    """The value of a scalar tree at an exact point: a rational, a ball good to so many digits, or a State.

    Names of the tree that `at` does not have raise KeyError.
    """
    names = symbols(tree)
    point = [exact(at[name]) for name in names]
    program = Program((tree,), names)
    bits, wanted = _FIRST_BITS, digits * 3.33
    deadline = time.perf_counter() + seconds
    value: Value = UNKNOWN
    try:
        while bits <= MOST_BITS * 4:
            value = program.run(point, bits, deadline)[program.slots[0]]
            if value is not UNKNOWN and (value.__class__ is not flint.arb or _good(value, wanted)):
                return value
            bits *= 2
    except OutOfTime:
        return UNKNOWN
    return value


def _good(value: Value, bits: float) -> bool:
    size = magnitude(value)
    return size == -math.inf or magnitude(value.rad()) <= max(size - bits, -4 * bits)


def evaluate_exactly(tree: Node, at: Mapping[str, Fraction]) -> Fraction | None:
    """The value as an exact rational, where the tree gives one at this point; None otherwise."""
    with precision_kept():
        value = value_at(tree, at)
    return fraction(value) if value.__class__ is fmpq else None
