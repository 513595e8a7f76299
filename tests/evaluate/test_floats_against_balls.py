"""Floats and balls mean the same by every function, power and root, and by "undefined"."""

import math
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tutor.maths.evaluate.balls import UNDEFINED, UNKNOWN
from tutor.maths.evaluate.floats import evaluate
from tutor.maths.evaluate.program import Program
from tutor.maths.functions import FUNCTIONS
from tutor.maths.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol

BITS = 300
UNARY = sorted(name for name, function in FUNCTIONS.items() if function.least == 1)
BINARY = sorted(name for name, function in FUNCTIONS.items() if function.least == 2 and name != "root")

leaves = st.one_of(
    st.sampled_from([Symbol("x"), Symbol("y"), Constant("pi"), Constant("e")]),
    st.fractions(-3, 3, max_denominator=5).map(Number),
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(Sum),
        pairs.map(Product),
        inner.map(Negative),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        st.builds(Call, st.sampled_from(UNARY), st.tuples(inner)),
        st.builds(Call, st.sampled_from(BINARY), pairs),
        st.builds(Call, st.just("root"), st.tuples(inner, st.integers(-3, 5).map(Number))),
    )


# The same examples each time: an exact zero that floats miss by a rounding would be no error of either.
@settings(max_examples=250, deadline=None, derandomize=True)
@given(
    st.recursive(leaves, grown, max_leaves=6),
    st.sampled_from([Fraction(-2), Fraction(-1, 3), Fraction(0), Fraction(1, 2), Fraction(1)]),
    st.sampled_from([Fraction(-1), Fraction(2), Fraction(5, 4)]),
)
def test_floats_agree_with_balls(tree: Node, x: Fraction, y: Fraction) -> None:
    program = Program([tree], ("x", "y"))
    values = program.run((fmpq(x.numerator, x.denominator), fmpq(y.numerator, y.denominator)), BITS)
    # Near a pole, a switch or the edge of a domain a float cannot be held to what is true.
    assume(UNKNOWN not in values)
    assume(all(value is UNDEFINED or value == 0 or 1e-6 < abs(float(value)) < 1e6 for value in values))
    ball, number = values[program.slots[0]], evaluate(tree, {"x": float(x), "y": float(y)})
    assert isinstance(number, float)
    if ball is UNDEFINED:
        assert math.isnan(number)
    else:
        assert number == pytest.approx(float(ball), rel=1e-6, abs=1e-6)
