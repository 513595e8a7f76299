"""The note of a proof: which condition one side puts on the domain that the other does not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tutor.maths.equality.proof.bounds import Budget, GiveUp
from tutor.maths.equality.proof.field import Field, RationalFunction
from tutor.maths.equality.proof.identity import knowledge_of, settled
from tutor.maths.equality.proof.kernels import Conversion
from tutor.maths.equality.proof.signs import NOT_NEGATIVE, POSITIVE
from tutor.maths.printing import one_line
from tutor.maths.tree import Call, Negative, Node, Number, Power, Quotient, walk
from tutor.maths.verdict import Assumption

Condition = tuple[Node, bool]  # an argument, and whether it must be positive or only not negative

_MOST_TRIED = 4
_MOST_SHOWN = 2
_LARGEST_SHOWN = 24


def domain_note(yours: Node, expected: Node, where: Mapping[str, Assumption], budget: Budget) -> str | None:
    """`where x > 0`, if one side alone is defined elsewhere too; None where both ask for the same."""
    shown: list[Condition] = []
    for side, other in ((yours, expected), (expected, yours)):
        wanted = [c for c in dict.fromkeys(_conditions(side)) if c[0].size <= _LARGEST_SHOWN]
        if not wanted or len(wanted) > _MOST_TRIED:
            continue
        for condition in wanted[:]:
            rest = [kept for kept in wanted if kept != condition]
            if _follows(condition, other, rest, where, budget):
                wanted = rest
        shown += wanted
    if not shown or len(shown) > _MOST_SHOWN:
        return None
    return "where " + " and ".join(f"{one_line(inner)} {'>' if strict else '>='} 0" for inner, strict in shown)


def _follows(
    condition: Condition,
    tree: Node,
    others: list[Condition],
    where: Mapping[str, Assumption],
    budget: Budget,
) -> bool:
    """Whether the condition holds wherever the tree is defined and the other conditions hold."""
    argument, strict = condition
    found = [RationalFunction(None, None)]

    def convert(conversion: Conversion) -> RationalFunction:
        for inner, positive in others:
            conversion.learn(conversion.of(inner), POSITIVE if positive else NOT_NEGATIVE)
        found[0] = conversion.of(argument)
        return conversion.of(tree)

    try:
        knowledge = knowledge_of(where, Field(64, budget))
        settled(knowledge, convert)
        signs = knowledge.of_fraction(knowledge.tower.canonical(found[0]))
        return signs <= (POSITIVE if strict else NOT_NEGATIVE)
    except GiveUp:
        return True


def _conditions(tree: Node) -> list[Condition]:
    """The arguments that must be positive (True) or at least 0 (False) for the tree to be defined."""
    found = []
    for node in walk(tree):
        match node:
            case Call(function="ln"):
                found.append((node.arguments[0], True))
            case Call(function="log"):
                found += [(argument, True) for argument in node.arguments]
            case Call(function="sqrt"):
                found.append((node.arguments[0], False))
            case Call(function="root", arguments=(inner, Number() as index)) if index.value % 2 == 0:
                found.append((inner, False))
            case Power():
                exponent = _exponent(node.exponent)
                if exponent is not None and exponent.denominator % 2 == 0:
                    found.append((node.base, exponent < 0))
    return found


def _exponent(tree: Node) -> Fraction | None:
    """The exact value of a written exponent such as `-1/2`."""
    match tree:
        case Number():
            return tree.value
        case Negative():
            inner = _exponent(tree.operand)
            return None if inner is None else -inner
        case Quotient():
            top, bottom = _exponent(tree.numerator), _exponent(tree.denominator)
            return None if top is None or not bottom else top / bottom
    return None
