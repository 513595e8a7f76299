"""Pairs that were once judged wrongly: shared points without a neighbourhood, distant and touching switches."""

from fractions import Fraction

import pytest
from equality_trees import tree

from tutor.maths.equality import compare
from tutor.maths.equality.proof import prove

BUMP = "((x-7/3)^2-1/10000)"

NOWHERE_TOGETHER = [
    ("sqrt(x)+sqrt(-x)", "x"),
    ("sqrt(x-1)+sqrt(1-x)", "0"),
    ("asin(x^2+1)", "pi/2"),
    ("2x+0*sqrt(-x^2)", "2x"),
    ("ln(-1-x^2)-ln(-1-x^2)+2x", "2x"),
    ("x*y+0*sqrt(-(x-y)^2-(y-1)^2)", "x*y"),
    ("x+0*ln(sin(x)-2)", "x"),
    ("2x+0*(-2)^x", "2x"),
]
NEVER_EQUAL = [
    ("x+1-sign(x-1/3)^2", "x"),
    ("max(x,-exp(1000))", "x"),
    ("relu(x-exp(50))", "0"),
    ("x+relu(x-10^13*e)", "x"),
    ("x+relu(atan(x)-1.5707963267948)", "x"),
    ("asin(sin(10^-9*x))", "10^-9*x"),
    ("atan(tan(10^-40*x))", "10^-40*x"),
    ("acos(cos(10^-20*x))", "abs(10^-20*x)"),
    (f"sqrt(1-cos({BUMP}))", f"sqrt(2)*sin({BUMP}/2)"),
    (f"sqrt(cosh({BUMP})-1)", f"sqrt(2)*sinh({BUMP}/2)"),
    (f"acosh(cosh({BUMP}))", BUMP),
    (f"acos(cos(atan({BUMP})))", f"atan({BUMP})"),
]
STILL_EQUAL = [
    ("acosh(cosh(x))", "abs(x)"),
    ("sqrt(1-cos(2x))", "sqrt(2)*abs(sin(x))"),
    ("acos(cos(x))", "acos(sin(x+pi/2))"),
    ("abs(3x-1)/abs(x-1/3)", "3"),
    ("ln(sin(x)-0.999999)", "ln(sin(x)-999999/1000000)"),
]


@pytest.mark.parametrize(("yours", "expected"), NOWHERE_TOGETHER)
def test_without_a_common_open_set_an_answer_is_wrong(yours: str, expected: str) -> None:
    for one, other in ((yours, expected), (expected, yours)):
        assert compare(tree(one), tree(other)).outcome == "different"
        assert prove(tree(one), tree(other)).outcome != "equal"


@pytest.mark.parametrize(("yours", "expected"), NEVER_EQUAL)
def test_a_distant_or_touching_switch_is_never_overlooked(yours: str, expected: str) -> None:
    for seed in range(5):
        assert compare(tree(yours), tree(expected), seed=seed).outcome != "equal"
        assert compare(tree(expected), tree(yours), seed=seed).outcome != "equal"


@pytest.mark.parametrize(("yours", "expected"), STILL_EQUAL)
def test_what_is_equal_stays_equal(yours: str, expected: str) -> None:
    assert compare(tree(yours), tree(expected)).outcome == "equal"


@pytest.mark.parametrize(
    ("yours", "expected"),
    [
        ("x+max(0,10^-16-(x-10^9)^2)", "x"),
        ("2*sqrt(10^-20-(x-1/3)^2)", "sqrt(4*10^-20-4*(x-1/3)^2)"),
        ("max(exp(-10^12*(x-1/3)^2),0.5)", "0.5"),
        ("exp(-exp(30))*max(1,exp(10^9))", "1"),
        ("sigmoid(10^9)", "1"),
    ],
)
def test_a_proof_of_large_numbers_ends(yours: str, expected: str) -> None:
    assert prove(tree(yours), tree(expected), seconds=0.5).outcome in ("open", "equal", "different")


@pytest.mark.parametrize(
    ("most", "outcomes"), [("1", {"equal"}), ("8/5", {"different", "undecided"}), ("1.5708", {"undecided"})]
)
def test_an_interval_ends_where_it_says(most: str, outcomes: set[str]) -> None:
    where = {"x": (Fraction(-1), Fraction(most))}
    for seed in range(5):
        assert compare(tree("asin(sin(x))"), tree("x"), where=where, seed=seed).outcome in outcomes
