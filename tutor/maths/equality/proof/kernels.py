"""From the tree to a fraction of generators: what each operation and each function becomes.

On the way the domain speaks: where a logarithm or an even root is defined, its argument has a sign.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tutor.maths.equality.proof.angles import arc, circle_point, pi
from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.equality.proof.field import RationalFunction, rational_value
from tutor.maths.equality.proof.powers import (
    absolute,
    exponential,
    logarithm,
    new,
    power,
    rational_power,
    sign,
    whole_power,
)
from tutor.maths.equality.proof.signs import NONZERO, NOT_NEGATIVE, POSITIVE, Knowledge
from tutor.maths.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol

_HALF = Fraction(1, 2)


class Conversion:
    """One pass over trees. Equal trees are converted once."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.tower = known.tower
        self.field = known.tower.field
        self._done: dict[Node, RationalFunction] = {}

    def of(self, tree: Node) -> RationalFunction:
        """The tree as a fraction of generators. Raises GiveUp where it is too large or has no such form."""
        found = self._done.get(tree)
        if found is None:
            self.field.budget.check()
            found = self._done[tree] = self._converted(tree)
        return found

    def _converted(self, tree: Node) -> RationalFunction:
        field = self.field
        match tree:
            case Number():
                return field.constant(tree.value)
            case Symbol():
                return new(self.known, "symbol", (tree.name,))
            case Constant(name="pi"):
                return pi(self.known)
            case Constant(name="e"):
                return exponential(self.known, field.one)
            case Sum():
                total = field.zero
                for operand in tree.operands:
                    total = field.add(total, self.of(operand))
                return total
            case Product():
                total = field.one
                for operand in tree.operands:
                    total = field.multiply(total, self.of(operand))
                return total
            case Negative():
                return field.negate(self.of(tree.operand))
            case Quotient():
                denominator = self.of(tree.denominator)
                self.learn(denominator, NONZERO)
                return field.divide(self.of(tree.numerator), denominator)
            case Power():
                return self._power(tree)
            case Call():
                return self._call(tree)
        raise GiveUp("no scalar")

    def learn(self, value: RationalFunction, signs: frozenset[int]) -> None:
        """`value` has one of these signs in the common domain. Raises GiveUp where that leaves nothing of it."""
        value = self.tower.canonical(value)
        if not self.known.of_fraction(value) & (signs if value.numerator.is_zero() else signs - {0}):
            raise GiveUp("no common domain")
        self.known.learn_sign_of(value, signs)

    def _power(self, tree: Power) -> RationalFunction:
        exponent = self.of(tree.exponent)
        number = rational_value(self.tower.canonical(exponent))
        if tree.base == Constant("e"):
            return exponential(self.known, exponent)
        base = self.of(tree.base)
        if number is None:
            return power(self.known, base, exponent)
        if number < 0:
            self.learn(base, NONZERO)
        if number == 0 and base.numerator.is_zero():
            raise GiveUp("zero to the zero")
        if number.denominator == 1:
            return whole_power(self.known, base, number.numerator)
        return self._rational_power(base, number)

    def _rational_power(self, base: RationalFunction, exponent: Fraction) -> RationalFunction:
        if exponent.denominator % 2 == 0:
            self.learn(base, NOT_NEGATIVE if exponent > 0 else POSITIVE)
        return rational_power(self.known, self.tower.canonical(base), exponent)

    def _call(self, tree: Call) -> RationalFunction:
        if tree.function in ("max", "min"):
            values = [self.of(argument) for argument in _flattened(tree, tree.function)]
            return self._extreme(values, 1 if tree.function == "max" else -1)
        arguments = [self.of(argument) for argument in tree.arguments]
        if tree.function == "log":
            self.learn(arguments[1], POSITIVE)
            bottom = self._logarithm(arguments[1])
            self.learn(bottom, NONZERO)
            return self.field.divide(self._logarithm(arguments[0]), bottom)
        if tree.function == "root":
            index = rational_value(arguments[1])
            if index is None or index.denominator != 1 or index < 1:
                raise GiveUp("not a root of a whole index")
            return arguments[0] if index == 1 else self._rational_power(arguments[0], 1 / index)
        return _TABLE[tree.function](self, arguments[0])

    # The functions

    def _logarithm(self, value: RationalFunction) -> RationalFunction:
        self.learn(value, POSITIVE)
        return logarithm(self.known, self.tower.canonical(value))

    def _extreme(self, values: list[RationalFunction], direction: int) -> RationalFunction:
        ordered = sorted({value.key: value for value in map(self.tower.canonical, values)}.items())
        result = ordered[0][1]
        for _, value in ordered[1:]:
            gap = self._absolute(self.field.subtract(result, value))
            total = self.field.add(self.field.add(result, value), self.field.scale(gap, direction))
            result = self.field.scale(total, _HALF)
        return result

    def _absolute(self, value: RationalFunction) -> RationalFunction:
        return absolute(self.known, self.tower.canonical(value))

    def _sign(self, value: RationalFunction) -> RationalFunction:
        return sign(self.known, self.tower.canonical(value))

    def _step(self, value: RationalFunction) -> RationalFunction:
        single = self._sign(value)
        return self.field.scale(self.field.add(single, self.field.multiply(single, single)), _HALF)

    def _relu(self, value: RationalFunction) -> RationalFunction:
        return self.field.scale(self.field.add(value, self._absolute(value)), _HALF)

    def _exponential(self, value: RationalFunction) -> RationalFunction:
        return exponential(self.known, value)

    def _sigmoid(self, value: RationalFunction) -> RationalFunction:
        single = exponential(self.known, value)
        return self.field.divide(single, self.field.add(self.field.one, single))

    def _softplus(self, value: RationalFunction) -> RationalFunction:
        return self._logarithm(self.field.add(self.field.one, exponential(self.known, value)))

    def _square_root(self, value: RationalFunction) -> RationalFunction:
        return self._rational_power(value, _HALF)

    def _circular(self, value: RationalFunction, name: str) -> RationalFunction:
        cosine, sine = circle_point(self.known, value)
        return self._ratio(name, cosine, sine)

    def _hyperbolic(self, value: RationalFunction, name: str) -> RationalFunction:
        rising, falling = exponential(self.known, value), exponential(self.known, self.field.negate(value))
        cosine = self.field.scale(self.field.add(rising, falling), _HALF)
        sine = self.field.scale(self.field.subtract(rising, falling), _HALF)
        return self._ratio(name, cosine, sine)

    def _ratio(self, name: str, cosine: RationalFunction, sine: RationalFunction) -> RationalFunction:
        one = self.field.one
        top, bottom = {
            "sin": (sine, one),
            "cos": (cosine, one),
            "tan": (sine, cosine),
            "sec": (one, cosine),
            "csc": (one, sine),
            "cot": (cosine, sine),
        }[name]
        self.learn(bottom, NONZERO)
        return self.field.divide(top, bottom)

    def _arc(self, value: RationalFunction, name: str) -> RationalFunction:
        if name == "arcsin":
            self.learn(self.field.subtract(self.field.one, value), NOT_NEGATIVE)
            self.learn(self.field.add(self.field.one, value), NOT_NEGATIVE)
        return arc(self.known, name, value)

    def _complement(self, value: RationalFunction, name: str) -> RationalFunction:
        return self.field.subtract(self.field.scale(pi(self.known), _HALF), self._arc(value, name))

    def _reciprocal(self, value: RationalFunction) -> RationalFunction:
        self.learn(value, NONZERO)
        return self.field.reciprocal(value)

    def _area_sine(self, value: RationalFunction) -> RationalFunction:
        square = self.field.add(self.field.multiply(value, value), self.field.one)
        return self._logarithm(self.field.add(value, self._square_root(square)))

    def _area_cosine(self, value: RationalFunction) -> RationalFunction:
        square = self.field.subtract(self.field.multiply(value, value), self.field.one)
        self.learn(self.field.subtract(value, self.field.one), NOT_NEGATIVE)
        return self._logarithm(self.field.add(value, self._square_root(square)))

    def _area_tangent(self, value: RationalFunction) -> RationalFunction:
        above, below = self.field.add(self.field.one, value), self.field.subtract(self.field.one, value)
        self.learn(above, POSITIVE)
        self.learn(below, POSITIVE)
        return self.field.scale(self._logarithm(self.field.divide(above, below)), _HALF)


