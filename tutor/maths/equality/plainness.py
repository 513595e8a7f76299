"""Whether a wall shows its zeros to random points, so that looking on many sides of it is enough.

A wall that only touches zero has the same sign on both sides, and nothing tells where it touches. Random points
see both sides all the same if the wall is made of functions of `x`, `2x + y` or `x^2` as they stand; not if
those are functions of something that itself turns in a narrow or distant place.
"""

from __future__ import annotations

from fractions import Fraction

from tutor.maths.equality.points import fraction
from tutor.maths.equality.polynomials import Polynomial, Ring, TooLarge
from tutor.maths.tree import Call, Node, Power, walk

_LARGEST = Fraction(1 << 10)


def plain(ring: Ring, wall: Polynomial) -> bool:
    """Whether every function in the wall is one of a product or a first-degree sum with moderate numbers."""
    try:
        return all(
            _plain_argument(ring, argument)
            for node in walk(ring.tree_of(wall))
            if isinstance(node, Call | Power)
            for argument in node.children
        )
    except (TooLarge, ZeroDivisionError):
        return False


def _plain_argument(ring: Ring, argument: Node) -> bool:
    value = ring.factored(argument)
    sums = 0
    for polynomial, _ in value.powers.values():
        sums += len(polynomial) > 1
        if polynomial.total_degree() != 1 or not all(_moderate(fraction(c)) for c in polynomial.coeffs()):
            return False
    alone = len(value.powers) == 1 and all(exponent == 1 for _, exponent in value.powers.values())
    return (sums == 0 or alone) and (value.coefficient == 0 or _moderate(fraction(value.coefficient)))


def _moderate(value: Fraction) -> bool:
    return 1 / _LARGEST <= abs(value) <= _LARGEST
