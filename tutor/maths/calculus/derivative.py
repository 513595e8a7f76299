"""The derivative of a scalar expression with respect to one name."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tutor.maths.calculus.elementary import ELEMENTARY
from tutor.maths.calculus.exact import rational
from tutor.maths.calculus.size import bounded, bounded_raw
from tutor.maths.calculus.tidy import tidied
from tutor.maths.tree import (
    ONE,
    ZERO,
    Call,
    Constant,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
    symbols,
)


def derivative(tree: Node, name: str) -> Node:
    """The derivative with respect to `name`, tidied; every other name is held still.

    It is meant where the function itself is defined (the derivative of ln(x) is 1/x, for x > 0), and off the
    switches of abs, sign, step, max and min; relu has the slope 0 at 0. Raises `TooLarge` for an expression
    that is too long or whose derivative would be, and `TypeError` for a vector or a matrix.
    """
    if isinstance(tree, Vector | Matrix):
        raise TypeError("a derivative is taken of one scalar expression at a time")
    raw = bounded_raw(_Differentiation(name).of(bounded(tree)))
    return bounded(tidied(raw))


class _Differentiation:
    """One derivative; parts that occur several times are differentiated once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._done: dict[Node, Node] = {}

    def of(self, tree: Node) -> Node:
        if tree not in self._done:
            self._done[tree] = self._fresh(tree)
        return self._done[tree]

    def _fresh(self, tree: Node) -> Node:
        match tree:
            case Symbol():
                return ONE if tree.name == self._name else ZERO
            case Number() | Constant():
                return ZERO
            case Sum():
                return _sum([self.of(term) for term in tree.operands])
            case Negative():
                return _negative(self.of(tree.operand))
            case Product():
                return self._product(tree.operands)
            case Quotient():
                return self._quotient(tree.numerator, tree.denominator)
            case Power():
                return self._power(tree)
            case Call():
                return self._call(tree)
        raise TypeError(f"not a scalar expression: {type(tree).__name__}")

    def _product(self, factors: tuple[Node, ...]) -> Node:
        terms = []
        for place, factor in enumerate(factors):
            slope = self.of(factor)
            if slope != ZERO:
                terms.append(_times(*factors[:place], slope, *factors[place + 1 :]))
        return _sum(terms)

    def _quotient(self, above: Node, below: Node) -> Node:
        slope_above, slope_below = self.of(above), self.of(below)
        if slope_below == ZERO:
            return ZERO if slope_above == ZERO else Quotient(slope_above, below)
        # (f/g^k)' = (f'*g - k*f*g')/g^(k+1), and likewise for a product below, leaves no power to cancel.
        factors = below.operands if isinstance(below, Product) else (below,)
        still = [factor for factor in factors if self.of(factor) == ZERO]
        powers = [_raised_power(factor) for factor in factors if self.of(factor) != ZERO]
        bases = [power.base for power in powers]
        terms = [_times(slope_above, *bases)]
        for place, power in enumerate(powers):
            others = (*bases[:place], *bases[place + 1 :])
            terms.append(_negative(_times(Number(power.exponent), above, self.of(power.base), *others)))
        return Quotient(_sum(terms), _times(*still, *(power.one_more for power in powers)))

    def _power(self, tree: Power) -> Node:
        base, exponent = tree.base, tree.exponent
        slope_base, slope_exponent = self.of(base), self.of(exponent)
        if slope_exponent == ZERO:
            if slope_base == ZERO:
                return ZERO
            number = rational(exponent)
            less: Node = Sum((exponent, Negative(ONE))) if number is None else Number(number - 1)
            return _times(exponent, Power(base, less), slope_base)
        if slope_base == ZERO:
            growth = ONE if base == Constant("e") else Call("ln", (base,))
            return _times(tree, growth, slope_exponent)
        by_exponent = _times(slope_exponent, Call("ln", (base,)))
        by_base = Quotient(_times(exponent, slope_base), base)
        return _times(tree, _sum([by_exponent, by_base]))

    def _call(self, tree: Call) -> Node:
        if all(self.of(argument) == ZERO for argument in tree.arguments):
            return ZERO
        match tree.function:
            case "max" | "min":
                return self._extreme(tree)
            case "log":
                value, base = tree.arguments
                return self._quotient(Call("ln", (value,)), Call("ln", (base,)))
            case "root":
                return self._root(tree)
        (argument,) = tree.arguments
        return _times(ELEMENTARY[tree.function].slope(argument), self.of(argument))

    def _root(self, tree: Call) -> Node:
        value, index = tree.arguments
        if self.of(index) != ZERO:
            return self.of(Call("exp", (Quotient(Call("ln", (value,)), index),)))
        below = Product((index, Power(tree, Sum((index, Negative(ONE))))))
        return Quotient(self.of(value), below)

    def _extreme(self, tree: Call) -> Node:
        """One argument after the other: the slope of the larger so far, or of the next where that is larger.

        Numbers come first, so that max(x, 0) has the slope step(x), as relu has. The order does not depend on
        the name, so that the shares of all arguments add up to 1 even where two are equal.
        """
        best, *others = sorted(tree.arguments, key=lambda argument: bool(symbols(argument)))
        slope = self.of(best)
        for other in others:
            ahead = (other, Negative(best)) if tree.function == "max" else (best, Negative(other))
            switch = Call("step", (Sum(ahead),))
            stays = _times(slope, Sum((ONE, Negative(switch))))
            slope = _sum([stays, _times(self.of(other), switch)])
            best = Call(tree.function, (best, other))
        return slope


class _RaisedPower(NamedTuple):
    """A power base^exponent, and the same with the exponent one higher."""

    base: Node
    exponent: Fraction
    one_more: Node


def _raised_power(tree: Node) -> _RaisedPower:
    """The tree read as a power; a square root has the exponent 1/2 of what is under it."""
    exponent = Fraction(1)
    core = tree
    if isinstance(tree, Power) and (number := rational(tree.exponent)) is not None:
        core, exponent = tree.base, number
    if isinstance(core, Call) and core.function == "sqrt":
        return _RaisedPower(core.arguments[0], exponent / 2, Power(core, Number(exponent + 2)))
    return _RaisedPower(core, exponent, Power(core, Number(exponent + 1)))


def _sum(terms: list[Node]) -> Node:
    kept = tuple(term for term in terms if term != ZERO)
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else Sum(kept)


def _negative(tree: Node) -> Node:
    return ZERO if tree == ZERO else Negative(tree)


def _times(*factors: Node) -> Node:
    if ZERO in factors:
        return ZERO
    kept = tuple(factor for factor in factors if factor != ONE)
    if not kept:
        return ONE
    return kept[0] if len(kept) == 1 else Product(kept)
