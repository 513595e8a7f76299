"""A tree as a short list of steps over registers, so that depth costs no stack and equal parts run once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from tutor.maths.evaluate.float_scalars import SCALARS
from tutor.maths.tree import (
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
)

_CONSTANTS = {"pi": math.pi, "e": math.e}
_MOST_BITS = 256
_MOST_PARTS = 64


class Arithmetic(Protocol):
    """What the steps are made of: operations on floats, or on arrays of them; nan is "undefined"."""

    @property
    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """The functions of `tutor.maths.functions`, by name."""

    def divided(self, numerator: Any, denominator: Any) -> Any:
        """The quotient, undefined over zero."""

    def power(self, base: Any, exponent: Any) -> Any:
        """The power for an exponent that varies: a negative base needs a whole exponent."""

    def rational_power(self, base: Any, exponent: Fraction) -> Any:
        """The power for an exact exponent; odd roots of negative numbers are real."""


@dataclass(frozen=True, slots=True)
class Step:
    """One register: a named input, or an operation on earlier registers."""

    operation: Callable[..., Any]
    operands: tuple[int, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class FloatProgram:
    """Steps to run in order, the registers of the results, and their shape: (), (n,) or (rows, columns).

    `released` are, for each step, the registers that nothing needs after it.
    """

    steps: tuple[Step, ...]
    results: tuple[int, ...]
    shape: tuple[int, ...]
    released: tuple[tuple[int, ...], ...]


def program(tree: Node, arithmetic: Arithmetic) -> FloatProgram:
    """The tree as steps. There is no arithmetic of vectors: only the whole tree may be one."""
    shape: tuple[int, ...] = ()
    entries: tuple[Node, ...] = (tree,)
    if isinstance(tree, Vector | Matrix):
        entries = tree.children
        shape = tree.shape if isinstance(tree, Matrix) else (len(entries),)
    compiler = _Compiler(arithmetic)
    results = tuple(compiler.place(entry) for entry in entries)
    return FloatProgram(tuple(compiler.steps), results, shape, _released(compiler.steps, results))


def _released(steps: list[Step], results: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    last = {place: index for index, step in enumerate(steps) for place in step.operands}
    released: list[list[int]] = [[] for _ in steps]
    for place, index in last.items():
        if place not in results:
            released[index].append(place)
    return tuple(map(tuple, released))


class _Compiler:
    def __init__(self, arithmetic: Arithmetic) -> None:
        self._arithmetic = arithmetic
        self.steps: list[Step] = []
        self._place: dict[Node, int] = {}
        self._exact: dict[Node, Fraction | None] = {}

    def place(self, tree: Node) -> int:
        """The register that will hold the tree's value."""
        waiting = [tree]
        while waiting:
            node = waiting[-1]
            missing = [child for child in node.children if child not in self._place]
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if node not in self._place:
                self._exact[node] = self._exact_value(node)
                self._place[node] = len(self.steps)
                self.steps.append(self._step(node))
        return self._place[tree]

    def _step(self, node: Node) -> Step:
        places = tuple(self._place[child] for child in node.children)
        arithmetic = self._arithmetic
        match node:
            case Number():
                return _constant(_rounded(node.value))
            case Constant():
                return _constant(_CONSTANTS[node.name])
            case Symbol():
                return Step(_undefined, name=node.name)
            case Vector() | Matrix():
                return Step(_undefined)
            case Sum():
                return Step(lambda *terms: sum(terms, 0.0), places)
            case Product():
                return Step(lambda *factors: math.prod(factors, start=1.0), places)
            case Negative():
                return Step(lambda operand: -operand, places)
            case Quotient():
                return Step(arithmetic.divided, places)
            case Power():
                return self._power(node, places)
            case Call():
                return Step(arithmetic.functions[node.function], places)
        raise TypeError(f"not an expression: {type(node).__name__}")

    def _power(self, node: Power, places: tuple[int, ...]) -> Step:
        if node.base == Constant("e"):
            return Step(self._arithmetic.functions["exp"], places[1:])
        exact = self._exact[node.exponent]
        if exact is None:
            return Step(self._arithmetic.power, places)
        return Step(lambda base: self._arithmetic.rational_power(base, exact), places[:1])

    def _exact_value(self, node: Node) -> Fraction | None:
        """The value of a node made of numbers alone, where it stays small enough to be an exponent."""
        values = [value for child in node.children if (value := self._exact[child]) is not None]
        if len(values) < len(node.children):
            return None
        match node:
            case Number():
                value = node.value
            case Sum():
                value = sum(values, Fraction(0))
            case Product():
                value = math.prod(values, start=Fraction(1))
            case Negative():
                value = -values[0]
            case Quotient() if values[1]:
                value = values[0] / values[1]
            case Power():
                return _recognised(SCALARS.rational_power, float(values[0]), values[1])
            case Call():
                return _recognised(SCALARS.functions[node.function], *map(float, values))
            case _:
                return None
        return value if max(value.numerator.bit_length(), value.denominator.bit_length()) < _MOST_BITS else None


def _recognised(function: Callable[..., float], *values: float | Fraction) -> Fraction | None:
    """The short fraction that is the function's value, as far as a float can tell: sqrt(4), |-1/3|."""
    try:
        value = function(*values)
        fraction = Fraction(value).limit_denominator(_MOST_PARTS)
        return fraction if float(fraction) == value else None
    except (ValueError, ArithmeticError):
        return None


def _constant(value: float) -> Step:
    return Step(lambda: value)


def _undefined(*_: Any) -> float:
    return math.nan


def _rounded(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
