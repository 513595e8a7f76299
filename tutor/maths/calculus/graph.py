"""The computation graph of a function: named pieces, each a formula in the inputs and earlier pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tutor.maths.calculus.derivative import derivative
from tutor.maths.calculus.size import LARGEST, TooLarge, bounded
from tutor.maths.calculus.tidy import tidied
from tutor.maths.tree import ONE, ZERO, Node, Product, Sum, Symbol, substituted, symbols

_MOST_PATHS = 200


@dataclass(frozen=True)
class Piece:
    """One named piece; its definition uses inputs, parameters and earlier pieces."""

    name: str
    definition: Node


@dataclass(frozen=True)
class Graph:
    """Pieces in order of use, from the inputs to the outputs. Names that are neither are parameters, held still.

    Raises `ValueError` for a name that is defined twice, defined as an input, or used before its definition.
    """

    inputs: tuple[str, ...]
    pieces: tuple[Piece, ...]
    outputs: tuple[str, ...]

    def __post_init__(self) -> None:
        later = {piece.name for piece in self.pieces}
        if len(later) != len(self.pieces) or not later.isdisjoint(self.inputs):
            raise ValueError("every piece needs a name of its own")
        for piece in self.pieces:
            if not later.isdisjoint(symbols(piece.definition)):
                raise ValueError(f"{piece.name} is used before it is defined, or uses a later piece")
            later.discard(piece.name)
        if not {piece.name for piece in self.pieces}.issuperset(self.outputs):
            raise ValueError("every output is one of the pieces")

    @cached_property
    def _definitions(self) -> dict[str, Node]:
        return {piece.name: piece.definition for piece in self.pieces}

    @cached_property
    def _partials(self) -> dict[tuple[str, str], Node]:
        return {}

    def definition(self, piece: str) -> Node:
        """The formula of a piece. Raises `KeyError` for a name that is no piece."""
        return self._definitions[piece]

    def arguments(self, piece: str) -> tuple[str, ...]:
        """The inputs and pieces that the formula of a piece uses directly, in the order they appear."""
        return tuple(
            name for name in symbols(self.definition(piece)) if name in self._definitions or name in self.inputs
        )

    def local_partial(self, piece: str, argument: str) -> Node:
        """The derivative of a piece with respect to one of its arguments, the others held still."""
        key = (piece, argument)
        if key not in self._partials:
            self._partials[key] = derivative(self.definition(piece), argument)
        return self._partials[key]

    def paths(self, source: str, output: str) -> tuple[tuple[str, ...], ...]:
        """Every path from `source` to `output`, each from the source on. Raises `TooLarge` past 200 paths."""
        found: dict[str, tuple[tuple[str, ...], ...]] = {source: ((source,),)}
        for piece in self.pieces:
            if piece.name == source:
                continue
            ways = [(*path, piece.name) for argument in self.arguments(piece.name) for path in found.get(argument, ())]
            if len(ways) > _MOST_PATHS:
                raise TooLarge("There are too many paths to write them all down. Name more pieces of the function.")
            found[piece.name] = tuple(ways)
        return found.get(output, ())

    def along(self, path: tuple[str, ...]) -> Node:
        """The product of the local partials along a path, from the output back to the source."""
        steps = zip(path[:0:-1], path[-2::-1], strict=True)
        factors = [self.local_partial(piece, argument) for piece, argument in steps]
        factors = [factor for factor in factors if factor != ONE] or [ONE]
        if ZERO in factors:
            return ZERO
        return factors[0] if len(factors) == 1 else Product(tuple(factors))

    def combined(self, source: str, output: str) -> Node:
        """The derivative in the names of the pieces: the sum over all paths of the products along them."""
        terms = [self.along(path) for path in self.paths(source, output)]
        terms = [term for term in terms if term != ZERO] or [ZERO]
        return bounded(terms[0] if len(terms) == 1 else Sum(tuple(terms)))

    def put_back(self, tree: Node) -> Node:
        """The tree with every piece replaced by its formula, until only inputs and parameters are left."""
        composed: dict[str, Node] = {}
        needed = _needed(self, symbols(tree))
        for piece in self.pieces:
            if piece.name in needed:
                composed[piece.name] = bounded(substituted(piece.definition, composed))
        return bounded(substituted(tree, composed))

    def expression(self, output: str) -> Node:
        """The formula of an output in the inputs and parameters alone."""
        return self.put_back(Symbol(output))

    def total(self, source: str, output: str) -> Node:
        """The derivative of an output with respect to an input through all paths, tidied, in inputs alone."""
        return derivative(self.expression(output), source)

    def values(self, at: Mapping[str, Node]) -> dict[str, Node]:
        """The value of every input and piece at a point, forward: exact, as numbers or short exact trees.

        Inputs and parameters that `at` does not name stay as they are.
        """
        known = {name: tidied(at[name]) if name in at else Symbol(name) for name in self.inputs}
        known |= {name: tidied(tree) for name, tree in at.items() if name not in known}
        for piece in self.pieces:
            known[piece.name] = bounded(tidied(bounded(substituted(piece.definition, known), 4 * LARGEST)))
        return known

    def adjoints(self, at: Mapping[str, Node], output: str) -> dict[str, Node]:
        """The derivative of `output` with respect to every input and piece at a point, in reverse, exact."""
        values = self.values(at)
        shares: dict[str, list[Node]] = {output: [ONE]}
        adjoints: dict[str, Node] = {}
        for piece in reversed(self.pieces):
            adjoints[piece.name] = _added(shares.get(piece.name, []))
            if adjoints[piece.name] == ZERO:
                continue
            for argument in self.arguments(piece.name):
                slope = substituted(self.local_partial(piece.name, argument), values)
                shares.setdefault(argument, []).append(Product((adjoints[piece.name], slope)))
        return adjoints | {name: _added(shares.get(name, [])) for name in self.inputs}


def _added(terms: list[Node]) -> Node:
    return bounded(tidied(bounded(Sum(tuple(terms)), 4 * LARGEST))) if terms else ZERO


def _needed(graph: Graph, names: tuple[str, ...]) -> set[str]:
    needed = set(names)
    for piece in reversed(graph.pieces):
        if piece.name in needed:
            needed.update(symbols(piece.definition))
    return needed
