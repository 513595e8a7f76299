"""The question each step asks the judge, on the learner's own pieces and on what stands in earlier steps."""

from __future__ import annotations

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


def combined(problem: Problem, graph: Graph, text: str, expected: Node) -> Question:
    """Is this, with the pieces put in, the derivative?"""
    return Question(text, whole_names(problem, graph), expected, let=definitions(problem, graph))


def put_back(problem: Problem, graph: Graph, text: str, expected: Node) -> Question:
    """Is this the derivative, in the inputs alone?"""
    return Question(text, whole_names(problem, graph), expected, let=definitions(problem, graph))


def whole_names(problem: Problem, graph: Graph) -> Names:
    """What may be named in the derivative of the whole."""
    return Names(all_names(problem, graph), (problem.variable,), problem.name)


def all_names(problem: Problem, graph: Graph) -> tuple[str, ...]:
    """The inputs and all pieces."""
    return (*problem.inputs, *(piece.name for piece in graph.pieces))


def definitions(problem: Problem, graph: Graph) -> tuple[tuple[str, Node], ...]:
    """The pieces with their definitions, each using only earlier ones."""
    return tuple((piece.name, piece.definition) for piece in graph.pieces)


def carried_product(problem: Problem, graph: Graph, texts: dict[str, str]) -> Node | None:
    """The sum over all paths of the products of what the learner wrote for each derivative.

    None where a derivative is missing or cannot be read.
    """
    written: dict[tuple[str, str], Node] = {}
    terms: list[Node] = []
    for path in graph.paths(problem.variable, problem.name):
        factors: list[Node] = []
        for argument, piece in pairwise(path):
            if (piece, argument) not in written:
                try:
                    names = local_names(problem, graph, piece, argument)
                    written[piece, argument] = read(texts.get(f"{piece}:{argument}", ""), names).tree
                except ReadingError:
                    return None
            factors.append(written[piece, argument])
        terms.append(times(factors))
    return plus(terms) if terms else None
