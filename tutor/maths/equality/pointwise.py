"""Two sides at one point: do their enclosures part, agree to 30 digits, or teach nothing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf

from flint import arb, fmpq

from tutor.maths.equality.points import Point
from tutor.maths.evaluate.balls import UNDEFINED, UNKNOWN, State, Value
from tutor.maths.evaluate.program import MOST_BITS, SURE_OF_ZERO, Program, magnitude
from tutor.maths.tree import Call, Node, walk

FIRST_BITS = 192
_DIGITS_30 = 100
_NEIGHBOURHOODS = (-20, -50, -100)


class Finding(Enum):
    """What a point shows."""

    AGREE = "agree"
    DIFFER = "differ"
    YOURS_UNDEFINED = "only the right answer is defined"
    EXPECTED_UNDEFINED = "only your answer is defined"
    NEITHER = "neither is defined"
    NOTHING = "nothing was learnt"


@dataclass(frozen=True)
class Sample:
    """A point, what it shows, and the values of both sides there."""

    point: Point
    finding: Finding
    yours: Value
    expected: Value


class Sides:
    """Two scalar trees over the same variables, compiled together, compared point by point.

    A jump's value at the jump itself is a convention where `step` occurs, so points on a jump are left out then.
    """

    def __init__(self, yours: Node, expected: Node, variables: Sequence[str], deadline: float) -> None:
        self.yours, self.expected = yours, expected
        self.variables = tuple(variables)
        self.deadline = deadline
        jumps = _jumps(yours, expected)
        self.program = Program((yours, expected, *jumps), variables)

    def at(self, point: Point, bits: int = FIRST_BITS) -> Sample:
        """What this point shows. Raises OutOfTime."""
        if not self.variables:
            bits = max(bits, SURE_OF_ZERO)
        mine, theirs, *jumps = self.program.slots
        wanted: float
        while True:
            values = self.program.run(point, bits, self.deadline)
            yours, expected = values[mine], values[theirs]
            if UNKNOWN in (yours, expected):
                finding, wanted = None, bits * 3
            elif any(_is_zero(values[slot]) for slot in jumps):
                return Sample(point, Finding.NOTHING, yours, expected)
            else:
                finding, wanted = self._finding(values, yours, expected, bits)
            if finding is not None:
                return Sample(point, finding, yours, expected)
            if wanted > MOST_BITS:
                if bits >= MOST_BITS or wanted > 4 * MOST_BITS:
                    return Sample(point, Finding.NOTHING, yours, expected)
                wanted = MOST_BITS
            bits = int(wanted)

    def defined_around(self, point: Point) -> bool:
        """Whether both sides are defined on a whole neighbourhood of the point; False where that is not seen."""
        for exponent in _NEIGHBOURHOODS:
            thick = [arb(value) + arb(0, 2.0**exponent) * (1 + abs(value)) for value in point]
            values = self.program.run(thick, FIRST_BITS, self.deadline)
            if all(values[slot].__class__ is not State for slot in self.program.slots[:2]):
                return True
        return False

    def _finding(self, values: list[Value], yours: Value, expected: Value, bits: int) -> tuple[Finding | None, float]:
        if yours is UNDEFINED:
            return (Finding.NEITHER if expected is UNDEFINED else Finding.YOURS_UNDEFINED), 0
        if expected is UNDEFINED:
            return Finding.EXPECTED_UNDEFINED, 0
        if yours.__class__ is fmpq and expected.__class__ is fmpq:
            return self._exact_finding(values, yours == expected, bits)
        difference = yours - expected
        if not difference.contains(0):
            return Finding.DIFFER, 0
        wanted = self.program.bits_wanted(values, bits)
        if wanted > bits:
            return None, wanted + 32
        size = max(magnitude(yours), magnitude(expected))
        if size == inf:  # past what a float can hold: sizes cannot be told apart any more
            return None, inf
        width = magnitude(difference.rad())
        if width <= size - max(_DIGITS_30, bits // 2):
            return Finding.AGREE, 0
        if bits >= SURE_OF_ZERO and width < -300 and _may_be_zero(yours) and _may_be_zero(expected):
            return Finding.AGREE, 0
        return None, bits * 2

    def _exact_finding(self, values: list[Value], same: bool, bits: int) -> tuple[Finding | None, float]:
        if not same:
            return Finding.DIFFER, 0
        wanted = self.program.bits_wanted(values, bits)
        return (Finding.AGREE, 0) if wanted <= MOST_BITS else (None, wanted)


def _is_zero(value: Value) -> bool:
    return value.__class__ is not State and bool(value == 0)


def _may_be_zero(value: Value) -> bool:
    return bool(value == 0) if value.__class__ is fmpq else bool(value.contains(0))


def _jumps(*trees: Node) -> tuple[Node, ...]:
    calls = [n for tree in trees for n in walk(tree) if isinstance(n, Call) and n.function in ("step", "sign")]
    if not any(call.function == "step" for call in calls):
        return ()
    return tuple(dict.fromkeys(call.arguments[0] for call in calls))
