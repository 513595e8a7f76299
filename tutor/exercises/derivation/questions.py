"""The question each step asks the judge, on the learner's own pieces and on what stands in earlier steps."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise

from tutor.engine import Graph, Names, Node, Question, ReadingError, plus, read, times
from tutor.exercises.derivation.pieces import Line
from tutor.exercises.derivation.problem import Problem


def composition(problem: Problem, line: Line, graph: Graph) -> Question:
    """Do the pieces, put together, give the function?"""
    others = tuple((p.name, p.definition) for p in graph.pieces if p.name != problem.name)
    names = Names((*problem.inputs, *(name for name, _ in others)), function=problem.name)
    return Question(line.text[line.offset :], names, problem.function, let=others)


def local(problem: Problem, graph: Graph, piece: str, argument: str, text: str) -> Question:
    """Is this the derivative of the learner's own piece with respect to one of its arguments?"""
    return Question(
        text,
        local_names(problem, graph, piece, argument),
        graph.local_partial(piece, argument),
        let=definitions(problem, graph),
        independent=True,
    )


def local_names(problem: Problem, graph: Graph, piece: str, argument: str) -> Names:
    """What may be named in the derivative of a piece."""
    return Names(all_names(problem, graph), (argument,), piece)


def whole(problem: Problem, graph: Graph, variable: str, text: str, expected: Node) -> Question:
    """Is this, with the pieces put in, the derivative of the function with respect to a variable?"""
    names = whole_names(problem, graph, variable)
    return Question(text, names, expected, let=definitions(problem, graph))


def value(problem: Problem, graph: Graph, variable: str, text: str) -> Question:
    """Is this the value of the derivative at the point given?"""
    return Question(text, whole_names(problem, graph, variable), problem.asked(variable), let=at_point(problem, graph))


def whole_names(problem: Problem, graph: Graph, variable: str) -> Names:
    """What may be named in the derivative of the whole with respect to a variable."""
    return Names(all_names(problem, graph), (variable,), problem.name)


def all_names(problem: Problem, graph: Graph) -> tuple[str, ...]:
    """The inputs and all pieces."""
    return (*problem.inputs, *(piece.name for piece in graph.pieces))


def definitions(problem: Problem, graph: Graph) -> tuple[tuple[str, Node], ...]:
    """The pieces with their definitions, each using only earlier ones."""
    return tuple((piece.name, piece.definition) for piece in graph.pieces)


def at_point(problem: Problem, graph: Graph) -> tuple[tuple[str, Node], ...]:
    """The inputs with their values at the point given, then the pieces."""
    return (*problem.at.items(), *definitions(problem, graph))


def written_partials(problem: Problem, graph: Graph, texts: Mapping[str, str]) -> dict[tuple[str, str], Node]:
    """What the learner wrote for each derivative of a piece, where it can be read."""
    written: dict[tuple[str, str], Node] = {}
    for piece in graph.pieces:
        for argument in graph.arguments(piece.name):
            text = texts.get(f"local:{piece.name}:{argument}", "")
            if text:
                with suppress(ReadingError):
                    written[piece.name, argument] = read(text, local_names(problem, graph, piece.name, argument)).tree
    return written


def along(path: tuple[str, ...], partials: Mapping[tuple[str, str], Node]) -> Node | None:
    """The product along a path, of the given derivatives; None where one is missing."""
    factors = [partials.get((piece, argument)) for argument, piece in pairwise(path)]
    known = [factor for factor in factors if factor is not None]
    return times(known) if len(known) == len(factors) else None


def carried_sum(problem: Problem, graph: Graph, variable: str, partials: Mapping[tuple[str, str], Node]) -> Node | None:
    """The sum over all paths of the products of the given derivatives; None where one is missing."""
    products = [along(path, partials) for path in graph.paths(variable, problem.name)]
    known = [product for product in products if product is not None]
    return plus(known) if len(known) == len(products) else None
