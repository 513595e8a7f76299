"""What is printed in one row or in LaTeX, our own reader reads back to the same tree."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from printing_trees import E, U, V, X, Y, call, plain, plus, square, times, trees

from tutor.maths.printing import latex, one_line, unicode_line
from tutor.maths.reading import read
from tutor.maths.tree import Node, Number, Power, Symbol, transformed
from tutor.maths.verdict import Names

NAMES = Names(variables=("u", "v", "x", "y", "x_1", "theta"))


def spaced(tree: Node) -> str:
    return one_line(tree, spaced=True)


def without_powers_of_ten(tree: Node) -> Node:
    """LaTeX shows 2e-9 as a product, so these are written as fractions."""
    return transformed(tree, lambda node: Number(node.value) if isinstance(node, Number) and "e" in node.text else node)


@settings(max_examples=120, deadline=None)
@given(trees)
def test_the_same_tree_comes_back(tree: Node) -> None:
    for printed in (one_line, spaced, unicode_line):
        text = printed(tree)
        if not text.endswith("…"):
            assert plain(read(text, NAMES).tree) == plain(tree), text


@settings(max_examples=120, deadline=None)
@given(trees.map(without_powers_of_ten))
def test_the_same_tree_comes_back_from_latex(tree: Node) -> None:
    assert plain(read(latex(tree), NAMES).tree) == plain(tree)


@pytest.mark.parametrize("printed", [one_line, unicode_line, latex])
@pytest.mark.parametrize(
    "tree",
    [
        times(Symbol("s"), Symbol("i"), Symbol("n"), X),
        times(Symbol("p"), Symbol("i")),
        times(Symbol("l"), Symbol("n"), X),
        times(X, Y, Symbol("xy")),
        times(Number(2), Power(E, X), X),
        times(Number(2), E, Number(3)),
        plus(times(Number(2), E), Number(-3)),
        times(Symbol("sigma"), plus(X, Y)),
        times(Symbol("f"), plus(X, Y)),
        times(call("abs", X), call("abs", Y)),
        times(X, call("abs", times(Y, call("abs", X)))),
        times(square(call("sin", X)), U, V),
        times(call("sqrt", X), Y),
        times(Power(X, Symbol("n")), Y),
    ],
)
def test_products_that_could_be_misread(tree: Node, printed: Callable[[Node], str]) -> None:
    names = Names(variables=("f", "i", "l", "n", "p", "s", "sigma", "u", "v", "x", "xy", "y"))
    assert plain(read(printed(tree), names).tree) == plain(tree)
