"""sign(0) is 0: two sides that part only on a jump are never equal, wherever the jump lies."""

from fractions import Fraction

import pytest
from equality_trees import tree

from tutor.maths.equality import compare
from tutor.maths.verdict import Assumption

DIFFERENT = [
    ("x+1-sign(x-y)^2", "x"),
    ("x+1-sign((x-1/3)^2)", "x"),
    ("x+1-abs(sign(x-1/3))", "x"),
    ("x+1-sign(x^2+y^2-1)^2", "x"),
    ("x+1-sign(y-exp(x))^2", "x"),
    ("sign(x*y-1)^2", "1"),
    ("sign(sqrt(x-1/3))", "1"),
    ("sign(abs(x-y))", "1"),
    ("x+(1-sign(x-y)^2)*relu(1/1000-(x-7/3)^2)", "x"),
    ("sign(x-y)^2*x+(1-sign(x-y)^2)*(y+10^-30)", "x"),
]
NEVER_EQUAL = [
    ("x+1-sign(x^2-2)^2", "x"),
    ("sign((x^2-2)^2)", "1"),
    ("sign(x^2-x-1)^2", "1"),
    ("x+1-sign(x^3-2)^2", "x"),
    ("x+1-sign(x-pi)^2", "x"),
    ("x+1-sign(sin(x)-1)^2", "x"),
    ("sign(cos(x))^2", "1"),
    ("x+1-sign(exp(x)-2)^2", "x"),
    ("sign(x^2+y^2)", "1"),
    ("x+1-sign((x-y)^2+(x-1/7)^2)", "x"),
    ("x+1-sign((x-1/7)^2+(y-2/7)^2)", "x"),
    ("x+1-sign(max(x-1/3,y-1/7))^2", "x"),
    ("sign(sin(x)-1/2)*sign(sin(x)-1/2-10^-100)", "1"),
    ("sign(cos(x))^2+sign(sin(x+pi/2))^2", "2"),
    ("sin(x)+1-sign(x^2-2)^2*sign(y^2-3)^2", "sin(x)"),
]
EQUAL = [
    ("sign(x)*x", "abs(x)"),
    ("(1+sign(x))/2*x", "relu(x)"),
    ("x/abs(x)", "sign(x)"),
    ("sign(x^2-2)*(x^2-2)", "abs(x^2-2)"),
    ("2x*sign(x^2-2)", "2x*(x^2-2)/abs(x^2-2)"),
    ("sign(x-sqrt(2))*sign(x+sqrt(2))", "sign(x^2-2)"),
    ("sign(x^4-4)", "sign(x^2-2)"),
    ("sign(x*y)", "sign(x)*sign(y)"),
    ("sign(x-y)*(x-y)", "abs(x-y)"),
    ("sign(x-y)*(x-y)+ln(abs(x-y))", "abs(x-y)+ln((x-y)^2)/2"),
    ("sign(x^2+y^2)*(x^2+y^2)", "x^2+y^2"),
    ("sign(x^2+y^2-1)*(1-x^2-y^2)", "-abs(x^2+y^2-1)"),
    ("sign(x^2+1)", "1"),
    ("sign(x^4+x+1)", "1"),
    ("sign(sinh(x-y))", "sign(x-y)"),
    ("sign(sin(x)-1)*(sin(x)-1)", "abs(sin(x)-1)"),
    ("-sin(x)*sign(cos(x))", "-sin(x)*cos(x)/abs(cos(x))"),
    ("sign(cos(x))*sin(2x)", "2abs(cos(x))*sin(x)"),
    ("sign(cos(x))+sin(2x)", "2sin(x)*cos(x)+sign(cos(x))"),
    ("sign(cos(x))", "sign(sin(x+pi/2))"),
    ("2cos(2x)*sign(sin(2x))", "2cos(2x)*sign(-3sin(x)*cos(x))*(-1)"),
    ("sign(x^3-2)*(1-sin(x)^2)", "sign(x^3-2)*cos(x)^2"),
    ("x+(1-sign(x-y)^2)*(x-y)", "x"),
    ("sign(x-y)^2*x+(1-sign(x-y)^2)*y", "x"),
    ("x+(1-sign(x^2-2)^2)*(x^4-4)", "x"),
    ("max(x,y)", "(x+y+(x-y)*sign(x-y))/2"),
    ("step(x-y)", "(1+sign(x-y))/2"),
    ("sign(relu(w*x+b)-y)*x*sign(relu(w*x+b))", "sign(max(0,w*x+b)-y)*sign(max(0,w*x+b))*x"),
]


@pytest.mark.parametrize(("yours", "expected"), DIFFERENT)
def test_a_rational_point_on_the_jump_is_the_witness(yours: str, expected: str) -> None:
    for one, other in ((yours, expected), (expected, yours)):
        found = compare(tree(one), tree(other))
        assert found.outcome == "different"
        assert found.witness is not None
        assert found.witness.yours != found.witness.expected


@pytest.mark.parametrize(("yours", "expected"), NEVER_EQUAL)
def test_what_parts_on_a_jump_is_never_equal(yours: str, expected: str) -> None:
    for seed in range(3):
        assert compare(tree(yours), tree(expected), seed=seed).outcome != "equal"
        assert compare(tree(expected), tree(yours), seed=seed).outcome != "equal"


@pytest.mark.parametrize(("yours", "expected"), EQUAL)
def test_what_agrees_on_its_jumps_stays_equal(yours: str, expected: str) -> None:
    assert compare(tree(yours), tree(expected)).outcome == "equal"
    assert compare(tree(expected), tree(yours)).outcome == "equal"


def test_the_witness_lies_on_the_jump() -> None:
    witness = compare(tree("x+1-sign(x-1/3)^4"), tree("x")).witness
    assert witness is not None
    assert witness.at == {"x": "1/3"}
    assert (witness.yours, witness.expected) == ("1.33333", "0.333333")


@pytest.mark.parametrize(
    ("yours", "where", "outcome"),
    [
        ("sign(x)", "positive", "equal"),
        ("sign(x)^2", "nonzero", "equal"),
        ("sign(x-1/7)^2", (Fraction(1), Fraction(2)), "equal"),
        ("sign(x-9/7)^2", (Fraction(1), Fraction(2)), "different"),
        ("sign(x^2-2)^2", (Fraction(3, 2), Fraction(2)), "equal"),
        ("sign(x^2-2)^2", (Fraction(1), Fraction(2)), "undecided"),
        ("sign(x-pi)^2", (Fraction(0), Fraction(3)), "equal"),
        ("sign(x^3-2)^2", (Fraction(2), Fraction(3)), "equal"),
    ],
)
def test_a_jump_outside_of_what_is_assumed_does_not_count(yours: str, where: Assumption, outcome: str) -> None:
    assert compare(tree(yours), tree("1"), where={"x": where}).outcome == outcome
