"""Functions given as named lines."""

from __future__ import annotations

import pytest

from tutor.maths.reading import ReadingError, read_program
from tutor.maths.tree import Symbol, Vector
from tutor.maths.verdict import Names

from .helpers import tree

ANY = Names(invent=True)


def test_a_program_function_first() -> None:
    program = read_program("f = (u+v)^2; u = a + b; v = a*b; a = w^2; b = w + x")
    assert program.name == "f"
    assert program.outputs == ("f",)
    assert program.expression == tree("(u+v)^2", ANY)
    assert dict(program.definitions) == {
        name: tree(side, ANY) for name, side in [("u", "a+b"), ("v", "a*b"), ("a", "w^2"), ("b", "w+x")]
    }
    assert [name for name, _ in program.definitions] == ["a", "b", "u", "v"]
    assert program.inputs == ("w", "x")


@pytest.mark.parametrize("text", ["u = x^3; f = sin u", "f = sin u\nu = x^3", "sin u; u = x^3"])
def test_any_order_of_lines(text: str) -> None:
    program = read_program(text)
    assert program.expression == tree("sin u", ANY)
    assert program.definitions == (("u", tree("x^3", ANY)),)
    assert program.inputs == ("x",)


def test_an_expression_alone() -> None:
    program = read_program("ln(sin(x^3)^2)")
    assert (program.name, program.outputs, program.definitions, program.inputs) == (None, (None,), (), ("x",))
    assert read_program("x\n+ 1").expression == tree("x + 1", ANY)


def test_a_head_names_the_inputs_in_order() -> None:
    assert read_program("f(y, x) = x^2").inputs == ("y", "x")
    assert read_program("f(x) = x + θ").inputs == ("x", "theta")


def test_vectors_are_not_split_at_their_semicolons() -> None:
    program = read_program("f = [u; x]; u = x*y")
    assert program.expression == Vector((Symbol("u"), Symbol("x")))
    assert program.outputs == (None, None)


def test_lists_of_functions() -> None:
    assert read_program(["x*y", "x+y"]).expression == tree("[x*y, x+y]", ANY)
    named = read_program(["f1 = x*y", "f2 = x+y"])
    assert named.outputs == ("f1", "f2")
    assert named.expression == tree("[x*y, x+y]", ANY)
    assert read_program(["f = u^2", "u = x+y"]).name == "f"


def test_an_unused_line_after_the_function_stays_a_definition() -> None:
    program = read_program("f = x^2; u = sin x")
    assert program.name == "f"
    assert program.definitions == (("u", tree("sin x", ANY)),)


def test_declared_variables_are_the_only_names() -> None:
    assert read_program("rate*u; u = x", ("rate", "x")).inputs == ("rate", "x")
    with pytest.raises(ReadingError, match="unknown name `q`"):
        read_program("x*q", ("x",))
    assert read_program("learn^2", (), ("learn",)).inputs == ("learn",)


def test_names_of_lines_match_in_every_spelling() -> None:
    program = read_program("f = u1 + θ; u_1 = x; \\theta = x^2")
    assert {name for name, _ in program.definitions} == {"u_1", "theta"}
    assert program.inputs == ("x",)


@pytest.mark.parametrize("text", ["f = g(x)^2; g(x) = x + 1", "f(x) = g(x)^2; g = x + 1"])
def test_a_piece_may_be_written_with_its_inputs(text: str) -> None:
    program = read_program(text)
    assert program.expression == tree("g^2", ANY)
    assert program.inputs == ("x",)


@pytest.mark.parametrize(
    "text", ["f = g(3); g(x) = x^2", "f = g(y)^2; g(x) = x", "f = h(u); u = x; h = x^2", "f = g((x)); g(x) = x"]
)
def test_a_piece_at_another_place_is_not_a_product(text: str) -> None:
    with pytest.raises(ReadingError, match="alone"):
        read_program(text)


@pytest.mark.parametrize(
    "text, words, position",
    [
        ("f = u; u = f", "defined by one another", 0),
        ("f = f + 1", "defined by itself", 0),
        ("g = x; f=u+v; u=v; v=w; w=u", "u, v, w", 14),
        ("f = x; f = y", "defined twice", 7),
        ("f = u_1; u_1 = x; u1 = y", "defined twice", 18),
        ("f = x + u; u = 2 sin(,x)", "nothing before this ,", 21),
        ("f = x; u = ", "nothing after this =", 9),
        ("x; y", "brackets", 2),
        ("", "nothing here", 0),
        ("x^2 + y^2 = 1", "an =", 10),
    ],
)
def test_refused(text: str, words: str, position: int) -> None:
    with pytest.raises(ReadingError) as caught:
        read_program(text)
    assert words in caught.value.message

    assert caught.value.position == position
