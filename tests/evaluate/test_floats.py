"""Values in floats: at a point, over arrays, and where there is none."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths.evaluate.float_arrays import ARRAYS
from tutor.maths.evaluate.float_scalars import SCALARS
from tutor.maths.evaluate.floats import compiled, evaluate
from tutor.maths.functions import FUNCTIONS
from tutor.maths.tree import (
    Call,
    Constant,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
)

X, Y = Symbol("x"), Symbol("y")
POINTS = (-1e308, -50.0, -2.0, -1.0, -0.5, -0.0, 0.0, 1e-300, 0.25, 1.0, 1.5, 2.0, 3.0, 710.0, 1e308)


def call(name: str, *arguments: Node) -> Call:
    return Call(name, arguments)


def at(tree: Node, **values: float) -> float:
    value = evaluate(tree, values)
    assert isinstance(value, float)
    return value


def same(left: float, right: float) -> bool:
    return (math.isnan(left) and math.isnan(right)) or left == pytest.approx(right, rel=1e-9, abs=1e-300)


def test_the_tables_cover_every_function() -> None:
    assert set(SCALARS.functions) == set(FUNCTIONS)
    assert set(ARRAYS.functions) == set(FUNCTIONS)


@pytest.mark.parametrize(
    "function, argument, value",
    [
        ("sec", 1.0, 1 / math.cos(1)),
        ("csc", 1.0, 1 / math.sin(1)),
        ("cot", 1.0, 1 / math.tan(1)),
        ("sech", 1000.0, 0.0),
        ("csch", 1000.0, 0.0),
        ("csch", 0.0, math.nan),
        ("coth", 0.0, math.nan),
        ("arcsec", 2.0, math.pi / 3),
        ("arcsec", 0.5, math.nan),
        ("arccsc", -2.0, -math.pi / 6),
        ("arccot", -1.0, 3 * math.pi / 4),
        ("arcsin", 1.1, math.nan),
        ("arcosh", 0.9, math.nan),
        ("artanh", 1.0, math.nan),
        ("artanh", -1.0, math.nan),
        ("arcoth", 1.0, math.nan),
        ("arcoth", 2.0, math.log(3) / 2),
        ("arsech", 0.0, math.nan),
        ("arsech", 0.5, math.acosh(2)),
        ("arcsch", -0.5, math.asinh(-2)),
        ("exp", 1000.0, math.inf),
        ("sinh", -1000.0, -math.inf),
        ("cosh", -1000.0, math.inf),
        ("ln", 0.0, math.nan),
        ("ln", -1.0, math.nan),
        ("sqrt", -1.0, math.nan),
        ("abs", -2.0, 2.0),
        ("sign", -2.0, -1.0),
        ("sign", 0.0, 0.0),
        ("step", 0.0, 0.0),
        ("step", 0.1, 1.0),
        ("step", -0.1, 0.0),
        ("relu", -3.0, 0.0),
        ("relu", 3.0, 3.0),
        ("sigmoid", 0.0, 0.5),
        ("sigmoid", -1000.0, 0.0),
        ("sigmoid", 1000.0, 1.0),
        ("softplus", 0.0, math.log(2)),
        ("softplus", 1000.0, 1000.0),
        ("softplus", -1000.0, 0.0),
    ],
)
def test_functions_mean_what_the_table_of_functions_says(function: str, argument: float, value: float) -> None:
    tree = call(function, X)
    assert same(at(tree, x=argument), value)
    assert same(float(compiled(tree, ["x"])(argument)), value)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_points_and_arrays_agree(name: str) -> None:
    if FUNCTIONS[name].least == 1:
        tree = call(name, X)
    else:
        tree = call(name, X, Y)
    run = compiled(tree, ["x", "y"])
    grid_x, grid_y = np.meshgrid(POINTS, POINTS)
    for x, y, value in zip(grid_x.flat, grid_y.flat, run(grid_x, grid_y).flat, strict=True):
        assert same(at(tree, x=float(x), y=float(y)), float(value)), (x, y)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_undefined_goes_through_every_function(name: str) -> None:
    nowhere = call("ln", Number(-1))
    tree = call(name, *[nowhere] * FUNCTIONS[name].least)
    assert math.isnan(at(tree))
    assert math.isnan(float(compiled(tree, [])()))


@pytest.mark.parametrize(
    "exponent, value",
    [
        (Number(Fraction(1, 3)), -2.0),
        (Quotient(Number(1), Number(3)), -2.0),
        (Quotient(Number(2), Number(6)), -2.0),
        (Negative(Quotient(Number(1), Number(3))), -0.5),
        (Quotient(Number(2), Number(3)), 4.0),
        (Quotient(Number(3), Number(5)), -(8**0.6)),
        (Number(2), 64.0),
        (Power(Number(2), Number(1)), 64.0),
        (call("sqrt", Number(4)), 64.0),
        (call("abs", Number(Fraction(-1, 3))), -2.0),
        (call("ln", Number(2)), math.nan),
        (Number(0), 1.0),
        (Number(-1), -0.125),
        (Number(Fraction(1, 2)), math.nan),
        (Sum((Number(1), Number(Fraction(1, 2)))), math.nan),
        (Y, math.nan),
    ],
)
def test_powers_of_a_negative_number(exponent: Node, value: float) -> None:
    tree = Power(X, exponent)
    assert same(at(tree, x=-8.0, y=2.0), value)
    assert same(float(compiled(tree, ["x", "y"])(-8.0, 2.0)), value)


@pytest.mark.parametrize(
    "tree, value",
    [
        (call("root", Number(-8), Number(3)), -2.0),
        (call("root", Number(-8), Number(2)), math.nan),
        (call("root", Number(-8), Number(-3)), -0.5),
        (call("root", Number(0), Number(-3)), math.nan),
        (call("root", Number(8), Number(0)), math.nan),
        (call("log", Number(8), Number(2)), 3.0),
        (call("log", Number(8), Number(1)), math.nan),
        (call("log", Number(8), Number(-2)), math.nan),
        (Quotient(Number(1), Number(0)), math.nan),
        (Quotient(Number(0), Number(0)), math.nan),
        (Power(Number(0), Number(-1)), math.nan),
        (Power(Number(-10), Number(401)), -math.inf),
        (Power(Number(10), Number(400)), math.inf),
        (Power(Constant("e"), Number(1000)), math.inf),
        (Product((Number(0), Quotient(Number(1), Number(0)))), math.nan),
        (Number(10**400), math.inf),
        (Sum((Number(1), Number(2), Negative(Number(4)))), -1.0),
        (Constant("pi"), math.pi),
        (X, math.nan),
        (call("max", Number(1), call("ln", Number(-1))), math.nan),
        (call("min", Number(3), Number(1), Number(2)), 1.0),
    ],
)
def test_values_at_the_edge(tree: Node, value: float) -> None:
    assert same(at(tree), value)
    assert same(float(compiled(tree, [])()), value)


def test_vectors_and_matrices_are_lists() -> None:
    square = Power(X, Number(2))
    vector, matrix = Vector((X, square)), Matrix(((X, Number(1)), (square, Y)))
    assert evaluate(vector, {"x": 3}) == [3.0, 9.0]
    assert evaluate(matrix, {"x": 3, "y": 5}) == [[3.0, 1.0], [9.0, 5.0]]
    points = np.array([1.0, 2.0, 3.0])
    assert compiled(vector, ["x"])(points).tolist() == [[1, 2, 3], [1, 4, 9]]
    assert compiled(matrix, ["x", "y"])(points, 5.0)[1].tolist() == [[1, 4, 9], [5, 5, 5]]


def test_a_vector_inside_arithmetic_is_undefined() -> None:
    assert math.isnan(at(Sum((Vector((X, X)), X)), x=1.0))


def test_arrays_keep_their_common_shape() -> None:
    grid = compiled(Number(2), ["x", "y"])(np.zeros((3, 1)), np.zeros((1, 4)))
    assert grid.shape == (3, 4)
    assert (grid == 2).all()


def test_inputs_are_left_alone() -> None:
    points = np.array([1.0, 2.0])
    value = compiled(X, ["x"])(points)
    value[0] = 7
    assert points.tolist() == [1.0, 2.0]


def test_a_deep_tree_is_no_danger() -> None:
    tree: Node = X
    for _ in range(3000):
        tree = call("abs", Negative(tree))
    assert at(tree, x=-2.0) == 2.0
    assert float(compiled(tree, ["x"])(-2.0)) == 2.0


BOUNDED = ("sin", "cos", "tanh", "arctan", "sigmoid", "sech", "arccot", "relu", "abs")


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        inner.map(Negative),
        st.builds(call, st.sampled_from(BOUNDED), inner),
        st.builds(call, st.sampled_from(["max", "min"]), inner, inner),
    )


LEAVES = st.one_of(st.sampled_from([X, Y]), st.fractions(-3, 3, max_denominator=6).map(Number))


@settings(max_examples=150, deadline=None)
@given(st.recursive(LEAVES, grown, max_leaves=6), st.floats(-3, 3), st.floats(-3, 3))
def test_a_tree_has_one_value_however_it_is_computed(tree: Node, x: float, y: float) -> None:
    arrays = compiled(tree, ["x", "y"])(np.array([x, x]), y)
    assert arrays == pytest.approx(at(tree, x=x, y=y), rel=1e-9, abs=1e-9)
