"""What is proved, what must never be, and what is said of the domain."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tutor.maths.equality.proof import prove, warm_up
from tutor.maths.reading import read
from tutor.maths.tree import Call, Node, Number, Power, Product, Sum, Symbol
from tutor.maths.verdict import Names

NAMES = Names(variables=("x", "y", "a", "b", "c", "k", "n"))


def tree(text: str) -> Node:
    return read(text, NAMES).tree


EQUAL = """
(w) || (w)
sin(3x) || 3sin(x) - 4sin(x)^3
sec(x)^2 || 1 + tan(x)^2
tan(x+y) || (tan(x)+tan(y))/(1-tan(x)tan(y))
csc(6x)^2 (7sin(6x)cos(7x) - 6cos(6x)sin(7x)) || -(6cos(6x)sin(7x) - 7sin(6x)cos(7x))/sin(6x)^2
tan(x/2) || sin(x)/(1+cos(x))
sin(x + pi/2) || cos(x)
cos(pi/5) || (1+sqrt(5))/4
cos(2pi/17) || (-1+sqrt(17)+sqrt(34-2sqrt(17)))/16 + (2sqrt(17+3sqrt(17)-sqrt(34-2sqrt(17))-2sqrt(34+2sqrt(17))))/16
exp(a+b) || exp(a)exp(b)
2^(x+1) || 2*2^x
tanh(x/2) || (exp(x)-1)/(exp(x)+1)
sigmoid(x)(1-sigmoid(x)) || exp(-x)/(1+exp(-x))^2
softplus(x) - softplus(-x) || x
exp(x)/(exp(x)+exp(y)) || sigmoid(x-y)
relu(x) - relu(-x) || x
max(x,y) + min(x,y) || x + y
max(a,b,c) || max(c,max(b,a))
abs(x)sign(x) || x
sign(x)^3 || sign(x)
abs(x^2-4)/(abs(x-2)abs(x+2)) || 1
sqrt(x^2) || abs(x)
sqrt(x)sqrt(y) || sqrt(x y)
sqrt(x^3) || x sqrt(x)
(x^(1/3))^3 || x
root(-x, 3) || -root(x, 3)
(x^6)^(1/6) || abs(x)
(x^2+1)^(1/2)(x^2+1)^(1/3) || (x^2+1)^(5/6)
1/(sqrt(x+1)+sqrt(x)) || sqrt(x+1)-sqrt(x)
sqrt(3+2sqrt(2)) || 1+sqrt(2)
sqrt(5+2sqrt(6)) || sqrt(2)+sqrt(3)
sqrt(2x sqrt(x^2+1)+2x^2+1) || sqrt(x^2+1)+x
(930249+416020sqrt(5))^(1/30)-(930249-416020sqrt(5))^(1/30) || 1
ln(x^2) || 2ln(x)
ln(6) || ln(2)+ln(3)
ln(tan(x)) || ln(sin(x))-ln(cos(x))
ln(sin(x)^2) || 2ln(abs(sin(x)))
log(8,2) || 3
exp(2ln(x)) || x^2
x^x ln(x) || exp(x ln(x))ln(x)
x^(a+b) || x^a x^b
6((x-2)^3)^k || 6(x-2)^(3k)
asinh(x) || ln(x+sqrt(x^2+1))
-asinh(x) || ln(sqrt(x^2+1)-x)
acosh(x) || ln(x+sqrt(x^2-1))
atanh(x) || ln((1+x)/(1-x))/2
asin(x)+acos(x) || pi/2
atan(1/2) || pi/2-atan(2)
4atan(1/5)-atan(1/239) || pi/4
atan(x)+atan(1/x)+ln(x) || pi/2+ln(x)
2atan(exp(x)) || atan(sinh(x))+pi/2
asin(x) || atan(x/sqrt(1-x^2))
sin(2atan(x)) || 2x/(1+x^2)
(x-a)^6000 || (a-x)^6000
(x-a)^(60000) (x-a) || -(a-x)^60001
exp((2x+1)/(x(x+1))) || exp(1/x)exp(1/(x+1))
""".replace("(w) || (w)\n", "")

NOT_EQUAL = """
sqrt(x^2) || x
sqrt((x-2)^2) || x-2
sqrt(x^2 y) || x sqrt(y)
sqrt(sin(x)^2) || sin(x)
sqrt(1-sin(x)^2) || cos(x)
(x^6)^(1/6) || x
(x^2)^k || x^(2k)
(a^b)^c || a^(b c)
abs(x)^(1/3) || x^(1/3)
atan(x)+atan(1/x) || pi/2
atan(tan(x)) || x
asin(sin(x)) || x
acot(x) || atan(1/x)
acosh(x) || ln(x-sqrt(x^2-1))
sign(x)^2 || 1
step(x)+step(-x) || 1
relu(x) || x
abs(x+y) || abs(x)+abs(y)
2x+max(0,1/100-(x-2)^2) || 2x
2x+relu(1/10000-(x-1000)^2) || 2x
sin(x)^2+cos(x)^2+max(0,1/10000-(x-1000)^2) || 1
ln(sin(x)) || ln(sin(x))+relu(x-5)
abs(x-1/1000)+abs(x+1/1000) || 2abs(x)
5999(x-a)^5999 || 6000(x-a)^5999
tan(x/2) || sin(x)/(1-cos(x))
sqrt(3+2sqrt(2)) || 1+sqrt(3)
(-8)^(1/3) || 2
cos(pi/7) || 0.9009688679024191
pi || 3.14159265358979323846264338327950288
0.33 || 1/3
x^0.333 || x^(1/3)
sqrt(x^2+1) || x+1
sqrt(-x^2) || x
ln(-x^2) || 1
""".strip()


def pairs(block: str) -> list[tuple[str, str]]:
    return [(left, right) for left, right in (line.split(" || ") for line in block.strip().splitlines())]


@pytest.mark.parametrize("yours, expected", pairs(EQUAL))
def test_proved_either_way_round(yours: str, expected: str) -> None:
    assert prove(tree(yours), tree(expected)).outcome == "equal"
    assert prove(tree(expected), tree(yours)).outcome == "equal"


@pytest.mark.parametrize("yours, expected", pairs(NOT_EQUAL))
def test_never_proved(yours: str, expected: str) -> None:
    assert prove(tree(yours), tree(expected)).outcome != "equal"
    assert prove(tree(expected), tree(yours)).outcome != "equal"


@pytest.mark.parametrize(
    "yours, expected",
    [("x+1", "x"), ("1/x", "1/(x+1)"), ("sqrt(2)", "1.41421356"), ("cos(pi/4)", "1/2"), ("pi x", "3x")],
)
def test_exact_disagreement_is_different(yours: str, expected: str) -> None:
    assert prove(tree(yours), tree(expected)).outcome == "different"


@pytest.mark.parametrize(
    "yours, expected, note",
    [
        ("ln(x^2)", "2ln(x)", "where x > 0"),
        ("sqrt(x)sqrt(y)", "sqrt(x*y)", "where x >= 0 and y >= 0"),
        ("ln(sin(x)^2)", "2ln(abs(sin(x)))", None),
        ("sqrt(x^2)", "abs(x)", None),
        ("ln(x) + ln(x)", "2ln(x)", None),
    ],
)
def test_note_names_what_only_one_side_needs(yours: str, expected: str, note: str | None) -> None:
    proof = prove(tree(yours), tree(expected))
    assert (proof.outcome, proof.note) == ("equal", note)


def test_assumptions_are_used() -> None:
    assert prove(tree("sqrt(x^2)"), tree("x"), where={"x": "positive"}).outcome == "equal"
    assert prove(tree("sign(x)^2"), tree("1"), where={"x": "nonzero"}).outcome == "equal"
    inside = (Fraction(2), Fraction(5))
    assert prove(tree("abs(x-1)"), tree("x-1"), where={"x": inside}).outcome == "equal"
    assert prove(tree("abs(x-3)"), tree("x-3"), where={"x": inside}).outcome == "open"


def test_vectors_and_matrices_entry_by_entry() -> None:
    assert prove(tree("[sin(2x), 1]"), tree("[2sin(x)cos(x), x/x]")).outcome == "equal"
    assert prove(tree("[[1, x], [x, 2x]]"), tree("[[1, x], [x, x+x]]")).outcome == "equal"
    assert prove(tree("[x, y]"), tree("[[x], [y]]")).outcome == "equal"
    assert prove(tree("[x+1, y]"), tree("[x, y]")).outcome == "different"
    assert prove(tree("[[x, y]]"), tree("[[x], [y]]")).outcome == "open"
    assert prove(tree("[x, y]"), tree("[x, y, 0]")).outcome == "open"


def test_no_common_domain_is_no_proof() -> None:
    assert prove(tree("ln(x)-ln(x)"), tree("ln(-x)-ln(-x)")).outcome == "open"
    assert prove(tree("sqrt(x-1)-sqrt(x-1)"), tree("sqrt(1-x)-sqrt(1-x)")).outcome == "open"
    assert prove(tree("1/(x-x)"), tree("1/(x-x)+1-1")).outcome == "open"


def test_large_things_stay_open_and_end() -> None:
    x = Symbol("x")
    tower: Node = Number(9)
    for _ in range(5):
        tower = Power(Number(9), tower)
    many = Power(Sum(tuple(Symbol(f"v{i}") for i in range(12))), Number(60))
    deep: Node = x
    for _ in range(100):
        deep = Call("exp", (deep,))
    wide = Product(tuple(Power(Sum((Symbol(f"v{i}"), x)), Number(40)) for i in range(10)))
    for large in (tower, many, deep, wide, Power(x, Number(10**30)), Call("sin", (Product((Number(10**9), x)),))):
        assert prove(large, Sum((large, Call("sin", (x,)))), seconds=1.0).outcome == "open"


def test_warm_up_leaves_proofs_working() -> None:
    warm_up()
    assert prove(tree("sin(2x)"), tree("2sin(x)cos(x)")).method == "exact"
