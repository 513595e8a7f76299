"""What is to be derived: a function, the variables asked for, its parameters, and what is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutor.engine import (
    Matrix,
    Names,
    Node,
    Piece,
    Program,
    ReadingError,
    TooLarge,
    Vector,
    derivative,
    put_in,
    read,
    read_program,
    substituted,
    symbols,
    tidy,
)

_MOST_VARIABLES = 6
_LARGEST = 2_000


class NotForTheSteps(ValueError):
    """The function cannot be derived in these steps; the message is a sentence for the learner."""


@dataclass(frozen=True)
class Problem:
    """A scalar function, under the `name` the derivation gives it. `text` is how it was typed.

    `wrt` are the variables whose derivatives are asked for, `parameters` the names that are held fixed,
    `given` the pieces a program comes with. `slopes` are the derivatives in the inputs alone. With `at`, the
    derivatives are asked for as exact numbers at that point.
    """

    text: str
    function: Node
    wrt: tuple[str, ...]
    parameters: tuple[str, ...]
    name: str
    slopes: Mapping[str, Node] = field(hash=False)
    given: tuple[Piece, ...] = ()
    at: Mapping[str, Node] = field(default_factory=dict, hash=False)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables and the parameters."""
        return (*self.wrt, *self.parameters)

    @property
    def variable(self) -> str:
        """The first variable asked for; with one variable, the variable."""
        return self.wrt[0]

    def asked(self, variable: str) -> Node:
        """What is right in the last step: the derivative, or its value where a point is given."""
        slope = self.slopes[variable]
        return tidy(substituted(slope, self.at)) if self.at else slope


def problem(
    text: str, wrt: tuple[str, ...] = (), at: Mapping[str, str] | None = None, variables: tuple[str, ...] = ()
) -> Problem:
    """The problem a typed function or program poses; all its variables are asked for if `wrt` names none.

    `variables` are further names that pieces may use, though they do not show in the function.
    Raises `ReadingError` and `NotForTheSteps`.
    """
    program = read_program(text, (), wrt)
    if isinstance(program.expression, Vector | Matrix):
        raise NotForTheSteps("This is a list of functions. Give one function.")
    function = put_in(program.expression, program.definitions)
    if function.size > _LARGEST:
        raise NotForTheSteps("This function is too long to derive by hand. Try a shorter one.")
    names = tuple(name for name in program.inputs if name in symbols(function))
    if not names:
        raise NotForTheSteps("This has no variable, so its slope is 0. Try one with an x in it.")
    asked = wrt or names
    for name in asked:
        if name not in names:
            raise NotForTheSteps(f"There is no {name} in this function.")
    if len(asked) > _MOST_VARIABLES:
        raise NotForTheSteps(f"These are {len(asked)} variables. Choose at most {_MOST_VARIABLES} of them.")
    try:
        slopes = {name: derivative(function, name) for name in asked}
    except TooLarge as error:
        raise NotForTheSteps(str(error)) from error
    parameters = tuple(name for name in dict.fromkeys((*names, *variables)) if name not in asked)
    name = _name(program, names, len(asked))
    given = _given(program, name) if program.definitions else ()
    point = _point(at or {}, names)
    return Problem(text, function, asked, parameters, name, slopes, given, point)


def _name(program: Program, taken: tuple[str, ...], asked: int) -> str:
    if program.name and program.name not in taken:
        return program.name
    pieces = {name for name, _ in program.definitions}
    letters = ("y", "f", "g", "h", "y1") if asked == 1 else ("f", "g", "h", "y", "f1")
    return next(name for name in letters if name not in taken and name not in pieces)


def _given(program: Program, name: str) -> tuple[Piece, ...]:
    pieces = [Piece(piece, definition) for piece, definition in program.definitions]
    return (*pieces, Piece(name, program.expression))


def _point(at: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Node]:
    point: dict[str, Node] = {}
    for name, text in at.items():
        if name not in names:
            raise NotForTheSteps(f"There is no {name} in this function.")
        try:
            point[name] = read(text, Names()).tree
        except ReadingError as error:
            raise NotForTheSteps(f"The value of {name} cannot be read: {error.message}") from error
    missing = [name for name in names if point and name not in point]
    if missing:
        raise NotForTheSteps(f"Give a value for {' and '.join(missing)} too.")
    return point
