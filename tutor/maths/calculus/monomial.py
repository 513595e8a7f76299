"""Products gathered: one rational number in front, and each base once with its exponent.

A monomial stands for coefficient * base^exponent * ... in the order of the writer. Gathering never loses a
restriction on an open set: sqrt(x)*sqrt(x) stays sqrt(x)^2, as x is defined for negative x and sqrt(x) is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from tutor.maths.calculus.domain import nonnegative, nonzero_almost_everywhere, obstacles, positive
from tutor.maths.calculus.exact import MOST_BITS, exact_power, rational
from tutor.maths.calculus.order import canonical
from tutor.maths.calculus.size import TooLarge
from tutor.maths.tree import (
    ONE,
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
    symbols,
)

_MOST_EXPONENTIALS = 6
_MOST_COEFFICIENT_BITS = 4 * MOST_BITS

Tidy = Callable[[Node], Node]


@dataclass(frozen=True)
class Factor:
    """`base` to the `exponent`; the base is tidied and neither a product nor a quotient."""

    base: Node
    exponent: Node

    @property
    def number(self) -> Fraction | None:
        """The exponent as an exact number, if it is one."""
        return rational(self.exponent)


@dataclass(frozen=True)
class Monomial:
    """A rational coefficient and the factors it stands before."""

    coefficient: Fraction
    factors: tuple[Factor, ...] = ()


def monomial_of(tree: Node, tidy: Tidy) -> Monomial:
    """The monomial that a tidied tree is; a sum or a call is a single factor."""
    match tree:
        case Number():
            return Monomial(tree.value)
        case Negative():
            inside = monomial_of(tree.operand, tidy)
            return Monomial(-inside.coefficient, inside.factors)
        case Product():
            return multiplied((monomial_of(operand, tidy) for operand in tree.operands), tidy)
        case Quotient():
            below = raised(monomial_of(tree.denominator, tidy), Fraction(-1))
            if below is None:
                below = Monomial(Fraction(1), (Factor(tree.denominator, Number(-1)),))
            return multiplied((monomial_of(tree.numerator, tidy), below), tidy)
        case Power():
            return _power(tree, tidy)
    return Monomial(Fraction(1), (Factor(tree, ONE),))


def _power(tree: Power, tidy: Tidy) -> Monomial:
    exponent = rational(tree.exponent)
    if exponent is not None:
        inside = raised(monomial_of(tree.base, tidy), exponent)
        if inside is not None:
            return inside
        tree = Power(tree.base, Number(exponent))
    if isinstance(tree.base, Number | Constant) or (exponent is not None and exponent.denominator != 1):
        split = exponent is not None and not isinstance(tree.base, Number)
        return Monomial(Fraction(1), (Factor(tree.base, tree.exponent) if split else Factor(tree, ONE),))
    return Monomial(Fraction(1), (Factor(tree.base, tree.exponent),))


def raised(monomial: Monomial, exponent: Fraction) -> Monomial | None:
    """The monomial to an exact power, or None where no shorter form holds wherever the power is defined."""
    coefficient = exact_power(monomial.coefficient, exponent)
    if coefficient is None:
        return None
    if exponent == 1 or not monomial.factors:
        return Monomial(coefficient, monomial.factors)
    whole = exponent.denominator == 1
    if not whole and (len(monomial.factors) > 1 or monomial.coefficient != 1):
        return None
    factors = []
    for factor in monomial.factors:
        inner = factor.number
        if inner is None:
            # (x^a)^2 is left alone: what x^a means for negative x depends on a.
            if not positive(factor.base):
                factors.append(Factor(Power(factor.base, factor.exponent), Number(exponent)))
                continue
            factors.append(Factor(factor.base, Product((Number(exponent), factor.exponent))))
            continue
        if not whole and inner != 1 and not positive(factor.base):
            return None
        power = _kept(factor.base, inner * exponent, (inner,))
        if power is None:
            factors.append(Factor(Power(factor.base, factor.exponent), Number(exponent)))
        elif power != 0:
            factors.append(Factor(factor.base, Number(power)))
    return Monomial(coefficient, tuple(factors))


def multiplied(monomials: Iterable[Monomial], tidy: Tidy) -> Monomial:
    """The product, with powers of the same base gathered. Raises `TooLarge` for numbers past all measure."""
    coefficient = Fraction(1)
    gathered: dict[Node, list[Factor]] = {}
    for monomial in monomials:
        coefficient *= monomial.coefficient
        if coefficient.numerator.bit_length() + coefficient.denominator.bit_length() > _MOST_COEFFICIENT_BITS:
            raise TooLarge("The numbers get too long to work with here. Try smaller ones.")
        for factor in monomial.factors:
            _gather(gathered.setdefault(canonical(factor.base), []), factor, tidy)
    _add_exponents(gathered, tidy)
    _drop_bars(gathered)
    _cancel_roots(gathered)
    factors = []
    for factor in (factor for group in gathered.values() for factor in group if factor.number != 0):
        number = _whole_power_of_number(factor)
        if number is None:
            factors.append(factor)
        else:
            coefficient *= number
    if coefficient == 0 and not any(map(_restricts, factors)):
        return Monomial(Fraction(0))
    return Monomial(coefficient, tuple(factors))


def _whole_power_of_number(factor: Factor) -> Fraction | None:
    """sqrt(2)^2 has left the number 2 among the factors."""
    if not isinstance(factor.base, Number) or factor.number is None:
        return None
    return exact_power(factor.base.value, factor.number)


def _restricts(factor: Factor) -> bool:
    return bool(obstacles(Power(factor.base, factor.exponent)))


def _gather(group: list[Factor], factor: Factor, tidy: Tidy) -> None:
    for place, other in enumerate(group):
        exponent = _added(other, factor, tidy)
        if exponent is not None:
            group[place] = Factor(other.base, exponent)
            return
    group.append(factor)


def _added(one: Factor, other: Factor, tidy: Tidy) -> Node | None:
    """The exponent of the product of two powers of one base, if gathering them is allowed."""
    first, second = one.number, other.number
    if first is not None and second is not None:
        total = _kept(one.base, first + second, (first, second))
        return None if total is None else Number(total)
    total_exponent = tidy(Sum((one.exponent, other.exponent)))
    if rational(total_exponent) is not None and not positive(one.base):
        return None
    return total_exponent


def _kept(base: Node, total: Fraction, parts: tuple[Fraction, ...]) -> Fraction | None:
    """`total` if base^total is undefined wherever one of the parts is, isolated points apart."""
    even = any(part.denominator % 2 == 0 for part in parts)
    if even and total.denominator % 2 and not nonnegative(base):
        return None
    if total == 0 and obstacles(base):
        return None
    loses_pole = any(part <= 0 for part in (*parts, total)) and total >= 0
    if loses_pole and not nonzero_almost_everywhere(base):
        return None
    return total


def _add_exponents(gathered: dict[Node, list[Factor]], tidy: Tidy) -> None:
    """exp(2*x)*exp(-x) -> exp(x), where that is shorter; exp(x)*exp(y) is left as it is."""
    places = [(group, place) for group in gathered.values() for place, factor in enumerate(group)]
    found = [(group, place) for group, place in places if _is_exponential(group[place])]
    if len(found) > _MOST_EXPONENTIALS:
        return
    for index, (group, place) in enumerate(found):
        for other_group, other_place in found[:index]:
            one, other = other_group[other_place], group[place]
            if type(one.base) is not type(other.base) or one.number == 0 or other.number == 0:
                continue
            inside = (_exponent_of(one), _exponent_of(other))
            total = tidy(Sum(inside))
            if total.size < sum(tidy(part).size for part in inside):
                rebuilt = tidy(one.base.rebuilt((*one.base.children[:-1], total)))
                other_group[other_place] = Factor(rebuilt, Number(0) if rebuilt == ONE else ONE)
                group[place] = Factor(other.base, Number(0))


def _is_exponential(factor: Factor) -> bool:
    match factor.base:
        case Call(function="exp") | Power(base=Constant(name="e")):
            return factor.number is not None
    return False


def _exponent_of(factor: Factor) -> Node:
    return Product((factor.exponent, factor.base.children[-1]))


def _drop_bars(gathered: dict[Node, list[Factor]]) -> None:
    """|u|^2 -> u^2."""
    for group in list(gathered.values()):
        for place, factor in enumerate(group):
            power = factor.number
            if isinstance(factor.base, Call) and factor.base.function == "abs" and power and power % 2 == 0:
                inside = factor.base.arguments[0]
                if isinstance(inside, Symbol | Sum | Call):
                    group[place] = Factor(factor.base, Number(0))
                    squares = gathered.setdefault(canonical(inside), [])
                    _gather(squares, Factor(inside, Number(power)), lambda tree: tree)


def _cancel_roots(gathered: dict[Node, list[Factor]]) -> None:
    """u/sqrt(u) -> sqrt(u), and sqrt(u)^2 -> u where u is nowhere negative."""
    for group in list(gathered.values()):
        for place, factor in enumerate(group):
            root, power = factor.base, factor.number
            if not (isinstance(root, Call) and root.function == "sqrt") or power is None:
                continue
            under = root.arguments[0]
            free = nonnegative(under)
            others = gathered.setdefault(canonical(under), []) if free else gathered.get(canonical(under), [])
            for other_place, other in enumerate(others):
                count = other.number
                if count is None or count.denominator != 1:
                    continue
                while count * power < 0 and (free or abs(power) != 2):
                    step = 1 if count > 0 else -1
                    count, power = count - step, power + 2 * step
                others[other_place] = Factor(other.base, Number(count))
            if free and power.denominator == 1 and power % 2 == 0 and power:
                _gather(others, Factor(under, Number(power / 2)), lambda tree: tree)
                power = Fraction(0)
            group[place] = Factor(root, Number(power))


def assembled(monomial: Monomial) -> Node:
    """The monomial as a tree: a sign, numbers, names, functions, sums; one quotient if anything divides."""
    monomial = _without_common_content(monomial)
    coefficient = abs(monomial.coefficient)
    above: list[Node] = []
    below: list[Node] = []
    for factor in monomial.factors:
        number = factor.number
        negative = number is not None and number < 0
        exponent = Number(-number) if negative and number is not None else factor.exponent
        base = _powered(factor.base, exponent)
        (below if negative else above).append(base)
    top = _product(coefficient.numerator, above)
    if below or coefficient.denominator != 1:
        top = Quotient(top, _product(coefficient.denominator, below))
    return Negative(top) if monomial.coefficient < 0 else top


def _powered(base: Node, exponent: Node) -> Node:
    number = rational(exponent)
    if number == 1:
        return base
    return Power(base, exponent if number is None else Number(number))


def _product(coefficient: int, factors: list[Node]) -> Node:
    ordered = sorted(factors, key=_rank)
    if coefficient != 1 or not ordered:
        ordered.insert(0, Number(coefficient))
    return ordered[0] if len(ordered) == 1 else Product(tuple(ordered))


def _rank(factor: Node) -> int:
    """Numbers, constants, powers of names, functions, sums: the order in textbooks."""
    base = factor.base if isinstance(factor, Power) else factor
    match base:
        case Number() if base is factor:
            return 0
        case Constant() if base is factor or not symbols(factor):
            return 1
        case Symbol():
            return 2
        case Sum():
            return 4
    return 3


def _without_common_content(monomial: Monomial) -> Monomial:
    """(2*x + 4)/6 -> (x + 2)/3: a whole number common to the terms of a sum is cancelled, never pulled out."""
    coefficient = monomial.coefficient
    factors = list(monomial.factors)
    for place, factor in enumerate(factors):
        exponent = factor.number
        if not isinstance(factor.base, Sum) or exponent not in (1, -1) or coefficient == 0:
            continue
        other = coefficient.denominator if exponent == 1 else coefficient.numerator
        common = gcd(_content(factor.base), other)
        if common > 1:
            terms = tuple(_divided(term, common) for term in factor.base.operands)
            factors[place] = Factor(Sum(terms), factor.exponent)
            coefficient *= Fraction(common) ** int(exponent)
    return Monomial(coefficient, tuple(factors))


def _content(tree: Sum) -> int:
    """The largest whole number that divides every term."""
    return gcd(*(_leading(term) for term in tree.operands))


def _leading(term: Node) -> int:
    match term:
        case Negative():
            return _leading(term.operand)
        case Number():
            return term.value.numerator if term.value.denominator == 1 else 1
        case Product():
            return _leading(term.operands[0])
        case Quotient():
            return _leading(term.numerator)
    return 1


def _divided(term: Node, by: int) -> Node:
    match term:
        case Negative():
            return Negative(_divided(term.operand, by))
        case Number():
            return Number(term.value / by)
        case Quotient():
            return Quotient(_divided(term.numerator, by), term.denominator)
        case Product():
            first = _divided(term.operands[0], by)
            rest = term.operands[1:]
            if first == ONE:
                return rest[0] if len(rest) == 1 else Product(rest)
            return Product((first, *rest))
    raise AssertionError("only terms with a number in front are divided")
