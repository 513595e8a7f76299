"""Piecewise functions: narrow differences are never called equal, known identities are."""

import pytest
from equality_trees import tree

from tutor.maths.equality import compare

SEEDS = range(100)

FOUND = [
    ("2x+max(0,1/100-(x-2)^2)", "2x"),
    ("2x+relu(1/1000-(x-7/3)^2)", "2x"),
    ("x+relu(10^-12-(x-9/7)^2)", "x"),
    ("x+sqrt(((x-2)^2-1/100)^2)-((x-2)^2-1/100)", "x"),
    ("abs((x-7/3)^2-1/10000)", "(x-7/3)^2-1/10000"),
    ("atan(1/((x-7/3)^2-1/100))+atan((x-7/3)^2-1/100)", "pi/2"),
    ("x+max(0,1-(x-10^6)^2)", "x"),
    ("x+step(x-10^30)", "x"),
    ("x+relu(1/100-(x-2)^2)*relu(1/100-(x-2.15)^2)", "x"),
    ("root(((x-7/3)^2-1/400)^4,4)", "(x-7/3)^2-1/400"),
    ("exp(ln(((x-7/3)^2-1/100)^2)/2)", "(x-7/3)^2-1/100"),
    ("sqrt((x^2-4x+4-1/400)^2)", "x^2-4x+4-1/400"),
    ("sign((x-7/3)^2-1/1000)", "1"),
    ("x+relu(relu(1/10-abs(x-10/3))-1/20)", "x"),
    ("sqrt((x-1)/(x+1))", "sqrt(x^2-1)/(x+1)"),
    ("acos(cos(x))", "abs(x)"),
    ("x*y+max(0,1/100-(x-1)^2-(y-2)^2)", "x*y"),
]
NEVER_EQUAL = [
    ("x*y+relu(1/100-(x-10^6)^2-(y-2)^2)", "x*y"),
    ("x*y*z+relu(1/100-(x-1)^2-(y-7/3)^2-(z+3)^2)", "x*y*z"),
    ("2x+max(0,1/100-(exp(x)-2)^2)", "2x"),
    ("x+relu(1/1000-(ln(x)-1)^2)", "x"),
    ("x+relu(sin(x)-9999/10000)", "x"),
    ("x+relu(1/10-abs(x-10/3)-abs(y+2))", "x"),
]
EQUAL = [
    ("abs(x)", "sqrt(x^2)"),
    ("abs(x^2-4)/(abs(x-2)*abs(x+2))", "1"),
    ("1/abs(x)^(1/3)", "(abs(x)^(1/3)/abs(x))^(1/2)"),
    ("x/abs(x)", "sign(x)"),
    ("relu(x)", "(x+abs(x))/2"),
    ("2relu(x)", "2x*step(x)"),
    ("step(x)", "(1+sign(x))/2"),
    ("max(x,y)", "(x+y+abs(x-y))/2"),
    ("max(x,y,z)", "max(z,max(y,x))"),
    ("sqrt(sin(x)^2)", "abs(sin(x))"),
    ("abs(sin(2x))", "2abs(sin(x))*abs(cos(x))"),
    ("sqrt(x^2+2x+1)", "abs(x+1)"),
    ("sqrt(x^2*y^2)", "abs(x*y)"),
    ("abs(2+sin(x))", "2+sin(x)"),
    ("abs(x^2-2x*y+2y^2+1)", "x^2-2x*y+2y^2+1"),
    ("sqrt(x/(x+1))", "sqrt(x^2+x)/abs(x+1)"),
    ("atan(1/x)", "sign(x)*pi/2-atan(x)"),
    ("abs(abs(x)-abs(y))", "max(abs(x),abs(y))-min(abs(x),abs(y))"),
    ("ln(sin(x)^2)", "2ln(abs(sin(x)))"),
    ("max(0,min(x,1))", "min(1,max(x,0))"),
    ("sqrt(a^2+b^2)/a", "sqrt(1+b^2/a^2)*sign(a)"),
    ("-2(y-relu(w*x+b))*step(w*x+b)*x", "2(max(0,w*x+b)-y)*x*step(x*w+b)"),
]


@pytest.mark.parametrize(("yours", "expected"), FOUND)
def test_a_narrow_difference_is_found_for_every_seed(yours: str, expected: str) -> None:
    pair = tree(yours), tree(expected)
    assert {compare(*pair, seed=seed).outcome for seed in SEEDS} == {"different"}


@pytest.mark.parametrize(("yours", "expected"), NEVER_EQUAL)
def test_a_narrow_difference_is_never_equal(yours: str, expected: str) -> None:
    pair = tree(yours), tree(expected)
    assert all(compare(*pair, seed=seed).outcome != "equal" for seed in range(12))


@pytest.mark.parametrize(("yours", "expected"), EQUAL)
def test_known_identities_hold(yours: str, expected: str) -> None:
    assert compare(tree(yours), tree(expected)).outcome == "equal"


def test_the_witness_lies_inside_the_bump() -> None:
    witness = compare(tree("2x+relu(1/1000-(x-7/3)^2)"), tree("2x")).witness
    assert witness is not None
    assert witness.at == {"x": "7/3"}
