"""LaTeX for mathematics mode."""

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
    call,
    cube,
    minus,
    plus,
    square,
    times,
    trees,
)

from tutor.maths.functions import FUNCTIONS
from tutor.maths.printing import latex
from tutor.maths.tree import Matrix, Negative, Node, Number, Power, Quotient, Symbol, Vector


@pytest.mark.parametrize(
    "tree, text",
    [
        (times(Number(6), square(X), call("cos", cube(X))), r"6 x^{2} \cos\left(x^{3}\right)"),
        (Quotient(plus(X, ONE), times(TWO, X)), r"\frac{x + 1}{2 x}"),
        (call("sqrt", plus(square(X), ONE)), r"\sqrt{x^{2} + 1}"),
        (call("root", X, THREE), r"\sqrt[3]{x}"),
        (square(call("sin", cube(X))), r"\sin^{2}\left(x^{3}\right)"),
        (Power(call("sin", X), Number(-1)), r"\sin\left(x\right)^{-1}"),
        (square(call("ln", X)), r"\ln\left(x\right)^{2}"),
        (square(call("arcsin", X)), r"\arcsin\left(x\right)^{2}"),
        (call("arsinh", X), r"\operatorname{arsinh}\left(x\right)"),
        (call("abs", minus(X, ONE)), r"\left|x - 1\right|"),
        (call("log", X, TWO), r"\log_{2}\left(x\right)"),
        (call("max", X, Number(0)), r"\max\left(x, 0\right)"),
        (Power(E, Negative(Quotient(square(X), TWO))), r"e^{-\frac{x^{2}}{2}}"),
        (cube(square(X)), r"\left(x^{2}\right)^{3}"),
        (square(Quotient(X, Y)), r"\left(\frac{x}{y}\right)^{2}"),
        (square(Number(Fraction(1, 2))), r"\left(\frac{1}{2}\right)^{2}"),
        (times(TWO, THREE), r"2 \cdot 3"),
        (times(X, TWO), r"x \cdot 2"),
        (times(TWO, Quotient(ONE, X)), r"2 \cdot \frac{1}{x}"),
        (times(X, Negative(Y)), r"x \left(-y\right)"),
        (times(Number(-2), X), "-2 x"),
        (minus(X, minus(Y, ONE)), r"x - \left(y - 1\right)"),
        (plus(X, Number(-3)), "x - 3"),
        (times(TWO, PI, Symbol("theta_1")), r"2 \pi \theta_{1}"),
        (Symbol("x_12"), "x_{12}"),
        (Symbol("lam"), r"\lambda"),
        (Symbol("rate"), r"\mathrm{rate}"),
        (Number(Fraction(1, 2), "0.5"), "0.5"),
        (Number(Fraction(-1, 2)), r"-\frac{1}{2}"),
        (Number(Fraction(1, 10**30), "1e-30"), r"1 \cdot 10^{-30}"),
        (Vector((X, Y)), r"\begin{pmatrix} x \\ y \end{pmatrix}"),
        (Matrix(((X, Y), (U, V))), r"\begin{pmatrix} x & y \\ u & v \end{pmatrix}"),
    ],
)
def test_latex_is_what_one_would_write(tree: Node, text: str) -> None:
    assert latex(tree) == text


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_has_its_latex(name: str) -> None:
    text = latex(call(name, *[X] * FUNCTIONS[name].least))
    assert "x" in text
    assert text.startswith("\\")


@settings(max_examples=150, deadline=None)
@given(trees)
def test_brackets_and_braces_balance(tree: Node) -> None:
    text = latex(tree)
    assert text.count("{") == text.count("}")
    assert text.count(r"\left") == text.count(r"\right")
    assert text.isascii()
