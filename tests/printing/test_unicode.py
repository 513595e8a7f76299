"""Mathematics in the rows of a terminal: what it looks like, and how large it may become."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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
    plus,
    square,
    times,
    trees,
)

from tutor.maths.printing import one_line, unicode_2d, unicode_line
from tutor.maths.tree import Constant, Matrix, Negative, Node, Number, Power, Quotient, Sum, Symbol, Vector

ROOT_X = call("sqrt", X)
SIGMOID = call("sigmoid", Z)


def picture(*rows: str) -> list[str]:
    """Rows without the blanks that only fill them up."""
    return [row.rstrip() for row in rows]


@pytest.mark.parametrize(
    "tree, rows",
    [
        (times(THREE, square(X), call("cos", cube(X))), ["3x² cos(x³)"]),
        (
            Quotient(times(Number(6), square(X), call("cos", cube(X))), call("sin", cube(X))),
            [
                "6x² cos(x³)",
                "───────────",
                "  sin(x³)",
            ],
        ),
        (
            Quotient(minus(times(TWO, X, plus(X, ONE)), square(X)), square(plus(X, ONE))),
            [
                "2x(x + 1) - x²",
                "──────────────",
                "   (x + 1)²",
            ],
        ),
        (Power(E, Negative(Quotient(square(X), TWO))), [" -x²/2", "e"]),
        (times(TWO, X, Power(E, square(X))), ["    x²", "2x e"]),
        (Power(E, Power(E, square(X))), ["  x²", " e", "e"]),
        (times(SIGMOID, minus(ONE, SIGMOID)), ["sigmoid(z)(1 - sigmoid(z))"]),
        (call("sqrt", plus(square(X), ONE)), ["√(x² + 1)"]),
        (
            call("sqrt", Quotient(ONE, plus(X, ONE))),
            [
                " ┌──────",
                " │  1",
                " │─────",
                "╲│x + 1",
            ],
        ),
        (
            call("root", Quotient(X, Y), THREE),
            [
                "  ┌──",
                "  │x",
                "3 │─",
                " ╲│y",
            ],
        ),
        (
            times(Quotient(ONE, times(TWO, ROOT_X)), call("cos", ROOT_X)),
            [
                " 1",
                "─── cos(√x)",
                "2√x",
            ],
        ),
        (
            square(Quotient(X, Y)),
            [
                "⎛x⎞²",
                "⎜─⎟",
                "⎝y⎠",
            ],
        ),
        (
            Quotient(Quotient(X, Y), Z),
            [
                " x",
                " ─",
                " y",
                "───",
                " z",
            ],
        ),
        (
            plus(ONE, Quotient(ONE, plus(ONE, Quotient(ONE, X)))),
            [
                "      1",
                "1 + ─────",
                "        1",
                "    1 + ─",
                "        x",
            ],
        ),
        (Negative(Quotient(ONE, square(X))), ["  1", "- ──", "  x²"]),
        (times(TWO, Quotient(ONE, X)), ["    1", "2 · ─", "    x"]),
        (call("abs", Quotient(X, Y)), ["│x│", "│─│", "│y│"]),
        (
            Matrix(((X, Quotient(ONE, X)), (square(X), Number(-3)))),
            [
                "⎡    1 ⎤",
                "⎢x   ─ ⎥",
                "⎢    x ⎥",
                "⎢      ⎥",
                "⎣x²  -3⎦",
            ],
        ),
        (Matrix(((times(TWO, X), Y), (square(X), THREE))), ["⎡2x  y⎤", "⎣x²  3⎦"]),
        (Vector((times(TWO, X), Y)), ["[2x, y]"]),
        (Number(Fraction(1, 2)), ["1", "─", "2"]),
    ],
)
def test_pictures(tree: Node, rows: list[str]) -> None:
    assert picture(*unicode_2d(tree)) == rows


@pytest.mark.parametrize(
    "tree, text",
    [
        (call("sin", U), "sin u"),
        (times(TWO, V), "2v"),
        (times(Power(TWO, X), call("ln", TWO)), "2ˣ ln 2"),
        (times(call("sin", X), call("cos", X)), "sin(x) cos(x)"),
        (times(call("sin", X), Y), "sin(x) y"),
        (times(call("cos", U), THREE, square(X)), "cos(u)·3x²"),
        (Quotient(call("sin", X), X), "sin(x)/x"),
        (Quotient(ONE, times(TWO, X)), "1/(2x)"),
        (times(Quotient(ONE, TWO), X), "(1/2)x"),
        (square(call("sin", X)), "sin²(x)"),
        (Power(call("sin", X), Number(-1)), "sin(x)⁻¹"),
        (square(ROOT_X), "(√x)²"),
        (call("sqrt", square(X)), "√(x²)"),
        (times(ROOT_X, Y), "√x·y"),
        (times(Power(X, Quotient(ONE, TWO)), Y), "x^(1/2)·y"),
        (Power(X, Number(-1)), "x⁻¹"),
        (Power(X, minus(Symbol("n"), ONE)), "xⁿ⁻¹"),
        (Power(E, times(Number(-2), X)), "e⁻²ˣ"),
        (Power(E, call("ln", X)), "e^(ln x)"),
        (Power(E, square(X)), "e^(x²)"),
        (cube(square(X)), "(x²)³"),
        (times(TWO, THREE), "2·3"),
        (times(X, Number(-2)), "x·(-2)"),
        (times(square(X), TWO), "x²·2"),
        (times(TWO, Symbol("theta"), X), "2θx"),
        (times(Symbol("theta"), plus(X, ONE)), "θ·(x + 1)"),
        (times(X, plus(X, ONE)), "x(x + 1)"),
        (times(X, Symbol("p"), Symbol("i")), "xp·i"),
        (times(Symbol("d"), X), "d·x"),
        (times(Symbol("l"), Symbol("n"), X), "l·nx"),
        (times(X, Symbol("rate")), "x·rate"),
        (plus(times(X, Y), Symbol("xy")), "x·y + xy"),
        (times(Symbol("w_1"), Symbol("x1")), "w₁x₁"),
        (Symbol("h_max"), "h_max"),
        (times(PI, square(Symbol("r"))), "πr²"),
        (times(TWO, call("abs", X)), "2|x|"),
        (times(call("abs", X), call("abs", Y)), "|x|·|y|"),
        (call("abs", minus(call("abs", X), ONE)), "| |x| - 1 |"),
        (call("log", X, TWO), "log₂(x)"),
        (call("root", X, Number(5)), "root(x, 5)"),
        (minus(X, Negative(Y)), "x - (-y)"),
        (plus(X, Sum((Negative(Y), Z))), "x - y + z"),
        (minus(X, plus(Y, Z)), "x - (y + z)"),
        (Matrix(((X, Y), (U, V))), "[[x, y], [u, v]]"),
    ],
)
def test_lines(tree: Node, text: str) -> None:
    assert unicode_line(tree) == text


def test_parts_with_a_sign_in_front_are_not_mixed_up() -> None:
    entries = tuple(times(Number(Fraction(-n, 7)), Number(n + 1)) for n in range(1, 16) if n % 7)
    text = unicode_line(Vector(entries))
    assert text == "[" + ", ".join(f"-({n}/7)·{n + 1}" for n in range(1, 16) if n % 7) + "]"


@settings(max_examples=200, deadline=None)
@given(trees, st.one_of(st.none(), st.integers(1, 60)))
def test_rows_are_equally_long_and_never_too_long(tree: Node, width: int | None) -> None:
    rows = unicode_2d(tree, width)
    assert rows
    assert len(set(map(len, rows))) == 1
    assert len(rows[0]) <= (width or 200)
    assert len(rows) <= 40


@settings(max_examples=100, deadline=None)
@given(trees, st.integers(24, 60))
def test_nothing_is_lost_when_there_is_too_little_room(tree: Node, width: int) -> None:
    rows, line = unicode_2d(tree, width), unicode_line(tree)
    if len(unicode_2d(tree)[0]) > width and len(line) < 200:
        assert "".join(rows).replace(" ", "") == line.replace(" ", "")


def test_a_sum_too_wide_is_folded_between_terms() -> None:
    tree = Sum(tuple(Quotient(X, plus(X, Number(n))) for n in range(1, 7)))
    assert picture(*unicode_2d(tree, 30)) == [
        "x/(x + 1) + x/(x + 2)",
        "+ x/(x + 3) + x/(x + 4)",
        "+ x/(x + 5) + x/(x + 6)",
    ]


def test_large_trees_are_cut_with_an_ellipsis() -> None:
    tree = Sum(tuple(times(Number(n), X) for n in range(2, 300)))
    assert unicode_2d(tree, 50) == [one_line(tree, spaced=True)[:49] + "…"]
    assert len(unicode_2d(tree)[0]) == 200
    assert unicode_line(tree).endswith("…")


def test_depth_is_no_danger() -> None:
    tree: Node = X
    for _ in range(5000):
        tree = call("sin", tree)
    assert unicode_2d(tree, 10) == ["sin(sin(s…"]
    tower: Node = X
    for _ in range(55):
        tower = Power(Constant("e"), tower)
    assert len(unicode_2d(tower, 80)) <= 40
