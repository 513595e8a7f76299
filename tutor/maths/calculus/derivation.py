"""A task worked out whole: pieces, their derivatives, the combination, the answer, and a rule for each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tutor.maths.calculus.answers import ANSWERS, Subject
from tutor.maths.calculus.at_point import check_derivative, check_value, exact_value
from tutor.maths.calculus.decomposition import graph_of_expression
from tutor.maths.calculus.graph import Graph
from tutor.maths.calculus.program import graph_of_program
from tutor.maths.calculus.rules import rule_of
from tutor.maths.calculus.size import TooLarge
from tutor.maths.printing import one_line
from tutor.maths.tree import Matrix, Node, Symbol, Vector, symbols

Ask = Literal["derivative", "gradient", "jacobian", "hessian", "second", "total", "directional", "taylor2", "value"]


@dataclass(frozen=True)
class Task:
    """What is to be derived: the function (a scalar or a Vector), the definitions of a program, and what is asked.

    `wrt` are the names of the derivative, `at` a point, `direction` a direction of any length but 0.
    """

    function: Node
    definitions: tuple[tuple[str, Node], ...] = ()
    name: str = "y"
    wrt: tuple[str, ...] = ()
    ask: Ask | str = "derivative"
    at: Mapping[str, Node] | None = None
    direction: Mapping[str, Node] | None = None


@dataclass(frozen=True)
class Step:
    """One rule applied: `before` is what is differentiated (`d(sin(u))/du`), `after` the result."""

    rule: str
    before: str
    after: str
    why: str


@dataclass(frozen=True)
class Derivation:
    """A task worked out. `combined` is the answer in the names of the pieces, None where there is none to show."""

    function: Node
    wrt: tuple[str, ...]
    ask: str
    pieces: Graph
    combined: Node | None
    answer: Node
    steps: tuple[Step, ...]


def derive(task: Task) -> Derivation:
    """Work the task out.

    With `at` the answer is the exact value there; pieces and `combined` stay symbolic. Raises `ValueError` with
    a sentence for a task that has no answer, `TooLarge` for one that is too long.
    """
    if task.ask not in ANSWERS:
        raise ValueError(f"I cannot work out {task.ask!r}. Ask for one of {', '.join(ANSWERS)}.")
    if not task.wrt and task.ask != "value":
        raise ValueError("There is no variable to differentiate with respect to.")
    graph = _graph(task)
    subject = Subject(_composed(task, graph), graph, task.wrt, dict(task.at or {}), dict(task.direction or {}))
    kind = ANSWERS[task.ask]
    answer = kind.answer(subject)
    if task.at:
        _check_point(task, subject, answer)
        answer = answer if task.ask == "taylor2" else exact_value(answer, task.at)
    try:
        combined = kind.combined(subject)
    except TooLarge:
        combined = None
    return Derivation(task.function, task.wrt, task.ask, graph, combined, answer, _steps(graph, task.wrt))


def _graph(task: Task) -> Graph:
    free = symbols(task.function)
    if task.definitions:
        lines = dict(task.definitions)
        every = (*free, *(name for tree in lines.values() for name in symbols(tree)))
        inputs = tuple(dict.fromkeys(name for name in (*task.wrt, *every) if name not in lines))
        return graph_of_program(task.function, task.definitions, task.name, inputs)
    return graph_of_expression(task.function, task.name, inputs=task.wrt or free)


def _composed(task: Task, graph: Graph) -> Node:
    """The function in the inputs alone; one without a program as it was given."""
    if not task.definitions:
        return task.function
    entries = tuple(graph.expression(output) for output in graph.outputs)
    return task.function.rebuilt(entries) if isinstance(task.function, Vector | Matrix) else entries[0]


def _check_point(task: Task, subject: Subject, answer: Node) -> None:
    assert task.at is not None
    if set(symbols(subject.function)) - set(task.at):
        return
    if task.ask == "value":
        check_value(subject.function, task.at)
        return
    check_derivative(subject.function, answer, task.wrt, task.at)


def _steps(graph: Graph, wrt: tuple[str, ...]) -> tuple[Step, ...]:
    """One step for each piece and each of its arguments that depends on the variables."""
    depending = set(wrt)
    steps = []
    for piece in graph.pieces:
        arguments = [argument for argument in graph.arguments(piece.name) if argument in depending]
        if arguments:
            depending.add(piece.name)
        rule = rule_of(piece.definition, arguments)
        for argument in arguments:
            before = f"d({one_line(piece.definition)})/d{one_line(Symbol(argument))}"
            steps.append(Step(rule.name, before, one_line(graph.local_partial(piece.name, argument)), rule.why))
    return tuple(steps)
