"""What is said of an answer, and what is asked of the judge: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from tutor.maths.tree import Node

Outcome = Literal["correct", "incorrect", "unreadable", "undecided"]
Certainty = Literal["proved", "sampled"]

# What is known of a variable: a sign, or the closed interval it lies in.
Assumption = Literal["positive", "nonzero"] | tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Names:
    """What may be named in a text, and which prefixes (`dy/dx =`) belong to the question.

    `variables` are the declared names, spelled as declared. `wrt` are the variables of the derivative asked
    for (empty: any prefix is let through), `function` is the name of the function where it has one.
    With `invent`, undeclared letters become names instead of errors (for a FUNCTION or an `expected`).
    """

    variables: tuple[str, ...] = ()
    wrt: tuple[str, ...] = ()
    function: str | None = None
    invent: bool = False


@dataclass(frozen=True)
class Question:
    """One answer to judge: the typed text, the names it may use, and the right answer as a tree.

    `let` are names the answer may use, with their definitions, in an order such that a definition uses only
    earlier ones; they are put into both sides before comparing. With `independent`, names of `let` that stand in
    `expected` are variables of their own right (du/dv is asked as a function of v): they are put in only if the
    answer uses other names too. `where` is what is known of the variables.
    `decimals` asks for a decimal number to that many places. `seed` makes the sampling repeatable.
    """

    answer: str
    names: Names
    expected: Node
    let: tuple[tuple[str, Node], ...] = ()
    independent: bool = False
    where: tuple[tuple[str, Assumption], ...] = ()
    decimals: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class Witness:
    """A point where two expressions differ, proved by disjoint enclosures.

    `at` maps names to exact values (`"-1"`, `"3/8"`); `yours` and `expected` are decimal texts (lists for
    vectors and matrices), or "undefined".
    """

    at: dict[str, str]
    yours: str | list[object]
    expected: str | list[object]


@dataclass(frozen=True)
class Verdict:
    """The judgement of one answer. Only `correct` and `incorrect` ever cost or earn anything.

    `message` and `position` (a column of the answer, from 0) say why it is `unreadable`.
    `reading` is the tree that was judged, `read_as` the same in one line.
    `other_reading` is, for a wrong answer, another usual reading that is right, in one line.
    """

    outcome: Outcome
    certainty: Certainty | None = None
    witness: Witness | None = None
    mistakes: tuple[str, ...] = ()
    near: str | None = None
    reason: str | None = None
    feedback: str = ""
    note: str | None = None
    message: str | None = None
    position: int | None = None
    reading: Node | None = field(default=None, compare=False)
    read_as: str | None = None
    other_reading: str | None = None


@dataclass(frozen=True)
class DeriveRequest:
    """What `derive` is asked: texts as typed. `ask` is None for the usual one of the function and `wrt`."""

    function: str | list[str]
    wrt: tuple[str, ...] = ()
    ask: str | None = None
    at: tuple[tuple[str, str], ...] = ()
    direction: tuple[tuple[str, str], ...] = ()
    variables: tuple[str, ...] = ()
