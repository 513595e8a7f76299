"""Right and wrong answers, their witnesses and notes."""

from fractions import Fraction

import flint
import pytest
from equality_trees import tree

from tutor.maths.equality import compare, value_at
from tutor.maths.evaluate.balls import UNDEFINED

EQUAL = [
    ("sin(2x)", "2sin(x)cos(x)"),
    ("6x^2 cot(x^3)", "2sin(x^3)*cos(x^3)*3x^2/sin(x^3)^2"),
    ("e^x/(e^x+e^y)", "1/(1+e^(y-x))"),
    ("tanh(x)^2", "1-1/cosh(x)^2"),
    ("sin(x)^2+cos(x)^2-1", "0"),
    ("atan(1/2)", "pi/2-atan(2)"),
    ("sqrt(3+2sqrt(2))", "1+sqrt(2)"),
    ("x^(2/3)", "abs(x)^(2/3)"),
    ("(x^3)^(1/3)", "x"),
    ("x^6000+1", "1+x*x^5999"),
    ("sqrt(10^-8-x^2)*2", "sqrt(4*10^-8-4x^2)"),
    ("sigmoid(1000x)", "1/(1+exp(-1000x))"),
    ("x^x", "exp(x*ln(x))"),
    ("asinh(x)", "ln(x+sqrt(x^2+1))"),
    ("acosh(x)", "ln(x+sqrt(x-1)*sqrt(x+1))"),
    ("log(x,2)", "ln(x)/ln(2)"),
]
PROVED = [
    ("(x+1)^2", "x^2+2x+1"),
    ("(x-a)^6000", "(a-x)^6000"),
    ("(x-a)^6000+(x-a)^5999", "(x-a)^5999*(x-a+1)"),
    ("1/x+1/y", "(x+y)/(x*y)"),
    ("x*sin(x+1)", "sin(1+x)*x"),
    ("x^(3/2)", "x*sqrt(x)"),
    ("x/sqrt(x^2+y^2)", "x*(x^2+y^2)^(-1/2)"),
    ("0.5", "1/2"),
    ("abs(2x-4)", "2abs(2-x)"),
    ("abs(x)^2", "x^2"),
    ("sin(-x)+cos(y-x)", "cos(x-y)-sin(x)"),
    (" + ".join(f"abs(x-{k})" for k in range(15)), " + ".join(f"abs({k}-x)" for k in range(15))),
]
DIFFERENT = [
    ("x+1", "x"),
    ("0.33", "1/3"),
    ("x+10^-50", "x"),
    ("sin(x)+10^-50", "sin(x)"),
    ("sin(x+10^-100)", "sin(x)"),
    ("x+10^-300", "x"),
    ("5999*(x-a)^5999", "6000*(x-a)^5999"),
    ("x^2+exp(-200)", "x^2"),
    ("x^2+exp(-2000)", "x^2"),
    ("tanh(10^6*x)", "sign(x)"),
    ("sigmoid(1000x)", "step(x)"),
    ("sqrt(x^2+10^-60)", "abs(x)"),
    ("sqrt(x^2)", "x"),
    ("cos(x)", "sqrt(1-sin(x)^2)"),
    ("asin(sin(x))", "x"),
    ("atan((x+1)/(1-x))", "atan(x)+pi/4"),
    ("sign(x)^2", "1"),
    ("exp(-exp(x+10))", "0"),
]


@pytest.mark.parametrize(("yours", "expected"), EQUAL)
def test_the_same_function_is_equal(yours: str, expected: str) -> None:
    assert compare(tree(yours), tree(expected)).outcome == "equal"


@pytest.mark.parametrize(("yours", "expected"), PROVED)
def test_a_rational_identity_is_proved(yours: str, expected: str) -> None:
    found = compare(tree(yours), tree(expected))
    assert (found.outcome, found.certainty) == ("equal", "proved")


@pytest.mark.parametrize(("yours", "expected"), DIFFERENT)
def test_another_function_differs_with_a_witness(yours: str, expected: str) -> None:
    found = compare(tree(yours), tree(expected))
    assert found.outcome == "different"
    assert found.witness is not None
    assert found.witness.yours != found.witness.expected


