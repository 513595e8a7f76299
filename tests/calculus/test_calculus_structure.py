"""A learner's pieces: in any order, and with one sentence for what does not hang together."""

from __future__ import annotations

import pytest

from tutor.maths.calculus import (
    DecompositionProblem,
    Graph,
    Piece,
    TooLarge,
    check_structure,
    graph_of_program,
)
from tutor.maths.printing import one_line
from tutor.maths.reading import read
from tutor.maths.tree import Node, Number, Sum, Symbol
from tutor.maths.verdict import Names


def tree(text: str) -> Node:
    return read(text, Names(invent=True)).tree


def pieces(*lines: str) -> list[Piece]:
    return [Piece(*(part.strip() for part in line.split("=")[:1]), tree(line.split("=")[1])) for line in lines]


def test_pieces_in_any_order_become_a_graph() -> None:
    graph = check_structure(("x",), pieces("y = ln(w)", "w = v^2", "u = x^3", "v = sin(u)"), "y")
    assert isinstance(graph, Graph)
    assert [piece.name for piece in graph.pieces] == ["u", "v", "w", "y"]
    assert one_line(graph.expression("y")) == "ln(sin(x^3)^2)"
    assert graph.paths("x", "y") == (("x", "u", "v", "w", "y"),)


@pytest.mark.parametrize(
    "lines, kind, name",
    [
        (["u = x^3", "v = x", "y = sin(u)"], "unused", "v"),
        (["u = v", "v = u", "y = u"], "circular", "u"),
        (["u = u + x", "y = u"], "circular", "u"),
        (["y = sin(u)"], "undefined", "u"),
        (["x = 3", "y = x"], "clash", "x"),
        (["a = 3", "y = a*x"], "clash", "a"),
        (["u = x^3"], "incomplete", "y"),
        (["u = x", "u = x^2", "y = u"], "doubled", "u"),
        (["u = sin(x^3)", "y = ln(u)"], "too_big", "u"),
    ],
)
def test_what_does_not_hang_together(lines: list[str], kind: str, name: str) -> None:
    problem = check_structure(("x",), pieces(*lines), "y", parameters=("a",), chains_allowed=False)
    assert isinstance(problem, DecompositionProblem)
    assert (problem.kind, problem.name) == (kind, name)
    assert name in problem.sentence
    assert problem.sentence.endswith(".") or problem.sentence.endswith("...")


def test_a_circle_is_named_and_not_what_hangs_on_it() -> None:
    problem = check_structure(("x",), pieces("y = u", "u = v", "v = w", "w = v"), "y")
    assert isinstance(problem, DecompositionProblem)
    assert problem.sentence.startswith("v and w are defined by each other")


def test_sums_over_paths() -> None:
    lines = pieces("u = x*y", "a = u^2", "v = y+z", "b = v^2")
    definitions = [(piece.name, piece.definition) for piece in lines]
    graph = graph_of_program(tree("a + u*b"), definitions, "f", ("x", "y", "z"))
    assert set(graph.paths("y", "f")) == {("y", "u", "a", "f"), ("y", "u", "f"), ("y", "v", "b", "f")}
    assert graph.paths("q", "f") == ()
    assert one_line(graph.combined("x", "f")) == "2*u*y+b*y"
    values = {name: one_line(value) for name, value in graph.values({"x": Number(2), "y": Number(3)}).items()}
    assert values["u"] == "6"
    assert values["v"] == "3+z"
    adjoints = graph.adjoints({name: Number(1) for name in "xyz"}, "f")
    assert {name: one_line(value) for name, value in adjoints.items()} == {
        **{"f": "1", "a": "1", "b": "1", "u": "6", "v": "4"},
        **{"x": "6", "y": "10", "z": "4"},
    }


def test_too_many_paths_are_not_written_down() -> None:
    doubled = [Piece("d", Symbol("x")), *(Piece(f"e{i}", tree(f"d+{i}")) for i in range(300))]
    total = Piece("y", Sum(tuple(Symbol(f"e{i}") for i in range(300))))
    with pytest.raises(TooLarge):
        Graph(("x",), (*doubled, total), ("y",)).paths("x", "y")


def test_a_graph_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError):
        Graph(("x",), tuple(pieces("y = u", "u = x")), ("y",))
    with pytest.raises(ValueError):
        Graph(("x",), tuple(pieces("u = x")), ("y",))
    with pytest.raises(ValueError, match="defined by each other"):
        graph_of_program(tree("u"), (("u", tree("v")), ("v", tree("u"))), "f", ("x",))
