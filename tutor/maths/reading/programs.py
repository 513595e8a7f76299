"""A function given as text: an expression, a vector, or named lines `f = (u+v)^2; u = a + b; ...`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.maths.reading import limits
from tutor.maths.reading.characters import cleaned
from tutor.maths.reading.errors import ReadingError, shown
from tutor.maths.reading.reader import parsed
from tutor.maths.reading.words import LETTER, Vocabulary, canonical, vocabulary
from tutor.maths.tree import Matrix, Node, Vector, symbols
from tutor.maths.verdict import Names

_NAME = rf"\\?[{LETTER}]+(?:[0-9]+|[₀-₉]+|_\{{[^{{}}]*\}}|_[{LETTER}0-9]+)?"
_HEAD = re.compile(rf"[\s$]*({_NAME})\s*(?:\(([^()=]*)\))?\s*(?::?=)(?!=)|[\s$]*=(?!=)")
_CALL = re.compile(rf"(?<![{LETTER}0-9_\\])({_NAME})\s*\((?:([^()=]*)\))?")
_BREAKS = frozenset(";；\n\r")


@dataclass(frozen=True)
class Program:
    """A function and the named pieces it is made of.

    `expression` is the function: a scalar, Vector or Matrix over the pieces and the inputs. `name` is its name,
    `outputs` the name of each of its entries (None where it has none). `definitions` are the other named
    lines, each using only earlier ones. `inputs` are the free names in the order they appear.
    """

    outputs: tuple[str | None, ...]
    expression: Node
    definitions: tuple[tuple[str, Node], ...]
    name: str | None
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    name: str | None
    arguments: tuple[str, ...]
    body: int  # where the right side begins, in `text`
    name_at: int


def read_program(text: str | list[str], variables: tuple[str, ...] = (), wrt: tuple[str, ...] = ()) -> Program:
    """Read a function: an expression, a vector, or named lines split by `;` or line breaks, in any order.

    The function is the name no other line uses, the first line where there are several such. A list is read
    as its lines; expressions without names in it are the entries of a vector. Without `variables` every
    letter is a name; with them, only these and the names of the lines are. Columns in errors count in the
    text, for a list in its items joined by line breaks.
    """
    whole = text if isinstance(text, str) else "\n".join(text)
    if len(whole) > limits.CHARACTERS:
        raise ReadingError(f"this is longer than {limits.CHARACTERS} characters: type something shorter", 0)
    lines = _lines(whole, split_always=not isinstance(text, str))
    named = [line for line in lines if line.name is not None]
    _once(named)
    spelled = (*wrt, *(line.name for line in named if line.name), *(a for line in lines for a in line.arguments))
    words = vocabulary(Names((*variables, *spelled), invent=not variables))
    right_sides = [(line, _right_side(line, _without_calls(line, named), words)) for line in lines]
    bare = [(line, side) for line, side in right_sides if line.name is None]
    if bare and named and len(bare) > 1:
        raise ReadingError("give each line a name, as in u = x^2", bare[1][0].start)
    definitions = _ordered([(line, side) for line, side in right_sides if line.name is not None])
    free = _inputs(right_sides, {line.name for line in named if line.name})
    if bare:
        if len(bare) > 1 and isinstance(text, str):
            raise ReadingError("put several functions into brackets: [f1, f2]", bare[1][0].start)
        expression = bare[0][1] if len(bare) == 1 else _entries(bare)
        return Program((None,) * _count(expression), expression, definitions, None, free)
    used = {name for _, side in right_sides for name in symbols(side)}
    last = [(line, side) for line, side in right_sides if line.name not in used]
    if len(last) > 1 and not isinstance(text, str):
        names = tuple(line.name for line, _ in last)
        rest = tuple((name, side) for name, side in definitions if name not in names)
        return Program(names, _entries(last), rest, None, free)
    line, side = last[0]
    name = line.name
    rest = tuple(definition for definition in definitions if definition[0] != name)
    count = _count(side)
    return Program((name,) if count == 1 else (None,) * count, side, rest, name, free)


def _lines(text: str, split_always: bool) -> list[_Line]:
    parts = list(_parts(text))
    if not split_always and ";" not in text and "；" not in text and not any("=" in part for _, part in parts):
        parts = [(0, text)]
    lines = [_line(start, part) for start, part in parts if part.strip(" \t$.")]
    if not lines:
        raise ReadingError("there is nothing here yet: type a function", 0)
    return lines


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The lines: split at `;` and line breaks outside brackets. A LaTeX `\\;` is a space."""
    start = depth = 0
    for place, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth = max(depth - 1, 0)
        elif character in _BREAKS and not depth and text[place - 1 : place] != "\\":
            yield start, text[start:place]
            start = place + 1
    yield start, text[start:]


