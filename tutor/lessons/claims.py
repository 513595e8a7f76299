"""What the formulas of a page claim, as questions for the judge.

A page's formulas are read in order: the first `y = ...` defines y for the rest of the page, everything else
with `=`, `≈` or `≠` is a claim. What cannot be understood as either raises `ClaimError`, so that the author checks
it or says why not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from tutor.engine import Names, Node, Question, TooLarge, derivative, one_line, put_in, substituted, symbols
from tutor.lessons.meaning import ClaimError, Meaning
from tutor.lessons.tex import Atom, Part, Row, parsed
from tutor.lessons.values import Definitions, Where, expression

Relation = Literal["equal", "places", "different"]
_RELATIONS: dict[str, Relation] = {"=": "equal", "≈": "places", "≠": "different"}
_CONDITIONS = frozenset("<>≤≥∈")
_BREAKS = frozenset(("quad", "qquad", "Rightarrow"))


@dataclass(frozen=True)
class Claim:
    """One claim: as it is written, the question whose answer has to come out right (or wrong for "different")."""

    text: str
    relation: Relation
    question: Question
    line: int


@dataclass
class Scope:
    """What the names of a page mean so far. `where` is what is known of them."""

    values: dict[str, Node] = field(default_factory=dict)
    functions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    where: Where = ()
    inherited: frozenset[str] = frozenset()

    def inner(self) -> Scope:
        """A scope for a live block: it sees these meanings, and its prompt may give each name another one, once."""
        return Scope(dict(self.values), dict(self.functions), self.where, frozenset(self.values))

    def close(self) -> None:
        """From here on, names that were seen from outside keep their meaning."""
        self.inherited = frozenset()

    def define(self, definitions: Definitions) -> None:
        """Take definitions that are given outside formulas."""
        self.values.update(definitions)

    def claims(self, latex: str, line: int) -> list[Claim]:
        """The claims of one formula; its definitions are kept. Raises `ClaimError` and `TexError`."""
        return [claim for statement in _statements(parsed(latex)) for claim in self._statement(statement, latex, line)]

    def _statement(self, parts: Sequence[Part], latex: str, line: int) -> Iterator[Claim]:
        sides, relations = _sides(parts)
        if not relations:
            return
        if all(relation in _CONDITIONS for relation in relations):
            yield from self._inequalities(sides, relations, latex, line)
            return
        if any(relation not in _RELATIONS for relation in relations):
            raise ClaimError("claims more than equality")
        start = 0
        if relations[0] == "=" and self._defines(sides[0]):
            start = self._taken(sides[0], sides[1])
        meaning = Meaning(self.values, self.functions)
        trees = [None if index < start else meaning.of(side) for index, side in enumerate(sides)]
        for (left, right), relation, side in zip(pairwise(trees), relations, sides[1:], strict=True):
            if left is not None and right is not None:
                yield Claim(latex, _RELATIONS[relation], self._question(left, right, relation, side), line)

    def _inequalities(
        self, sides: Sequence[Sequence[Part]], relations: Sequence[str], latex: str, line: int
    ) -> Iterator[Claim]:
        """Inequalities between numbers are claims; with names in them they are conditions."""
        if any(relation not in "<>" for relation in relations):
            return
        meaning = Meaning(self.values, self.functions)
        trees = [self._whole(meaning.of(side)) for side in sides]
        if any(symbols(tree) for tree in trees):
            return
        for (left, right), relation in zip(pairwise(trees), relations, strict=True):
            low, high = (left, right) if relation == "<" else (right, left)
            sign = expression(f"sign(({one_line(high)}) - ({one_line(low)}))")
            yield Claim(latex, "equal", Question("1", Names(), sign), line)

    def _question(self, left: Node, right: Node, relation: str, side: Sequence[Part]) -> Question:
        left, right = self._whole(left), self._whole(right)
        names = Names(tuple(dict.fromkeys((*symbols(left), *symbols(right)))))
        where = tuple(known for known in self.where if known[0] in names.variables)
        if relation != "≈":
            return Question(one_line(right), names, left, where=where)
        places = _places(side)
        if places is None or symbols(left):
            raise ClaimError("is about equal to something that is no decimal number")
        return Question(one_line(right), names, left, decimals=places)

    def _whole(self, tree: Node) -> Node:
        return put_in_all(tree, self.values)

    def _defines(self, side: Sequence[Part]) -> bool:
        """Whether this left side is a name (or f(x)) that has no meaning yet."""
        meaning = Meaning(self.values, self.functions)
        name = meaning.name(side[0]) if side else None
        if name is None or (name in self.values and name not in self.inherited):
            return False
        return len(side) == 1 or (len(side) == 2 and meaning.arguments(side[1]) is not None)

    def _taken(self, side: Sequence[Part], right: Sequence[Part]) -> int:
        """Keep the definition; the index of the first side that takes part in claims."""
        meaning = Meaning(self.values, self.functions)
        name = meaning.name(side[0])
        assert name is not None
        tree = meaning.of(right)
        if len(side) == 1 and not symbols(tree):
            return 1  # a place, x = 2: nothing is claimed, and x stays a variable
        if name in symbols(put_in_all(tree, self.values)):
            raise ClaimError(f"defines {name} by itself")
        self.inherited -= {name}
        self.values[name] = tree
        self.functions.pop(name, None)
        if len(side) == 2:
            self.functions[name] = meaning.arguments(side[1]) or ()
        return 1


def put_in_all(tree: Node, values: dict[str, Node]) -> Node:
    """The tree with all definitions put in, also those that use later ones."""
    for _ in range(len(values)):
        if not values.keys() & set(symbols(tree)):
            break
        tree = substituted(tree, values)
    return tree


def written_claim(text: str, let: Definitions, where: Where, line: int) -> list[Claim]:
    """The claims of a line of a `claim` block, in the language of the answer field. Raises `ValueError`."""
    known = tuple(name for name, _ in let)
    if "~" in text:
        left, _, right = text.partition("~")
        places = _decimals(right.strip())
        if places is None:
            raise ValueError("Right of `~` stands a decimal number.")
        tree = put_in(_side(left, known, let), let)
        if symbols(tree):
            raise ValueError(f"`{left.strip()}` is no number: `~` compares numbers.")
        return [Claim(text, "places", Question(right.strip(), Names(), tree, decimals=places), line)]
    sides = text.split("=")
    if len(sides) < 2:
        raise ValueError("A claim is LEFT = RIGHT, or LEFT ~ NUMBER.")
    trees = [put_in(_side(side, known, let), let) for side in sides]
    found = []
    for left_tree, right_tree in pairwise(trees):
        names = Names(tuple(dict.fromkeys((*symbols(left_tree), *symbols(right_tree)))))
        needed = tuple(fact for fact in where if fact[0] in names.variables)
        found.append(Claim(text, "equal", Question(one_line(right_tree), names, left_tree, where=needed), line))
    return found


def _side(text: str, known: tuple[str, ...], let: Definitions) -> Node:
    stripped = text.strip()
    if not stripped.startswith("d/d"):
        return expression(stripped, known)
    name, _, rest = stripped[3:].partition(" ")
    try:
        return derivative(put_in(expression(rest, (*known, name)), let), name)
    except TooLarge as error:
        raise ValueError(str(error)) from error


def _statements(row: Row) -> Iterator[tuple[Part, ...]]:
    """The statements a formula makes, split at wide spaces, arrows and commas."""
    statement: list[Part] = []
    for part in row.parts:
        if isinstance(part, Atom) and (part.name in _BREAKS or part.shown in (",", ";")):
            yield tuple(statement)
            statement = []
        elif not (isinstance(part, Atom) and (part.kind == "space" or part.shown == ".")):
            statement.append(part)
    yield tuple(statement)


def _sides(parts: Sequence[Part]) -> tuple[list[list[Part]], list[str]]:
    sides: list[list[Part]] = [[]]
    relations: list[str] = []
    for part in parts:
        if isinstance(part, Atom) and part.kind == "relation":
            relations.append(part.shown)
            sides.append([])
        else:
            sides[-1].append(part)
    return sides, relations


def _places(side: Sequence[Part]) -> int | None:
    """The decimal places of a number as it is written; None if it is no such number."""
    return _decimals("".join(part.name if isinstance(part, Atom) else "?" for part in side))


def _decimals(text: str) -> int | None:
    digits = text.removeprefix("-").strip()
    whole, point, rest = digits.partition(".")
    if not (whole + rest).isascii() or not (whole + rest).isdigit():
        return None
    return len(rest) if point else 0