def _flattened(tree: Node, function: str) -> list[Node]:
    """The arguments of max or min, those of the same function inside taken out."""
    if isinstance(tree, Call) and tree.function == function:
        return [inner for argument in tree.arguments for inner in _flattened(argument, function)]
    return [tree]


_TABLE: dict[str, Callable[[Conversion, RationalFunction], RationalFunction]] = {
    "exp": Conversion._exponential,
    "ln": Conversion._logarithm,
    "sqrt": Conversion._square_root,
    "abs": Conversion._absolute,
    "sign": Conversion._sign,
    "step": Conversion._step,
    "relu": Conversion._relu,
    "sigmoid": Conversion._sigmoid,
    "softplus": Conversion._softplus,
    **{
        name: lambda self, value, name=name: self._circular(value, name)  # type: ignore[misc]
        for name in ("sin", "cos", "tan", "sec", "csc", "cot")
    },
    **{
        name + "h": lambda self, value, name=name: self._hyperbolic(value, name)  # type: ignore[misc]
        for name in ("sin", "cos", "tan", "csc", "cot")
    },
    "sech": lambda self, value: self._hyperbolic(value, "sec"),
    "arcsin": lambda self, value: self._arc(value, "arcsin"),
    "arctan": lambda self, value: self._arc(value, "arctan"),
    "arccos": lambda self, value: self._complement(value, "arcsin"),
    "arccot": lambda self, value: self._complement(value, "arctan"),
    "arcsec": lambda self, value: self._complement(self._reciprocal(value), "arcsin"),
    "arccsc": lambda self, value: self._arc(self._reciprocal(value), "arcsin"),
    "arsinh": Conversion._area_sine,
    "arcosh": Conversion._area_cosine,
    "artanh": Conversion._area_tangent,
    "arsech": lambda self, value: self._area_cosine(self._reciprocal(value)),
    "arcsch": lambda self, value: self._area_sine(self._reciprocal(value)),
    "arcoth": lambda self, value: self._area_tangent(self._reciprocal(value)),
}
