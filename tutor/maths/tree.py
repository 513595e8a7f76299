"""The expression tree: what every reader makes and everything else works on.

A tree keeps the order and the shape in which it was written: `a - b` is a `Sum` of `a` and
`Negative(b)`, `a/b` a `Quotient`, `sin x` a `Call`. Nothing is simplified on construction.
Trees are immutable, compare by structure, hash once and travel between processes.
They are real-valued: odd roots of negative numbers are real (`Call("root", ...)` and `Power`
with an exact exponent p/q, q odd), and outside their domain functions are undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Self


class Node:
    """One node of an expression. Use the subclasses.

    `_key` is what identifies a node; `children` are the operands, left to right.
    """

    __slots__ = ("_hash", "_size")
    _hash: int
    _size: int

    def _seal(self) -> None:
        object.__setattr__(self, "_hash", hash((type(self).__name__, *self._key())))
        object.__setattr__(self, "_size", 1 + sum(child._size for child in self.children))

    def _key(self) -> tuple[Any, ...]:
        return ()

    @property
    def children(self) -> tuple[Node, ...]:
        """The operands, left to right."""
        return ()

    @property
    def size(self) -> int:
        """The number of nodes of the tree, this one included."""
        return self._size

    def rebuilt(self, children: tuple[Node, ...]) -> Node:
        """The same kind of node over other operands (as many as before)."""
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented if not isinstance(other, Node) else False
        assert isinstance(other, Node)
        return self._hash == other._hash and self._key() == other._key()

    def __reduce__(self) -> tuple[Any, ...]:
        # Hashes of text differ between processes, so a tree is built anew where it arrives.
        return (type(self), self._key())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._key()))})"


class Number(Node):
    """An exact rational number. `text` is how it was written (`0.5`), for showing only."""

    __slots__ = ("text", "value")
    value: Fraction
    text: str

    def _key(self) -> tuple[Any, ...]:
        return (self.value,)

    def __init__(self, value: Fraction | int, text: str = "") -> None:
        object.__setattr__(self, "value", Fraction(value))
        object.__setattr__(self, "text", text)
        self._seal()

    def __reduce__(self) -> tuple[Any, ...]:
        return (Number, (self.value, self.text))


class _Named(Node):
    __slots__ = ("name",)
    name: str

    def _key(self) -> tuple[Any, ...]:
        return (self.name,)

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "name", name)
        self._seal()


class Constant(_Named):
    """A named real constant: `pi` or `e`."""

    __slots__ = ()


class Symbol(_Named):
    """A variable or parameter, by its declared name (`x`, `x_1`, `theta`)."""

    __slots__ = ()


class _Many(Node):
    __slots__ = ("operands",)
    operands: tuple[Node, ...]

    def _key(self) -> tuple[Any, ...]:
        return (self.operands,)

    def __init__(self, operands: tuple[Node, ...]) -> None:
        object.__setattr__(self, "operands", tuple(operands))
        self._seal()

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands

    def rebuilt(self, children: tuple[Node, ...]) -> Self:
        return type(self)(children)


class Sum(_Many):
    """Two or more terms in the order written; a subtracted term is a `Negative`."""

    __slots__ = ()


class Product(_Many):
    """Two or more factors in the order written."""

    __slots__ = ()


class Vector(_Many):
    """A flat vector of expressions: it has no direction, and is neither row nor column."""

    __slots__ = ()


class Negative(Node):
    """The negation of `operand`."""

    __slots__ = ("operand",)
    operand: Node

    def _key(self) -> tuple[Any, ...]:
        return (self.operand,)

    def __init__(self, operand: Node) -> None:
        object.__setattr__(self, "operand", operand)
        self._seal()

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)

    def rebuilt(self, children: tuple[Node, ...]) -> Negative:
        return Negative(*children)


class Quotient(Node):
    """`numerator` over `denominator`."""

    __slots__ = ("denominator", "numerator")
    numerator: Node
    denominator: Node

    def _key(self) -> tuple[Any, ...]:
        return (self.numerator, self.denominator)

    def __init__(self, numerator: Node, denominator: Node) -> None:
        object.__setattr__(self, "numerator", numerator)
        object.__setattr__(self, "denominator", denominator)
        self._seal()

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.numerator, self.denominator)

    def rebuilt(self, children: tuple[Node, ...]) -> Quotient:
        return Quotient(*children)


class Power(Node):
    """`base` to the `exponent`."""

    __slots__ = ("base", "exponent")
    base: Node
    exponent: Node

    def _key(self) -> tuple[Any, ...]:
        return (self.base, self.exponent)

    def __init__(self, base: Node, exponent: Node) -> None:
        object.__setattr__(self, "base", base)
        object.__setattr__(self, "exponent", exponent)
        self._seal()

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.base, self.exponent)

    def rebuilt(self, children: tuple[Node, ...]) -> Power:
        return Power(*children)


class Call(Node):
    """A function of `tutor.maths.functions` applied to its arguments."""

    __slots__ = ("arguments", "function")
    function: str
    arguments: tuple[Node, ...]

    def _key(self) -> tuple[Any, ...]:
        return (self.function, self.arguments)

    def __init__(self, function: str, arguments: tuple[Node, ...]) -> None:
        object.__setattr__(self, "function", function)
        object.__setattr__(self, "arguments", tuple(arguments))
        self._seal()

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments

    def rebuilt(self, children: tuple[Node, ...]) -> Call:
        return Call(self.function, children)


class Matrix(Node):
    """Rows of expressions, all of one length; a single row or column keeps its direction."""

    __slots__ = ("rows",)
    rows: tuple[tuple[Node, ...], ...]

    def _key(self) -> tuple[Any, ...]:
        return (self.rows,)

    def __init__(self, rows: tuple[tuple[Node, ...], ...]) -> None:
        object.__setattr__(self, "rows", tuple(tuple(row) for row in rows))
        self._seal()

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(entry for row in self.rows for entry in row)

    @property
    def shape(self) -> tuple[int, int]:
        """(number of rows, number of columns)."""
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def rebuilt(self, children: tuple[Node, ...]) -> Matrix:
        width = self.shape[1]
        return Matrix(tuple(children[i : i + width] for i in range(0, len(children), width)))


ZERO = Number(0)
ONE = Number(1)
TWO = Number(2)


def walk(tree: Node) -> Iterator[Node]:
    """Every node of the tree, operands before the node that holds them, from left to right."""
    found: list[Node] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(node.children)
    return reversed(found)


def symbols(tree: Node) -> tuple[str, ...]:
    """The names in the tree, each once, in the order they appear. Shared parts are looked at once."""
    found: dict[str, None] = {}
    seen: set[Node] = set()

    def go(node: Node) -> None:
        if isinstance(node, Symbol):
            found[node.name] = None
        elif node not in seen:
            seen.add(node)
            for child in node.children:
                go(child)

    go(tree)
    return tuple(found)


def depth(tree: Node) -> int:
    """The length of the longest way from this node to a leaf, counted in nodes."""
    return 1 + max(map(depth, tree.children), default=0)


def transformed(tree: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with `change` applied to every node, operands first. Shared parts are changed once."""
    done: dict[Node, Node] = {}

    def go(node: Node) -> Node:
        if node not in done:
            children = node.children
            fresh = tuple(map(go, children))
            same = all(new is old for new, old in zip(fresh, children, strict=True))
            done[node] = change(node if same else node.rebuilt(fresh))
        return done[node]

    return go(tree)


def substituted(tree: Node, values: Mapping[str, Node]) -> Node:
    """The tree with each symbol of `values` replaced, all at once."""
    return transformed(tree, lambda n: values.get(n.name, n) if isinstance(n, Symbol) else n)


def times(factors: Sequence[Node]) -> Node:
    """The product of the factors as they are; 1 for none."""
    return ONE if not factors else factors[0] if len(factors) == 1 else Product(tuple(factors))


def plus(terms: Sequence[Node]) -> Node:
    """The sum of the terms as they are; 0 for none."""
    return ZERO if not terms else terms[0] if len(terms) == 1 else Sum(tuple(terms))


def put_in(tree: Node, let: Iterable[tuple[str, Node]]) -> Node:
    """The tree with the definitions of `let` put in; a definition may use earlier names."""
    values: dict[str, Node] = {}
    for name, definition in let:
        values[name] = substituted(definition, values)
    return substituted(tree, values)
