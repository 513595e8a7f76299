"""Where the minus signs of a tidied expression stand."""

from __future__ import annotations

from tutor.maths.calculus.monomial import Factor, Monomial
from tutor.maths.tree import ONE, Negative, Node, Sum


def negated(term: Node) -> Node:
    """-term, without a double sign."""
    return term.operand if isinstance(term, Negative) else Negative(term)


def positive_first(tree: Node) -> Node:
    """-a + b -> b - a."""
    if isinstance(tree, Sum) and len(tree.operands) == 2 and isinstance(tree.operands[0], Negative):
        return tree if isinstance(tree.operands[1], Negative) else Sum(tree.operands[::-1])
    return tree


def with_sign_inside(monomial: Monomial) -> Monomial:
    """-(a - b)/c -> (b - a)/c where a lone sum stands above; x*(-a - b) -> -x*(a + b)."""
    monomial = _without_negative_sums(monomial)
    above = [factor for factor in monomial.factors if factor.number is None or factor.number > 0]
    if monomial.coefficient >= 0 or abs(monomial.coefficient.numerator) != 1 or len(above) != 1:
        return monomial
    (factor,) = above
    if not isinstance(factor.base, Sum) or factor.number != 1:
        return monomial
    if not any(isinstance(term, Negative) for term in factor.base.operands):
        return monomial
    return _with(monomial, factor, positive_first(Sum(tuple(map(negated, factor.base.operands)))))


def _without_negative_sums(monomial: Monomial) -> Monomial:
    for factor in monomial.factors:
        alone = len(monomial.factors) == 1 and monomial.coefficient == 1
        if not isinstance(factor.base, Sum) or factor.number != 1 or alone:
            continue
        if all(isinstance(term, Negative) for term in factor.base.operands):
            monomial = _with(monomial, factor, Sum(tuple(map(negated, factor.base.operands))))
    return monomial


def _with(monomial: Monomial, factor: Factor, negated_base: Node) -> Monomial:
    """The same value with one factor replaced by its negative."""
    factors = tuple(Factor(negated_base, ONE) if other is factor else other for other in monomial.factors)
    return Monomial(-monomial.coefficient, factors)
