"""Values in options: windows `0 .. 3`, points `x = 1, y = 2`, definitions `u = x^2; v = sin(u)`, assumptions.

Every function raises `ValueError` with one sentence for the author.
"""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

from tutor.engine import Names, Node, ReadingError, evaluate, put_in, read, read_program, symbols
from tutor.maths.verdict import Assumption

Definitions = tuple[tuple[str, Node], ...]
Where = tuple[tuple[str, Assumption], ...]
Window = tuple[float, float]


def expression(text: str, names: tuple[str, ...] = ()) -> Node:
    """An expression in the language of the answer field; every letter is a name."""
    if not text.strip():
        raise ValueError("An expression is missing here.")
    try:
        return read(text, Names(names, invent=True)).tree
    except ReadingError as error:
        raise ValueError(f"`{text.strip()}` cannot be read: {error.message}.") from error


def names_of(text: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def assignments(text: str) -> tuple[tuple[str, str], ...]:
    """`x = 1, y = 2` as pairs of texts."""
    pairs = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not (name and equals and value):
            raise ValueError(f"`{part}` is no place: write it as x = 1, y = 2.")
        pairs.append((name, value))
    return tuple(pairs)


def definitions(text: str) -> Definitions:
    """`u = x^2; v = sin(u)` with every definition using only earlier names."""
    if not text.strip():
        return ()
    try:
        # The list of a program may have several last lines; each name is one.
        program = read_program([part for part in text.split(";") if part.strip()])
    except ReadingError as error:
        raise ValueError(f"`{text}` cannot be read: {error.message}.") from error
    if program.name is None and not all(program.outputs):
        raise ValueError(f"`{text}` is no definition: write it as u = x^2; v = sin(u).")
    last = program.expression.children if len(program.outputs) > 1 else (program.expression,)
    named = [(name, tree) for name, tree in zip(program.outputs, last, strict=True) if name]
    return (*program.definitions, *named)


def number(text: str) -> float:
    """The value of an expression without names."""
    tree = expression(text)
    if symbols(tree):
        raise ValueError(f"`{text.strip()}` is no number.")
    value = evaluate(tree, {})
    if not isinstance(value, float) or not isfinite(value):
        raise ValueError(f"`{text.strip()}` has no value.")
    return value


def window(text: str) -> Window:
    """`0 .. 3` as (low, high)."""
    low, dots, high = text.partition("..")
    if not dots:
        raise ValueError(f"`{text.strip()}` is no window: write it as 0 .. 3.")
    found = number(low), number(high)
    if found[0] >= found[1]:
        raise ValueError(f"The window `{text.strip()}` is empty: the smaller number comes first.")
    return found


def place(text: str) -> tuple[float, float]:
    """`(2, sin(4))` as a point."""
    inside = text.strip()
    parts = _split(inside[1:-1]) if inside.startswith("(") and inside.endswith(")") else []
    if len(parts) != 2:
        raise ValueError(f"`{inside}` is no point: write it as (2, 8).")
    return number(parts[0]), number(parts[1])


def where(text: str) -> Where:
    """`x positive; t in 0 .. 3` as what is known of each name."""
    found: list[tuple[str, Assumption]] = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, _, known = (piece.strip() for piece in part.partition(" "))
        if known == "positive":
            found.append((name, "positive"))
        elif known == "nonzero":
            found.append((name, "nonzero"))
        elif known.startswith("in ") and ".." in known:
            low, high = (_exact(bound) for bound in known[3:].split("..", 1))
            found.append((name, (low, high)))
        else:
            raise ValueError(f"`{part}` is not understood: write x positive, x nonzero or x in 0 .. 3.")
    return tuple(found)


def inputs_of(tree: Node, let: Definitions) -> tuple[str, ...]:
    """The names that are left in a tree once the definitions are put in."""
    return symbols(put_in(tree, let))


def _exact(text: str) -> Fraction:
    try:
        return Fraction(text.strip())
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError(f"`{text.strip()}` is no number: write it as 0, 0.5 or 1/2.") from error


def _split(text: str) -> list[str]:
    """The text at the commas outside brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts
