"""The functions of one argument and their derivatives: each is one entry here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tutor.maths.calculus.domain import regular
from tutor.maths.tree import ONE, TWO, ZERO, Call, Negative, Node, Power, Product, Quotient, Sum


@dataclass(frozen=True)
class Elementary:
    """A function, what its rule is called, the reason in one sentence, and its derivative at `u`."""

    function: str
    name: str
    why: str
    slope: Callable[[Node], Node]


def _of(function: str) -> Callable[[Node], Node]:
    return lambda u: Call(function, (u,))


def _square(tree: Node) -> Node:
    return Power(tree, TWO)


def _minus(one: Node, other: Node) -> Node:
    return Sum((one, Negative(other)))


def _over(below: Callable[[Node], Node]) -> Callable[[Node], Node]:
    return lambda u: Quotient(ONE, below(u))


def _negative(slope: Callable[[Node], Node]) -> Callable[[Node], Node]:
    return lambda u: Negative(slope(u))


def _root_of(inside: Callable[[Node], Node]) -> Callable[[Node], Node]:
    return lambda u: Call("sqrt", (inside(u),))


def _times(first: str, second: str) -> Callable[[Node], Node]:
    return lambda u: Product((Call(first, (u,)), Call(second, (u,))))


def _one_minus_square(u: Node) -> Node:
    return _minus(ONE, _square(u))


def _square_minus_one(u: Node) -> Node:
    return _minus(_square(u), ONE)


def _one_plus_square(u: Node) -> Node:
    return Sum((ONE, _square(u)))


def _square_of(function: str) -> Callable[[Node], Node]:
    return lambda u: _square(Call(function, (u,)))


def _size_times_root(inside: Callable[[Node], Node]) -> Callable[[Node], Node]:
    return lambda u: Product((Call("abs", (u,)), _root_of(inside)(u)))


def _slope_of_size(u: Node) -> Node:
    # u/|u| has no value at 0, as it should be; where u is 0 on a whole stretch the slope there is 0.
    return Quotient(u, Call("abs", (u,))) if regular(u) else Call("sign", (u,))


_INVERSE = "It undoes {}, so its slope is 1 over the slope there."
_SWITCH = "It is flat on both sides of the jump."

_ENTRIES = (
    Elementary("sin", "sine rule", "The slope of the sine is the cosine.", _of("cos")),
    Elementary("cos", "cosine rule", "The cosine falls where the sine is positive.", _negative(_of("sin"))),
    Elementary("tan", "tangent rule", "It is the quotient rule on sin/cos.", _over(_square_of("cos"))),
    Elementary("sec", "secant rule", "It is the reciprocal rule on 1/cos.", _times("sec", "tan")),
    Elementary("csc", "cosecant rule", "It is the reciprocal rule on 1/sin.", _negative(_times("csc", "cot"))),
    Elementary("cot", "cotangent rule", "It is the quotient rule on cos/sin.", _negative(_over(_square_of("sin")))),
    Elementary("sinh", "sinh rule", "The two halves of sinh swap into cosh.", _of("cosh")),
    Elementary("cosh", "cosh rule", "The two halves of cosh swap into sinh, with no minus.", _of("sinh")),
    Elementary(
        "tanh",
        "tanh rule",
        "The slope follows from the value: steep at 0, flat near 1 and -1.",
        lambda u: _minus(ONE, _square(Call("tanh", (u,)))),
    ),
    Elementary("sech", "sech rule", "It is the reciprocal rule on 1/cosh.", _negative(_times("sech", "tanh"))),
    Elementary("csch", "csch rule", "It is the reciprocal rule on 1/sinh.", _negative(_times("csch", "coth"))),
    Elementary("coth", "coth rule", "It is the quotient rule on cosh/sinh.", _negative(_over(_square_of("sinh")))),
    Elementary("arcsin", "arcsine rule", _INVERSE.format("the sine"), _over(_root_of(_one_minus_square))),
    Elementary(
        "arccos", "arccosine rule", _INVERSE.format("the cosine"), _negative(_over(_root_of(_one_minus_square)))
    ),
    Elementary("arctan", "arctangent rule", _INVERSE.format("the tangent"), _over(_one_plus_square)),
    Elementary("arccot", "arccotangent rule", _INVERSE.format("the cotangent"), _negative(_over(_one_plus_square))),
    Elementary("arcsec", "arcsecant rule", _INVERSE.format("the secant"), _over(_size_times_root(_square_minus_one))),
    Elementary(
        "arccsc",
        "arccosecant rule",
        _INVERSE.format("the cosecant"),
        _negative(_over(_size_times_root(_square_minus_one))),
    ),
    Elementary("arsinh", "arsinh rule", _INVERSE.format("sinh"), _over(_root_of(_one_plus_square))),
    Elementary("arcosh", "arcosh rule", _INVERSE.format("cosh"), _over(_root_of(_square_minus_one))),
    Elementary("artanh", "artanh rule", _INVERSE.format("tanh"), _over(_one_minus_square)),
    Elementary("arcoth", "arcoth rule", _INVERSE.format("coth"), _over(_one_minus_square)),
    Elementary(
        "arsech",
        "arsech rule",
        _INVERSE.format("sech"),
        lambda u: Negative(Quotient(ONE, Product((u, _root_of(_one_minus_square)(u))))),
    ),
    Elementary("arcsch", "arcsch rule", _INVERSE.format("csch"), _negative(_over(_size_times_root(_one_plus_square)))),
    Elementary("exp", "exponential rule", "The exponential function is its own slope.", _of("exp")),
    Elementary("ln", "logarithm rule", "The logarithm climbs ever more slowly, as 1/x.", lambda u: Quotient(ONE, u)),
    Elementary(
        "sqrt",
        "square root rule",
        "It is the power rule with the exponent 1/2.",
        lambda u: Quotient(ONE, Product((TWO, Call("sqrt", (u,))))),
    ),
    Elementary("abs", "absolute value rule", "The slope is 1 to the right of 0 and -1 to the left.", _slope_of_size),
    Elementary("sign", "sign rule", _SWITCH, lambda u: ZERO),
    Elementary("step", "step rule", _SWITCH, lambda u: ZERO),
    Elementary("relu", "relu rule", "The slope is 1 where relu is on and 0 where it is off.", _of("step")),
    Elementary(
        "sigmoid",
        "sigmoid rule",
        "The slope follows from the value: s times 1 - s.",
        lambda u: Product((Call("sigmoid", (u,)), _minus(ONE, Call("sigmoid", (u,))))),
    ),
    Elementary("softplus", "softplus rule", "Softplus is a smooth relu; its slope is the sigmoid.", _of("sigmoid")),
)
ELEMENTARY: dict[str, Elementary] = {entry.function: entry for entry in _ENTRIES}
