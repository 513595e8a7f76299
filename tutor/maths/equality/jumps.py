"""Agreement on the jumps themselves: sign(0) is 0, so two sides may part there and nowhere else.

The argument of each sign is split into factors. Where a factor is zero, every part that it divides is zero as
well. What is left has to be the same formula; else the factor is solved for a variable (degrees 1 and 2), and the
two sides are compared again with the solution put in. What cannot be settled so is left undecided.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from flint import fmpq

from tutor.maths.equality.branches import has_pieces
from tutor.maths.equality.cells import Cut, single_symbol
from tutor.maths.equality.emptiness import Facts, is_empty
from tutor.maths.equality.outcome import Comparison
from tutor.maths.equality.points import Region, exact, fraction, random_points
from tutor.maths.equality.pointwise import Finding, Sample, Sides
from tutor.maths.equality.polynomials import Polynomial, Ring, TooLarge
from tutor.maths.equality.values import value_at
from tutor.maths.evaluate.balls import State, ball, sign
from tutor.maths.evaluate.program import Program
from tutor.maths.tree import (
    ZERO,
    Call,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    substituted,
    symbols,
    transformed,
    walk,
)

Judge: TypeAlias = Callable[[Sides, Region], Comparison]

_ZERO_AT_ZERO_ONLY = frozenset({"abs", "sign", "sqrt", "root", "sinh", "tanh", "arcsin", "arctan", "arsinh", "artanh"})
_ZERO_AT_ZERO = _ZERO_AT_ZERO_ONLY | {"relu", "sin", "tan"}
_UNDEFINED = (Finding.YOURS_UNDEFINED, Finding.EXPECTED_UNDEFINED, Finding.NEITHER)
_MOST_ARGUMENTS = 12
_LOOKS_AT_ARGUMENTS = 8
_ENOUGH_ROWS = 3
_ARGUMENT_BITS = 1280
_LOOKS = 40
_ENOUGH_UNDEFINED = 8


class Solution(NamedTuple):
    """One value of a variable, in terms of the others, where a polynomial is zero."""

    name: str
    value: Node


class Parted(Exception):
    """An exact point on a jump parts the two sides: `sample`."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample


def agree_on_jumps(sides: Sides, region: Region, rng: random.Random, judge: Judge) -> bool:
    """Whether two sides that agree elsewhere agree where a sign is 0 as well; False where that is not seen.

    `judge` compares two sides in fewer variables. Where `step` occurs, jumps are conventions: True.
    Raises Parted, and OutOfTime.
    """
    arguments = _sign_arguments(sides)
    if not arguments:
        return True
    if len(arguments) > _MOST_ARGUMENTS:
        return False
    try:
        return _agree(_with_common_arguments(sides, arguments, region, rng), region, rng, judge)
    except Parted as parted:
        sample = sides.at(parted.sample.point)
        if sample.finding is Finding.DIFFER:
            raise Parted(sample) from None
    return False


def _agree(sides: Sides, region: Region, rng: random.Random, judge: Judge) -> bool:
    jumps = _Jumps(sides, region, rng, judge)
    arguments = _sign_arguments(sides)
    try:
        zeros = {str(factor): factor for argument in arguments for factor in _zeros(jumps.ring, argument)}
        complete = True
        for key, factor in zeros.items():
            # The rest is looked at even so: it may hold a point that decides.
            complete = jumps.agree(key, factor) and complete
        return complete
    except (TooLarge, ZeroDivisionError):
        return False


def _sign_arguments(sides: Sides) -> list[Node]:
    calls = [n for tree in (sides.yours, sides.expected) for n in walk(tree) if isinstance(n, Call)]
    if any(call.function == "step" for call in calls):
        return []
    return list(dict.fromkeys(call.arguments[0] for call in calls if call.function == "sign"))


def _with_common_arguments(sides: Sides, arguments: Sequence[Node], region: Region, rng: random.Random) -> Sides:
    """The sides with one argument for all those that are numbers times it, such as sin(2x) and sin(x) cos(x).

    That they are is known as well as any identity of analytic functions that was sampled.
    """
    analytic = [argument for argument in arguments if not has_pieces(argument)]
    program = Program(analytic, sides.variables)
    rows = []
    for point in itertools.islice(random_points(region, rng), _LOOKS_AT_ARGUMENTS):
        values = program.run(point, _ARGUMENT_BITS, sides.deadline)
        row = [values[slot] for slot in program.slots]
        seen = program.bits_wanted(values, _ARGUMENT_BITS) <= _ARGUMENT_BITS
        if seen and all(value.__class__ is not State and sign(value) for value in row):
            rows.append([ball(value) for value in row])
    common: dict[Node, Node] = {}
    for k, j in itertools.combinations(range(len(analytic)), 2) if len(rows) >= _ENOUGH_ROWS else ():
        quotients = [row[k] / row[j] for row in rows]
        if analytic[j] not in common and all((q - quotients[0]).contains(0) for q in quotients):
            one = common.get(analytic[k], analytic[k])
            common[analytic[j]] = one if quotients[0] > 0 else Negative(one)

    def change(node: Node) -> Node:
        if isinstance(node, Call) and node.function == "sign" and node.arguments[0] in common:
            return Call("sign", (common[node.arguments[0]],))
        return node

    if not common:
        return sides
    yours, expected = (transformed(tree, change) for tree in (sides.yours, sides.expected))
    return Sides(yours, expected, sides.variables, sides.deadline)


