"""A function taken apart as a textbook does: one layer a piece, from the inside out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain as chain_of
from itertools import count

from tutor.maths.calculus.graph import Graph, Piece
from tutor.maths.calculus.layers import is_simple, is_term
from tutor.maths.calculus.order import canonical
from tutor.maths.calculus.size import bounded
from tutor.maths.tree import Call, Matrix, Negative, Node, Power, Product, Quotient, Sum, Symbol, Vector, symbols

_LETTERS = ("u", "v", "w", "p", "q", "r", "s")
_OUTPUTS = ("y", "f", "z", "g", "F", "L")


def chain(tree: Node, variable: str, name: str = "y") -> Graph:
    """The usual pieces of a function of one variable; other names are parameters.

    The pieces are u, v, w, ... as far as these names are free, and the last is `name` (another usual letter if
    that is taken). Where the variable is used more than once the graph has several paths. Raises `TooLarge`.
    """
    return graph_of_expression(tree, name, inputs=(variable,))


def graph_of_expression(
    tree: Node, name: str = "y", taken: Iterable[str] = (), *, inputs: tuple[str, ...] | None = None
) -> Graph:
    """The usual pieces of an expression in any number of variables.

    Without `inputs` every name in it is one; with them, the others are parameters. A vector or a matrix has one
    output an entry (`y1`, `y2`, ...). Names in `taken` are not used for pieces. Raises `TooLarge`.
    """
    variables = symbols(tree) if inputs is None else inputs
    return _Decomposition(tree, variables, taken).graph(name)


class _Decomposition:
    """Pieces found so far; a part that occurs twice becomes one piece."""

    def __init__(self, tree: Node, inputs: tuple[str, ...], taken: Iterable[str]) -> None:
        self._tree = bounded(tree)
        self._inputs = inputs
        self._taken = {*symbols(tree), *inputs, *taken}
        self._pieces: list[Piece] = []
        self._known: dict[Node, Symbol] = {}
        self._varying: dict[Node, bool] = {}
        self._names: Iterator[str] = iter(())

    def graph(self, name: str) -> Graph:
        entries = self._tree.children if isinstance(self._tree, Vector | Matrix) else (self._tree,)
        outputs = self._output_names(name, len(entries))
        self._names = _fresh_names({*self._taken, *outputs})
        for output, entry in zip(outputs, entries, strict=True):
            whole = self._several_terms(entry) if len(entries) == 1 else entry
            self._pieces.append(Piece(output, self._layer(entry) if whole is entry else whole))
        return Graph(self._inputs, tuple(self._pieces), outputs)

    def _varies(self, part: Node) -> bool:
        if part not in self._varying:
            self._varying[part] = not set(self._inputs).isdisjoint(symbols(part))
        return self._varying[part]

    def _output_names(self, name: str, number: int) -> tuple[str, ...]:
        if number == 1:
            choices = chain_of((name,), _OUTPUTS, _numbered(name))
            return (next(choice for choice in choices if choice not in self._taken),)
        numbered = (choice for choice in _numbered(name) if choice not in self._taken)
        return tuple(next(numbered) for _ in range(number))

    def _several_terms(self, tree: Node) -> Node:
        """x + x^2 -> x + u: where the whole function is a polynomial, its powers are the pieces."""
        if not is_simple(tree, self._varies):
            return tree
        if isinstance(tree, Sum) and sum(map(self._varies, tree.operands)) > 1:
            return Sum(tuple(self._term_by_powers(term) for term in tree.operands))
        if isinstance(tree, Product) and sum(map(self._varies, tree.operands)) > 1:
            return self._term_by_powers(tree)
        return tree

    def _term_by_powers(self, term: Node) -> Node:
        match term:
            case Negative() | Product() | Quotient():
                return term.rebuilt(tuple(map(self._term_by_powers, term.children)))
            case Power() if self._varies(term):
                return self._named(term)
        return term

    def _layer(self, tree: Node) -> Node:
        """The formula of one layer, with what is inside replaced by names."""
        if is_simple(tree, self._varies):
            return tree
        match tree:
            case Negative():
                return Negative(self._layer(tree.operand))
            case Quotient() if not self._varies(tree.denominator):
                return Quotient(self._layer_or_sum(tree.numerator), tree.denominator)
            case Quotient():
                return Quotient(self._inside(tree.numerator), self._inside(tree.denominator))
            case Product() if sum(map(self._varies, tree.operands)) == 1:
                factors = (self._layer_or_sum(part) if self._varies(part) else part for part in tree.operands)
                return Product(tuple(factors))
            case Product():
                return Product(tuple(map(self._inside, tree.operands)))
            case Sum():
                return Sum(tuple(map(self._term, tree.operands)))
            case Power() if self._varies(tree.base) and self._varies(tree.exponent):
                return self._layer(Call("exp", (Product((tree.exponent, Call("ln", (tree.base,)))),)))
            case Power() | Call():
                return tree.rebuilt(tuple(map(self._inside, tree.children)))
        return tree

    def _layer_or_sum(self, tree: Node) -> Node:
        """What a constant factor multiplies: a layer, but a sum in brackets is a piece of its own."""
        return self._inside(tree) if isinstance(tree, Sum) else self._layer(tree)

    def _term(self, tree: Node) -> Node:
        """A term of a sum: a polynomial term stays, anything else is named, its constant factor left before it."""
        if is_term(tree, self._varies):
            return tree
        match tree:
            case Negative():
                return Negative(self._term(tree.operand))
            case Quotient() if not self._varies(tree.denominator):
                return Quotient(self._term(tree.numerator), tree.denominator)
            case Product() if sum(map(self._varies, tree.operands)) == 1:
                return Product(tuple(map(self._term, tree.operands)))
        return self._inside(tree)

    def _inside(self, tree: Node) -> Node:
        if isinstance(tree, Symbol) or not self._varies(tree):
            return tree
        return self._named(self._layer(tree))

    def _named(self, definition: Node) -> Node:
        key = canonical(definition)
        if key not in self._known:
            name = next(self._names)
            self._pieces.append(Piece(name, definition))
            self._known[key] = Symbol(name)
        return self._known[key]


def _numbered(name: str) -> Iterator[str]:
    return (f"{name}{number}" for number in count(1))


def _fresh_names(taken: set[str]) -> Iterator[str]:
    return (name for name in chain_of(_LETTERS, _numbered("u")) if name not in taken)