def _line(start: int, text: str) -> _Line:
    head = _HEAD.match(text)
    if head is None or head[1] is None:
        blank = len(text) - len(text.lstrip())
        return _Line(start, text, None, (), head.end() if head else 0, start + blank)
    arguments = tuple(name.strip() for name in (head[2] or "").split(",") if name.strip())
    for argument in arguments:
        if not re.fullmatch(_NAME, argument):
            raise ReadingError("before = there can only be names, as in f(x, y) = ...", start + head.start(2))
    name = head[1] if _is_plain(head[1]) else canonical(head[1])
    return _Line(start, text, name, arguments, head.end(), start + head.start(1))


def _is_plain(name: str) -> bool:
    """Whether the name can be kept as typed (no Greek letters, LaTeX or braces)."""
    return re.fullmatch(r"[A-Za-z]+_?[A-Za-z0-9]*", name) is not None and name != "lambda"


def _once(named: list[_Line]) -> None:
    seen: set[str] = set()
    for line in named:
        assert line.name is not None
        key = canonical(line.name)
        if key in seen:
            raise ReadingError(f"`{shown(line.name)}` is defined twice: give one of them another name", line.name_at)
        seen.add(key)


def _without_calls(line: _Line, named: list[_Line]) -> str:
    """The text of the line with blanks for its left side, and `u` for the `u(x)` of another line's head.

    Any other `u(x)` would be read as a product, which is hardly meant. The columns stay as they were.
    """
    text = " " * line.body + line.text[line.body :]
    heads = {canonical(other.name): other for other in named if other.name}

    def alone(call: re.Match[str]) -> str:
        head = heads.get(canonical(call[1]))
        if head is None:
            return call[0]
        names = tuple(name.strip() for name in (call[2] or "").split(","))
        only_names = all(re.fullmatch(_NAME, name) for name in names)
        if not only_names and not head.arguments:
            return call[0]
        if (head.arguments and names != head.arguments) or set(map(canonical, names)) & heads.keys():
            why = f"`{shown(call[1])}` is a piece with a name: write {shown(call[1])} alone, or * before the bracket"
            raise ReadingError(why, line.start + call.start())
        return call[1] + " " * (len(call[0]) - len(call[1]))

    return _CALL.sub(alone, text)


def _right_side(line: _Line, text: str, words: Vocabulary) -> Node:
    try:
        source = cleaned(text)
        if not source.text.strip():
            raise ReadingError("there is nothing after this =", max(line.body - 1, 0))
        return parsed(source, 0, words, frozenset())[0]
    except ReadingError as error:
        raise ReadingError(error.message, error.position + line.start) from None


def _ordered(lines: list[tuple[_Line, Node]]) -> tuple[tuple[str, Node], ...]:
    """The definitions, each after those it uses; otherwise in the order of the lines."""
    waiting = {line.name: (line, side) for line, side in lines if line.name}
    uses = {name: set(symbols(side)) & waiting.keys() for name, (_, side) in waiting.items()}
    ordered: list[tuple[str, Node]] = []
    while waiting:
        ready = next((name for name in waiting if not uses[name] & waiting.keys()), None)
        if ready is None:
            open_ = {name: uses[name] & waiting.keys() for name in waiting}
            circle = _circle(next(iter(open_)), open_)
            if len(circle) == 1:
                why = f"`{shown(circle[0])}` is defined by itself"
            else:
                why = f"these names are defined by one another: {', '.join(map(shown, circle))}"
            raise ReadingError(why, waiting[circle[0]][0].name_at)
        ordered.append((ready, waiting.pop(ready)[1]))
    return tuple(ordered)


def _circle(name: str, uses: dict[str, set[str]]) -> list[str]:
    """Names that need one another; each of `uses` needs at least one other of them."""
    path = [name]
    while True:
        following = min(uses[path[-1]])
        if following in path:
            return path[path.index(following) :]
        path.append(following)


def _inputs(right_sides: list[tuple[_Line, Node]], defined: set[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for line, side in right_sides:
        names.update(dict.fromkeys((*line.arguments, *symbols(side))))
    return tuple(name for name in names if name not in defined)


def _entries(lines: list[tuple[_Line, Node]]) -> Node:
    for line, side in lines:
        if isinstance(side, Vector | Matrix):
            raise ReadingError("each function of a list must be one expression", line.start)
    return Vector(tuple(side for _, side in lines)) if len(lines) > 1 else lines[0][1]


def _count(expression: Node) -> int:
    return len(expression.children) if isinstance(expression, Vector | Matrix) else 1