def _zeros(ring: Ring, argument: Node) -> Iterator[Polynomial]:
    """The factors whose zeros are the zeros of an argument."""
    for polynomial, exponent in ring.factored(argument).powers.values():
        if exponent < 0:
            continue
        for factor, _ in ring.factors(polynomial):
            names = ring.names_in(factor)
            node = ring.meaning[names[0]].node if len(factor) == len(names) == 1 else None
            if isinstance(node, Call) and node.function in _ZERO_AT_ZERO_ONLY | {"relu"}:
                yield from _zeros(ring, node.arguments[0])
            elif isinstance(node, Call) and node.function in ("max", "min"):
                for one in node.arguments:
                    yield from _zeros(ring, one)
            elif isinstance(node, Call) and node.function == "ln":
                yield from _zeros(ring, Sum((node.arguments[0], Number(-1))))
            else:
                yield factor


class _Jumps:
    def __init__(self, sides: Sides, region: Region, rng: random.Random, judge: Judge) -> None:
        self.sides, self.region, self.rng, self.judge = sides, region, rng, judge
        self.ring = self._ring(sides.yours, sides.expected)

    def _ring(self, *trees: Node) -> Ring:
        return Ring(trees, room=True, deadline=self.sides.deadline)

    def agree(self, key: str, factor: Polynomial) -> bool:
        """Whether both sides agree where a factor is zero."""
        if self._nowhere(factor):
            return True

        def divided(node: Node) -> bool:
            powers = self.ring.factored(node).powers.values()
            return any(str(f) == key for p, e in powers if e > 0 for f, _ in self.ring.factors(p))

        yours = _with_zeros(self.sides.yours, divided)
        expected = _with_zeros(self.sides.expected, divided)
        if self._same_formula(yours, expected):
            return True
        solutions = _solved(self.ring, factor)
        complete = bool(solutions)
        for solution in solutions:
            complete = self._agree_at(yours, expected, solution) and complete
        return complete or self._agree_without(divided)

    def _nowhere(self, factor: Polynomial) -> bool:
        """Whether a factor is surely not zero at any point that is assumed."""
        if is_empty(self.ring, [(factor, 1), (factor, -1)], Facts(self.region.positive), strict=False):
            return True
        name = single_symbol(self.ring, factor)
        if name is None:
            return False
        try:
            roots = Cut(self.ring, [factor]).roots[name]
        except ValueError:
            return False
        interval = self.region.intervals[self.region.variables.index(name)]
        return not any(
            (interval.most is None or low <= interval.most) and (interval.least is None or high >= interval.least)
            for low, high in roots
        )

    def _agree_without(self, is_zero: Callable[[Node], bool]) -> bool:
        """Whether the two sides agree everywhere when just the signs that are 0 are put in."""

        def change(node: Node) -> Node:
            jump = isinstance(node, Call) and node.function == "sign" and _surely(is_zero, node.arguments[0])
            return Product((ZERO, *node.children)) if jump else node

        yours, expected = (transformed(tree, change) for tree in (self.sides.yours, self.sides.expected))
        if (yours, expected) == (self.sides.yours, self.sides.expected):
            return False
        without = Sides(yours, expected, self.sides.variables, self.sides.deadline)
        return self.judge(without, self.region).outcome == "equal"

    def _same_formula(self, yours: Node, expected: Node) -> bool:
        """Whether both are the same rational function, or one of them divides by zero and is never defined."""
        try:
            return self._ring(yours, expected).equal(yours, expected)
        except ZeroDivisionError:
            return True
        except TooLarge:
            return False

    def _agree_at(self, yours: Node, expected: Node, solution: Solution) -> bool:
        put_in = [substituted(tree, dict([solution])) for tree in (yours, expected)]
        ring = self._ring(*put_in)

        def vanished(node: Node) -> bool:
            return bool(ring.factored(node).coefficient == 0)

        yours, expected = (_with_zeros(tree, vanished) for tree in put_in)
        if self._same_formula(yours, expected):
            return True
        rest = self.region.without(solution.name)
        below = Sides(yours, expected, rest.variables, self.sides.deadline)
        if not rest.variables:
            return self._agree_at_number(below, solution)
        together = self._together(below, rest, solution.value)
        if not together:
            return together is not None
        judged = self.judge(below, rest)
        if judged.outcome == "different" and judged.witness is not None:
            if "undefined" in (judged.witness.yours, judged.witness.expected):
                return True
            self._look({name: Fraction(value) for name, value in judged.witness.at.items()}, solution)
        return judged.outcome == "equal"

    def _agree_at_number(self, below: Sides, solution: Solution) -> bool:
        finding = below.at([]).finding
        if finding is Finding.AGREE or finding in _UNDEFINED:
            return True
        return self._look({}, solution)

    def _look(self, others: Mapping[str, Fraction], solution: Solution) -> bool:
        """Look at the zero itself, if it is rational; whether it is surely outside of what is assumed."""
        value = value_at(solution.value, others)
        if self.region.surely_without(solution.name, value):
            return True
        if value.__class__ is fmpq:
            values = {**others, solution.name: fraction(value)}
            point = [exact(values[name]) for name in self.region.variables]
            if self.region.holds(point):
                sample = self.sides.at(point)
                if sample.finding is Finding.DIFFER:
                    raise Parted(sample)
        return False

    def _together(self, below: Sides, rest: Region, value: Node) -> bool | None:
        """Whether both sides are defined together where the solution is; None where too little is seen."""
        solved = Sides(value, value, rest.variables, self.sides.deadline)
        undefined = 0
        for point in itertools.islice(random_points(rest, self.rng), _LOOKS):
            finding = below.at(point).finding
            if finding in (Finding.AGREE, Finding.DIFFER):
                return True
            undefined += finding in _UNDEFINED and solved.at(point).finding is Finding.AGREE
        return False if undefined >= _ENOUGH_UNDEFINED else None


