"""Laws of the derivation, for random functions of one variable."""

from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from learner import Learner

from tutor.engine import one_line, read
from tutor.exercises.derivation import NotForTheSteps
from tutor.maths.judge import _compare  # the judge itself decides whether a corruption changes anything

INNER = st.sampled_from(["x", "x^2", "3*x+1", "x^3", "-x", "x/2", "1+x^2", "2*x"])
LAYERS = st.sampled_from(
    ["sin({})", "cos({})", "exp({})", "ln({})", "sqrt({})", "({})^2", "({})^3", "1/({})", "tanh({})", "sigmoid({})",
     "1+{}", "2*({})", "arctan({})", "abs({})", "{}+x", "x*({})"]
)  # fmt: skip


@st.composite
def functions(draw: st.DrawFn) -> str:
    text = draw(INNER)
    for layer in draw(st.lists(LAYERS, min_size=1, max_size=3)):
        text = layer.format(text)
    return text


def canonical(function: str) -> list[tuple[str, str]]:
    try:
        model = Learner(function)
    except NotForTheSteps:
        assume(False)
        raise
    model.judge()
    for _ in range(200):
        step = model.exercise.current()
        if step is None:
            break
        model.exercise.show_me(step)
        model.judge()
    return [(view.id, view.text) for view in model.exercise.steps()]


SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@SETTINGS
@given(functions())
def test_the_canonical_derivation_is_right_at_every_step(function):
    learner = Learner(function)
    for step, text in canonical(function):
        learner.put(step, text)
    views = learner.exercise.steps()
    assert all(view.mark in ("correct", "undecided") for view in views), learner.marks()
    assert learner.exercise.done()


@SETTINGS
@given(functions(), st.data())
def test_one_wrong_derivative_is_found_where_it_stands_and_carried_forward(function, data):
    steps = canonical(function)
    local = [step for step, _ in steps if step.startswith("local")]
    broken = data.draw(st.sampled_from(local))
    corruption = data.draw(st.sampled_from(["-({})", "2*({})", "({})+1", "({})^2+3"]))
    learner = Learner(function)
    for step, text in steps:
        if step.startswith("piece"):
            learner.put(step, text)
    for step, text in steps:
        if step.startswith("local"):
            learner.put(step, corruption.format(text) if step == broken else text)
    right = dict(steps)[broken]
    names = learner.exercise.names(broken)
    before = read(right, names).tree
    after = read(corruption.format(right), names).tree
    assume(_compare(after, before, {}, 0, 1.5).outcome == "different")
    marks = learner.marks()
    assert marks[broken] == "incorrect"
    assert all(marks[step] == "correct" for step in local if step != broken)
    # What the learner has, multiplied along the paths, is right for what stands there.
    graph = learner.exercise.graph()
    exercise = learner.exercise
    texts = {tuple(v.id.split(":")[1:]): v.text for v in exercise.steps() if v.section == 2}
    products = []
    for path in graph.paths(exercise.variable, exercise.name):
        products.append("*".join(f"({texts[piece, argument]})" for argument, piece in pairwise(path)))
    learner.put("combine:x", "+".join(products))
    assert learner.mark("combine:x") in ("follows", "correct", "undecided")
    truth = one_line(exercise.problem.slopes["x"])
    learner.put(broken, right)
    learner.put("combine:x", dict(steps)["combine:x"])
    learner.put("answer:x", truth)
    assert learner.exercise.done(), learner.marks()
