"""An expression in presentable form: numbers folded, like factors and like terms gathered, signs in front.

The result equals the expression wherever that is defined, and is defined on no open set where it was not.
The order of the writer is kept as far as that goes; products of sums are multiplied out only inside a sum
that gets shorter by it.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from tutor.maths.calculus.domain import obstacles
from tutor.maths.calculus.exact import exact_call, number_tree
from tutor.maths.calculus.monomial import Factor, Monomial, assembled, monomial_of, multiplied, raised
from tutor.maths.calculus.order import canonical
from tutor.maths.calculus.restrictions import as_restricted, without_restrictions
from tutor.maths.calculus.signs import negated, positive_first, with_sign_inside
from tutor.maths.calculus.size import TOO_LONG, TooLarge, bounded_raw
from tutor.maths.tree import (
    ZERO,
    Call,
    Constant,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
    symbols,
)

_MOST_MULTIPLIED_OUT = 24
_MOST_FRACTIONS = 6
# Longer parts are gathered, but not searched for a shorter form: nobody would see the difference.
_LARGEST_IMPROVED = 250
# Nodes handled in all, so that the time is bounded whatever the shape of the tree.
_MOST_WORK = 200_000


def tidy(tree: Node) -> Node:
    """The tree in presentable form; a tree too large to tidy is returned as it is."""
    try:
        return tidied(tree)
    except TooLarge:
        return tree


def tidied(tree: Node) -> Node:
    """The tree in presentable form. Raises `TooLarge` for a tree too large to tidy."""
    tidier = _Tidier()
    plain = tidier.tidy(bounded_raw(tree))
    loose = without_restrictions(plain)
    if loose is plain:
        return plain
    shorter = tidier.tidy(loose)
    return shorter if as_restricted(shorter, plain) else plain


class _Tidier:
    """One pass over a tree; parts that occur several times are tidied once."""

    def __init__(self) -> None:
        self._done: dict[Node, Node] = {}
        self._terms: dict[Node, list[Monomial]] = {}
        self._work = 0

    def tidy(self, tree: Node) -> Node:
        if tree not in self._done:
            fresh = self._fresh(tree)
            self._done[tree] = fresh
            self._done.setdefault(fresh, fresh)
        return self._done[tree]

    def _fresh(self, tree: Node) -> Node:
        match tree:
            case Number():
                return tree if tree.value >= 0 else number_tree(tree.value)
            case Constant() | Symbol():
                return tree
            case Vector() | Matrix():
                return tree.rebuilt(tuple(map(self.tidy, tree.children)))
            case Call():
                arguments = tuple(map(self.tidy, tree.arguments))
                exact = exact_call(tree.function, arguments)
                return Call(tree.function, arguments) if exact is None else exact
            case Sum():
                return self._sum(tuple(map(self.tidy, tree.operands)))
            case Power():
                exponent = self.tidy(tree.exponent)
                if symbols(tree.exponent) and not symbols(exponent):
                    # A base to an exponent that varies has to be positive; x^(y-y+2) is not x^2 everywhere.
                    exponent = tree.exponent
                return self._product(Power(self.tidy(tree.base), exponent))
            case Quotient() | Product() | Negative():
                return self._product(tree.rebuilt(tuple(map(self.tidy, tree.children))))
        raise TypeError(f"not an expression: {type(tree).__name__}")

    def _spend(self, tree: Node) -> None:
        self._work += tree.size
        if self._work > _MOST_WORK:
            raise TooLarge(TOO_LONG)

    def _product(self, tree: Node) -> Node:
        monomial = monomial_of(tree, self.tidy)
        plain = self._assembled(monomial)
        self._spend(plain)
        if plain.size > _LARGEST_IMPROVED:
            return plain
        over_one = self._over_one_denominator(monomial)
        return plain if over_one is None or plain.size <= over_one.size else over_one

    def _assembled(self, monomial: Monomial) -> Node:
        if monomial.coefficient == -1 and len(monomial.factors) == 1:
            (factor,) = monomial.factors
            if isinstance(factor.base, Sum) and factor.number == 1:
                negated = tuple(self.tidy(Negative(term)) for term in factor.base.operands)
                return positive_first(Sum(negated))
        return assembled(with_sign_inside(monomial))

    def _over_one_denominator(self, monomial: Monomial) -> Node | None:
        """1/(x^2*(1 + 1/x^2)) -> 1/(x^2 + 1): fractions within a factor are brought together."""
        factors = []
        changed = False
        for factor in monomial.factors:
            together = self._together(factor.base)
            power = factor.number
            if together is None or power is None or power.denominator != 1:
                factors.append(Monomial(Fraction(1), (factor,)))
                continue
            raised_together = raised(together, power)
            if raised_together is None:
                return None
            changed = True
            factors.append(raised_together)
        if not changed:
            return None
        return self._assembled(multiplied((Monomial(monomial.coefficient), *factors), self.tidy))

    def _together(self, tree: Node) -> Monomial | None:
        """A sum of fractions as one, or None where there is no fraction or there are too many terms."""
        if not isinstance(tree, Sum) or len(tree.operands) > _MOST_FRACTIONS:
            return None
        terms = self._terms_of(tree)
        below: dict[Node, Factor] = {}
        for factor in (factor for term in terms for factor in term.factors):
            if factor.number is None or factor.number.denominator != 1 or factor.number > 0:
                continue
            key = canonical(factor.base)
            known = below.get(key)
            if known is None or (known.number or 0) > factor.number:
                below[key] = factor
        if not below:
            return None
        whole = lcm(*(term.coefficient.denominator for term in terms))
        divisor = Monomial(Fraction(1, whole), tuple(below.values()))
        times = raised(divisor, Fraction(-1))
        if times is None:
            return None
        above = self._sum(tuple(assembled(multiplied((term, times), self.tidy)) for term in terms))
        return multiplied((self._monomial(above), divisor), self.tidy)

    def _sum(self, operands: tuple[Node, ...]) -> Node:
        flat = [self._monomial(term) for operand in operands for term in _terms(operand)]
        plain = self._gathered(flat)
        self._spend(plain)
        if plain.size > _LARGEST_IMPROVED:
            return plain
        choices = [plain, self._factored(plain)]
        spread = self._multiplied_out(flat)
        if spread is not None:
            together = self._gathered(spread)
            if len(_terms(together)) < len(spread):
                choices.append(together)
        return min(choices, key=lambda choice: choice.size)

    def _factored(self, tree: Node) -> Node:
        """exp(u) - 2*x*exp(u) -> exp(u)*(1 - 2*x): a function common to all terms, taken out."""
        if not isinstance(tree, Sum):
            return tree
        monomials = [self._monomial(term) for term in tree.operands]
        shared = {
            canonical(factor.base): factor
            for factor in monomials[0].factors
            if _worth_taking_out(factor.base) and _whole(factor)
        }
        for monomial in monomials[1:]:
            here = {canonical(factor.base): factor for factor in monomial.factors if _whole(factor)}
            shared = {
                key: min(factor, here[key], key=lambda choice: choice.number or 0)
                for key, factor in shared.items()
                if key in here
            }
        if not shared:
            return tree
        number = gcd(*(monomial.coefficient.numerator for monomial in monomials))
        outside = Monomial(Fraction(number), tuple(shared.values()))
        left = tuple(assembled(_divided(monomial, shared, number)) for monomial in monomials)
        inside = positive_first(self._sum(left))
        return _term(multiplied((outside, self._monomial(inside)), self.tidy))

    def _monomial(self, term: Node) -> Monomial:
        return monomial_of(term, self.tidy)

    def _gathered(self, monomials: list[Monomial]) -> Node:
        """The sum with like terms added up, each where it first stood."""
        totals: dict[Node, Fraction] = {}
        parts: dict[Node, Monomial] = {}
        for monomial in monomials:
            part = Monomial(Fraction(1), monomial.factors)
            key = canonical(assembled(part))
            totals[key] = totals.get(key, Fraction(0)) + monomial.coefficient
            parts.setdefault(key, part)
        kept = [_term(Monomial(total, parts[key].factors)) for key, total in totals.items() if total]
        gone = [assembled(parts[key]) for key, total in totals.items() if not total and parts[key].factors]
        if gone:
            there = frozenset[Node]().union(*map(obstacles, kept))
            kept += [Product((ZERO, part)) for part in gone if not obstacles(part) <= there]
        if not kept:
            return ZERO
        if len(kept) == 1:
            return kept[0]
        total = Sum(tuple(kept))
        return total if len(kept) == len(monomials) else positive_first(total)

    def _multiplied_out(self, monomials: list[Monomial]) -> list[Monomial] | None:
        """The terms with their sums multiplied out, or None where there is nothing to do or too much."""
        result: list[Monomial] = []
        changed = False
        for monomial in monomials:
            spread = [Monomial(monomial.coefficient)]
            for factor in monomial.factors:
                times = _small_power(factor)
                changed = changed or times > 0
                for _ in range(times):
                    terms = self._terms_of(factor.base)
                    if len(result) + len(spread) * len(terms) > _MOST_MULTIPLIED_OUT:
                        return None
                    spread = [multiplied((old, term), self.tidy) for old in spread for term in terms]
                if not times:
                    single = Monomial(Fraction(1), (factor,))
                    spread = [multiplied((old, single), self.tidy) for old in spread]
            result += spread
            if len(result) > _MOST_MULTIPLIED_OUT:
                return None
        return result if changed else None

    def _terms_of(self, tree: Node) -> list[Monomial]:
        if tree not in self._terms:
            self._terms[tree] = [self._monomial(term) for term in _terms(tree)]
        return self._terms[tree]


def _worth_taking_out(base: Node) -> bool:
    """Exponentials, sigmoids and sums; powers of names and of sines stay where they are."""
    match base:
        case Sum() | Call(function="exp" | "sigmoid") | Power(base=Constant()):
            return True
    return False


def _whole(factor: Factor) -> bool:
    return factor.number is not None and factor.number.denominator == 1 and factor.number > 0


def _divided(monomial: Monomial, shared: dict[Node, Factor], number: int) -> Monomial:
    factors = []
    for factor in monomial.factors:
        taken = shared.get(canonical(factor.base))
        if taken is None or factor.number is None or not _whole(factor):
            factors.append(factor)
        elif factor.number != taken.number:
            factors.append(Factor(factor.base, Number(factor.number - (taken.number or 0))))
    return Monomial(monomial.coefficient / number, tuple(factors))


def _small_power(factor: Factor) -> int:
    number = factor.number
    if isinstance(factor.base, Sum) and number is not None and number in (1, 2):
        return int(number)
    return 0


def _terms(tree: Node) -> tuple[Node, ...]:
    """The terms of a tidied tree that stands in a sum."""
    if isinstance(tree, Sum):
        return tree.operands
    if isinstance(tree, Negative) and isinstance(tree.operand, Sum):
        return tuple(negated(term) for term in tree.operand.operands)
    return (tree,)


def _term(monomial: Monomial) -> Node:
    """A term of a sum; -(y - 1)/x is written (1 - y)/x."""
    return assembled(with_sign_inside(monomial))
