"""Every stated problem of the curriculum is derived to its stated answer."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from calculus_numbers import CONTEXT, Undefined, close, number

from tutor.maths.calculus import (
    Graph,
    Piece,
    Task,
    chain,
    check_structure,
    derive,
    is_chain_itself,
    is_one_layer,
)
from tutor.maths.printing import one_line
from tutor.maths.reading import read, read_program
from tutor.maths.tree import Matrix, Node, Vector, substituted, symbols
from tutor.maths.verdict import Names

SCALAR = {"derivative", "partial", "gradient", "chain_single", "chain_total", "chain_multivariate"}
KINDS = SCALAR | {"hessian", "jacobian", "taylor2"}


def _problems(shared: Path) -> list[dict[str, Any]]:
    lines = (shared / "curriculum" / "problems.jsonl").read_text().splitlines()
    return [problem for problem in map(json.loads, lines) if "ask" not in problem]


def _tree(text: str, names: tuple[str, ...] = ()) -> Node:
    return read(text, Names(names, invent=True)).tree


def _entries(answer: Any) -> list[str]:
    if isinstance(answer, list):
        return [entry for row in answer for entry in _entries(row)]
    return [answer]


def _same(found: Node, stated: Node, domain: dict[str, list[float]]) -> bool:
    """Whether two trees agree at random points (at least four where both are defined)."""
    names = sorted({*symbols(found), *symbols(stated)})
    draw, agreed = random.Random(3), 0
    for _ in range(40):
        at = {name: CONTEXT.mpf(draw.uniform(*domain.get(name, (-2, 2)))) for name in names}
        try:
            one, other = number(found, at), number(stated, at)
        except Undefined:
            continue
        if not close(one, other):
            return False
        agreed += 1
    return agreed >= 4


def _ask(problem: dict[str, Any]) -> str:
    return problem["kind"] if problem["kind"] in ("gradient", "hessian", "jacobian", "taylor2") else "derivative"


def _derived(problem: dict[str, Any]) -> Node:
    functions = problem["functions"]
    source = list(functions.values())
    program = read_program(source if problem["kind"] == "jacobian" else source[-1])
    assert isinstance(program.expression, Vector) == (problem["kind"] == "jacobian")
    wrt = (problem["wrt"],) if "wrt" in problem else tuple(problem["inputs"])
    at = {name: _tree(text) for name, text in problem.get("at", {}).items()} or None
    return derive(Task(program.expression, program.definitions, "F", wrt, _ask(problem), at)).answer


def test_every_problem_is_derived_to_its_answer(shared: Path) -> None:
    checked = 0
    for problem in _problems(shared):
        if problem["kind"] not in KINDS:
            continue
        names = tuple(name for name in problem["inputs"])
        pieces: dict[str, Node] = {}
        for piece in problem.get("intermediates", ()):
            pieces[piece["name"]] = substituted(_tree(piece["expr"], names), pieces)
        answer = _derived(problem)
        found = answer.children if isinstance(answer, Vector | Matrix) else (answer,)
        stated = [substituted(_tree(text, names), pieces) for text in _entries(problem["answer"])]
        assert len(found) == len(stated), problem["id"]
        for one, other in zip(found, stated, strict=True):
            assert _same(one, other, problem.get("domain", {})), (problem["id"], one_line(one))
        checked += 1
    assert checked >= 80


def test_the_products_of_the_vector_chains(shared: Path) -> None:
    checked = 0
    for problem in _problems(shared):
        if problem["kind"] != "vector_chain":
            continue
        inside, outside = problem["functions"]["g"], problem["functions"]["f"]
        names = (*problem["inputs"], *problem["gnames"], *problem.get("free", ()))
        definitions = tuple((name, _tree(text, names)) for name, text in zip(problem["gnames"], inside, strict=True))
        function = Vector(tuple(_tree(text, names) for text in outside))
        for wrt, stated in ((problem["inputs"], "product"), (problem["gnames"], "df_dg")):
            program = definitions if stated == "product" else ()
            answer = derive(Task(function, program, "f", tuple(wrt), "jacobian")).answer
            assert isinstance(answer, Matrix)
            rows = problem["answer"][stated]
            assert answer.shape == (len(rows), len(rows[0])), problem["id"]
            for one, other in zip(answer.children, _entries(rows), strict=True):
                tree = substituted(_tree(other, names), dict(definitions) if stated == "product" else {})
                assert _same(one, tree, problem.get("domain", {})), (problem["id"], stated)
        checked += 1
    assert checked >= 10


def test_the_stated_pieces_are_a_decomposition_with_the_stated_slopes(shared: Path) -> None:
    checked = 0
    for problem in _problems(shared):
        if not problem["kind"].startswith("chain_"):
            continue
        stated = problem["intermediates"]
        names = (*problem["inputs"], *problem.get("free", ()), *(piece["name"] for piece in stated))
        pieces = [Piece(piece["name"], _tree(piece["expr"], names)) for piece in stated]
        inputs = (*problem["inputs"], *problem.get("free", ()))
        graph = check_structure(inputs, pieces[::-1], stated[-1]["name"])
        assert isinstance(graph, Graph), (problem["id"], graph)
        (function,) = (_tree(text, names) for text in problem["functions"].values())
        composed = graph.expression(graph.outputs[0])
        assert _same(composed, function, problem.get("domain", {})), problem["id"]
        for piece in stated:
            partials = piece.get("partials") or {piece["wrt"]: piece["local"]}
            for argument, text in partials.items():
                found = graph.local_partial(piece["name"], argument)
                positive = dict.fromkeys(symbols(found), (0.1, 0.9))
                assert _same(found, _tree(text, names), positive), (problem["id"], piece["name"])
        if "paths" in problem:
            assert len(graph.paths(problem["wrt"], graph.outputs[0])) == problem["paths"]
        checked += 1
    assert checked >= 30


def test_the_usual_pieces_of_a_single_chain_are_those_a_teacher_writes(shared: Path) -> None:
    singles = [problem for problem in _problems(shared) if problem["kind"] == "chain_single"]
    for problem in singles:
        graph = chain(_tree(problem["functions"]["y"]), problem["wrt"])
        written = {piece.name: one_line(piece.definition) for piece in graph.pieces}
        stated = {piece["name"]: one_line(_tree(piece["expr"])) for piece in problem["intermediates"]}
        assert written == stated, problem["id"]
        assert all(is_one_layer(piece.definition) for piece in graph.pieces)
        assert not any(is_chain_itself(piece.definition) for piece in graph.pieces)
    assert len(singles) >= 10


def test_no_stated_piece_of_a_sum_over_paths_counts_as_too_big(shared: Path) -> None:
    for problem in _problems(shared):
        if problem["kind"] == "chain_total":
            for piece in problem["intermediates"]:
                assert not is_chain_itself(_tree(piece["expr"])), (problem["id"], piece["expr"])
