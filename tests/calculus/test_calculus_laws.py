"""Laws that hold for every expression: tidying keeps the value, the derivative is the slope, graphs compose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from calculus_numbers import (
    CONTEXT,
    PIECEWISE,
    SMOOTH,
    Undefined,
    central_difference,
    close,
    defined,
    number,
    trees,
)
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from tutor.maths.calculus import (
    Graph,
    TooLarge,
    chain,
    check_structure,
    derivative,
    graph_of_expression,
    is_one_layer,
    tidy,
)
from tutor.maths.functions import FUNCTIONS
from tutor.maths.tree import Call, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol, walk

POINTS = [
    {"x": CONTEXT.mpf(a) / 1000, "y": CONTEXT.mpf(b) / 1000}
    for a, b in ((537, 1741), (-638, 812), (2189, -1311), (-3317, -211), (91, 3003))
]
LAWS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
X = Symbol("x")


def _smooth(tree: Node, at: dict[str, object]) -> bool:
    """Whether no switch of the tree lies near the point, so that it has a slope there."""
    for node in walk(tree):
        if isinstance(node, Call) and node.function in PIECEWISE and abs(number(node.arguments[0], at)) < 1e-6:
            return False
        if isinstance(node, Call) and node.function in ("max", "min"):
            values = sorted(number(argument, at) for argument in node.arguments)
            if any(0 < b - a < 1e-6 for a, b in pairwise(values)):
                return False
    return True


@LAWS
@given(trees())
@example(Power(Power(X, Number(2)), Quotient(Number(1), Number(2))))
@example(Quotient(Sum((Call("abs", (X,)), Negative(X))), Sum((Call("abs", (X,)), Negative(X)))))
@example(Product((Call("sqrt", (X,)), Call("sqrt", (X,)))))
@example(Product((Number(0), Call("ln", (X,)))))
@example(Power(Number(0), Negative(Number(1))))
def test_tidy_keeps_the_value_and_the_domain(tree: Node) -> None:
    tidied = tidy(tree)
    for at in POINTS:
        if defined(tree, at):
            assert close(number(tree, at), number(tidied, at)), at
    grown = [at for at in POINTS if defined(tidied, at) and not defined(tree, at)]
    if grown:
        # A single point more may be an isolated one; its neighbours then belong to both.
        near = [{name: value + CONTEXT.mpf("0.0078125") for name, value in at.items()} for at in grown]
        assert all(defined(tree, at) or not defined(tidied, at) for at in near)


@LAWS
@given(trees())
def test_tidy_twice_is_tidy_once_and_it_does_not_grow(tree: Node) -> None:
    once = tidy(tree)
    assert tidy(once).size <= once.size
    assert once.size <= 3 * tree.size + 3


@LAWS
@given(trees(), st.sampled_from(POINTS))
def test_the_derivative_is_the_slope(tree: Node, at: dict[str, object]) -> None:
    try:
        slope = derivative(tree, "x")
    except TooLarge:
        return
    try:
        assume(_smooth(tree, at))
        measured = central_difference(tree, "x", at)
        found = number(slope, at)
    except Undefined:
        return
    curvature = abs(central_difference(slope, "x", at)) if defined(slope, at) else 0
    assume(curvature < 1e6 and abs(found) < 1e8)
    assert close(measured, found, digits=8)


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_has_its_derivative(function: str) -> None:
    extra = {"root": (Number(3),), "log": (Number(2),), "max": (Number(1),), "min": (Number(1),)}
    inside = Sum((Product((Number(2), X)), Negative(Quotient(Number(1), Number(3)))))
    tree = Call(function, (inside, *extra.get(function, ())))
    compared = 0
    for thousandths in range(-4017, 4000, 211):
        at = {"x": CONTEXT.mpf(thousandths) / 1000}
        try:
            measured = central_difference(tree, "x", at)
        except Undefined:
            continue
        assert close(measured, number(derivative(tree, "x"), at), digits=10), at
        compared += 1
    assert compared >= 2


@LAWS
@given(trees(names=("x",)))
def test_the_chain_is_the_function_in_single_layers(tree: Node) -> None:
    graph = chain(tree, "x")
    output = graph.outputs[0]
    assert all(is_one_layer(piece.definition) for piece in graph.pieces)
    composed = graph.expression(output)
    for at in POINTS:
        if defined(tree, at):
            assert close(number(tree, at), number(composed, at))
    checked = check_structure(graph.inputs, graph.pieces[::-1], output)
    assert isinstance(checked, Graph)
    assert checked.expression(output) == composed


@LAWS
@given(trees(functions=SMOOTH))
def test_the_sum_over_paths_put_back_is_the_derivative(tree: Node) -> None:
    graph = graph_of_expression(tree)
    output = graph.outputs[0]
    for name in graph.inputs:
        try:
            slope, by_paths = graph.total(name, output), graph.put_back(graph.combined(name, output))
        except TooLarge:
            return
        for at in POINTS:
            if defined(slope, at) and defined(by_paths, at):
                assert close(number(slope, at), number(by_paths, at), digits=15)


@LAWS
@given(trees(functions=("sin", "exp", "tanh", "sigmoid", "relu")))
def test_values_and_adjoints_at_a_point_are_those_of_the_formulas(tree: Node) -> None:
    graph = graph_of_expression(tree)
    output = graph.outputs[0]
    at = {"x": Number(POINT_X), "y": Number(POINT_Y)}
    floats = {"x": CONTEXT.mpf(POINT_X.numerator) / POINT_X.denominator, "y": CONTEXT.mpf(7) / 2}
    try:
        values, adjoints = graph.values(at), graph.adjoints(at, output)
        slopes = {name: graph.total(name, output) for name in graph.inputs}
    except TooLarge:
        return
    for piece in graph.pieces:
        formula = graph.expression(piece.name)
        if defined(formula, floats):
            assert close(number(values[piece.name], {}), number(formula, floats))
    for name, slope in slopes.items():
        if defined(slope, floats) and defined(adjoints[name], {}):
            assert close(number(adjoints[name], {}), number(slope, floats), digits=15)


POINT_X, POINT_Y = Number(-3).value / 8, Number(7).value / 2
