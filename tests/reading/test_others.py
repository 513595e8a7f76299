"""The other usual readings of a text."""

from __future__ import annotations

import pytest

from tutor.maths.reading import read

from .helpers import NAMES, tree


@pytest.mark.parametrize(
    "typed, other",
    [
        ("1/2sqrt(x)", "1/(2*sqrt(x))"),
        ("1/xy", "1/(x*y)"),
        ("e^2x", "e^(2*x)"),
        ("e^2x/3", "e^((2*x)/3)"),
        ("sin x/2", "sin(x/2)"),
        ("sin 2*x", "sin(2*x)"),
        ("sin x e^x", "sin(x)*e^x"),
        ("sin 2x e^x", "sin(2*x)*e^x"),
        ("ln x(x+1)", "ln(x)*(x+1)"),
        ("√2x", "sqrt(2*x)"),
        ("2e-3", "2*e-3"),
        ("log2x", "ln(2*x)"),
        ("x^1/2", "x^(1/2)"),
        ("sin x^2", "(sin(x))^2"),
        ("sin^-1 x", "(sin(x))^(-1)"),
        ("(x+1)2", "(x+1)^2"),
        ("ln|x|y", "ln(abs(x)*y)"),
        ("sin 2 sqrt(x)", "sin(2*sqrt(x))"),
        ("sqrt 2x", "sqrt(2)*x"),
        ("1/2x + e^2x", "1/(2*x) + e^(2*x)"),
    ],
)
def test_other_readings(typed: str, other: str) -> None:
    reading = read(typed, NAMES)
    assert tree(other) in reading.others
    assert reading.tree not in reading.others
    assert len(set(reading.others)) == len(reading.others) <= 8


@pytest.mark.parametrize(
    "text", ["2*x", "(1/2)*x", "sin(x)^2", "e^(2x)", "1/(2sqrt(x))", "x sin(x)", "-x^2", "ln(x)(x+1)"]
)
def test_clear_texts_have_no_other_reading(text: str) -> None:
    assert read(text, NAMES).others == ()
