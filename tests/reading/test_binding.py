"""The binding rules: each text means the same as the fully bracketed one beside it."""

from __future__ import annotations

import pytest

from .helpers import tree


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("1/2x", "(1/2)*x"),
        ("1/xy", "(1/x)*y"),
        ("x/y/z", "(x/y)/z"),
        ("x/y*z", "(x/y)*z"),
        ("2 x y", "2*x*y"),
        ("2xy", "2*x*y"),
        ("(x+y)(x-y)", "(x+y)*(x-y)"),
        ("3[2x-(x+1)]", "3*((2*x)-(x+1))"),
        ("{2x}*{x-1}", "(2*x)*(x-1)"),
        ("-x^2", "-(x^2)"),
        ("--x", "-(-x)"),
        ("+x", "x"),
        ("x+-y", "x+(-y)"),
        ("x--y", "x-(-y)"),
        ("x*-y", "x*(-y)"),
        ("-2x y", "-(2*x*y)"),
        ("x - 2y z", "x-(2*y*z)"),
        ("2^-3", "2^(-3)"),
        ("e^-x", "e^(-x)"),
        ("e^-x^2", "e^(-(x^2))"),
        ("e^x^2", "e^(x^2)"),
        ("e^2x", "(e^2)*x"),
        ("e^xy", "(e^x)*y"),
        ("e^-(2*n)*(y+1)", "(e^(-(2*n)))*(y+1)"),
        ("x^1/2", "(x^1)/2"),
        ("x**2", "x^2"),
        ("2e^x", "2*(e^x)"),
        ("2e x", "2*e*x"),
        ("x(y+1)", "x*(y+1)"),
        ("x (y+1)/(y+1)", "(x*(y+1))/(y+1)"),
    ],
)
def test_operators(typed: str, meant: str) -> None:
    assert tree(typed) == tree(meant)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("sin x", "sin(x)"),
        ("sin 2x", "sin(2*x)"),
        ("sin x y", "sin(x*y)"),
        ("sin x/2", "sin(x)/2"),
        ("sin 2*x", "sin(2)*x"),
        ("sin x + 1", "sin(x)+1"),
        ("sin x^2", "sin(x^2)"),
        ("sin 2x^2", "sin(2*(x^2))"),
        ("sin -x", "sin(-x)"),
        ("sin x cos x", "sin(x)*cos(x)"),
        ("2sin x cos x", "2*sin(x)*cos(x)"),
        ("sin x e^x", "sin(x*(e^x))"),
        ("x sin(x)", "x*sin(x)"),
        ("sin(x)y", "sin(x)*y"),
        ("sin(x)^2", "(sin(x))^2"),
        ("sin(x)²", "(sin(x))^2"),
        ("ln(x)(x+1)", "ln(x)*(x+1)"),
        ("ln x(x+1)", "ln(x*(x+1))"),
        ("sec^2(x)tan x", "((sec(x))^2)*tan(x)"),
        ("sin^2 x", "(sin(x))^2"),
        ("sin²x", "(sin(x))^2"),
        ("sin^2 3x", "(sin(3*x))^2"),
        ("sin^n(x)", "(sin(x))^n"),
        ("sin^-1 x", "arcsin(x)"),
        ("sin⁻¹x", "arcsin(x)"),
        ("sin^(-1)(x)", "arcsin(x)"),
        ("tanh^-1 x", "artanh(x)"),
        ("sin^-2 x", "(sin(x))^(-2)"),
        ("ln sin x", "ln(sin(x))"),
        ("ln sin x cos x", "ln(sin(x))*cos(x)"),
        ("e^sin x", "e^(sin(x))"),
        ("sin 2√x", "sin(2*sqrt(x))"),
        ("sin[x]", "sin(x)"),
        ("ln|x|", "ln(abs(x))"),
        ("ln|x|y", "ln(abs(x))*y"),
        ("sqrt 2x", "sqrt(2*x)"),
        ("√2x", "sqrt(2)*x"),
        ("√x²", "sqrt(x^2)"),
        ("2√x y", "2*sqrt(x)*y"),
        ("√(x+1)y", "sqrt(x+1)*y"),
        ("∛x²", "root(x^2, 3)"),
        ("1/2sqrt(x)", "(1/2)*sqrt(x)"),
    ],
)
def test_functions(typed: str, meant: str) -> None:
    assert tree(typed) == tree(meant)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("|x|", "abs(x)"),
        ("|x||y|", "abs(x)*abs(y)"),
        ("||x|-1|", "abs(abs(x)-1)"),
        ("2|x|", "2*abs(x)"),
        ("x|y|", "x*abs(y)"),
        ("|x|/x", "abs(x)/x"),
        ("|x|^2", "(abs(x))^2"),
        ("|(|x|)y|", "abs(abs(x)*y)"),
        ("2|x-|y||", "2*abs(x-abs(y))"),
        ("‖[x, y]‖", "sqrt((x^2)+(y^2))"),
        ("norm([x, y])", "sqrt((x^2)+(y^2))"),
    ],
)
def test_bars(typed: str, meant: str) -> None:
    assert tree(typed) == tree(meant)