def test_a_witness_is_easy_to_check() -> None:
    witness = compare(tree("sqrt(x^2)"), tree("x")).witness
    assert witness is not None
    assert (witness.at, witness.yours, witness.expected) == ({"x": "-1"}, "1", "-1")


def test_undefined_is_said_of_an_answer_that_shares_no_points() -> None:
    witness = compare(tree("ln(-x)"), tree("ln(x)")).witness
    assert witness is not None
    assert witness.yours == "undefined"


@pytest.mark.parametrize(
    ("yours", "expected", "place"),
    [
        ("2ln(x)", "ln(x^2)", "x > 0"),
        ("ln(x^2)", "2ln(x)", "x > 0"),
        ("ln(x)+ln(x-3)", "ln(x*(x-3))", "x > 3"),
        ("sqrt(x)*sqrt(y)", "sqrt(x*y)", "x > 0 and y > 0"),
        ("asin(x)+acos(x)", "pi/2", "-1 < x < 1"),
    ],
)
def test_the_note_says_where_both_are_defined(yours: str, expected: str, place: str) -> None:
    found = compare(tree(yours), tree(expected))
    assert found.outcome == "equal"
    assert found.note is not None
    assert f"where {place};" in found.note


def test_a_hole_is_not_worth_a_note() -> None:
    assert compare(tree("(x^2-1)/(x-1)"), tree("x+1")).note is None


def test_assumptions_narrow_the_domain() -> None:
    assert compare(tree("sqrt(x^2)"), tree("x"), where={"x": "positive"}).outcome == "equal"
    inside: tuple[Fraction, Fraction] = (Fraction(-2), Fraction(-1))
    assert compare(tree("abs(x)"), tree("-x"), where={"x": inside}).outcome == "equal"
    assert compare(tree("abs(x)"), tree("-x")).outcome == "different"


@pytest.mark.parametrize(
    ("yours", "expected", "outcome", "reason"),
    [
        ("[x, y]", "[[x], [y]]", "equal", None),
        ("[x, y]", "[[x, y]]", "equal", None),
        ("[x]", "x", "equal", None),
        ("[[x, y]]", "[[x], [y]]", "different", "layout"),
        ("[[x, y], [1, 2]]", "[[x, 1], [y, 2]]", "different", "layout"),
        ("[[x, y, 1], [1, 2, 3]]", "[[x, 1], [y, 2], [1, 3]]", "different", "layout"),
        ("[[1, y], [y, 2]]", "[[1, y], [y, 3]]", "different", None),
        ("[x, y]", "[x, y, 1]", "different", "shape"),
        ("x", "[x, y]", "different", "shape"),
        ("[x, y+1]", "[x, y]", "different", None),
    ],
)
def test_shapes(yours: str, expected: str, outcome: str, reason: str | None) -> None:
    found = compare(tree(yours), tree(expected))
    assert (found.outcome, found.reason) == (outcome, reason)


def test_a_wrong_vector_shows_all_entries() -> None:
    witness = compare(tree("[x, y+1]"), tree("[x, y]")).witness
    assert witness is not None
    assert set(witness.at) == {"x", "y"}
    assert isinstance(witness.yours, list)
    assert witness.yours[0] == witness.expected[0]
    assert witness.yours[1] != witness.expected[1]


@pytest.mark.parametrize(
    "text", ["9^9^9^9", "10^100^100", "exp(exp(exp(exp(exp(10)))))", "2^(20000x)", "(x+y+z)^200-(x+y+z)^199"]
)
def test_monsters_are_answered_and_never_equal(text: str) -> None:
    assert compare(tree(text), tree("x^2")).outcome != "equal"


def test_the_precision_of_others_is_left_alone() -> None:
    flint.ctx.prec = 77
    try:
        compare(tree("sin(2x)"), tree("2sin(x)cos(x)"))
        assert flint.ctx.prec == 77
    finally:
        flint.ctx.prec = 53


def test_values_are_exact_where_they_can_be() -> None:
    assert value_at(tree("(x^2-1)/(x-1)"), {"x": Fraction(1, 3)}) == flint.fmpq(4, 3)
    assert value_at(tree("1/(x-1)"), {"x": Fraction(1)}) is UNDEFINED
    assert value_at(tree("ln(x)"), {"x": Fraction(-1)}) is UNDEFINED
    assert value_at(tree("x^(1/3)"), {"x": Fraction(-8)}) == -2
