"""What is to be derived: a function of one variable, its parameters, its name and its derivative."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.engine import Matrix, Node, Program, TooLarge, Vector, derivative, read_program, symbols


class NotOneVariable(ValueError):
    """The function has no variable, several, or is no scalar; the message is a sentence for the learner."""


@dataclass(frozen=True)
class Problem:
    """A function of one `variable`, under the name the derivation gives it. `text` is how it was typed."""

    text: str
    function: Node
    variable: str
    parameters: tuple[str, ...]
    name: str
    derivative: Node

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variable and the parameters."""
        return (self.variable, *self.parameters)


def problem(text: str, wrt: str | None = None) -> Problem:
    """The problem a typed function poses. Raises `ReadingError` and `NotOneVariable`."""
    program = read_program(text, (), (wrt,) if wrt else ())
    function = program.expression
    if isinstance(function, Vector | Matrix):
        raise NotOneVariable("This is a list of functions. Give one function.")
    if program.definitions:
        raise NotOneVariable("Give the function in one piece here: the pieces are yours to find.")
    names = symbols(function)
    if not names:
        raise NotOneVariable("This has no variable, so its slope is 0. Try one with an x in it.")
    if wrt is None and len(names) > 1:
        listed = ", ".join(names)
        raise NotOneVariable(f"This has the variables {listed}. Give a function of one variable.")
    variable = wrt or names[0]
    if variable not in names:
        raise NotOneVariable(f"There is no {variable} in this function.")
    parameters = tuple(name for name in names if name != variable)
    try:
        slope = derivative(function, variable)
    except TooLarge as error:
        raise NotOneVariable(str(error)) from error
    return Problem(text, function, variable, parameters, _name(program, names), slope)


def _name(program: Program, taken: tuple[str, ...]) -> str:
    if program.name and program.name not in taken:
        return program.name
    return next(name for name in ("y", "f", "g", "h", "y1") if name not in taken)
