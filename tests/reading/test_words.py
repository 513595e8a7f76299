"""Numbers, names and runs of letters."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tutor.maths.reading import canonical
from tutor.maths.tree import Call, Constant, Negative, Number, Power, Product, Symbol
from tutor.maths.verdict import Names

from .helpers import refused, tree

X = Symbol("x")


@pytest.mark.parametrize(
    "text, value",
    [("3", "3"), (".5", "1/2"), ("0.10", "1/10"), ("1.5e3", "1500"), ("1e-3", "1/1000"), ("5.", "5"), ("¾", "3/4")],
)
def test_numbers_are_exact(text: str, value: str) -> None:
    number = tree(text)
    assert isinstance(number, Number)
    assert number.value == Fraction(value)


def test_a_decimal_keeps_its_text() -> None:
    number = tree("0.10")
    assert isinstance(number, Number)
    assert number.text == "0.10"


@pytest.mark.parametrize(
    "spellings",
    [
        ("theta", "\\theta", "θ", "ϑ"),
        ("x_1", "x1", "x_{1}", "x₁"),
        ("lam", "lambda", "λ", "\\lambda"),
        ("theta_2", "θ₂", "\\theta_{2}", "theta2"),
        ("x_i", "x_{i}", "xᵢ"),
    ],
)
def test_spellings_of_one_name(spellings: tuple[str, ...]) -> None:
    assert len(set(map(canonical, spellings))) == 1
    for declared in spellings:
        for typed in spellings:
            assert tree(typed, Names((declared,))) == Symbol(declared)


def test_different_names_stay_different() -> None:
    assert canonical("x_i") != canonical("xi")
    assert canonical("Theta") != canonical("theta")
    assert canonical("x_12") != canonical("x_1_2")


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("sinx", "sin(x)"),
        ("lnx", "ln(x)"),
        ("xsin(x)", "x*sin(x)"),
        ("xe^x", "x*(e^x)"),
        ("xsinxcosx", "x*sin(x)*cos(x)"),
        ("sin2x", "sin(2*x)"),
        ("sin2.5x", "sin(2.5*x)"),
        ("xln2", "x*ln(2)"),
        ("2pix", "2*pi*x"),
        ("xtheta", "x*theta"),
        ("x1y", "x_1*y"),
        ("x_1y", "x_1*y"),
        ("θx", "theta*x"),
        ("log x", "ln(x)"),
        ("log2x", "log(x, 2)"),
        ("log2(x)", "log(x, 2)"),
        ("log_2 x", "log(x, 2)"),
        ("log₂x", "log(x, 2)"),
        ("log_{n}(x)", "log(x, n)"),
        ("xlog10(x)", "x*log(x, 10)"),
        ("asinh x", "arsinh(x)"),
        ("arcsinh(x)", "arsinh(x)"),
        ("atan(x)", "arctan(x)"),
        ("cosec(x)", "csc(x)"),
        ("cbrt(x)", "root(x, 3)"),
        ("root(x, 2)", "sqrt(x)"),
        ("root(x, n)", "x^(1/n)"),
        ("σ(x)", "sigmoid(x)"),
    ],
)
def test_runs_of_letters(typed: str, meant: str) -> None:
    assert tree(typed) == tree(meant)


def test_a_declared_run_is_never_split() -> None:
    assert tree("deltax", Names(("deltax", "x", "d"))) == Symbol("deltax")
    assert tree("xy", Names(("x", "y", "xy"))) == Symbol("xy")


def test_declared_names_come_before_functions_and_constants() -> None:
    assert tree("e", Names(("e",))) == Symbol("e")
    assert tree("e") == Constant("e")
    assert tree("pi", Names(("pi",))) == Symbol("pi")
    assert tree("sigma(x)", Names(("sigma", "x"))) == Product((Symbol("sigma"), X))
    assert tree("2e1", Names(("e1",))) == Product((Number(2), Symbol("e1")))


@pytest.mark.parametrize(
    "run, names",
    [
        ("asinx", ("a", "x")),  # arcsin x, or a sin x
        ("sinhx", ("h", "x")),  # sinh x, or sin(h x)
        ("xexp(x)", ("x", "p")),  # x exp(x), or x e x p (x)
    ],
)
def test_a_run_that_splits_in_two_ways_is_not_guessed(run: str, names: tuple[str, ...]) -> None:
    assert "more than one way" in refused(run, Names(names)).message


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("ab", "a*b"),
        ("xsinx", "x*sin(x)"),
        ("2 theta x", "2*theta*x"),
        ("x_1 + x1", "x1 + x1"),
        ("λ x", "lam*x"),
        ("xtheta", "x*theta"),
        ("w1x1", "w1*x1"),
        ("xe^x", "x*e^x"),
    ],
)
def test_invented_names(typed: str, meant: str) -> None:
    names = Names(invent=True)
    assert tree(typed, names) == tree(meant, names)


def test_invented_names_get_plain_spellings() -> None:
    names = Names(invent=True)
    assert tree("θ", names) == Symbol("theta")
    assert tree("x_{1}", names) == Symbol("x1")
    assert tree("λ", names) == Symbol("lam")
    assert tree("learning", Names(("learning",), invent=True)) == Symbol("learning")


@pytest.mark.parametrize("text", ["snh(x)", "Sin(x)", "diff(x)", "asinx", "f(x, y)"])
def test_invented_letters_do_not_hide_a_misspelled_function(text: str) -> None:
    refused(text, Names(invent=True))


def test_superscripts() -> None:
    assert tree("x²y") == tree("(x^2)*y")
    assert tree("x⁻¹") == Power(X, Negative(Number(1)))
    assert tree("xⁿ") == tree("x^n")
    assert tree("e⁻²ˣ") == tree("e^(-2*x)")
    assert tree("x¹⁄²") == tree("x^(1/2)")


@pytest.mark.parametrize(
    "typed", ["２ｘ＋１", "2𝑥+1", "2\u00a0x + 1", "2x\u200b+1", "\ufeff2x+1", "2x\n+ 1", "2·x + 1", "2×x＋1"]
)
def test_characters_are_cleaned(typed: str) -> None:
    assert tree(typed) in {tree("2x+1"), tree("2*x+1")}


def test_dashes_and_division_signs() -> None:
    assert tree("x − y – 1") == tree("x - y - 1")
    assert tree("x ÷ y") == tree("x/y")
    assert isinstance(tree("∛x"), Call)
