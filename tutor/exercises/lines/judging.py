"""One line judged on what stands before it: equal, following by a rule, carried forward, or wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from tutor.engine import Names, Node, Question, ReadingError, Verdict, one_line, read
from tutor.exercises.forms import arrived, same_form, tidies_to
from tutor.exercises.judged import WAITING, Judged, first_correct, meant
from tutor.exercises.lines.model import Model, without_small_products

Ask = Callable[[Question], Verdict | None]
State = Literal["right", "wrong", "undecided"]
# Signs that may stand before a line; which one is right follows from the line.
SIGNS = "=≈~⇒→"
_UNDECIDED = "I could not decide this line. It costs you nothing."


@dataclass(frozen=True)
class Standing:
    """Where the derivation stands after a line.

    `tree` is the line, `true` the last right one; `applied` are the places of the changing rules used so far,
    `reached` is the place of the furthest line of the author's way.
    """

    tree: Node
    true: Node
    applied: frozenset[int] = frozenset()
    reached: int = -1
    state: State = "right"


@dataclass(frozen=True)
class LineJudged:
    """The judgement of a line, the sign before it, and where the derivation stands then."""

    judged: Judged
    after: Standing
    sign: str = "="


def start(model: Model) -> Standing:
    """The first line, before anything was typed."""
    return Standing(model.first, model.first, reached=model.place(model.first))


def is_end(model: Model, standing: Standing) -> bool:
    """Whether the last line is reached, in its form."""
    whole = standing.applied == frozenset(model.changes)
    return standing.state != "wrong" and whole and arrived(standing.tree, model.last)


def judge_line(model: Model, before: Standing, text: str, ask: Ask, shown: bool) -> LineJudged:
    """A line judged on the one before it; `shown` tells that "show me" wrote it."""
    bare = text.lstrip(SIGNS + " ")
    try:
        tree = _read(bare, model.names)
    except ReadingError as error:
        caret = error.position + len(text) - len(bare)
        return LineJudged(Judged("asks", sentence=error.message, caret=caret), before)
    if same_form(tree, before.tree) and not shown and not is_end(model, before):
        return LineJudged(Judged("asks", sentence="Nothing has changed yet. Change one thing."), before)
    verdict = ask(model.asked(bare, before.tree))
    here = replace(before, tree=tree)
    if verdict is None:
        return LineJudged(WAITING, here)
    if verdict.outcome == "correct" and before.state == "right":
        return _right(model, before, tree, verdict, before.applied)
    return _other(model, before, tree, bare, verdict, ask)


@lru_cache(maxsize=256)
def _read(text: str, names: Names) -> Node:
    return read(text, names).tree


def _other(model: Model, before: Standing, tree: Node, text: str, verdict: Verdict, ask: Ask) -> LineJudged:
    """A line that does not equal a right line before it."""
    here = replace(before, tree=tree)
    truths = list(_truths(model, before))
    verdicts = [ask(model.asked(text, expected)) for expected, _ in truths]
    place = first_correct(verdicts)
    if place is not None:
        known = verdicts[place]
        assert known is not None
        return _right(model, before, tree, known, truths[place][1])
    if any(known is None for known in verdicts):
        return LineJudged(WAITING, here)
    if before.state != "right":
        carried = _by_one_rule(model, before.tree, before.applied) if verdict.outcome != "correct" else []
        follows = [ask(model.asked(text, expected)) for expected, _ in carried]
        if verdict.outcome == "correct":
            return _follows(here, verdict)
        if (place := first_correct(follows)) is not None:
            applied = carried[place][1]
            return _follows(replace(here, applied=applied, true=_true_after(model, before, applied)), verdict)
        if any(known is None for known in follows):
            return LineJudged(WAITING, here)
    if verdict.outcome == "undecided" or any(known is not None and known.outcome == "undecided" for known in verdicts):
        return LineJudged(Judged("undecided", verdict, _UNDECIDED), replace(here, state="undecided"))
    return _wrong(model, before, tree, text, verdict, ask)


def _wrong(model: Model, before: Standing, tree: Node, text: str, verdict: Verdict, ask: Ask) -> LineJudged:
    if verdict.outcome == "unreadable":
        return LineJudged(Judged("asks", verdict, verdict.feedback, caret=verdict.position), before)
    if verdict.reason == "shape":
        return LineJudged(Judged("asks", verdict, verdict.feedback), before)
    if before.state == "right" and (asks := meant(verdict)) is not None:
        return LineJudged(asks, before)
    half = _half_dropped(model, before, tree)
    if half is not None:
        known = ask(half)
        if known is None:
            return LineJudged(WAITING, before)
        if known.outcome == "correct":
            sentence = "About equal: only products of small names differ. Drop all of them, or keep them as they are."
            return LineJudged(Judged("asks", verdict, sentence), before)
    return LineJudged(Judged("incorrect", verdict, _unlike(verdict)), replace(before, tree=tree, state="wrong"))


def _truths(model: Model, before: Standing) -> list[tuple[Node, frozenset[int]]]:
    """What a right line may equal besides a right line before it, and the rules that are then used."""
    found: list[tuple[Node, frozenset[int]]] = []
    if before.state != "right":
        found.append((before.true, before.applied))
    for change in model.changes:
        applied = model.changes_up_to(change)
        if applied > before.applied:
            found.append((model.lines[change], applied))
    return found + _by_one_rule(model, before.true, before.applied)


def _true_after(model: Model, before: Standing, applied: frozenset[int]) -> Node:
    """What is true once these rules are used, though the learner used them on something else."""
    last = max(applied)
    if model.changes_up_to(last) == applied:
        return model.lines[last]
    made = [tree for tree, used in _by_one_rule(model, before.true, before.applied) if used == applied]
    return made[0] if made else before.true


def _by_one_rule(model: Model, tree: Node, applied: frozenset[int]) -> list[tuple[Node, frozenset[int]]]:
    rest = [change for change in model.changes if change not in applied]
    return [(made, applied | {change}) for change in rest for made in model.followed(change, tree)]


def _half_dropped(model: Model, before: Standing, tree: Node) -> Question | None:
    """Is it equal to the line before as far as small products do not count?"""
    open_about = any(model.relation(c) == "about" for c in model.changes if c not in before.applied)
    if before.state != "right" or not model.spec.small or not open_about:
        return None
    mine = without_small_products(tree, model.spec.small)
    theirs = without_small_products(before.tree, model.spec.small)
    return None if mine is None or theirs is None else model.asked(one_line(mine), theirs)


def _right(model: Model, before: Standing, tree: Node, verdict: Verdict, applied: frozenset[int]) -> LineJudged:
    place = model.place(tree)
    if place >= 0 and model.changes_up_to(place) != applied:
        place = -1
    reached = max(before.reached, place, *applied)
    after = Standing(tree, tree, applied, reached)
    used = {model.relation(change) for change in applied - before.applied}
    sign = "≈" if used == {"about"} else "⇒" if used else "="
    words = [line.rule for line in model.spec.lines[before.reached + 1 : place + 1]]
    notes = [note for note in (", then ".join(words), verdict.note) if note]
    if place < 0 and applied == frozenset(model.changes) and tidies_to(tree, model.last) and not is_end(model, after):
        notes.append(f"Equal. Now bring it to the form {one_line(model.last)}.")
    return LineJudged(Judged("correct", verdict, note=". ".join(notes)), after, sign)


def _follows(after: Standing, verdict: Verdict) -> LineJudged:
    if after.state == "undecided":
        return LineJudged(Judged("undecided", verdict, _UNDECIDED), after)
    return LineJudged(Judged("follows", verdict, "Right for the line before. Mend that one, then this one."), after)


def _unlike(verdict: Verdict) -> str:
    """Where the line differs from the one before, as a sentence."""
    witness = verdict.witness
    if witness is None:
        return verdict.feedback
    at = ", ".join(f"{name} = {value}" for name, value in witness.at.items())
    yours = "this one is not defined" if witness.yours == "undefined" else f"this one is {witness.yours}"
    where = f"At {at} {yours}" if at else yours[:1].upper() + yours[1:]
    return f"This is not equal to the line before. {where}, that one is {witness.expected}."
