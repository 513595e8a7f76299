"""Do a learner's pieces hang together? Whether they compose to the function is judged elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.maths.calculus.graph import Graph, Piece
from tutor.maths.calculus.layers import is_chain_itself
from tutor.maths.tree import symbols

ProblemKind = Literal["unused", "circular", "undefined", "clash", "incomplete", "too_big", "doubled"]


@dataclass(frozen=True)
class DecompositionProblem:
    """What keeps pieces from making a function; `sentence` is for the learner, `name` the piece it is about."""

    kind: ProblemKind
    name: str | None
    sentence: str


def check_structure(
    inputs: tuple[str, ...],
    pieces: Sequence[Piece],
    output: str,
    *,
    parameters: tuple[str, ...] = (),
    chains_allowed: bool = True,
) -> Graph | DecompositionProblem:
    """The graph of a learner's pieces, given in any order, or the first thing that is wrong with them.

    `parameters` are names of the function that are held still: they may be used and not defined. Without
    `chains_allowed` a piece that is a chain itself is `too_big`.
    """
    given = {piece.name: piece for piece in pieces}
    problem = (
        _doubled_or_clash(pieces, inputs, parameters)
        or _incomplete_or_undefined(given, output, {*inputs, *parameters})
        or _circular(given)
        or _unused(given, output)
    )
    if problem is None and not chains_allowed:
        problem = _too_big(pieces)
    if problem is not None:
        return problem
    return Graph(inputs, tuple(_in_order_of_use(given, output)), (output,))


def _doubled_or_clash(
    pieces: Sequence[Piece], inputs: tuple[str, ...], parameters: tuple[str, ...]
) -> DecompositionProblem | None:
    for name, times in Counter(piece.name for piece in pieces).items():
        if name in inputs or name in parameters:
            what = "the variable" if name in inputs else "a name in the function"
            return DecompositionProblem("clash", name, f"{name} is {what} already. Choose another letter.")
        if times > 1:
            return DecompositionProblem("doubled", name, f"You have defined {name} twice. Keep one of the two.")
    return None


def _incomplete_or_undefined(given: dict[str, Piece], output: str, known: set[str]) -> DecompositionProblem | None:
    for piece in given.values():
        for name in symbols(piece.definition):
            if name not in given and name not in known:
                sentence = f"{piece.name} uses {name}, and {name} has no formula yet. Add a line {name} = ..."
                return DecompositionProblem("undefined", name, sentence)
    if output not in given:
        sentence = f"The last piece is missing: write {output} = ... with the pieces you have."
        return DecompositionProblem("incomplete", output, sentence)
    return None


def _circular(given: dict[str, Piece]) -> DecompositionProblem | None:
    waiting = dict(given)
    while waiting:
        ready = [name for name, piece in waiting.items() if waiting.keys().isdisjoint(symbols(piece.definition))]
        if not ready:
            circle = _a_circle(waiting)
            if len(circle) == 1:
                sentence = f"{circle[0]} is defined by itself. Build it from simpler pieces."
            else:
                sentence = f"{' and '.join(circle)} are defined by each other. Start from the inside."
            return DecompositionProblem("circular", circle[0], sentence)
        for name in ready:
            del waiting[name]
    return None


def _a_circle(waiting: dict[str, Piece]) -> list[str]:
    """The names of one circle, in the order of the pieces; every waiting piece uses another one."""
    way: list[str] = []
    name = next(iter(waiting))
    while name not in way:
        way.append(name)
        name = next(used for used in symbols(waiting[name].definition) if used in waiting)
    circle = set(way[way.index(name) :])
    return [name for name in waiting if name in circle]


def _unused(given: dict[str, Piece], output: str) -> DecompositionProblem | None:
    used = {piece.name for piece in _in_order_of_use(given, output)}
    for name in given:
        if name not in used:
            sentence = f"{name} is not used in the end. Use it in a later piece, or leave it out."
            return DecompositionProblem("unused", name, sentence)
    return None


def _too_big(pieces: Sequence[Piece]) -> DecompositionProblem | None:
    for piece in pieces:
        if is_chain_itself(piece.definition):
            sentence = f"{piece.name} is itself a function inside a function. Split it into two pieces."
            return DecompositionProblem("too_big", piece.name, sentence)
    return None


def _in_order_of_use(given: dict[str, Piece], output: str) -> list[Piece]:
    """The pieces the output needs, each after those it uses; where that leaves a choice, as they were given."""
    needed = {output}
    waiting = [output]
    while waiting:
        for name in symbols(given[waiting.pop()].definition):
            if name in given and name not in needed:
                needed.add(name)
                waiting.append(name)
    ordered: list[Piece] = []
    left = {name: piece for name, piece in given.items() if name in needed}
    while left:
        name = next(name for name, piece in left.items() if left.keys().isdisjoint(symbols(piece.definition)))
        ordered.append(left.pop(name))
    return ordered