def _with_zeros(tree: Node, is_zero: Callable[[Node], bool]) -> Node:
    """The tree with every part that is zero, and what that makes zero, multiplied by an exact 0.

    The parts stay there, since they may be undefined.
    """
    done: dict[Node, Node] = {}

    def go(node: Node) -> Node:
        if node not in done:
            fresh = node.rebuilt(tuple(map(go, node.children)))
            nothing = isinstance(fresh, Call) and fresh.function in _ZERO_AT_ZERO and _marked(fresh.arguments[0])
            done[node] = Product((ZERO, fresh)) if nothing or (node != ZERO and _surely(is_zero, node)) else fresh
        return done[node]

    return go(tree)


def _surely(is_zero: Callable[[Node], bool], node: Node) -> bool:
    try:
        return is_zero(node)
    except (TooLarge, ZeroDivisionError):
        return False


def _marked(node: Node) -> bool:
    return node == ZERO or (isinstance(node, Product) and node.operands[0] == ZERO)


def _solved(ring: Ring, factor: Polynomial) -> list[Solution]:
    """The zeros of a factor for a variable in which it is of degree 1, or 2; none where there is no such one."""
    found: list[tuple[tuple[int, bool], list[Solution]]] = []
    names = ring.names_in(factor)
    for k in names:
        node, degree = ring.meaning[k].node, int(factor.degrees()[k])
        if not isinstance(node, Symbol) or degree > 2:
            continue
        if any(node.name in symbols(ring.meaning[other].node) for other in names if other != k):
            continue
        constant, linear, square = (_coefficient(ring, factor, k, power) for power in range(3))
        if degree == 1:
            values: list[Node] = [Negative(Quotient(constant, linear))]
        elif linear == ZERO:
            root = Call("sqrt", (Negative(Quotient(constant, square)),))
            values = [root, Negative(root)]
        else:
            inner = Sum((Power(linear, Number(2)), Negative(Product((Number(4), square, constant)))))
            roots = (Call("sqrt", (inner,)), Negative(Call("sqrt", (inner,))))
            values = [Quotient(Sum((Negative(linear), root)), Product((Number(2), square))) for root in roots]
        plain = isinstance(linear if degree == 1 else square, Number)
        found.append(((degree, not plain), [Solution(node.name, value) for value in values]))
    return min(found, key=lambda one: one[0])[1] if found else []


def _coefficient(ring: Ring, factor: Polynomial, k: int, power: int) -> Node:
    """What stands with a power of one generator."""
    terms = {
        tuple(0 if j == k else int(e) for j, e in enumerate(exponents)): coefficient
        for exponents, coefficient in factor.to_dict().items()
        if int(exponents[k]) == power
    }
    return ring.tree_of(factor.context().from_dict(terms)) if terms else ZERO
