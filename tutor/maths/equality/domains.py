"""One sentence on where two sides are both defined, from the points that were looked at."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction

from tutor.maths.equality.points import Point, fraction

Inside = Callable[[Fraction], bool | None]

_HALVINGS = 40


def domain_note(
    variables: Sequence[str],
    shared: Sequence[Point],
    yours_undefined: Sequence[Point],
    expected_undefined: Sequence[Point],
    neither: Sequence[Point],
    inside: Inside,
) -> str | None:
    """Where the sides agree, if one of them is defined where the other is not.

    `inside` says for functions of one variable whether both sides are defined at a value (None: unclear).
    """
    if not yours_undefined and not expected_undefined:
        return None
    outside = [*yours_undefined, *expected_undefined, *neither]
    place = _signs(variables, shared, outside)
    if place is None and len(variables) == 1:
        place = _between(variables[0], shared, outside, inside)
    if place is None:
        if not yours_undefined:
            return None
        return "The same where both are defined; yours is not defined everywhere the right answer is."
    if yours_undefined:
        return f"The same where {place}; yours is not defined elsewhere."
    return f"The same where {place}; the right answer is not defined elsewhere."


def _signs(variables: Sequence[str], shared: Sequence[Point], outside: Sequence[Point]) -> str | None:
    """A condition on signs that holds at all shared points and fails at all others."""
    conditions: list[tuple[int, int]] = []
    for k in range(len(variables)):
        for sign in (1, -1):
            if all(sign * point[k] > 0 for point in shared):
                conditions.append((k, sign))
    if not conditions or any(all(s * point[k] > 0 for k, s in conditions) for point in outside):
        return None
    for alone in conditions:
        if not any(alone[1] * point[alone[0]] >= 0 for point in outside):
            conditions = [c for c in conditions if c[0] == alone[0]] if len(variables) == 1 else conditions
    return " and ".join(f"{variables[k]} {'>' if s > 0 else '<'} 0" for k, s in conditions)


def _between(name: str, shared: Sequence[Point], outside: Sequence[Point], inside: Inside) -> str | None:
    values = sorted({(fraction(p[0]), True) for p in shared} | {(fraction(p[0]), False) for p in outside})
    edges = [(a[0], b[0], b[1]) for a, b in itertools.pairwise(values) if a[1] != b[1]]
    if len(edges) > 2:
        return None
    ends = [(_edge(low, high, opens, inside), opens) for low, high, opens in edges]
    if any(end is None for end, _ in ends):
        return None
    if len(ends) == 1:
        end, opens = ends[0]
        return f"{name} {'>' if opens else '<'} {end}"
    (low, opens), (high, _) = ends
    return f"{low} < {name} < {high}" if opens else f"{name} < {low} or {name} > {high}"


def _edge(low: Fraction, high: Fraction, opens: bool, inside: Inside) -> Fraction | None:
    """The number where the domain begins or ends, if it is a plain one."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        there = inside(middle)
        if there is None:
            break
        if there == opens:
            high = middle
        else:
            low = middle
    plain = _plainest(low, high)
    return plain if plain is not None and plain.denominator <= 100 else None


def _plainest(low: Fraction, high: Fraction) -> Fraction | None:
    for denominator in range(1, 101):
        numerator = -((-low.numerator * denominator) // low.denominator)
        value = Fraction(numerator, denominator)
        if low <= value <= high:
            return value
    return None
