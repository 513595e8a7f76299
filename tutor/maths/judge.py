"""One question, one verdict: read the answer, compare it with the right one, say what there is to say.

Everything here may meet hostile text and runs in a worker process; it is bounded in time and memory all the same.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tutor.maths.printing import one_line
from tutor.maths.reading import Reading, ReadingError, read
from tutor.maths.tree import Node, put_in, symbols
from tutor.maths.verdict import Assumption, Question, Verdict, Witness

if TYPE_CHECKING:
    from tutor.maths.equality import Comparison
    from tutor.maths.equality.proof import Proof

SECONDS = 1.5
_LARGEST = 20_000
_MOST_TRIES = 400
_ENOUGH = 3


def judge(question: Question, seconds: float = SECONDS) -> Verdict:
    """The verdict on one answer. Never raises for what a learner can type."""
    try:
        reading = read(question.answer, question.names)
    except ReadingError as error:
        return Verdict("unreadable", message=error.message, position=error.position, feedback=error.message)
    verdict = _compared(question, reading, seconds)
    return replace(verdict, reading=reading.tree, read_as=one_line(reading.tree))


def prove(question: Question, seconds: float = 2.0) -> Proof:
    """An attempt to prove that the answer is right (or, rarely, that it is not)."""
    from tutor.maths.equality.proof import Proof
    from tutor.maths.equality.proof import prove as prove_equal

    try:
        yours = read(question.answer, question.names).tree
    except ReadingError:
        return Proof("open", None, "")
    if question.decimals is not None:
        return Proof("open", None, "")
    where = dict(question.where)
    proof = Proof("open", None, "")
    for left, right in _pairs(question, yours):
        if max(left.size, right.size) > _LARGEST:
            return Proof("open", None, "")
        proof = prove_equal(left, right, where=where, seconds=seconds)
        if proof.outcome == "equal":
            # An identity says nothing where the two sides are nowhere defined together.
            return proof if _meet(left, right) else Proof("open", None, "")
    return proof


def _meet(left: Node, right: Node) -> bool:
    """Whether both sides are defined, and agree, at several points picked at random."""
    from tutor.maths.evaluate.floats import evaluate

    chance = random.Random(11)
    names = tuple(dict.fromkeys((*symbols(left), *symbols(right))))
    met = 0
    for _ in range(_MOST_TRIES):
        size = 10.0 ** chance.uniform(-1.5, 2.0)
        point = {name: chance.uniform(-size, size) for name in names}
        pairs = list(zip(_flat(evaluate(left, point)), _flat(evaluate(right, point)), strict=False))
        met += all(math.isfinite(a) and math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in pairs)
        if met >= _ENOUGH or (met and not names):
            return True
    return False


def _flat(value: float | list[Any]) -> list[float]:
    return [number for entry in value for number in _flat(entry)] if isinstance(value, list) else [value]


def warm_up() -> None:
    """Import what verdicts and proofs need and make a few typical calls, so that the first answer is quick."""
    from tutor.maths.equality.proof import warm_up as warm_up_proofs
    from tutor.maths.tree import Call, Number, Power, Product, Symbol
    from tutor.maths.verdict import Names

    x = Symbol("x")
    right = Product((Number(2), x, Call("cos", (Power(x, Number(2)),))))
    judge(Question("2x cos(x^2)", Names(("x",)), right))
    judge(Question("cos(x^2)", Names(("x",)), right))
    warm_up_proofs()


def _pairs(question: Question, yours: Node) -> list[tuple[Node, Node]]:
    """The comparisons to make, in order; one that comes out equal is enough."""
    let_names = {name for name, _ in question.let}
    mine, theirs = let_names & set(symbols(yours)), let_names & set(symbols(question.expected))
    if not mine and not theirs:
        return [(yours, question.expected)]
    put = (put_in(yours, question.let), put_in(question.expected, question.let))
    if not question.independent:
        return [put]
    direct = (yours, question.expected)
    return [direct] if _own_names_only(question, yours) else [direct, put]


def _own_names_only(question: Question, yours: Node) -> bool:
    return set(symbols(yours)) <= set(symbols(question.expected))


def _uses_other_pieces(question: Question, yours: Node) -> bool:
    """Whether the answer uses more than the arguments of the piece and its own name."""
    own = {*symbols(question.expected), question.names.function}
    return not set(symbols(yours)) <= own


def _compared(question: Question, reading: Reading, seconds: float) -> Verdict:
    where = dict(question.where)
    if question.decimals is not None:
        return _decimal(question, reading)
    comparison: Comparison | None = None
    for yours, expected in _pairs(question, reading.tree):
        comparison = _compare(yours, expected, where, question.seed, seconds)
        if comparison.outcome == "equal":
            break
    assert comparison is not None
    if comparison.outcome == "equal":
        note = _with_names(question, reading.tree, comparison.note)
        return Verdict("correct", comparison.certainty, feedback="That is right.", note=note)
    if comparison.outcome == "undecided":
        return Verdict("undecided", feedback="I could not decide this one. It costs you nothing.", note=comparison.note)
    meant = _meant(question, reading, where, seconds)
    note = f"Read as {one_line(meant)} it would be right." if meant is not None else None
    return Verdict(
        "incorrect",
        comparison.certainty,
        witness=comparison.witness,
        reason=comparison.reason,
        feedback=_why_wrong(comparison),
        note=note,
        other_reading=None if meant is None else one_line(meant),
    )


def _compare(yours: Node, expected: Node, where: Mapping[str, Assumption], seed: int, seconds: float) -> Comparison:
    from tutor.maths.equality import Comparison, compare

    if max(yours.size, expected.size) > _LARGEST:
        return Comparison("undecided", None, None, "This is too long to compare.", None)
    return compare(yours, expected, where=where, seed=seed, seconds=seconds)


def _with_names(question: Question, yours: Node, note: str | None) -> str | None:
    if not question.independent or not _uses_other_pieces(question, yours):
        return note
    return note or "Right, though you have put other pieces in already."


def _meant(question: Question, reading: Reading, where: Mapping[str, Assumption], seconds: float) -> Node | None:
    """Another usual reading of the same text that is right, if there is one."""
    share = seconds / (1 + len(reading.others))
    for other in reading.others:
        for yours, expected in _pairs(question, other):
            if _compare(yours, expected, where, question.seed, share).outcome == "equal":
                return other
    return None


def _decimal(question: Question, reading: Reading) -> Verdict:
    from tutor.maths.equality import close_enough

    assert question.decimals is not None
    expected = put_in(question.expected, question.let)
    found = close_enough(put_in(reading.tree, question.let), expected, question.decimals)
    if found.outcome == "equal":
        return Verdict("correct", found.certainty, feedback="That is right.", note=found.note)
    if found.outcome == "undecided":
        # Right so far, but with fewer places than asked for: it costs nothing.
        feedback = found.note or "I could not decide this one. It costs you nothing."
        return Verdict("undecided", reason=found.reason, feedback=feedback, note=found.note)
    return Verdict("incorrect", found.certainty, witness=found.witness, reason=found.reason, feedback=_why_wrong(found))


def _why_wrong(comparison: Comparison) -> str:
    if comparison.reason == "shape":
        return comparison.note or "Your answer has another shape than the one asked for."
    if comparison.reason == "layout":
        return "These are the right numbers in the other layout: rows and columns are swapped."
    if comparison.witness is None:
        return comparison.note or "That is not equal to the right answer."
    return told(comparison.witness)


def told(witness: Witness) -> str:
    """A witness as a sentence."""
    yours, expected = _value(witness.yours), _value(witness.expected)
    if not witness.at:
        # The right value would be the answer itself.
        return (
            f"That is not the right value: yours {'is not defined' if yours == 'undefined' else f'comes to {yours}'}."
        )
    at = ", ".join(f"{name} = {value}" for name, value in witness.at.items())
    if yours == "undefined":
        return f"At {at} yours is not defined; the right value is {expected}."
    return f"At {at} yours is {yours}, the right value is {expected}."


def _value(value: str | list[object]) -> str:
    if isinstance(value, str):
        return value
    return "[" + ", ".join(_value(entry) for entry in value) + "]"  # type: ignore[arg-type]
