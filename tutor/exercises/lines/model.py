"""The author's way read once: its lines, its rules, and what each rule makes of another line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from tutor.engine import (
    Names,
    Negative,
    Node,
    Number,
    Product,
    Question,
    Quotient,
    Sum,
    Symbol,
    TooLarge,
    derivative,
    evaluate,
    plus,
    question_from,
    substituted,
    symbols,
    tidy,
    times,
)
from tutor.exercises.forms import same_form
from tutor.exercises.lines.spec import LinesSpec, Relation

_LARGEST = 2_000


@dataclass(frozen=True)
class Model:
    """The first line and the lines after it; `blank` is a question with the names, `let` and `where` filled in."""

    spec: LinesSpec
    first: Node
    lines: tuple[Node, ...]
    blank: Question

    @property
    def names(self) -> Names:
        """What may be named in a line."""
        return self.blank.names

    @property
    def last(self) -> Node:
        """Where the learner has to arrive."""
        return self.lines[-1]

    @property
    def changes(self) -> tuple[int, ...]:
        """The places of the lines that are not equal to the line before."""
        return tuple(place for place, line in enumerate(self.spec.lines) if line.relation != "equal")

    def changes_up_to(self, place: int) -> frozenset[int]:
        """The changes made on the author's way up to a line, itself included."""
        return frozenset(change for change in self.changes if change <= place)

    def relation(self, place: int) -> Relation:
        """How a line relates to the line before it."""
        return self.spec.lines[place].relation

    def place(self, tree: Node) -> int:
        """The last line that is written like this; -1 where there is none."""
        return max((place for place, line in enumerate(self.lines) if same_form(line, tree)), default=-1)

    def asked(self, text: str, expected: Node) -> Question:
        """Is this line equal to that?"""
        return replace(self.blank, answer=text, expected=expected)

    def followed(self, change: int, tree: Node) -> Iterator[Node]:
        """What the rule of a line makes of another line than the author's."""
        before = self.lines[change - 1] if change else self.first
        after = self.lines[change]
        match self.relation(change):
            case "about" if self.spec.small:
                dropped = without_small_products(tree, self.spec.small)
                if dropped is not None:
                    yield dropped
            case "about":
                yield plus((tree, after, Negative(before)))
            case "scaled":
                yield times((tree, Quotient(after, before)))


def model(spec: LinesSpec) -> Model:
    """The model of a spec. Raises ValueError, with one plain sentence, for what cannot be asked."""
    if not spec.lines:
        raise ValueError("A derivation line by line needs at least one line after the first.")
    known = tuple(dict.fromkeys((*spec.variables, *spec.small, *(name for name, _ in spec.let))))
    blanks = [_read(text, spec, known) for text in (spec.first, *(line.expression for line in spec.lines))]
    first, lines = blanks[0].expected, tuple(blank.expected for blank in blanks[1:])
    if same_form(first, lines[-1]):
        raise ValueError("The last line is written like the first: there is nothing to do.")
    used = (name for tree in (first, *lines, *(meaning for _, meaning in blanks[0].let)) for name in symbols(tree))
    variables = tuple(dict.fromkeys((*known, *used)))
    return Model(spec, first, lines, replace(blanks[0], names=Names(variables)))


@lru_cache(maxsize=256)
def without_small_products(tree: Node, small: tuple[str, ...]) -> Node | None:
    """The line with every product of small names dropped; None where it cannot be found."""
    here = [name for name in small if name in symbols(tree)]
    if not here:
        return tree
    nothing = {name: Number(0) for name in here}
    terms = [substituted(tree, nothing)]
    try:
        for name in here:
            terms.append(Product((substituted(derivative(tree, name), nothing), Symbol(name))))
    except TooLarge:
        return None
    total = Sum(tuple(terms))
    return tidy(total) if total.size <= _LARGEST and _has_value(total) else None


def _has_value(tree: Node) -> bool:
    """Whether an expression has a value at some point: sin(dx)/dx has none once dx is 0."""
    names = symbols(tree)
    for start in (0.37, 1.61, -0.83):
        value = evaluate(tree, {name: start + 0.29 * place for place, name in enumerate(names)})
        if isinstance(value, float) and math.isfinite(value):
            return True
    return False


def _read(text: str, spec: LinesSpec, known: tuple[str, ...]) -> Question:
    where = {name: list(what) if isinstance(what, tuple) else what for name, what in spec.where}
    case = {"answer": "", "expected": text, "variables": list(known), "let": dict(spec.let), "where": where}
    return question_from(case)
