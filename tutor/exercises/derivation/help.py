"""Hints, "show me" and the closing words, all made from the function and from the learner's own pieces."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tutor.engine import (
    Graph,
    Node,
    Piece,
    ReadingError,
    Symbol,
    chain,
    is_chain_itself,
    one_line,
    read,
    rule_of,
    substituted,
    symbols,
    tidy,
    transformed,
)
from tutor.exercises.derivation.pieces import Decomposition, Line
from tutor.exercises.derivation.problem import Problem
from tutor.exercises.derivation.questions import definitions, whole_names

LARGEST = 5_000
_FOLDABLE = 600


def hint(problem: Problem, found: Decomposition, step: str) -> str:
    """One hint for a step: the rule that helps there, on the learner's own names."""
    kind, _, rest = step.partition(":")
    graph = found.graph
    if kind == "piece" or graph is None:
        return _piece_hint(problem, found)
    if kind == "local":
        piece, _, argument = rest.partition(":")
        definition = next(p.definition for p in graph.pieces if p.name == piece)
        rule = rule_of(definition)
        held = [name for name in graph.arguments(piece) if name != argument]
        still = f" Keep {' and '.join(held)} fixed meanwhile." if held else ""
        return f"{piece} = {one_line(definition)}. {rule.name[:1].upper()}{rule.name[1:]}: {rule.statement}.{still}"
    if kind == "combine":
        return f"{_product_of_names(problem, graph)}. Put in what you found in step 2."
    back = ", ".join(f"{p.name} = {one_line(p.definition)}" for p in graph.pieces if p.name != problem.name)
    return f"Start from step 3 and put the pieces back until only {problem.variable} is left: {back}."


def pieces_to_show(problem: Problem, found: Decomposition, index: int) -> tuple[str, ...]:
    """The lines of the first step with the right line at `index`: the learner's lines are kept where they fit."""
    fitting = [line for line in found.lines if line.usable and line.name != problem.name]
    right = _completed(problem, fitting)
    if right is None:
        right = _completed(problem, [])
    assert right is not None
    kept = {(line.name, line.definition): line.text for line in fitting}
    texts = [kept.get((p.name, p.definition)) or f"{p.name} = {one_line(p.definition)}" for p in right]
    known = {line.text for line in found.lines[:index]} if found.graph is None else None
    if known is None:
        return tuple(texts)
    shown: list[str] = []
    for text in texts:
        shown.append(text)
        if text not in known and text not in kept.values():
            break
    return tuple(shown)


def answer_to_show(problem: Problem, found: Decomposition, step: str, composed: bool) -> str:
    """The right text of a step after the first; `composed` tells that the learner's pieces give the function."""
    graph = found.graph
    assert graph is not None
    if step.startswith("local"):
        _, piece, argument = step.split(":")
        return one_line(graph.local_partial(piece, argument))
    if step == "combine" and composed:
        combined = graph.combined(problem.variable, problem.name)
        if combined.size <= LARGEST:
            return one_line(combined)
    return one_line(problem.derivative)


def summary(problem: Problem, graph: Graph) -> list[str]:
    """A few sentences for the end: how many pieces, and why it works."""
    textbook = _textbook(problem)
    yours, usual = len(graph.pieces), len(textbook.pieces)
    counted = f"You used {yours} {'piece' if yours == 1 else 'pieces'}"
    compared = "as a textbook would" if yours == usual else f"a textbook would use {usual}"
    x = problem.variable
    if len(graph.paths(x, problem.name)) > 1:
        why = f"A small change of {x} reaches {problem.name} along every path. Slopes multiply along a path; paths add up."
    else:
        why = f"Each piece passes a small change of {x} on, times its own slope. So the slopes multiply."
    return [f"{counted}, {compared}." if yours == usual else f"{counted}; {compared}.", why]


def put_back_so_far(name: str, lines: Sequence[Line], problem: Problem) -> Node | None:
    """A piece in terms of the inputs alone, tidied; None if it uses names still to come, or is long."""
    values = {line.name: line.definition for line in lines if line.usable and line.definition is not None}
    tree: Node = Symbol(name)
    for _ in range(len(values)):
        tree = substituted(tree, values)
        if tree.size > _FOLDABLE:
            return None
        if not values.keys() & set(symbols(tree)):
            break
    return tidy(tree) if set(symbols(tree)) <= set(problem.inputs) else None


