"""Formulas pasted as LaTeX."""

from __future__ import annotations

import pytest

from .helpers import refused, tree


@pytest.mark.parametrize(
    "pasted, meant",
    [
        (r"$x^{2}$", "x^2"),
        (r"$$\frac{1}{2}$$", "1/2"),
        (r"\(x\)", "x"),
        (r"\[ x \]", "x"),
        (r"\frac{1}{2\sqrt{x}}", "1/(2*sqrt(x))"),
        (r"\dfrac{\sin x}{x}", "sin(x)/x"),
        (r"\frac12x", "(1/2)*x"),
        (r"\frac\pi2", "pi/2"),
        (r"\frac1{x+1}", "1/(x+1)"),
        (r"\sqrt2x", "sqrt(2)*x"),
        (r"\sqrt{x}^2", "(sqrt(x))^2"),
        (r"\sqrt[3]{x^2}", "root(x^2, 3)"),
        (r"sqrt[3]{x}", "root(x, 3)"),
        (r"2x\cos\left(x^2\right)", "2*x*cos(x^2)"),
        (r"\sin^{2}\left(x\right)", "(sin(x))^2"),
        (r"\sin\frac{x}{2}", "sin(x/2)"),
        (r"\sin{x}y", "sin(x)*y"),
        (r"x^{\frac{1}{2}}", "x^(1/2)"),
        (r"\left(1+e^{-x}\right)^{-1}", "(1+(e^(-x)))^(-1)"),
        (r"\ln\left|x\right|", "ln(abs(x))"),
        (r"\left|x\left|y\right|\right|", "abs(x*abs(y))"),
        (r"\lvert x \rvert", "abs(x)"),
        (r"x\,y\cdot z\times n", "x*y*z*n"),
        (r"\theta x_{1}", "theta*x_1"),
        (r"\log_{10}(x)", "log(x, 10)"),
        (r"\log_2 x", "log(x, 2)"),
        (r"\mathrm{e}^{x}", "e^x"),
        (r"\operatorname{arsinh}(x)", "arsinh(x)"),
        (r"\sigma(x)", "sigmoid(x)"),
        (r"\begin{pmatrix} 2x \\ 2y \end{pmatrix}", "[2*x, 2*y]"),
        (r"\begin{bmatrix} x & y \\ 1 & 2 \\ \end{bmatrix}", "[[x, y], [1, 2]]"),
        (r"\left(\begin{array}{cc} x & y \\ 1 & 2\end{array}\right)", "[[x, y], [1, 2]]"),
        (r"\left[x, y\right]", "[x, y]"),
        (r"\langle x, y\rangle", "[x, y]"),
    ],
)
def test_pasted(pasted: str, meant: str) -> None:
    assert tree(pasted) == tree(meant)


@pytest.mark.parametrize(
    "pasted, word",
    [(r"\foo x", "foo"), (r"\frac{x}", "missing"), (r"\begin{cases} x \end{cases}", "cases"), (r"x \pm 1", "±")],
)
def test_refused(pasted: str, word: str) -> None:
    assert word in refused(pasted).message
