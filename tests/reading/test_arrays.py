"""Vectors and matrices written out."""

from __future__ import annotations

import pytest

from tutor.maths.tree import Matrix, Symbol, Vector

from .helpers import refused, tree

X, Y = Symbol("x"), Symbol("y")


@pytest.mark.parametrize("text", ["[x, y]", "(x, y)", "[x; y]", "{x, y}", "⟨x, y⟩", "<x, y>", "((x, y))"])
def test_vectors_have_no_direction(text: str) -> None:
    assert tree(text) == Vector((X, Y))


@pytest.mark.parametrize("text", ["[[x, y], [y, x]]", "((x, y), (y, x))", "[x, y; y, x]", "[(x, y), (y, x)]"])
def test_matrices(text: str) -> None:
    assert tree(text) == Matrix(((X, Y), (Y, X)))


def test_only_double_brackets_are_rows_and_columns() -> None:
    assert tree("[[x, y]]") == Matrix(((X, Y),))
    assert tree("[[x], [y]]") == Matrix(((X,), (Y,)))
    assert tree("[(x), (y)]") == Vector((X, Y))
    assert tree("[[x] + 0, y]") == Vector((tree("x + 0"), Y))


def test_one_entry_is_that_entry() -> None:
    assert tree("[x]") == tree("[[x]]") == tree("(x)") == X


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("2[x, y]", "[2*x, 2*y]"),
        ("-[x, y]", "[-x, -y]"),
        ("[x, y]/2", "[x/2, y/2]"),
        ("[x, y] - (1, 2)", "[x - 1, y - 2]"),
        ("x*[[1, 2], [3, 4]]", "[[x*1, x*2], [x*3, x*4]]"),
    ],
)
def test_written_out_arrays_are_added_and_scaled(typed: str, meant: str) -> None:
    assert tree(typed) == tree(meant)


@pytest.mark.parametrize(
    "text, word",
    [
        ("[1, 2; 3]", "row 2 has 1"),
        ("[[1, 2], [3]]", "row 2 has 1"),
        ("[1, [2, 3]]", "others are not"),
        ("[x, y] + 1", "cannot be added"),
        ("[x, y] + [x, y, 1]", "different sizes"),
        ("[x, y]*[y, x]", "cannot be multiplied"),
        ("1/[x, y]", "divide"),
        ("[x, y]^2", "power"),
        ("sin([x, y])", "sin acts on one number"),
        ("[]", "nothing between"),
        ("[1, ]", "nothing after"),
        ("[[[1, 2], [3, 4]], 1]", "inside another"),
    ],
)
def test_refused(text: str, word: str) -> None:
    assert word in refused(text).message
