"""Trees as flat programs: common parts are computed once, and a point is one pass over a list.

`Program.run` gives the value of every step; `Program.bits_wanted` says how many bits would have shown every
term of every sum, so that agreement at a point can be told from one side swallowing the difference.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import flint
from flint import arb, fmpq

from tutor.maths.evaluate import balls
from tutor.maths.evaluate.balls import UNDEFINED, UNKNOWN, State, Value
from tutor.maths.functions import CIRCULAR, HYPERBOLIC
from tutor.maths.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
)

MOST_BITS = 4096
_SPARE = 64
_CHUNK = 512

# Functions whose value near 0 hides the argument behind a constant or behind its own first term.
_SMOOTH_AT_ZERO = frozenset(
    (*CIRCULAR, *HYPERBOLIC, "arcsin", "arccos", "arctan", "arccot", "arsinh", "artanh", "exp", "sigmoid", "softplus")
)
# Functions that settle exponentially (and how many bits a unit of the argument costs), or like 1/x.
_SETTLING = {
    "tanh": 2.886, "coth": 2.886, "sinh": 2.886, "cosh": 2.886, "sech": 2.886, "csch": 2.886,
    "sigmoid": 1.443, "softplus": 1.443,
}  # fmt: skip
_SLOWLY = frozenset({"arctan", "arccot", "arsinh", "arcosh"})


class OutOfTime(Exception):
    """The deadline passed inside an evaluation."""


def magnitude(value: Value) -> float:
    """About log2 of the size of a number; minus infinity for an exact zero."""
    if value.__class__ is fmpq:
        if value == 0:
            return -math.inf
        return float(int(abs(value.p).bit_length()) - int(value.q.bit_length()))
    size = abs(float(value))
    if 0.0 < size < math.inf:
        return math.frexp(size)[1]
    mantissa, exponent = value.abs_upper().mid().man_exp()
    if mantissa == 0:
        return -math.inf
    return float(int(exponent) + int(mantissa.bit_length())) if abs(exponent) < 2**62 else math.inf


_Step = tuple[int, Callable[..., Value], int | tuple[int, ...], int]
_LOAD, _ONE, _TWO, _FOLD = range(4)


class Program:
    """Some trees over named variables, ready to be evaluated at exact rational points.

    `slots` holds the step of each tree, in the order given. Vectors and matrices have to be taken apart before.
    """

    def __init__(self, trees: Sequence[Node], variables: Sequence[str]) -> None:
        self.variables = tuple(variables)
        self._steps: list[_Step] = []
        self._known: dict[int, Value] = {}
        self._slot: dict[Node, int] = {}
        self._sums: list[tuple[int, ...]] = []
        self._calls: list[tuple[str, int]] = []
        self.slots = tuple(self._compiled(tree) for tree in trees)

    def _emit(self, kind: int, function: Callable[..., Value], first: int | tuple[int, ...], second: int = 0) -> int:
        slots = first if isinstance(first, tuple) else (first, second)[:kind]
        slot = len(self._steps)
        if kind != _LOAD and all(s in self._known for s in slots):
            values = [self._known[s] for s in slots]
            value = _folded(function, values) if kind == _FOLD else function(*values)
            if value.__class__ is fmpq:
                self._steps.append((_LOAD, lambda: value, 0, 0))
                self._known[slot] = value
                return slot
        self._steps.append((kind, function, first, second))
        return slot

    def _number(self, value: Fraction) -> int:
        slot = len(self._steps)
        exact = fmpq(value.numerator, value.denominator)
        self._steps.append((_LOAD, lambda: exact, 0, 0))
        self._known[slot] = exact
        return slot

    def _compiled(self, node: Node) -> int:
        slot = self._slot.get(node)
        if slot is None:
            slot = self._slot[node] = self._fresh(node)
        return slot

    def _fresh(self, node: Node) -> int:
        if isinstance(node, Number):
            return self._number(node.value)
        if isinstance(node, Symbol):
            self._steps.append((_LOAD, partial(self._variable, self.variables.index(node.name)), 0, 0))
            return len(self._steps) - 1
        if isinstance(node, Constant):
            self._steps.append((_LOAD, balls.CONSTANTS[node.name], 0, 0))
            return len(self._steps) - 1
        if isinstance(node, Power):
            return self._power(node)
        operands = tuple(self._compiled(child) for child in node.children)
        if isinstance(node, Sum):
            self._sums.append(operands)
            return self._emit(_FOLD, balls.add, operands)
        if isinstance(node, Product):
            return self._emit(_FOLD, balls.multiply, operands)
        if isinstance(node, Negative):
            return self._emit(_ONE, balls.negate, operands[0])
        if isinstance(node, Quotient):
            return self._emit(_TWO, balls.divide, *operands)
        if isinstance(node, Call):
            return self._call(node.function, operands)
        raise TypeError(f"{type(node).__name__} is no scalar")

    def _call(self, name: str, operands: tuple[int, ...]) -> int:
        if name in balls.UNARY:
            if name in _SMOOTH_AT_ZERO or name in _SLOWLY:
                self._calls.append((name, operands[0]))
            return self._emit(_ONE, balls.UNARY[name], operands[0])
        if name in balls.BINARY:
            return self._emit(_TWO, balls.BINARY[name], *operands)
        return self._emit(_FOLD, balls.MANY[name], operands)

    def _power(self, node: Power) -> int:
        exponent = self._compiled(node.exponent)
        if isinstance(node.base, Constant) and node.base.name == "e":
            return self._call("exp", (exponent,))
        base = self._compiled(node.base)
        fixed = self._known.get(exponent)
        if fixed is None:
            return self._emit(_TWO, balls.power, base, exponent)
        function = partial(_to_the, numerator=int(fixed.p), denominator=int(fixed.q))
        return self._emit(_ONE, function, base)

    def _variable(self, index: int) -> Value:
        return self._point[index]

    def run(self, point: Sequence[fmpq], bits: int, deadline: float = math.inf) -> list[Value]:
        """The value of every step at an exact point (in the order of `variables`), to about so many bits.

        Raises OutOfTime when the clock (`time.perf_counter`) passes the deadline.
        """
        self._point = point
        flint.ctx.prec = bits
        values: list[Value] = []
        steps = self._steps
        for start in range(0, len(steps), _CHUNK):
            if time.perf_counter() > deadline:
                raise OutOfTime
            _advance(values, steps[start : start + _CHUNK] if len(steps) > _CHUNK else steps)
        return values

    def bits_wanted(self, values: Sequence[Value], bits: int) -> float:
        """How many bits it takes for every term of every sum to be seen at this point.

        Infinite where that cannot be told. A term that may be zero asks for `SURE_OF_ZERO` bits.
        """
        wanted = 0.0
        for operands in self._sums:
            least, most = math.inf, -math.inf
            for slot in operands:
                value = values[slot]
                if value.__class__ is State:
                    return math.inf
                size = magnitude(value)
                if size == -math.inf:
                    continue
                if value.__class__ is arb and value.contains(0):
                    wanted = max(wanted, SURE_OF_ZERO)
                    continue
                least, most = min(least, size), max(most, size)
            if least < most:
                gap = most - least
                wanted = max(wanted, gap + min(gap, 256) + _SPARE)
        for name, slot in self._calls:
            value = values[slot]
            if value.__class__ is State:
                return math.inf
            size = magnitude(value)
            if size == -math.inf:
                continue
            if size < -8:
                if value.__class__ is arb and value.contains(0):
                    wanted = max(wanted, SURE_OF_ZERO)
                elif name in _SMOOTH_AT_ZERO:
                    wanted = max(wanted, _SPARE - 2 * size)
            elif size > 3:
                if name in _SETTLING:
                    wanted = max(wanted, _SPARE + _SETTLING[name] * (abs(float(value)) if size < 64 else math.inf))
                elif name in _SLOWLY:
                    wanted = max(wanted, _SPARE + 2 * size)
        return wanted


SURE_OF_ZERO = 640


def _to_the(base: Value, numerator: int, denominator: int) -> Value:
    return balls.rational_power(base, numerator, denominator)


def _folded(function: Callable[[Value, Value], Value], values: Sequence[Value]) -> Value:
    result = values[0]
    for value in values[1:]:
        result = function(result, value)
    return result


def _advance(values: list[Value], steps: Sequence[_Step]) -> None:
    for kind, function, first, second in steps:
        if kind == _ONE:
            left = values[first]  # type: ignore[index]
            values.append(left if left.__class__ is State else function(left))
        elif kind == _TWO:
            left, right = values[first], values[second]  # type: ignore[index]
            if left.__class__ is State or right.__class__ is State:
                values.append(UNDEFINED if left is UNDEFINED or right is UNDEFINED else UNKNOWN)
            else:
                values.append(function(left, right))
        elif kind == _FOLD:
            values.append(_fold(values, function, first))  # type: ignore[arg-type]
        else:
            values.append(function())


def _fold(values: list[Value], function: Callable[[Value, Value], Value], slots: tuple[int, ...]) -> Value:
    result = None
    state = None
    for slot in slots:
        value = values[slot]
        if value.__class__ is State:
            if value is UNDEFINED:
                return UNDEFINED
            state = UNKNOWN
        elif state is None:
            result = value if result is None else function(result, value)
    return state or result
