"""What stands before `=`."""

from __future__ import annotations

import pytest

from tutor.maths.tree import Number
from tutor.maths.verdict import Names

from .helpers import refused, tree

OF_F = Names(("x", "y"), wrt=("x",), function="f")
UNNAMED = Names(("x", "y"), wrt=("x",))
GRADIENT = Names(("x", "y"), wrt=("x", "y"), function="f")
SECOND = Names(("x",), wrt=("x", "x"), function="f")

_FORMS = [
    "df/dx =",
    "∂f/∂x =",
    "f'(x) =",
    "f′(x) =",
    "f' =",
    "f(x) =",
    "f(x, y) =",
    "f =",
    "=",
    "∇f =",
    "grad f =",
    "f_x =",
    "∂_x f =",
    "d/dx f(x) =",
    r"\frac{df}{dx} =",
    r"$\frac{\partial f}{\partial x} =",
    r"\frac{\mathrm{d}f}{\mathrm{d}x} =",
    r"\nabla f(x, y) =",
    "(df)/(dx) =",
]


@pytest.mark.parametrize("prefix", _FORMS)
@pytest.mark.parametrize("names", [OF_F, UNNAMED, GRADIENT, Names(("x", "y"))])
def test_prefixes_that_belong_are_passed_over(prefix: str, names: Names) -> None:
    assert tree(f"{prefix} 2", names) == Number(2)


@pytest.mark.parametrize("prefix", ["dy/dx =", "y' =", "y =", "∂L/∂x ="])
def test_any_letter_above_will_do_if_the_function_has_no_name(prefix: str) -> None:
    assert tree(f"{prefix} 2", UNNAMED) == Number(2)
    assert "df/dx" in refused(f"{prefix} 2", OF_F).message


@pytest.mark.parametrize("prefix", ["∂f/∂y =", "df/dt =", "f'(t) =", "f_y =", "f''(x) =", "d²f/dx² =", "x ="])
@pytest.mark.parametrize("names", [OF_F, UNNAMED])
def test_a_prefix_for_another_derivative_is_refused(prefix: str, names: Names) -> None:
    error = refused(f" {prefix} 2", names)
    assert "asked for" in error.message
    assert error.position == 1


def test_everything_is_let_through_where_only_the_expected_answer_is_known() -> None:
    for prefix in ("dL/dw =", "g''(t) =", "u =", "∂f/∂y ="):
        assert tree(f"{prefix} 2", Names(("x",))) == Number(2)


def test_second_derivatives() -> None:
    for prefix in ("f''(x) =", "f'' =", "d^2f/dx^2 =", "d²f/dx² =", r"\frac{d^2 f}{dx^2} ="):
        assert tree(f"{prefix} 2", SECOND) == Number(2)
    refused("df/dx = 2", SECOND)


def test_greek_variables_match() -> None:
    names = Names(("theta",), wrt=("theta",), function="L")
    for prefix in ("dL/dθ =", "∂L/∂theta =", r"\frac{dL}{d\theta} ="):
        assert tree(f"{prefix} 2", names) == Number(2)


@pytest.mark.parametrize("text", ["x = y = 2", "2x =", "x^2 = 2", "dy/dx ="])
def test_other_equations_are_refused(text: str) -> None:
    refused(text, Names(("x", "y")))
