"""The reading of what is still being typed."""

from __future__ import annotations

import pytest

from tutor.maths.reading import repaired

from .helpers import NAMES, tree


@pytest.mark.parametrize(
    "typed, shown",
    [
        ("sin(x", "sin(x)"),
        ("2x + ", "2x"),
        ("2x^", "2x"),
        ("(x+1)*(", "x+1"),
        ("e^(-x", "e^(-x)"),
        ("x + si", "x"),
        ("|x", "abs(x)"),
        ("ln(|x", "ln(abs(x))"),
        ("[x, ", "x"),
        ("[x, y", "[x, y]"),
        ("\\frac{x}{2", "x/2"),
        ("2x", "2x"),
    ],
)
def test_repaired(typed: str, shown: str) -> None:
    assert repaired(typed, NAMES) == tree(shown)


@pytest.mark.parametrize("typed", ["", "  ", "sin(", "x)", "*", "\\frac{x}", "q + q"])
def test_nothing_to_show(typed: str) -> None:
    assert repaired(typed, NAMES) is None
