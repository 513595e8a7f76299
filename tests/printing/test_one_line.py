"""One line of plain ASCII: every star, every needed bracket, and the same tree when read again."""

import ast
import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from printing_trees import (
    ONE,
    PI,
    THREE,
    TWO,
    E,
    U,
    V,
    X,
    Y,
    Z,
    call,
    cube,
    minus,
    plain,
    plus,
    square,
    times,
    trees,
)

from tutor.maths.printing import one_line
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


@pytest.mark.parametrize(
    "tree, text",
    [
        (times(THREE, square(X), call("cos", cube(X))), "3*x^2*cos(x^3)"),
        (times(Quotient(X, Y), Z), "(x/y)*z"),
        (Quotient(X, times(Y, Z)), "x/(y*z)"),
        (Quotient(times(X, Y), Z), "x*y/z"),
        (Quotient(Quotient(X, Y), Z), "(x/y)/z"),
        (Quotient(X, Quotient(Y, Z)), "x/(y/z)"),
        (times(X, Quotient(Y, Z)), "x*(y/z)"),
        (Negative(square(X)), "-x^2"),
        (square(Negative(X)), "(-x)^2"),
        (minus(X, minus(Y, Z)), "x-(y-z)"),
        (plus(X, plus(Y, Z)), "x+y+z"),
        (minus(X, Negative(Y)), "x-(-y)"),
        (Negative(Negative(X)), "-(-x)"),
        (Negative(plus(X, Y)), "-(x+y)"),
        (Negative(times(X, Y)), "-x*y"),
        (times(Negative(X), Y), "(-x)*y"),
        (times(X, Negative(Y)), "x*(-y)"),
        (Power(TWO, Negative(X)), "2^(-x)"),
        (Power(E, square(X)), "e^(x^2)"),
        (cube(square(X)), "(x^2)^3"),
        (Power(X, Number(-2)), "x^(-2)"),
        (Power(X, Number(Fraction(1, 2))), "x^(1/2)"),
        (Power(Number(-2), X), "(-2)^x"),
        (Power(Number(Fraction(1, 2)), X), "(1/2)^x"),
        (times(Number(-2), X), "-2*x"),
        (plus(Y, times(Number(-2), X)), "y-2*x"),
        (times(Number(Fraction(-1, 2)), X), "-(1/2)*x"),
        (times(X, Number(-2)), "x*(-2)"),
        (Quotient(Number(-1), X), "-1/x"),
        (Quotient(Negative(X), Y), "(-x)/y"),
        (plus(X, Number(-3)), "x-3"),
        (square(call("sin", X)), "sin(x)^2"),
        (Power(E, X), "e^x"),
        (call("exp", X), "exp(x)"),
        (call("root", X, THREE), "root(x, 3)"),
        (call("log", X, TWO), "log(x, 2)"),
        (call("abs", X), "abs(x)"),
        (Quotient(PI, TWO), "pi/2"),
        (Symbol("x_1"), "x_1"),
        (Symbol("θ_1"), "theta_1"),
        (Vector((X, minus(Y, ONE))), "[x, y-1]"),
        (Matrix(((X, Y), (U, V))), "[[x, y], [u, v]]"),
        (Matrix(((X,), (Y,))), "[[x], [y]]"),
    ],
)
def test_brackets_are_there_where_they_are_needed(tree: Node, text: str) -> None:
    assert one_line(tree) == text


def test_spaced_puts_air_around_plus_and_minus_between_terms() -> None:
    tree = plus(Negative(X), times(TWO, minus(Y, ONE)), Negative(Power(X, minus(U, ONE))))
    assert one_line(tree, spaced=True) == "-x + 2*(y - 1) - x^(u - 1)"


@pytest.mark.parametrize(
    "number, text",
    [
        (Number(Fraction(1, 2), "0.5"), "0.5"),
        (Number(Fraction(1, 2), ".5"), "0.5"),
        (Number(Fraction(1, 2), "0.50"), "0.50"),
        (Number(Fraction(1, 2), "1/2"), "1/2"),
        (Number(Fraction(1, 2)), "1/2"),
        (Number(Fraction(-1, 2), "-0.5"), "-0.5"),
        (Number(Fraction(1, 3), "0.33"), "1/3"),
        (Number(Fraction(1, 1000), "1e-3"), "0.001"),
        (Number(1500, "1.5e3"), "1500"),
        (Number(3, "3."), "3"),
        (Number(Fraction(1, 10**30), "1e-30"), "1e-30"),
        (Number(Fraction(1, 2), "0.5\x1b[31m"), "1/2"),
        (Number(7, "1e999999999"), "7"),
        (Number(0), "0"),
    ],
)
def test_decimals_stay_as_written_when_they_are_true(number: Number, text: str) -> None:
    assert one_line(number) == text


def test_a_number_of_any_length_is_written_out() -> None:
    value = 7**8000
    text = one_line(Number(value))
    assert len(text) == 6761
    assert int(text[:3000]) * 10 ** (len(text) - 3000) <= value
    assert int(text[-3000:]) == value % 10**3000


def test_equal_numbers_are_each_written_in_their_own_way() -> None:
    assert one_line(plus(Number(Fraction(1, 2), "0.5"), Number(Fraction(1, 2)))) == "0.5+1/2"


def test_depth_is_no_danger() -> None:
    tree: Node = X
    for _ in range(5000):
        tree = call("sin", tree)
    assert one_line(tree) == "sin(" * 5000 + "x" + ")" * 5000


@settings(max_examples=150, deadline=None)
@given(trees)
def test_a_reader_with_the_usual_precedence_gets_the_same_tree(tree: Node) -> None:
    for spaced in (False, True):
        text = one_line(tree, spaced=spaced)
        assert text.isascii()
        assert plain(_as_python_reads(text)) == plain(tree), text


def _as_python_reads(text: str) -> Node:
    """The tree a reader with Python's precedence makes; Python parses, nothing runs."""
    source = re.sub(r"\^", "**", text)
    return _converted(ast.parse(source, mode="eval").body, source)


def _converted(node: ast.expr, source: str) -> Node:
    match node:
        case ast.Constant():
            return Number(Fraction(ast.get_source_segment(source, node) or ""))
        case ast.Name():
            return Constant(node.id) if node.id in ("e", "pi") else Symbol(node.id)
        case ast.UnaryOp(op=ast.USub()):
            return Negative(_converted(node.operand, source))
        case ast.Call(func=ast.Name()):
            return Call(node.func.id, tuple(_converted(argument, source) for argument in node.args))
        case ast.List():
            rows = [_converted(entry, source) for entry in node.elts]
            if all(isinstance(row, Vector) for row in rows):
                return Matrix(tuple(row.children for row in rows))
            return Vector(tuple(rows))
        case ast.BinOp():
            left, right = _converted(node.left, source), _converted(node.right, source)
            match node.op:
                case ast.Add():
                    return Sum((left, right))
                case ast.Sub():
                    return Sum((left, Negative(right)))
                case ast.Mult():
                    return Product((left, right))
                case ast.Div():
                    return Quotient(left, right)
                case ast.Pow():
                    return Power(left, right)
    raise AssertionError(ast.dump(node))
