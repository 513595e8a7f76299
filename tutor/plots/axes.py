"""What part of the plane is shown, and which numbers stand at its edges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

Interval = tuple[float, float]

_HUGE = 1e300  # the span of an interval within it is still a float
_TAIL = 0.04  # the part of the values on either side that may lie outside
_WORTH_SHOWING = 3.0  # all values are shown while their span is at most so many times that of the middle ones
_MARGIN = 0.06
_LONG, _SHORT = 1e6, 1e-4  # numbers from here on, and steps below, are written with an exponent


def visible(values: Iterable[float], always: Iterable[float] = ()) -> Interval:
    """Limits that show the values well: all of them, unless a few (near a pole) would flatten the rest.

    `always` are values that have to be inside. Without any finite value: (-1, 1).
    """
    finite = sorted(value for value in values if abs(value) < _HUGE)
    fixed = [value for value in always if abs(value) < _HUGE]
    if not finite and not fixed:
        return -1.0, 1.0
    low, high = (finite[0], finite[-1]) if finite else (fixed[0], fixed[0])
    tail = int(len(finite) * _TAIL)
    if tail:
        inner_low, inner_high = finite[tail], finite[-1 - tail]
        middle = inner_high - inner_low
        if high - low > _WORTH_SHOWING * middle > 0:
            low, high = max(low, inner_low - middle / 2), min(high, inner_high + middle / 2)
    low, high = min([low, *fixed]), max([high, *fixed])
    margin = _MARGIN * (high - low)
    if margin <= 1e-12 * max(abs(low), abs(high)):  # a constant: rounding is no shape
        margin = max(1.0, abs(low) / 2)
    return low - margin, high + margin


def ticks(low: float, high: float, most: int) -> list[float]:
    """At most `most` (at least 2) round numbers from low to high, evenly spaced."""
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1, 2, 5, 10, 20):
        step = factor * power
        first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
        if last - first < most:
            return [index * step for index in range(first, last + 1)]
    return []


def labels(values: Sequence[float]) -> list[str]:
    """The numbers as short texts, with as many decimals as tell neighbours apart."""
    if not values:
        return []
    step = min((b - a for a, b in pairwise(values)), default=abs(values[0]) or 1.0)
    largest = max(map(abs, values))
    values = [0.0 if abs(value) < step / 2 else value for value in values]
    if largest < _LONG and step >= _SHORT:
        places = max(0, -math.floor(math.log10(step) + 1e-9))
        return [f"{value:.{places}f}" for value in values]
    digits = min(15, 2 + math.floor(math.log10(largest / step))) if largest else 1
    return [f"{value:.{digits}g}".replace("e+", "e").replace("e0", "e").replace("e-0", "e-") for value in values]
