"""Pictures of a lesson as plain values: what a `plot` and a `graph` block describe, ready to be drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import isfinite
from typing import TypeVar

from tutor.engine import (
    Graph,
    Node,
    Piece,
    Program,
    ReadingError,
    TooLarge,
    derivative,
    evaluate,
    read_program,
    substituted,
    symbols,
)
from tutor.lessons.model import Directive
from tutor.lessons.values import Window, assignments, expression, names_of, number, place, window

_DIGITS = 12


class BlockError(ValueError):
    """A live block that cannot be used: the line, and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Curve:
    """A function of `wrt`. In the picture below the main one if `below`; over its own window if `over`."""

    expression: Node
    wrt: str
    label: str = ""
    below: bool = False
    over: Window | None = None


@dataclass(frozen=True)
class Straight:
    """A straight line with this slope through a point; `kind` is tangent, chord or line."""

    kind: str
    slope: float
    through: tuple[float, float]
    label: str = ""


@dataclass(frozen=True)
class Dot:
    """A point."""

    at: tuple[float, float]
    label: str = ""


Drawn = Curve | Straight | Dot


@dataclass(frozen=True)
class Frame:
    """One picture: what is drawn, and the window; without `y` the curves decide."""

    items: tuple[Drawn, ...]
    x: Window
    y: Window | None = None


@dataclass(frozen=True)
class Plot:
    """One or more pictures that a key steps through. `after` is the id of what has to be answered first."""

    id: str
    frames: tuple[Frame, ...]
    wrt: str
    caption: str = ""
    after: str = ""


@dataclass(frozen=True)
class Flow:
    """The data flow of a program with its local derivatives, from the inputs `wrt` to `output`.

    With `at`, values and adjoints are shown at that point.
    """

    id: str
    graph: Graph
    wrt: tuple[str, ...]
    output: str
    at: tuple[tuple[str, Node], ...] = ()
    caption: str = ""


def plot(directive: Directive) -> Plot:
    """The pictures a `plot` block describes. Raises `BlockError`."""
    wrt = directive.get("wrt", "x")
    x = _option(directive, "x", window)
    y = _option(directive, "y", window)
    frames = [_frame(rows, directive, wrt, x, y) for rows in _pictures(directive)]
    zoom = directive.get("zoom")
    if zoom:
        if len(frames) != 1:
            raise BlockError(directive.line_of("zoom"), "Zoom into one picture: leave out the `---`.")
        frames = list(_zoomed(frames[0], directive))
    return Plot(directive.get("id"), tuple(frames), wrt, directive.get("caption"), directive.get("after"))


def flow(directive: Directive) -> Flow:
    """The data flow a `graph` block describes. Raises `BlockError`."""
    try:
        program = read_program(directive.argument, (), names_of(directive.get("wrt")))
        graph, output = _graph(program)
        wrt = names_of(directive.get("wrt")) or program.inputs
        for name in wrt:
            if not graph.paths(name, output):
                raise BlockError(directive.line_of("wrt"), f"No path leads from {name} to {output}.")
        for piece in graph.pieces:
            for argument in graph.arguments(piece.name):
                graph.local_partial(piece.name, argument)
        at = tuple((name, expression(text)) for name, text in assignments(directive.get("at")))
        if at:
            missing = set(program.inputs) - {name for name, _ in at}
            if missing:
                raise BlockError(directive.line_of("at"), f"Say where {', '.join(sorted(missing))} is too.")
            graph.adjoints(dict(at), output)
    except ReadingError as error:
        raise BlockError(directive.line, f"The program cannot be read: {error.message}.") from error
    except BlockError:
        raise
    except (TooLarge, ValueError) as error:
        raise BlockError(directive.line, str(error)) from error
    return Flow(directive.get("id"), graph, wrt, output, at, directive.get("caption"))


def _graph(program: Program) -> tuple[Graph, str]:
    output = program.name or "y"
    pieces = tuple(Piece(name, tree) for name, tree in (*program.definitions, (output, program.expression)))
    return Graph(program.inputs, pieces, (output,)), output


_Value = TypeVar("_Value")


def _option(directive: Directive, name: str, convert: Callable[[str], _Value]) -> _Value | None:
    text = directive.get(name)
    return _converted(convert, text, directive.line_of(name)) if text else None


def _converted(convert: Callable[[str], _Value], text: str, line: int) -> _Value:
    try:
        return convert(text)
    except BlockError:
        raise
    except ValueError as error:
        raise BlockError(line, str(error)) from error


def _pictures(directive: Directive) -> Iterator[list[tuple[int, str]]]:
    """The lines of each picture, with their line numbers."""
    rows: list[tuple[int, str]] = []
    for line, text in enumerate(directive.body.split("\n"), directive.body_line):
        if text.strip() == "---":
            yield rows
            rows = []
        elif text.strip():
            rows.append((line, text.strip()))
    yield rows


