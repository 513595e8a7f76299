"""The learner's own pieces: each line read, and all of them put together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.engine import (
    DecompositionProblem,
    Graph,
    Names,
    Node,
    Piece,
    ReadingError,
    canonical,
    check_structure,
    is_chain_itself,
    one_line,
    read,
    symbols,
    tidy,
    walk,
)
from tutor.exercises.derivation.problem import Problem

_NAMED = re.compile(r"\s*(?P<name>\\?[^\W\d_]+(?:_?\{?\w*\}?)?)\s*(?:\([^()=]*\))?\s*=(?!=)")
_MANY = 24


@dataclass(frozen=True)
class Line:
    """One line of the first step as it stands: a piece, or the reason why it is none yet."""

    text: str
    name: str = ""
    definition: Node | None = None
    offset: int = 0
    sentence: str = ""
    caret: int | None = None
    to_come: tuple[str, ...] = ()
    big: bool = False

    @property
    def usable(self) -> bool:
        """Whether the line stands as a piece of the decomposition."""
        return self.definition is not None and not self.sentence


@dataclass(frozen=True)
class Decomposition:
    """All lines, and the computation graph they make once the function's name is among them.

    `unused` are pieces the function does not need; they are not in the graph. `missing` are names that are
    used and not defined yet.
    """

    lines: tuple[Line, ...]
    graph: Graph | None
    unused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sentence: str = ""


def decomposition(problem: Problem, texts: tuple[str, ...], kept: frozenset[str]) -> Decomposition:
    """The learner's lines, read one after the other and put together."""
    lines: list[Line] = []
    for text in texts:
        lines.append(read_line(problem, text, lines, text in kept))
    pieces = [Piece(line.name, line.definition) for line in lines if line.usable and line.definition is not None]
    defined = {piece.name for piece in pieces}
    used = {name for piece in pieces for name in symbols(piece.definition)}
    missing = tuple(sorted(used - defined - set(problem.inputs)))
    if problem.name not in defined or missing:
        return Decomposition(tuple(lines), None, missing=missing)
    needed = _needed(pieces, problem.name)
    unused = tuple(piece.name for piece in pieces if piece.name not in needed)
    structure = check_structure(problem.inputs, [p for p in pieces if p.name in needed], problem.name)
    if isinstance(structure, DecompositionProblem):
        return Decomposition(tuple(lines), None, unused, sentence=structure.sentence)
    return Decomposition(tuple(lines), structure, unused)


def read_line(problem: Problem, text: str, before: list[Line], keep: bool) -> Line:
    """One line of the first step: "u = x^3"."""
    match = _NAMED.match(text)
    if match is None:
        return Line(text, sentence=f"Give the piece a name, like this: u = {_example(problem)}")
    name, offset = _spelled(match["name"], problem, before), match.end()
    if len(before) >= _MANY:
        return Line(text, name, sentence="These are many pieces already. Delete one first.")
    if name in problem.inputs:
        return Line(text, name, sentence=f"{name} is taken: it is in the function. Choose another letter.", caret=0)
    if any(line.usable and line.name == name for line in before):
        return Line(text, name, sentence=f"{name} has a meaning already. Choose another letter.", caret=0)
    if name in ("e", "pi"):
        return Line(text, name, sentence=f"{name} is a number. Choose another letter.", caret=0)
    expected = tuple(new for line in before if line.usable for new in line.to_come)
    names = (*problem.inputs, *(line.name for line in before if line.usable), *expected)
    outer = name == problem.name or name in expected
    try:
        definition, to_come = _read_definition(text[offset:], tuple(dict.fromkeys((*names, name))), outer)
    except ReadingError as error:
        caret = min(len(text), offset + error.position)
        return Line(text, name, offset=offset, sentence=error.message, caret=caret)
    if name in symbols(definition):
        return Line(text, name, sentence=f"{name} cannot be made of itself.", caret=offset)
    big = is_chain_itself(definition)
    if big and not keep:
        sentence = f"{one_line(definition)} has layers of its own. Split it, or press enter again to keep it whole."
        return Line(text, name, definition, offset, sentence, to_come=to_come, big=True)
    return Line(text, name, definition, offset, to_come=to_come, big=big)


def known_parts(function: Node) -> frozenset[Node]:
    """The parts of the function as written, tidied: pieces that are among them are surely meant."""
    if function.size > 300:
        return frozenset()
    return frozenset(tidy(node) for node in walk(function))


def _read_definition(text: str, names: tuple[str, ...], outer: bool) -> tuple[Node, tuple[str, ...]]:
    """The definition, and the names it uses that are still to be defined.

    `outer` tells that the piece is the function or is already used by an outer one: pieces may be named from the
    outside in.
    """
    try:
        return read(text, Names(names)).tree, ()
    except ReadingError as error:
        try:
            tree = read(text, Names(names, invent=True)).tree
        except ReadingError:
            raise error from None
        new = tuple(symbol for symbol in symbols(tree) if symbol not in names)
        if not outer or not new or len(new) > 3 or not all(_stands_alone(symbol, text) for symbol in new):
            raise error from None
        return tree, new


def _stands_alone(name: str, text: str) -> bool:
    """Whether a new name is a single letter (with an index) that was typed on its own, not cut from a word."""
    if re.fullmatch(r"[a-z](_?\d+)?", name) is None or name == "i":
        return False
    return re.search(rf"(?<![^\W\d_]){name}(?![^\W\d_(])", text) is not None


def _spelled(typed: str, problem: Problem, before: list[Line]) -> str:
    """The name as it is spelled elsewhere already (x_1 for x1), or as typed."""
    known = (*problem.inputs, problem.name, *(name for line in before for name in (line.name, *line.to_come)))
    plain = canonical(typed)
    same = next((name for name in known if name and canonical(name) == plain), None)
    return same or (typed if typed.isascii() and typed.isidentifier() else plain)


def _needed(pieces: list[Piece], output: str) -> set[str]:
    definitions = {piece.name: piece.definition for piece in pieces}
    needed: set[str] = set()
    waiting = [output]
    while waiting:
        name = waiting.pop()
        if name in definitions and name not in needed:
            needed.add(name)
            waiting.extend(symbols(definitions[name]))
    return needed


def _example(problem: Problem) -> str:
    return f"{problem.variable}^2"