def read_back(problem: Problem, graph: Graph, text: str) -> Node | None:
    """What the learner wrote in step 3, with the pieces put back; None where it cannot be read."""
    try:
        tree = read(text, whole_names(problem, graph)).tree
    except ReadingError:
        return None
    for name, definition in reversed(definitions(problem, graph)):
        tree = substituted(tree, {name: definition})
        if tree.size > LARGEST:
            return None
    return tree


def _piece_hint(problem: Problem, found: Decomposition) -> str:
    fitting = [line for line in found.lines if line.usable and line.name != problem.name]
    pieces = _completed(problem, fitting) or _completed(problem, [])
    assert pieces is not None
    have = {line.name for line in fitting}
    coming = next((piece for piece in pieces if piece.name not in have), pieces[-1])
    if coming.name == problem.name:
        return f"What is left to do gives {problem.name} itself. Write {problem.name} = … with the names you have."
    inside = " and ".join(symbols(coming.definition)) or problem.variable
    return (
        f"Work from the inside out. What happens to {inside} first? Give that a name of its own, such as {coming.name}."
    )


def _completed(problem: Problem, lines: Sequence[Line]) -> list[Piece] | None:
    """The learner's pieces that are parts of the function, and canonical pieces for what is left.

    None where a learner's piece is no part of the function, so that there is nothing to build on.
    """
    rest, pieces = problem.function, list[Piece]()
    if lines and problem.function.size > _FOLDABLE:
        return None
    for line in lines:
        whole = put_back_so_far(line.name, lines, problem)
        if whole is None or line.definition is None:
            return None
        pieces.append(Piece(line.name, line.definition))
    by_size = [(put_back_so_far(line.name, lines, problem), line.name) for line in lines]
    for whole, name in sorted(by_size, key=lambda pair: -(pair[0].size if pair[0] else 0)):
        folded = _folded(rest, whole, name)
        rest = folded
    reached = set(symbols(rest))
    for piece in reversed(pieces):
        if piece.name in reached:
            reached |= set(symbols(piece.definition))
    pieces = [piece for piece in _in_order(pieces) if piece.name in reached]
    return [*pieces, *_outer(problem, rest, pieces)]


def _folded(tree: Node, part: Node | None, name: str) -> Node:
    if part is None:
        return tree
    return transformed(tree, lambda node: Symbol(name) if node == part or tidy(node) == part else node)


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """Pieces in an order such that each uses only earlier ones."""
    waiting, ordered = list(pieces), list[Piece]()
    while waiting:
        names = {piece.name for piece in waiting}
        ready = [piece for piece in waiting if not names & set(symbols(piece.definition))]
        if not ready:
            return ordered
        ordered += ready
        waiting = [piece for piece in waiting if piece not in ready]
    return ordered


def _outer(problem: Problem, rest: Node, pieces: list[Piece]) -> list[Piece]:
    """Canonical pieces from the learner's names to the function."""
    names = set(symbols(rest))
    inner = [piece.name for piece in pieces if piece.name in names]
    if not is_chain_itself(rest) or len(inner) > 1:
        return [Piece(problem.name, rest)]
    variable = inner[0] if inner else problem.variable
    taken = {*problem.inputs, *(piece.name for piece in pieces)}
    graph = chain(rest, variable, problem.name)
    renamed: dict[str, Node] = {}
    outer: list[Piece] = []
    for piece in graph.pieces:
        name = piece.name
        if name in taken and name != problem.name:
            name = next(letter for letter in _letters() if letter not in taken | {p.name for p in graph.pieces})
            renamed[piece.name] = Symbol(name)
            taken.add(name)
        outer.append(Piece(name, substituted(piece.definition, renamed)))
    return outer


def _letters() -> list[str]:
    return ["u", "v", "w", "s", "t", "p", "q", "r", "h", "k", *(f"u{number}" for number in range(1, 40))]


def _textbook(problem: Problem) -> Graph:
    return chain(problem.function, problem.variable, problem.name)


def _product_of_names(problem: Problem, graph: Graph) -> str:
    products: list[str] = []
    for path in graph.paths(problem.variable, problem.name):
        edges = list(pairwise(path))
        factors = [f"d{piece}/d{argument}" for argument, piece in reversed(edges)]
        products.append(" · ".join(factors))
    listed = " + ".join(products[:4]) + (" + …" if len(products) > 4 else "")
    return f"d{problem.name}/d{problem.variable} = {listed}"
