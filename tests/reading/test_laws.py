"""Laws: what is written out in full reads back as it was; nothing but ReadingError is ever raised."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.maths.functions import FUNCTIONS
from tutor.maths.reading import read, read_program, repaired
from tutor.maths.tree import (
    Call,
    Constant,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
    symbols,
)
from tutor.maths.verdict import Names

from .helpers import NAMES, bracketed, error_of, tree

_ONE_ARGUMENT = sorted(name for name, function in FUNCTIONS.items() if function.most == 1)

_leaves: st.SearchStrategy[Node] = st.one_of(
    st.sampled_from(NAMES.variables).map(Symbol),
    st.sampled_from(("e", "pi")).map(Constant),
    st.integers(0, 999).map(Number),
    st.integers(1, 999).map(lambda n: Number(Fraction(n, 100), str(n / 100))),
)


def _several(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(inner, min_size=2, max_size=4).map(tuple)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        _several(inner).map(Sum),
        _several(inner).map(Product),
        inner.map(Negative),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        st.builds(lambda name, x: Call(name, (x,)), st.sampled_from(_ONE_ARGUMENT), inner),
        st.builds(lambda x, b: Call("log", (x, b)), inner, inner),
        st.builds(lambda x, n: Call("root", (x, Number(n))), inner, st.integers(3, 9)),
        st.builds(lambda name, xs: Call(name, xs), st.sampled_from(("max", "min")), _several(inner)),
    )


expressions = st.recursive(_leaves, _grown, max_leaves=20)
arrays = st.one_of(
    _several(expressions).map(Vector),
    st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(expressions, min_size=width, max_size=width).map(tuple), min_size=2, max_size=3
        ).map(lambda rows: Matrix(tuple(rows)))
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(expressions, arrays))
def test_a_fully_bracketed_tree_reads_back(node: Node) -> None:
    reading = read(bracketed(node), NAMES)
    assert reading.tree == node
    assert reading.others == ()


@settings(max_examples=100, deadline=None)
@given(expressions, st.randoms())
def test_blanks_and_bracket_kinds_do_not_matter(node: Node, random: object) -> None:
    text = bracketed(node)
    assert tree(text.replace(" ", "").replace("*", " · ").replace("(", "\\left( ").replace(")", "\\right) ")) == node


_PIECES = st.sampled_from(
    [
        *"xy()[]{}|‖^*/+-=,;.2e_$&'<>!\\√∛½²θσ∂∇\n\x00\u200b#\ud800",
        *("sin", "ln", "log_", "log2", "pi", "1e-3", "⁻¹", "dy/dx", "max", "||", "\\frac", "\\sqrt", "\\\\"),
        *("\\left|", "\\right|", "\\begin{pmatrix}", "\\end{pmatrix}"),
    ]
)
_garbage = st.one_of(st.text(max_size=30), st.lists(_PIECES, max_size=16).map("".join))
_NAMES = st.sampled_from([NAMES, Names(invent=True), Names(("x", "y"), wrt=("x",), function="f")])


@settings(max_examples=600, deadline=None)
@given(_garbage, _NAMES)
def test_any_text_is_read_or_refused_at_a_column(text: str, names: Names) -> None:
    error_of(lambda: read(text, names), text)
    repaired(text, names)


@settings(max_examples=200, deadline=None)
@given(_garbage)
def test_any_program_is_read_or_refused_at_a_column(text: str) -> None:
    if error_of(lambda: read_program(text), text) is None:
        program = read_program(text)
        known = {*program.inputs}
        for name, side in program.definitions:
            assert set(symbols(side)) <= known
            known.add(name)
        assert set(symbols(program.expression)) <= known


@settings(max_examples=100, deadline=None)
@given(expressions, st.data())
def test_what_is_half_typed_never_fails(node: Node, data: st.DataObject) -> None:
    text = bracketed(node)
    repaired(text[: data.draw(st.integers(0, len(text)))], NAMES)
    assert repaired(text, NAMES) == node
