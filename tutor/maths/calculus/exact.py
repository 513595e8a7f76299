"""Values of functions that are known exactly: sin(0) = 0, exp(ln(2)) = 2, sqrt(9/4) = 3/2."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from tutor.maths.tree import (
    ONE,
    TWO,
    ZERO,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
)

MOST_BITS = 4_096

_AT_ZERO: dict[str, Node] = {
    **dict.fromkeys(("sin", "tan", "sinh", "tanh", "arcsin", "arctan", "arsinh", "artanh"), ZERO),
    **dict.fromkeys(("sqrt", "abs", "sign", "step", "relu"), ZERO),
    **dict.fromkeys(("cos", "sec", "cosh", "sech", "exp"), ONE),
    "sigmoid": Number(Fraction(1, 2)),
    "softplus": Call("ln", (TWO,)),
    "arccos": Quotient(Constant("pi"), TWO),
    "arccot": Quotient(Constant("pi"), TWO),
}
_AT_ONE: dict[str, Node] = {
    **dict.fromkeys(("ln", "arccos", "arcsec", "arcosh", "arsech"), ZERO),
    **dict.fromkeys(("sqrt", "abs", "sign", "step", "relu"), ONE),
    "exp": Constant("e"),
    "arcsin": Quotient(Constant("pi"), TWO),
    "arccsc": Quotient(Constant("pi"), TWO),
    "arctan": Quotient(Constant("pi"), Number(4)),
    "arccot": Quotient(Constant("pi"), Number(4)),
}
# sin(k*pi/12) for the k with a short value, first quarter of the circle.
_SINES: dict[int, Node] = {
    0: ZERO,
    2: Number(Fraction(1, 2)),
    3: Quotient(Call("sqrt", (TWO,)), TWO),
    4: Quotient(Call("sqrt", (Number(3),)), TWO),
    6: ONE,
}


def rational(tree: Node) -> Fraction | None:
    """The exact number the tree is, if it is written as one."""
    match tree:
        case Number():
            return tree.value
        case Negative():
            inner = rational(tree.operand)
            return None if inner is None else -inner
        case Quotient():
            above, below = rational(tree.numerator), rational(tree.denominator)
            return above / below if above is not None and below else None
    return None


def whole_root(value: int, index: int) -> int | None:
    """The whole number whose `index`-th power is `value`, if there is one (index at least 1, value at least 0)."""
    if value < 2 or index == 1:
        return value
    if index > value.bit_length():
        return None
    if index == 2:
        root = isqrt(value)
        return root if root * root == value else None
    low, high = 1, 1 << (value.bit_length() // index + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**index <= value:
            low = middle
        else:
            high = middle - 1
    return low if low**index == value else None


def exact_root(value: Fraction, index: int) -> Fraction | None:
    """The real root of a rational number where it is rational; odd roots of negative numbers are negative."""
    if index < 1 or value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        return None
    if value < 0:
        root = exact_root(-value, index) if index % 2 else None
        return None if root is None else -root
    top, bottom = whole_root(value.numerator, index), whole_root(value.denominator, index)
    return None if top is None or bottom is None else Fraction(top, bottom)


def exact_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """The power of a rational number where it is rational, defined and of bounded size."""
    root = exact_root(base, exponent.denominator) if exponent.denominator != 1 else base
    if root is None or (root == 0 and exponent < 0):
        return None
    bits = max(root.numerator.bit_length(), root.denominator.bit_length())
    if abs(root) != 1 and bits * abs(exponent.numerator) > MOST_BITS:
        return None
    if exponent == 0:
        return Fraction(1)
    if abs(root) == 1:
        return Fraction(1) if root == 1 or exponent.numerator % 2 == 0 else Fraction(-1)
    return root**exponent.numerator


def exact_call(function: str, arguments: tuple[Node, ...]) -> Node | None:
    """The value of the function at tidied arguments as a shorter tree, or None where there is none."""
    numbers = [rational(argument) for argument in arguments]
    first = numbers[0]
    if function in _ANY:
        found = _ANY[function](arguments)
        if found is not None:
            return found
    if len(arguments) == 1 and first is not None and first in (0, 1):
        table = _AT_ONE if first else _AT_ZERO
        if function in table:
            return table[function]
    known = [number for number in numbers if number is not None]
    if function in _RATIONAL and len(known) == len(numbers):
        value = _RATIONAL[function](known)
        return None if value is None else number_tree(value)
    return None


def number_tree(value: Fraction) -> Node:
    """The number as it is written: a sign, then a whole number or a quotient of whole numbers."""
    size = abs(value)
    tree: Node = Number(size.numerator)
    if size.denominator != 1:
        tree = Quotient(tree, Number(size.denominator))
    return Negative(tree) if value < 0 else tree


def _sign(value: Fraction) -> Fraction:
    return Fraction((value > 0) - (value < 0))


def _log(values: list[Fraction]) -> Fraction | None:
    value, base = values
    if value <= 0 or base <= 0 or base == 1:
        return None
    if value == 1:
        return Fraction(0)
    for whole in range(1, 65):
        power = exact_power(base, Fraction(whole))
        if power is None:
            return None
        if power in (value, 1 / value):
            return Fraction(whole if power == value else -whole)
    return None


def _root(values: list[Fraction]) -> Fraction | None:
    value, index = values
    return exact_root(value, index.numerator) if index.denominator == 1 else None


_RATIONAL: dict[str, Callable[[list[Fraction]], Fraction | None]] = {
    "sqrt": lambda values: exact_root(values[0], 2),
    "root": _root,
    "log": _log,
    "abs": lambda values: abs(values[0]),
    "sign": lambda values: _sign(values[0]),
    "step": lambda values: Fraction(values[0] > 0),
    "relu": lambda values: max(values[0], Fraction(0)),
    "max": max,
    "min": min,
}


def _ln(arguments: tuple[Node, ...]) -> Node | None:
    match arguments[0]:
        case Constant(name="e"):
            return ONE
        case Call(function="exp"):
            return arguments[0].arguments[0]
        case Power(base=Constant(name="e")):
            return arguments[0].exponent
    return None


def _exp(arguments: tuple[Node, ...]) -> Node | None:
    """exp(r*ln(q)) = q^r for positive numbers q and numbers r."""
    sign, tree = Fraction(1), arguments[0]
    while isinstance(tree, Negative):
        sign, tree = -sign, tree.operand
    if isinstance(tree, Quotient) and isinstance(tree.denominator, Number) and tree.denominator.value:
        sign, tree = sign / tree.denominator.value, tree.numerator
    if isinstance(tree, Product) and len(tree.operands) == 2 and isinstance(tree.operands[0], Number):
        sign, tree = sign * tree.operands[0].value, tree.operands[1]
    if isinstance(tree, Call) and tree.function == "ln":
        inside = rational(tree.arguments[0])
        if inside is not None and inside > 0:
            power = exact_power(inside, sign)
            return Power(number_tree(inside), number_tree(sign)) if power is None else number_tree(power)
    return None


def _twelfths(tree: Node) -> int | None:
    """k where the tree is k*pi/12 for a whole number k."""
    factor = Fraction(1)
    while isinstance(tree, Negative):
        factor, tree = -factor, tree.operand
    if isinstance(tree, Quotient) and isinstance(tree.denominator, Number) and tree.denominator.value:
        factor, tree = factor / tree.denominator.value, tree.numerator
    if isinstance(tree, Product) and len(tree.operands) == 2 and isinstance(tree.operands[0], Number):
        factor, tree = factor * tree.operands[0].value, tree.operands[1]
    if isinstance(tree, Constant) and tree.name == "pi" and (factor * 12).denominator == 1:
        return int(factor * 12)
    return None


def _sine_at(twelfths: int) -> Node | None:
    angle = twelfths % 24
    sign, angle = (1, angle) if angle <= 12 else (-1, angle - 12)
    value = _SINES.get(min(angle, 12 - angle))
    return None if value is None else value if sign > 0 or value == ZERO else Negative(value)


def _sine(arguments: tuple[Node, ...]) -> Node | None:
    angle = _twelfths(arguments[0])
    return None if angle is None else _sine_at(angle)


def _cosine(arguments: tuple[Node, ...]) -> Node | None:
    angle = _twelfths(arguments[0])
    return None if angle is None else _sine_at(angle + 6)


def _tangent(arguments: tuple[Node, ...]) -> Node | None:
    angle = _twelfths(arguments[0])
    if angle is None or angle % 3 or angle % 12 == 6:
        return None
    return {0: ZERO, 3: ONE, 9: Negative(ONE)}[angle % 12]


def _opposite(arguments: tuple[Node, ...]) -> Node | None:
    """|-u| = |u|."""
    argument = arguments[0]
    return Call("abs", (argument.operand,)) if isinstance(argument, Negative) else None


_ANY: dict[str, Callable[[tuple[Node, ...]], Node | None]] = {
    "ln": _ln,
    "exp": _exp,
    "sin": _sine,
    "cos": _cosine,
    "tan": _tangent,
    "abs": _opposite,
}
