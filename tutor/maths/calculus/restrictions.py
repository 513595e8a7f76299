"""What is kept only to say where an expression is defined goes, where another part says the same.

sqrt(u)^2 is u wherever sqrt(u) is defined, and 0*ln(u) is 0 wherever ln(u) is.
"""

from __future__ import annotations

from fractions import Fraction

from tutor.maths.calculus.domain import obstacles
from tutor.maths.tree import ZERO, Call, Node, Number, Power, Product, transformed


def without_restrictions(tree: Node) -> Node:
    """The tree with even powers of square roots multiplied out and products with 0 replaced by 0."""

    def loosened(node: Node) -> Node:
        match node:
            case Power(base=Call(function="sqrt", arguments=(under,)), exponent=Number(value=power)):
                return Power(under, Number(power / Fraction(2))) if power % 2 == 0 and power > 0 else node
            case Product() if node.operands[0] == ZERO:
                return ZERO
        return node

    return transformed(tree, loosened)


def as_restricted(tree: Node, other: Node) -> bool:
    """Whether `tree` is known to be undefined, isolated points apart, wherever `other` is."""
    return obstacles(other) <= obstacles(tree)
