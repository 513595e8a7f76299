"""Laws of proofs on random trees: a true rewrite is never refuted, and what differs somewhere is never proved."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isfinite

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tutor.maths.equality.proof import prove
from tutor.maths.evaluate.floats import evaluate
from tutor.maths.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    transformed,
)

X, Y = Symbol("x"), Symbol("y")
CIRCULAR = ["sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "arccot"]
HYPERBOLIC = ["sinh", "cosh", "tanh", "arsinh", "arcosh", "artanh", "exp", "ln", "sigmoid", "softplus"]
ONE_ARGUMENT = [*CIRCULAR, *HYPERBOLIC, "sqrt", "abs", "sign", "step", "relu"]
EXPONENTS = [Fraction(n, d) for n in (-3, -2, -1, 1, 2, 3, 4, 6) for d in (1, 2, 3)]
POINTS = [
    {"x": x, "y": y} for x in (-2.7, -1.3, -0.9, -0.41, 0.0, 0.23, 0.77, 1.0, 1.9, 3.6) for y in (-1.7, -0.3, 0.6, 2.2)
]
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def number(value: int | Fraction) -> Number:
    return Number(value)


def trees() -> st.SearchStrategy[Node]:
    leaves: st.SearchStrategy[Node] = st.one_of(
        st.sampled_from([X, X, X, Y]),
        st.integers(-3, 4).map(number),
        st.sampled_from([number(Fraction(1, 2)), Constant("pi"), Constant("e")]),
    )

    def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        return st.one_of(
            st.tuples(inner, inner).map(Sum),
            st.tuples(inner, inner).map(Product),
            st.tuples(inner, inner).map(lambda pair: Quotient(*pair)),
            inner.map(Negative),
            st.tuples(inner, st.sampled_from(EXPONENTS)).map(lambda pair: Power(pair[0], number(pair[1]))),
            st.tuples(st.sampled_from(ONE_ARGUMENT), inner).map(lambda pair: Call(pair[0], (pair[1],))),
            st.tuples(st.sampled_from(["max", "min"]), inner, inner).map(lambda t: Call(t[0], t[1:])),
            st.tuples(inner, inner).map(lambda pair: Power(*pair)),
        )

    return st.recursive(leaves, grown, max_leaves=6)


def call(name: str, *arguments: Node) -> Call:
    return Call(name, arguments)


def power(base: Node, exponent: int | Fraction) -> Power:
    return Power(base, Number(exponent))


def true_rewrite(node: Node) -> Node:
    """One identity that holds wherever both sides are defined."""
    match node:
        case Sum(operands=operands):
            return Sum(operands[::-1])
        case Product(operands=(a, Sum(operands=(b, c)))):
            return Sum((Product((a, b)), Product((a, c))))
        case Product(operands=operands):
            return Product(operands[::-1])
        case Quotient(numerator=top, denominator=bottom):
            return Product((power(bottom, -1), top))
        case Negative(operand=inner):
            return Product((Number(-1), inner))
        case Call(function="tan", arguments=(u,)):
            return Quotient(call("sin", u), call("cos", u))
        case Call(function="sin", arguments=(u,)):
            half = Quotient(u, Number(2))
            return Product((Number(2), call("sin", half), call("cos", half)))
        case Call(function="cos", arguments=(u,)):
            return Sum((Number(1), Negative(Product((Number(2), power(call("sin", Quotient(u, Number(2))), 2))))))
        case Call(function="cosh", arguments=(u,)):
            return Quotient(Sum((call("exp", u), call("exp", Negative(u)))), Number(2))
        case Call(function="abs", arguments=(u,)):
            return call("sqrt", power(u, 2))
        case Call(function="relu", arguments=(u,)):
            return call("max", u, Number(0))
        case Call(function="sigmoid", arguments=(u,)):
            return Quotient(Sum((Number(1), call("tanh", Quotient(u, Number(2))))), Number(2))
        case Call(function="ln", arguments=(u,)):
            return Quotient(call("ln", power(u, 2)), Number(2))
        case Call(function="arsinh", arguments=(u,)):
            return call("ln", Sum((u, call("sqrt", Sum((power(u, 2), Number(1)))))))
        case Power(base=u, exponent=Number(value=value)) if value.denominator == 1 and value > 1:
            return Product((u, power(u, value - 1)))
    return node


def false_rewrite(node: Node) -> Node:
    """What learners think, and what holds at best for some values."""
    match node:
        case Call(function="abs" | "relu", arguments=(u,)):
            return u
        case Call(function="sqrt", arguments=(Power(base=u, exponent=Number(value=two)),)) if two == 2:
            return u
        case Call(function="sign" | "step", arguments=(_,)):
            return Number(1)
        case Call(function="max" | "min", arguments=(u, _)):
            return u
        case Power(base=Power(base=u, exponent=p), exponent=q):
            return Power(u, Product((p, q)))
        case Call(function="arccot", arguments=(u,)):
            return call("arctan", Quotient(Number(1), u))
        case Call(function="arctan" | "arcsin" | "arccos" | "arcosh", arguments=(Call(arguments=(u,)),)):
            return u
        case Power(base=Product(operands=(u, v)), exponent=p):
            return Product((Power(u, p), Power(v, p)))
    return node


def differ(one: Node, other: Node) -> bool:
    """Whether floats are far apart at a point where both sides are tame."""
    for point in POINTS:
        left, right = evaluate(one, point), evaluate(other, point)
        assert isinstance(left, float)
        assert isinstance(right, float)
        if isfinite(left) and isfinite(right) and abs(left) < 1e6 and abs(left - right) > 1e-3 * (1 + abs(left)):
            return True
    return False


@SETTINGS
@given(trees())
def test_true_rewrites_are_never_refuted(original: Node) -> None:
    rewritten = transformed(original, true_rewrite)
    assume(rewritten.size < 250)
    assert prove(original, rewritten, seconds=0.3).outcome in ("equal", "open")


def check_nothing_false_is_proved(original: Node, change: Callable[[Node], Node]) -> None:
    changed = transformed(original, change)
    assume(changed != original)
    if prove(original, changed, seconds=0.3).outcome == "equal":
        assert not differ(original, changed)


@SETTINGS
@given(trees())
def test_nothing_false_is_proved_after_a_false_rewrite(original: Node) -> None:
    check_nothing_false_is_proved(original, false_rewrite)


@SETTINGS
@given(trees(), trees())
def test_nothing_false_is_proved_of_two_trees(one: Node, other: Node) -> None:
    if prove(one, other, seconds=0.3).outcome == "equal":
        assert not differ(one, other)


@SETTINGS
@given(trees(), st.sampled_from([1, 2, 5]), st.sampled_from([Fraction(1, 100), Fraction(1, 10)]))
def test_a_narrow_bump_is_never_proved_away(original: Node, centre: int, width: Fraction) -> None:
    bump = call("relu", Sum((Number(width), Negative(power(Sum((X, Number(-centre))), 2)))))
    value = evaluate(original, {"x": float(centre), "y": 0.5})
    assume(isinstance(value, float) and isfinite(value) and abs(value) < 1e6)
    assert prove(original, Sum((original, bump)), seconds=0.3).outcome != "equal"
