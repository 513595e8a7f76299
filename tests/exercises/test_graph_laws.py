"""Laws of the derivation on random graphs: several inputs, several paths, shared pieces."""

from fractions import Fraction
from itertools import pairwise

import mpmath
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from learner import Learner

from tutor.engine import TooLarge, evaluate, read_program
from tutor.exercises.derivation import Derivation, NotForTheSteps
from tutor.maths.calculus import graph_of_program
from tutor.maths.tree import Number

ONE = {
    "sin({})": mpmath.sin,
    "exp({}/4)": lambda a: mpmath.exp(a / 4),
    "{}^2": lambda a: a**2,
    "tanh({})": mpmath.tanh,
    "3*{}+1": lambda a: 3 * a + 1,
}
TWO = {
    "{}*{}": lambda a, b: a * b,
    "{}+{}": lambda a, b: a + b,
    "{}-2*{}": lambda a, b: a - 2 * b,
    "{}*{}+1": lambda a, b: a * b + 1,
}
INPUTS = ("a", "b", "c")


@st.composite
def programs(draw: st.DrawFn, most: int = 9) -> list[tuple[str, str, tuple[str, ...]]]:
    """Lines (name, template, arguments), each using earlier names; the last line is the function."""
    inputs = INPUTS[: draw(st.integers(1, 3))]
    names = list(inputs)
    lines = []
    for number in range(draw(st.integers(2, most))):
        template = draw(st.sampled_from([*ONE, *TWO]))
        wanted = 1 if template in ONE else 2
        # The newest names come first, so that most pieces are used further on.
        arguments = tuple(names[-1 - draw(st.integers(0, min(3, len(names) - 1)))] for _ in range(wanted))
        lines.append((f"p_{number + 1}", template, arguments))
        names.append(f"p_{number + 1}")
    return lines


def text_of(lines: list[tuple[str, str, tuple[str, ...]]]) -> str:
    return "; ".join(f"{name} = {template.format(*arguments)}" for name, template, arguments in reversed(lines))


def value_of(lines, point):
    values = dict(point)
    for name, template, arguments in lines:
        values[name] = (ONE.get(template) or TWO[template])(*(values[argument] for argument in arguments))
    return values[lines[-1][0]]


def started(lines) -> Learner:
    learner = Learner("x")
    try:
        learner.exercise = Derivation.start(text_of(lines))
    except (NotForTheSteps, TooLarge):
        assume(False)
    assume(sum(len(learner.exercise.paths(name)) for name in learner.exercise.variables) <= 24)
    learner.judge()
    return learner


SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(programs())
def test_the_canonical_derivation_of_a_graph_is_right_at_every_step(lines):
    learner = started(lines)
    for _ in range(200):
        step = learner.exercise.current()
        if step is None:
            break
        learner.exercise.show_me(step)
        learner.judge()
    assert learner.exercise.done()
    assert all(mark in ("correct", "noted", "undecided") for mark in learner.marks().values()), learner.marks()


@SETTINGS
@given(programs(most=6), st.data())
def test_one_wrong_derivative_of_a_graph_is_found_and_carried_forward(lines, data):
    learner = started(lines)
    local = [view.id for view in learner.exercise.steps() if view.section == 2]
    assume(local)
    broken = data.draw(st.sampled_from(local))
    for step in local:
        learner.exercise.show_me(step)
        learner.judge()
    right = learner.view(broken).text
    learner.put(broken, f"({right})+1")
    marks = learner.marks()
    assert marks[broken] == "incorrect"
    assert all(marks[step] == "correct" for step in local if step != broken)
    texts = {tuple(view.id.split(":")[1:]): view.text for view in learner.exercise.steps() if view.section == 2}
    for variable in learner.exercise.variables:
        paths = learner.exercise.paths(variable)
        terms = ["*".join(f"({texts[p, a]})" for a, p in pairwise(path)) for path in paths]
        learner.put(f"combine:{variable}", "+".join(terms))
        touched = any((p, a) == tuple(broken.split(":")[1:]) for path in paths for a, p in pairwise(path))
        allowed = ("follows", "undecided", "correct") if touched else ("correct", "undecided")
        assert learner.mark(f"combine:{variable}") in allowed, learner.view(f"combine:{variable}")


@SETTINGS
@given(programs(most=11), st.lists(st.integers(-6, 6), min_size=3, max_size=3))
def test_adjoints_are_the_derivatives(lines, numbers):
    program = read_program(text_of(lines))
    graph = graph_of_program(program.expression, program.definitions, program.name, program.inputs)
    at = {name: Number(Fraction(number, 5)) for name, number in zip(INPUTS, numbers, strict=True)}
    try:
        adjoints = graph.adjoints(at, lines[-1][0])
    except TooLarge:
        assume(False)
        raise
    with mpmath.workdps(60):
        point = {name: mpmath.mpf(number) / 5 for name, number in zip(INPUTS, numbers, strict=True)}
        h = mpmath.mpf(10) ** -20
        for name in program.inputs:
            up = value_of(lines, {**point, name: point[name] + h})
            down = value_of(lines, {**point, name: point[name] - h})
            slope = (up - down) / (2 * h)
            exact = evaluate(adjoints[name], {})
            assert mpmath.almosteq(slope, exact, rel_eps=1e-9, abs_eps=1e-9), (name, slope, exact)
