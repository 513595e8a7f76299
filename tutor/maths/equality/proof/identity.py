"""Is the difference zero modulo all relations? Exact; no SymPy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tutor.maths.equality.proof.algebraic import is_zero_number
from tutor.maths.equality.proof.arc_sums import arc_sum_vanishes
from tutor.maths.equality.proof.bounds import Budget, GiveUp, TooManyGenerators
from tutor.maths.equality.proof.field import Field, Polynomial, RationalFunction
from tutor.maths.equality.proof.kernels import Conversion
from tutor.maths.equality.proof.powers import new
from tutor.maths.equality.proof.signs import NONZERO, POSITIVE, Knowledge
from tutor.maths.equality.proof.tower import Tower
from tutor.maths.tree import Node
from tutor.maths.verdict import Assumption

Outcome = Literal["equal", "different", "open"]

_MOST_PASSES = 8
_SIZES = (24, 64)


@dataclass
class Attempt:
    """What the exact identity said, and what was learnt of the common domain on the way."""

    outcome: Outcome
    knowledge: Knowledge | None


def decide(yours: Node, expected: Node, where: Mapping[str, Assumption], budget: Budget) -> Attempt:
    """Whether the two are the same function; "different" only where that is exact."""
    knowledge: Knowledge | None = None
    for size in _SIZES:
        try:
            knowledge = knowledge_of(where, Field(size, budget))
            difference = settled(knowledge, lambda c: c.field.subtract(c.of(yours), c.of(expected)))
            return Attempt(_judged(knowledge, difference), knowledge)
        except TooManyGenerators:
            continue
        except GiveUp:
            break
    return Attempt("open", knowledge)


def knowledge_of(where: Mapping[str, Assumption], field: Field) -> Knowledge:
    """What is known before any tree is read."""
    knowledge = Knowledge(Tower(field))
    for name, assumption in where.items():
        variable = new(knowledge, "symbol", (name,))
        if assumption == "positive":
            knowledge.learn(variable.numerator, POSITIVE)
        elif assumption == "nonzero":
            knowledge.learn(variable.numerator, NONZERO)
        else:
            low, high = assumption
            number = next(i for i, degree in enumerate(variable.numerator.degrees()) if degree)
            knowledge.learn_interval(number, Fraction(low), Fraction(high))
    return knowledge


def settled(knowledge: Knowledge, convert: Callable[[Conversion], RationalFunction]) -> RationalFunction:
    """The conversion, run again until neither the shared steps nor the knowledge change."""
    for _ in range(_MOST_PASSES):
        knowledge.grew = knowledge.tower.stale = False
        result = convert(Conversion(knowledge))
        if not (knowledge.grew or knowledge.tower.stale):
            return result
    raise GiveUp("does not settle")


def _judged(knowledge: Knowledge, difference: RationalFunction) -> Outcome:
    tower = knowledge.tower
    numerator = tower.reduced(difference.numerator)
    if numerator.is_zero():
        return "equal"
    numerator = _expanded(tower, numerator)
    if numerator.is_zero():
        return "equal"
    used = [i for i, degree in enumerate(numerator.degrees()) if degree]
    free = {"symbol", "pi"}
    if all(generator.kind in free for generator in tower.generators):
        return "different"
    if arc_sum_vanishes(knowledge, numerator):
        return "equal"
    constant = [i for i in used if tower.is_constant(i)]
    if not constant:
        return "open"
    zeros = [is_zero_number(tower, part) for part in _coefficients(tower, numerator, constant)]
    if all(zero is True for zero in zeros):
        return "equal"
    if len(constant) == len(used) and zeros == [False]:
        return "different"
    return "open"


def _expanded(tower: Tower, numerator: Polynomial) -> Polynomial:
    """Powers that were kept whole, multiplied out where what is left after their common part is small."""
    for number in range(len(tower.generators) - 1, -1, -1):
        generator = tower.generators[number]
        if generator.kind != "large power" or not numerator.degrees()[number]:
            continue
        common = numerator.term_content()
        numerator = numerator / common
        numerator = tower.replaced(numerator, number, 1, generator.replacement)
    return tower.reduced(numerator)


def _coefficients(tower: Tower, numerator: Polynomial, constant: list[int]) -> list[Polynomial]:
    """The coefficients, made of constant generators, of the products of all other generators."""
    groups: dict[tuple[int, ...], dict[tuple[int, ...], object]] = {}
    for exponents, coefficient in numerator.to_dict().items():
        outer = tuple(0 if i in constant else e for i, e in enumerate(exponents))
        inner = tuple(e if i in constant else 0 for i, e in enumerate(exponents))
        groups.setdefault(outer, {})[inner] = coefficient
    return [tower.field.from_terms(group) for group in groups.values()]
