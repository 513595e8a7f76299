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
    graph_of_expression,
    is_chain_itself,
    one_line,
    put_in,
    read,
    rule_of,
    substituted,
    symbols,
    tidy,
    transformed,
)
from tutor.exercises.derivation.pieces import Decomposition, Line
from tutor.exercises.derivation.problem import Problem
from tutor.exercises.derivation.questions import at_point, definitions, whole_names

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
        return f"{_product_of_names(problem, graph, rest)}. Put in what you found in step 2."
    if problem.at:
        values = ", ".join(f"{name} = {one_line(value)}" for name, value in problem.at.items())
        return f"Work out the pieces at {values} first, from the inside out. Then put those numbers into step 3."
    back = ", ".join(line(p) for p in graph.pieces if p.name != problem.name)
    rest = f"only {_listed(problem.inputs)} {'is' if len(problem.inputs) == 1 else 'are'} left"
    return f"Start from step 3 and put the pieces back until {rest}: {back}."


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
    kind, _, rest = step.partition(":")
    if kind == "local":
        piece, _, argument = rest.partition(":")
        return one_line(graph.local_partial(piece, argument))
    if kind == "answer":
        return one_line(problem.asked(rest))
    if composed:
        combined = graph.combined(rest, problem.name)
        if combined.size <= LARGEST:
            return one_line(combined)
    return one_line(problem.slopes[rest])


def line(piece: Piece) -> str:
    """A piece as a learner types it."""
    return f"{piece.name} = {one_line(piece.definition)}"


def names_left(problem: Problem, left: Sequence[str]) -> str:
    """What to do about names that may not remain in the last step."""
    if problem.at:
        return f"Put the numbers in for {_listed(left)} too."
    return f"Put {_listed(left)} back: only {_listed(problem.inputs)} may remain."


def summary(problem: Problem, graph: Graph) -> list[str]:
    """A few sentences for the end: how many pieces, and why it works."""
    yours, usual = len(graph.pieces), len(_textbook(problem).pieces)
    counted = f"You used {yours} {'piece' if yours == 1 else 'pieces'}"
    compared = ", as a textbook would" if yours == usual else f"; a textbook would use {usual}"
    x = problem.variable
    if any(len(graph.paths(name, problem.name)) > 1 for name in problem.wrt):
        why = f"A small change of {x} reaches {problem.name} along every path. Slopes multiply along one; paths add up."
    else:
        why = f"Each piece passes a small change of {x} on, times its own slope. So the slopes multiply."
    return ([] if problem.given else [f"{counted}{compared}."]) + [why]


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


def read_back(problem: Problem, graph: Graph, variable: str, text: str) -> Node | None:
    """What the learner wrote in step 3, with the pieces put back (and the numbers in); None if it cannot be read."""
    try:
        tree = read(text, whole_names(problem, graph, variable)).tree
    except ReadingError:
        return None
    tree = put_in(tree, at_point(problem, graph) if problem.at else definitions(problem, graph))
    return tree if tree.size <= LARGEST else None


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
    taken = (*problem.inputs, *(piece.name for piece in pieces))
    moving = tuple(name for name in symbols(rest) if name not in problem.parameters)
    if pieces and not is_chain_itself(rest):
        return [Piece(problem.name, rest)]
    return list(graph_of_expression(rest, problem.name, taken, inputs=moving).pieces)


def _textbook(problem: Problem) -> Graph:
    return graph_of_expression(problem.function, problem.name, problem.inputs, inputs=problem.wrt)


def _product_of_names(problem: Problem, graph: Graph, variable: str) -> str:
    products: list[str] = []
    for path in graph.paths(variable, problem.name):
        factors = [f"d{piece}/d{argument}" for argument, piece in reversed(list(pairwise(path)))]
        products.append(" · ".join(factors))
    listed = " + ".join(products[:4]) + (" + …" if len(products) > 4 else "")
    return f"d{problem.name}/d{variable} = {listed}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
