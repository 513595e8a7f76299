"""A small program (`f = (u+v)^2; u = a + b; ...`) as a computation graph."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.maths.calculus.graph import Graph, Piece
from tutor.maths.calculus.structure import DecompositionProblem, check_structure
from tutor.maths.tree import Matrix, Node, Vector, symbols

_RESERVE = ("y", "f", "z", "g")


def graph_of_program(
    expression: Node,
    definitions: Sequence[tuple[str, Node]],
    name: str | None,
    inputs: tuple[str, ...],
) -> Graph:
    """The graph of a program: the definitions as they are written, in any order, and the expression last.

    A vector has one output an entry (`f1`, `f2`, ...). Raises `ValueError` with a sentence for definitions that
    do not hang together; a definition that is not used is left out.
    """
    pieces = [Piece(each, tree) for each, tree in definitions]
    if any(isinstance(piece.definition, Vector | Matrix) for piece in pieces):
        raise ValueError("A line of a program defines one number, not a list.")
    several = isinstance(expression, Vector | Matrix)
    entries = expression.children if several else (expression,)
    outputs = _output_names(name, len(entries) if several else None, {*inputs, *dict(definitions)})
    pieces += [Piece(output, entry) for output, entry in zip(outputs, entries, strict=True)]
    graphs = [_of_one(inputs, pieces, output) for output in outputs]
    ordered = {piece.name: piece for graph in graphs for piece in graph.pieces}
    last = [ordered.pop(output) for output in outputs]
    return Graph(inputs, (*ordered.values(), *last), outputs)


def _of_one(inputs: tuple[str, ...], pieces: list[Piece], output: str) -> Graph:
    needed = _needed(pieces, output)
    checked = check_structure(inputs, [piece for piece in pieces if piece.name in needed], output)
    if isinstance(checked, DecompositionProblem):
        raise ValueError(checked.sentence)
    return checked


def _needed(pieces: list[Piece], output: str) -> set[str]:
    definitions = {piece.name: piece.definition for piece in pieces}
    needed: set[str] = set()
    waiting = [output]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += [used for used in symbols(definitions[name]) if used in definitions]
    return needed


def _output_names(name: str | None, number: int | None, taken: set[str]) -> tuple[str, ...]:
    wanted = name or "y"
    if number is None:
        return (next(choice for choice in (wanted, *_RESERVE, f"{wanted}_out") if choice not in taken),)
    numbered = [f"{wanted}{place}" for place in range(1, number + len(taken) + 1)]
    return tuple([choice for choice in numbered if choice not in taken][:number])
