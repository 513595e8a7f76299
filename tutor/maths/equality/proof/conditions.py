"""The note of a proof: which condition one side puts on the domain that the other does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tutor.maths.equality.proof.bounds import Budget, GiveUp
from tutor.maths.equality.proof.field import Field, RationalFunction
from tutor.maths.equality.proof.identity import knowledge_of, settled
from tutor.maths.equality.proof.kernels import Conversion
from tutor.maths.equality.proof.signs import NOT_NEGATIVE, POSITIVE, Knowledge
from tutor.maths.printing import one_line
from tutor.maths.tree import Call, Negative, Node, Number, Power, Quotient, walk
from tutor.maths.verdict import Assumption

_MOST_SHOWN = 2
_LARGEST_SHOWN = 24


def domain_note(
    yours: Node, expected: Node, where: Mapping[str, Assumption], budget: Budget
) -> str | None:
    """`where x > 0`, if one side alone is defined elsewhere too; None where both ask for the same."""
    shown: dict[str, None] = {}
    for side, other in ((yours, expected), (expected, yours)):
        wanted = dict.fromkeys(_conditions(side))
        if not wanted or wanted.keys() <= dict.fromkeys(_conditions(other)).keys():
            continue
        try:
            knowledge = knowledge_of(where, Field(64, budget))
            settled(knowledge, _converter(other))
        except GiveUp:
            continue
        for argument, strict in wanted:
            if argument.size <= _LARGEST_SHOWN and not _follows(knowledge, argument, strict):
                shown[f"{one_line(argument)} {'>' if strict else '>='} 0"] = None
    if not shown or len(shown) > _MOST_SHOWN:
        return None
    return f"where {' and '.join(shown)}"


def _converter(tree: Node) -> Callable[[Conversion], RationalFunction]:
    return lambda conversion: conversion.of(tree)


def _follows(knowledge: Knowledge, argument: Node, strict: bool) -> bool:
    try:
        value = knowledge.tower.canonical(Conversion(knowledge).of(argument))
        return knowledge.of_fraction(value) <= (POSITIVE if strict else NOT_NEGATIVE)
    except GiveUp:
        return True


def _conditions(tree: Node) -> list[tuple[Node, bool]]:
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
            case Power() if (exponent := _exponent(node.exponent)) is not None and exponent.value.denominator % 2 == 0:
                found.append((node.base, exponent.value < 0))
    return found


def _exponent(tree: Node) -> Number | None:
    match tree:
        case Number():
            return tree
        case Negative(operand=Number() as inner):
            return Number(-inner.value)
        case Quotient(numerator=Number() as top, denominator=Number() as bottom) if bottom.value:
            return Number(top.value / bottom.value)
    return None
