"""The comparison of two answers of any shape: entry by entry, with one verdict and one witness for all."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from tutor.maths.equality.outcome import Comparison
from tutor.maths.equality.points import interval
from tutor.maths.equality.scalars import compare_scalars
from tutor.maths.equality.shapes import Shape, fits, mismatch, shape_of, transposed
from tutor.maths.equality.values import precision_kept, value_at
from tutor.maths.equality.witness import decimal_text
from tutor.maths.tree import Node, symbols
from tutor.maths.verdict import Assumption, Witness

_NOTHING_KNOWN: Mapping[str, Assumption] = MappingProxyType({})


def compare(
    yours: Node,
    expected: Node,
    *,
    where: Mapping[str, Assumption] = _NOTHING_KNOWN,
    seed: int = 0,
    seconds: float = 1.5,
) -> Comparison:
    """Whether `yours` equals `expected` over the reals, at every point where both are defined.

    `where` is what is known of variables, `seed` makes the random points repeatable, `seconds` bounds the time.
    A transposed matrix is `different` with reason `layout`, a size that does not fit with reason `shape`.
    """
    mine, theirs = shape_of(yours), shape_of(expected)
    with precision_kept():
        deadline = time.perf_counter() + seconds
        if not fits(mine, theirs):
            return _misfit(mine, theirs, where, seed, deadline)
        found = _entries(mine, theirs, where, seed, deadline)
        if found.outcome == "different" and _is_transposed(mine, theirs, where, seed, deadline):
            return Comparison("different", found.certainty, found.witness, reason="layout")
        return found


def _misfit(mine: Shape, theirs: Shape, where: Mapping[str, Assumption], seed: int, deadline: float) -> Comparison:
    note = mismatch(mine, theirs)
    if not mine.scalar and not theirs.scalar and mine.size == transposed(theirs).size:
        reason = "layout"
        turned = transposed(mine)
        if not mine.flat and _entries(turned, theirs, where, seed, deadline).outcome == "equal":
            return Comparison("different", "proved", note=note, reason=reason)
    return Comparison("different", "proved", note=note, reason="shape")


def _is_transposed(mine: Shape, theirs: Shape, where: Mapping[str, Assumption], seed: int, deadline: float) -> bool:
    rows, columns = mine.size
    if mine.flat or theirs.flat or rows != columns or rows < 2:
        return False
    return _entries(transposed(mine), theirs, where, seed, deadline).outcome == "equal"


def _entries(mine: Shape, theirs: Shape, where: Mapping[str, Assumption], seed: int, deadline: float) -> Comparison:
    """All entries together: one that differs decides, one that is undecided leaves it open."""
    pairs = list(zip(mine.entries, theirs.entries, strict=True))
    found: list[Comparison] = []
    for k, (yours, expected) in enumerate(pairs):
        share = max(0.01, (deadline - time.perf_counter()) / (len(pairs) - k))
        one = compare_scalars(yours, expected, where, seed + k, share)
        if one.outcome == "different":
            return one if theirs.scalar else _with_all_entries(mine, theirs, one, where)
        found.append(one)
    if not found:
        return Comparison("equal", "proved")
    note = next((one.note for one in found if one.note), None)
    if any(one.outcome == "undecided" for one in found):
        return Comparison("undecided", note=next(one.note for one in found if one.outcome == "undecided"))
    return Comparison("equal", "proved" if all(one.certainty == "proved" for one in found) else "sampled", note=note)


def _with_all_entries(mine: Shape, theirs: Shape, one: Comparison, where: Mapping[str, Assumption]) -> Comparison:
    """The witness of one entry with the values of all entries at its point."""
    assert one.witness is not None
    names = dict.fromkeys(name for entry in (*theirs.entries, *mine.entries) for name in symbols(entry))
    at = {name: interval(where.get(name)).placed(Fraction(1)) for name in names}
    at.update((name, Fraction(value)) for name, value in one.witness.at.items())
    texts = {name: str(value) for name, value in at.items()}
    witness = Witness(texts, _values(mine, at), _values(theirs, at))
    return Comparison(one.outcome, one.certainty, witness, one.note, one.reason)


def _values(shape: Shape, at: Mapping[str, Fraction]) -> str | list[object]:
    rows: Sequence[list[object]] = [[decimal_text(value_at(entry, at), 6) for entry in row] for row in shape.rows]
    if shape.scalar:
        return str(rows[0][0])
    return [row[0] for row in rows] if shape.flat else list(rows)
