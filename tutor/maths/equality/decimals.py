"""Numbers asked for as decimals: right within half a unit of the last place asked for."""

from __future__ import annotations

from fractions import Fraction

from tutor.maths.equality.compare import compare
from tutor.maths.equality.outcome import Comparison
from tutor.maths.equality.points import exact
from tutor.maths.equality.shapes import Shape, fits, mismatch, shape_of
from tutor.maths.equality.values import precision_kept, value_at
from tutor.maths.equality.witness import decimal_text, decimal_texts
from tutor.maths.evaluate.balls import State, Value
from tutor.maths.tree import Negative, Node, Number, symbols
from tutor.maths.verdict import Witness


def close_enough(yours: Node, expected: Node, decimals: int) -> Comparison:
    """Whether a number is the right one to so many decimals: |yours - expected| <= 0.5 * 10^-decimals.

    Exact forms (fractions, roots, multiples of pi) are right too. A decimal with fewer places that is right as
    far as it goes is `undecided` with reason `digits`. Vectors and matrices go entry by entry; where a variable
    is left in either side the two are compared as functions.
    """
    if symbols(yours) or symbols(expected):
        return compare(yours, expected)
    mine, theirs = shape_of(yours), shape_of(expected)
    if not fits(mine, theirs):
        return Comparison("different", "proved", note=mismatch(mine, theirs), reason="shape")
    with precision_kept():
        found = [_close(a, b, decimals) for a, b in zip(mine.entries, theirs.entries, strict=True)]
        for outcome in ("different", "undecided"):
            for one in found:
                if one.outcome == outcome:
                    return one if theirs.scalar or one.witness is None else _whole(mine, theirs, one)
    return Comparison("equal", "proved")


def _close(yours: Node, expected: Node, decimals: int) -> Comparison:
    digits = decimals + 30
    mine, theirs = value_at(yours, {}, digits=digits), value_at(expected, {}, digits=digits)
    if isinstance(mine, State) or isinstance(theirs, State):
        if mine is State.UNDEFINED and not isinstance(theirs, State):
            return Comparison("different", "proved", Witness({}, *decimal_texts(mine, theirs)))
        return Comparison("undecided", note="The value of this could not be found.")
    right = _within(mine, theirs, decimals)
    if right:
        return Comparison("equal", "proved")
    if right is None:
        return Comparison("undecided", note="This is too close to the edge of rounding to tell.")
    places = _places(yours)
    if places is not None and places < decimals and _within(mine, theirs, places):
        return Comparison("undecided", note=f"More digits, please: {decimals} decimals.", reason="digits")
    return Comparison("different", "proved", Witness({}, *decimal_texts(mine, theirs)))


def _within(mine: Value, theirs: Value, decimals: int) -> bool | None:
    tolerance = exact(Fraction(1, 2 * 10**decimals))
    distance = abs(mine - theirs)
    if distance <= tolerance:
        return True
    return False if distance > tolerance else None


def _places(tree: Node) -> int | None:
    """How many decimal places a number was written with; None for anything but a plain number."""
    while isinstance(tree, Negative):
        tree = tree.operand
    if not isinstance(tree, Number):
        return None
    if tree.text.replace(".", "", 1).isdigit():
        return len(tree.text.partition(".")[2])
    denominator = tree.value.denominator
    places = 0
    while 10**places % denominator and places < 40:
        places += 1
    return places if places < 40 else None


def _whole(mine: Shape, theirs: Shape, one: Comparison) -> Comparison:
    """The witness with the values of all entries."""
    witness = Witness({}, _texts(mine), _texts(theirs))
    return Comparison(one.outcome, one.certainty, witness, one.note, one.reason)


def _texts(shape: Shape) -> str | list[object]:
    rows = [[decimal_text(value_at(entry, {}), 9) for entry in row] for row in shape.rows]
    if shape.scalar:
        return str(rows[0][0])
    return [row[0] for row in rows] if shape.flat else [list(row) for row in rows]
