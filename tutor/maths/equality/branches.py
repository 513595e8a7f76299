"""Piecewise parts, replaced by the formula of one piece at a time.

The argument of each |g|, sign, max, even root of a square, ... is split into factors, its *walls*; on one side
of every wall the expression is a plain analytic one. `explore` goes through the sides, asking only about walls
that matter, and gives both trees rewritten for each. Roots and inverse functions that could continue on another
branch behind a place where they stop are turned over as well (a *turn*), to see whether the branch matters.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tutor.maths.equality.emptiness import Facts, is_empty
from tutor.maths.equality.polynomials import Factored, Polynomial, Ring, Root, TooLarge
from tutor.maths.evaluate.program import OutOfTime
from tutor.maths.tree import (
    ONE,
    ZERO,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Sum,
    walk,
)

MOST_PIECES = 96
_POLES = frozenset({"tan", "sec", "csc", "cot", "coth", "csch", "arcsch", "arcoth"})
_POSITIVE = frozenset({"exp", "cosh", "sech", "sigmoid", "softplus", "sqrt", "abs", "arccot", "arccos"})
_SIGN_OF_ARGUMENT = frozenset({"sinh", "tanh", "csch", "coth", "arctan", "arsinh", "arcsin", "artanh", "arcsch"})
_REFLECTED = frozenset({"arcsin", "arccsc"})
_NEGATED = frozenset({"arccos", "arcsec", "arcosh", "arsech"})
_PIECEWISE = frozenset({"abs", "sign", "step", "relu", "max", "min"})
_STOPPING = frozenset({"sqrt", "root", "ln", "log", "arctan", "arccot"}) | _REFLECTED | _NEGATED


@dataclass(frozen=True)
class Piece:
    """Both trees on one choice of sides: `sides` by wall, `turned` when a branch was turned over."""

    sides: dict[str, int]
    turned: bool
    yours: Node
    expected: Node


@dataclass
class Pieces:
    """All the pieces, with their walls by name.

    `walls` are where a formula changes, `ends` where a root or an inverse function stops or starts, `logs` where
    a logarithm or a variable power does (which has no other real branch to continue on). `touched` are those
    that keep their sign, so that signs do not tell the two sides apart.
    """

    ring: Ring
    pieces: list[Piece]
    walls: dict[str, Polynomial]
    ends: dict[str, Polynomial]
    logs: dict[str, Polynomial]
    touched: set[str]

    @property
    def turning(self) -> list[Polynomial]:
        """The walls behind which another formula or branch may hold."""
        return list({**self.ends, **self.walls}.values())


class _Unsettled(Exception):
    """A wall was met whose side is not chosen yet."""

    def __init__(self, key: str) -> None:
        self.key = key


def has_pieces(*trees: Node) -> bool:
    """Whether a tree has a part that may switch from one formula to another."""
    return any(
        (isinstance(n, Call) and (n.function in _PIECEWISE or n.function in _STOPPING))
        or (isinstance(n, Power) and not isinstance(n.exponent, Number))
        or (isinstance(n, Power) and isinstance(n.exponent, Number) and n.exponent.value.denominator % 2 == 0)
        for tree in trees
        for n in walk(tree)
    )


def explore(yours: Node, expected: Node, facts: Facts, deadline: float) -> Pieces | None:
    """Both trees, piece by piece; None where there are too many pieces or a part is too large.

    Raises OutOfTime.
    """
    try:
        ring = Ring((yours, expected), room=True, deadline=deadline)
        state = _State(ring, facts)
        found: list[Piece] = []
        waiting: list[dict[str, int]] = [{}]
        runs = 0
        while waiting:
            runs += 1
            if runs > MOST_PIECES:
                return None
            if time.perf_counter() > deadline:
                raise OutOfTime
            sides = waiting.pop()
            rewriter = _Rewriter(state, sides)
            try:
                pair = rewriter.tree(yours), rewriter.tree(expected)
            except _Unsettled as wall:
                waiting += [{**sides, wall.key: -1}, {**sides, wall.key: 1}]
                continue
            plain = {k: s for k, s in sides.items() if k in state.walls}
            turned = any(s < 0 for k, s in sides.items() if k not in state.walls)
            found.append(Piece(plain, turned, *pair))
        return Pieces(ring, found, state.walls, state.ends, state.logs, state.touched)
    except (TooLarge, ZeroDivisionError):
        return None


class _State:
    """What is learnt of walls while pieces are explored."""

    def __init__(self, ring: Ring, facts: Facts) -> None:
        self.ring = ring
        self.facts = facts
        self.walls: dict[str, Polynomial] = {}
        self.ends: dict[str, Polynomial] = {}
        self.logs: dict[str, Polynomial] = {}
        self.touched: set[str] = set()
        self._fixed: dict[str, int | None] = {}

    def crossed(self, key: str, wall: Polynomial) -> bool:
        """Whether the wall may be zero somewhere. One that keeps its sign all the same is only touched."""
        side = self.fixed(key, wall)
        if side is None:
            return True
        if is_empty(self.ring, [(wall, -side)], self.facts, strict=False):
            return False
        self.touched.add(key)
        return True

    def fixed(self, key: str, wall: Polynomial) -> int | None:
        """The sign of a wall that has only one."""
        if key not in self._fixed:
            self._fixed[key] = next((s for s in (1, -1) if is_empty(self.ring, [(wall, -s)], self.facts)), None)
        return self._fixed[key]


class _Rewriter:
    def __init__(self, state: _State, sides: dict[str, int]) -> None:
        self._state = state
        self._ring = state.ring
        self._sides = sides
        self._done: dict[Node, Node] = {}

    def tree(self, node: Node) -> Node:
        if node not in self._done:
            children = tuple(self.tree(child) for child in node.children)
            fresh = node if children == node.children else node.rebuilt(children)
            self._done[node] = self._piece(fresh)
        return self._done[node]

    def _piece(self, node: Node) -> Node:
        if isinstance(node, Power):
            return self._power(node)
        if not isinstance(node, Call):
            return node
        name, arguments = node.function, node.arguments
        if name in ("max", "min"):
            best = arguments[0]
            for other in arguments[1:]:
                above = self._sign(Sum((best, Negative(other))))
                best = best if (above >= 0) == (name == "max") else other
            return best
        if name in _PIECEWISE:
            side = self._sign(arguments[0])
            if name == "abs":
                return arguments[0] if side >= 0 else Negative(arguments[0])
            if name == "relu":
                return arguments[0] if side > 0 else ZERO
            return Number(side if name == "sign" else int(side > 0))
        if name == "sqrt":
            return self._root(node, arguments[0], 1, 2)
        if name == "root" and isinstance(arguments[1], Number) and arguments[1].value.denominator == 1:
            degree = arguments[1].value.numerator
            return self._root(node, arguments[0], 1 if degree > 0 else -1, abs(degree)) if degree else node
        if name == "ln":
            return self._logarithm(node)
        return self._inverse(node)

    def _ask(self, key: str) -> int:
        if key not in self._sides:
            raise _Unsettled(key)
        return self._sides[key]

    def _turn(self, key: str) -> bool:
        return self._ask("turn " + key) < 0

    def _wall(self, wall: Polynomial) -> int:
        """The side of a wall: known, found from what it is made of, or asked for."""
        meaning = self._alone(wall)
        if self._never(wall) or (meaning is not None and meaning.degree % 2 == 0):
            return 1
        argument = self._inside(wall)
        if argument is not None:
            return self._sign(argument)
        key = str(wall)
        fixed = self._state.fixed(key, wall)
        if fixed is not None:
            return fixed
        self._state.walls[key] = wall
        return self._ask(key)

    def _sign(self, node: Node) -> int:
        value = self._ring.factored(node)
        if value.coefficient == 0:
            return 0
        side = 1 if value.coefficient > 0 else -1
        for factor, exponent in self._factors(value):
            if exponent % 2:
                side *= self._wall(factor)
        return side

    def _factors(self, value: Factored) -> list[tuple[Polynomial, int]]:
        return [
            (factor, exponent * times)
            for polynomial, exponent in value.powers.values()
            for factor, times in self._ring.factors(polynomial)
        ]

    def _zeros(self, node: Node, kept: dict[str, Polynomial]) -> bool:
        """Remember where an argument has zeros; whether it has any."""
        walls = [self._remembered(factor, kept) for factor, _ in self._factors(self._ring.factored(node))]
        return any(walls)

    def _remembered(self, wall: Polynomial, kept: dict[str, Polynomial]) -> bool:
        """Keep a wall, unless it cannot be crossed."""
        argument = self._inside(wall)
        if argument is not None:
            return self._zeros(argument, kept)
        key = str(wall)
        if self._never(wall) or not self._state.crossed(key, wall):
            return False
        kept[key] = wall
        return True

    def _alone(self, wall: Polynomial) -> Root | None:
        """The opaque part that a wall consists of, if it is nothing else."""
        names = self._ring.names_in(wall)
        if len(names) == 1 and wall.total_degree() == 1 and len(wall) == 1:
            return self._ring.meaning[names[0]]
        return None

    def _inside(self, wall: Polynomial) -> Node | None:
        """What has the same sign as the wall, where the wall is a function that passes signs on."""
        meaning = self._alone(wall)
        if meaning is None or not isinstance(meaning.node, Call):
            return None
        node = meaning.node
        if node.function == "ln":
            return Sum((node.arguments[0], Number(-1)))
        if node.function in _SIGN_OF_ARGUMENT or node.function == "sqrt" or node.function == "root":
            return node.arguments[0]
        return None

    def _never(self, wall: Polynomial) -> bool:
        """Whether the wall is a function that is positive everywhere."""
        meaning = self._alone(wall)
        if meaning is None:
            return False
        return isinstance(meaning.node, Constant) or (
            isinstance(meaning.node, Call) and meaning.node.function in _POSITIVE
        )

    def _power(self, node: Power) -> Node:
        exponent = self._ring.constant(node.exponent)
        if exponent is not None:
            if exponent.denominator % 2 == 0:
                return self._root(node, node.base, exponent.numerator, exponent.denominator)
            return node
        if isinstance(node.base, Constant):
            return node
        self._zeros(node.base, self._state.logs)
        return self._split(node.base, lambda part, e: Power(part, Product((Number(e), node.exponent))), Product) or node

    def _logarithm(self, node: Call) -> Node:
        self._zeros(node.arguments[0], self._state.logs)
        split = self._split(node.arguments[0], lambda part, e: Product((Number(e), Call("ln", (part,)))), Sum)
        return split or node

    def _split(
        self, argument: Node, part: Callable[[Node, int], Node], joined: Callable[[tuple[Node, ...]], Node]
    ) -> Node | None:
        """ln and variable powers of an argument with squares in it, factor by factor."""
        value = self._ring.factored(argument)
        factors = self._factors(value)
        if value.coefficient == 0 or not any(e % 2 == 0 for _, e in factors):
            return None
        rest: list[Node] = [Number(Fraction(int(value.coefficient.p), int(value.coefficient.q)))]
        parts: list[Node] = []
        for wall, exponent in factors:
            tree = self._ring.tree_of(wall)
            if exponent % 2:
                rest.append(Power(tree, Number(exponent)))
            else:
                parts.append(part(tree if self._wall(wall) > 0 else Negative(tree), exponent))
        return joined((part(Product((*rest, ONE)), 1), *parts))

    def _root(self, node: Node, base: Node, numerator: int, degree: int) -> Node:
        if degree % 2:
            return node
        value = self._ring.factored(base)
        if value.coefficient == 0:
            return node
        factors = self._factors(value)
        constant = Number(Fraction(int(value.coefficient.p), int(value.coefficient.q)))
        if all(e % 2 == 0 for _, e in factors):
            parts = [Power(self._positive(wall), Number(e // 2)) for wall, e in factors]
            inner = Product((Call("sqrt", (constant,)), *parts)) if parts else Call("sqrt", (constant,))
            power = Power(inner, Number(Fraction(numerator * 2, degree)))
            return self._power(power) if degree % 4 == 0 else power
        ends = [self._remembered(wall, self._state.ends) for wall, _ in factors]
        turned = any(ends) and self._turn(f"{degree} {[(str(w), e % degree) for w, e in factors]}")
        if degree != 2:
            result: Node = Power(base, Number(Fraction(1, degree)))
        else:
            odd = [self._ring.tree_of(wall) for wall, e in factors if e % 2]
            parts = [Power(self._positive(wall), Number(e // 2)) for wall, e in factors if e // 2]
            result = Product((Call("sqrt", (Product((constant, *odd)),)), *parts, ONE))
        return Power(Negative(result) if turned else result, Number(numerator))

    def _positive(self, wall: Polynomial) -> Node:
        """|w| on this piece."""
        tree = self._ring.tree_of(wall)
        return tree if self._wall(wall) > 0 else Negative(tree)

    def _inverse(self, node: Call) -> Node:
        name, argument = node.function, node.arguments[0]
        if name in ("arctan", "arccot"):
            value = self._ring.factored(argument)
            under = [p for p, e in value.powers.values() if e < 0]
            poles = any(isinstance(n, Call) and n.function in _POLES for n in walk(argument))
            if not under and not poles:
                return node
            kept = self._state.ends
            breaks = [self._remembered(f, kept) for polynomial in under for f, _ in self._ring.factors(polynomial)]
            breaks += [
                self._zeros(_pole(call), kept)
                for call in walk(argument)
                if isinstance(call, Call) and call.function in _POLES
            ]
            return Sum((node, Constant("pi"))) if any(breaks) and self._turn(repr(node)) else node
        if name in _REFLECTED or name in _NEGATED:
            ends = [self._zeros(Sum((argument, end)), self._state.ends) for end in (ONE, Negative(ONE))]
            if any(ends) and self._turn(repr(node)):
                return Negative(node) if name in _NEGATED else Sum((Constant("pi"), Negative(node)))
        return node


def _pole(call: Call) -> Node:
    argument = call.arguments[0]
    if call.function in ("tan", "sec"):
        return Call("cos", (argument,))
    return Call("sin", (argument,)) if call.function in ("csc", "cot") else argument


def all_walls(pieces: Pieces) -> Sequence[Polynomial]:
    """Every place where a formula may change or stop."""
    return list({**pieces.logs, **pieces.ends, **pieces.walls}.values())