def _frame(rows: list[tuple[int, str]], directive: Directive, wrt: str, x: Window | None, y: Window | None) -> Frame:
    items: list[Drawn] = []
    for line, text in rows:
        kind, _, rest = text.partition(" ")
        if kind == "x":
            x = _converted(window, rest, line)
        elif kind == "y":
            y = _converted(window, rest, line)
        else:
            items.append(_converted(partial(_item, wrt=wrt), text, line))
    if not items:
        raise BlockError(directive.line, "This picture is empty: add a line such as `curve x^2`.")
    if x is None:
        raise BlockError(directive.line, "Give the window, `:x: 0 .. 3`.")
    return Frame(tuple(items), x, y)


_TANGENT = re.compile(r"(.+) at ([^|]+)")
_LINE = re.compile(r"(.+) through (\(.+\))")
_CHORD = re.compile(r"(.+) from (.+) to (.+)")
_SLICE = re.compile(r"(.+?) hold ([^=]+)=(.+?)(?: over (.+))?")


def _item(text: str, wrt: str) -> Drawn:
    text, _, label = (part.strip() for part in text.partition(" | "))
    kind, _, rest = text.partition(" ")
    match kind:
        case "curve" | "below":
            return _curve(expression(rest), wrt, label, kind == "below")
        case "slope":
            tree = expression(rest)
            name = _only_name(tree, wrt)
            return _curve(_slope_of(tree, name), name, label, True)
        case "tangent":
            of, at = _parts(_TANGENT, rest, "tangent x^2 at 1")
            return _touching(expression(of), wrt, number(at), label)
        case "line":
            slope, through = _parts(_LINE, rest, "line 2 through (1, 1)")
            return Straight("line", number(slope), place(through), label)
        case "chord":
            of, low, high = _parts(_CHORD, rest, "chord x^2 from 1 to 2")
            return _chord(expression(of), wrt, number(low), number(high), label)
        case "point":
            return Dot(place(rest), label)
        case "slice":
            of, name, held, over = _parts(_SLICE, rest, "slice 3x^2*y hold y = 2")
            tree = substituted(expression(of), {name.strip(): expression(held)})
            curve = _curve(tree, wrt, label or f"{name.strip()} = {held.strip()} held", False)
            return replace(curve, over=window(over) if over else None)
    raise ValueError(f"`{kind}` is not drawn here: use curve, slope, below, tangent, line, chord, point or slice.")


def _parts(pattern: re.Pattern[str], text: str, example: str) -> tuple[str, ...]:
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not understood: write it as {example}.")
    return tuple(part or "" for part in match.groups())


def _curve(tree: Node, wrt: str, label: str, below: bool) -> Curve:
    return Curve(tree, _only_name(tree, wrt), label, below)


def _only_name(tree: Node, wrt: str) -> str:
    names = symbols(tree)
    if len(names) > 1:
        raise ValueError(f"A curve has one variable; this has {', '.join(names)}.")
    return names[0] if names else wrt


def _slope_of(tree: Node, name: str) -> Node:
    try:
        return derivative(tree, name)
    except TooLarge as error:
        raise ValueError(str(error)) from error


def _value(tree: Node, name: str, at: float) -> float:
    value = evaluate(tree, {name: at})
    if not isinstance(value, float) or not isfinite(value):
        raise ValueError(f"The function has no value at {at:g}.")
    return round(value, _DIGITS)


def _touching(tree: Node, wrt: str, at: float, label: str) -> Straight:
    name = _only_name(tree, wrt)
    slope = _value(_slope_of(tree, name), name, at)
    return Straight("tangent", slope, (at, _value(tree, name, at)), label)


def _chord(tree: Node, wrt: str, low: float, high: float, label: str) -> Straight:
    if low == high:
        raise ValueError("A chord joins two different points.")
    name = _only_name(tree, wrt)
    first, last = _value(tree, name, low), _value(tree, name, high)
    return Straight("chord", (last - first) / (high - low), (low, first), label)


def _zoomed(frame: Frame, directive: Directive) -> Iterator[Frame]:
    """The frame once for each half-width; without a window of its own each fits its curves."""
    centre = _option(directive, "centre", place)
    if centre is None:
        raise BlockError(directive.line_of("zoom"), "Say where to zoom in: `:centre: (2, 8)`.")
    for text in directive.get("zoom").split(","):
        half = _converted(number, text, directive.line_of("zoom"))
        if half <= 0:
            raise BlockError(directive.line_of("zoom"), "Half-widths are positive numbers.")
        yield replace(frame, x=(centre[0] - half, centre[0] + half), y=None)
