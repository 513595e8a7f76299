"""The guided derivation, driven as a learner would."""

import json

import pytest
from learner import Learner

from tutor.engine import ReadingError
from tutor.exercises.derivation import Derivation, NotForTheSteps

F = "ln(sin(x^3)^2)"
PIECES = ("u = x^3", "v = sin u", "w = v^2", "y = ln w")
LOCALS = ("3x^2", "cos u", "2v", "1/w")
COMBINED = "1/w * 2v * cos u * 3x^2"
ANSWER = "6x^2 cos(x^3)/sin(x^3)"


def test_all_four_steps_to_the_end():
    learner = Learner(F).type(*PIECES, *LOCALS, COMBINED, ANSWER)
    assert set(learner.marks().values()) == {"correct"}
    assert learner.exercise.done()
    assert learner.exercise.current() is None
    assert learner.exercise.summary()


@pytest.mark.parametrize(
    "pieces, locals_, combined",
    [
        (("u = x^3", "y = ln(sin(u)^2)", "y = ln(sin(u)^2)"), ("3x^2", "2cos(u)/sin(u)"), "6x^2 cos(u)/sin(u)"),
        (("a = x^3", "b = sin(a)", "y = 2 ln|b|", "y = 2 ln|b|"), ("3x^2", "cos a", "2/b"), "2/b cos(a) 3x^2"),
        (
            ("p = x^2", "q = p*x", "r = sin q", "s = r^2", "y = ln s"),
            ("2x", "x", "p", "cos q", "2r", "1/s"),
            "1/s*2r*cos(q)*(p + x*2x)",
        ),
    ],
)
def test_other_decompositions_are_as_good(pieces, locals_, combined):
    learner = Learner(F)
    for piece in pieces:
        if learner.exercise.graph() is None or learner.mark(learner.exercise.current()) == "asks":
            learner.type(piece)
    assert learner.exercise.graph() is not None
    order = [view.id for view in learner.exercise.steps() if view.section == 2]
    assert len(order) == len(locals_)
    pending = list(locals_)
    for step in order:
        for text in pending:
            learner.put(step, text)
            if learner.mark(step) == "correct":
                pending.remove(text)
                break
    assert not pending
    learner.type(combined, ANSWER)
    assert learner.exercise.done(), learner.marks()


def test_the_outermost_piece_may_come_first():
    learner = Learner(F).type("y = ln w", "w = v^2", "v = sin u")
    assert "u" in learner.exercise.steps()[-1].sentence
    learner.type("u = x^3")
    assert [learner.mark(f"piece:{i}") for i in range(4)] == ["correct"] * 4


def test_a_wrong_derivative_is_told_at_once_with_a_point():
    learner = Learner(F).type(*PIECES, "3x^2", "-cos u")
    view = learner.view("local:v:u")
    assert view.mark == "incorrect"
    assert view.verdict.witness.at.keys() == {"u"}
    assert learner.exercise.current() == "local:v:u"


def test_errors_are_carried_forward_and_judged_anew_when_mended():
    learner = Learner(F).type(*PIECES, "3x^2", "-cos u", "-cos u", "2v", "1/w")
    assert learner.exercise.current() == "combine:x"
    learner.type("-1/w*2v*cos(u)*3x^2")
    assert learner.mark("combine:x") == "follows"
    assert "dv/du" in learner.view("combine:x").sentence
    learner.put("answer:x", "-6x^2 cos(x^3)/sin(x^3)")
    assert learner.mark("answer:x") == "follows"
    assert not learner.exercise.done()
    learner.put("local:v:u", "cos u")
    assert learner.mark("local:v:u") == "correct"
    assert learner.mark("combine:x") == "incorrect"
    learner.put("combine:x", COMBINED).put("answer:x", ANSWER)
    assert learner.exercise.done()


def test_a_wrong_piece_is_found_and_carried_forward():
    learner = Learner(F).type("u = x^2", "v = sin u", "w = v^2", "y = ln w")
    assert learner.mark("piece:3") == "incorrect"
    assert "u" in learner.view("piece:3").sentence.split("Look at")[1]
    learner.type("y = ln w").type("2x", "cos u", "2v", "1/w")
    assert [learner.mark(step) for step in ("local:u:x", "local:v:u")] == ["correct", "correct"]
    learner.type("1/w*2v*cos(u)*2x")
    assert learner.mark("combine:x") == "follows"
    learner.put("piece:0", "u = x^3")
    assert learner.mark("piece:3") == "correct"
    assert learner.mark("local:u:x") == "incorrect"
    assert learner.mark("local:v:u") == "correct"


@pytest.mark.parametrize(
    "line, word",
    [
        ("x^3", "name"),
        ("x = x^3", "taken"),
        ("u = ", ""),
        ("u = u + 1", "itself"),
        ("u = x^3)", ""),
        ("e = x^3", "number"),
        ("u = sin(x^3)^2", "split"),
        ("u = foo(x)", ""),
    ],
)
def test_a_line_that_cannot_stand_costs_nothing_and_says_why(line, word):
    learner = Learner(F).type(line)
    view = learner.view("piece:0")
    assert view.mark == "asks"
    assert word in view.sentence.lower()
    learner.type("u = x^3")
    assert learner.mark("piece:0") in ("noted", "correct")


def test_a_caret_points_into_the_line():
    view = Learner(F).type("u = x^3 + y").view("piece:0")
    assert view.text[view.caret] == "y"


def test_a_name_used_twice_is_refused():
    learner = Learner(F).type("u = x^3", "u = sin(x)")
    assert learner.mark("piece:1") == "asks"


def test_an_unused_piece_is_named_and_does_no_harm():
    learner = Learner("sin(x^2)").type("u = x^2", "z = x^5", "y = sin u")
    assert "delete" in learner.view("piece:1").sentence
    learner.type("2x", "cos u", "2x cos u", "2x cos(x^2)")
    assert learner.exercise.done()


def test_pieces_left_in_the_last_step_are_asked_for():
    learner = Learner("sin(x^2)").type("u = x^2", "y = sin u", "2x", "cos u", "2x cos u", "2x cos u")
    assert learner.mark("answer:x") == "asks"
    assert "u" in learner.view("answer:x").sentence
    learner.type("2x cos(x^2)")
    assert learner.exercise.done()


def test_a_derivative_in_terms_of_other_pieces_is_right_too():
    learner = Learner(F).type(*PIECES, "3x^2", "cos(x^3)", "2 sin u", "1/v^2")
    assert [learner.mark(s) for s in ("local:v:u", "local:w:v", "local:y:w")] == ["correct"] * 3


def test_a_derivative_that_is_right_only_for_some_values_of_the_piece_is_wrong():
    learner = Learner("abs(x^2)").type("u = x^2", "y = abs(u)", "2x", "1")
    assert learner.mark("local:y:u") == "incorrect"


def test_several_paths_are_added_up():
    learner = Learner("x sin(x)").type("u = sin(x)", "y = x u")
    labels = {view.id: view.label for view in learner.exercise.steps()}
    assert labels["local:y:x"] == "∂y/∂x"
    learner.put("local:u:x", "cos x").put("local:y:x", "u").put("local:y:u", "x")
    learner.type("u + x cos x", "sin x + x cos x")
    assert learner.exercise.done()


def test_parameters_are_held_fixed():
    learner = Learner("x + tanh(w*x)", "x").type("u = w x", "v = tanh u", "y = x + v")
    learner.put("local:u:x", "w").put("local:v:u", "1 - v^2").put("local:y:x", "1").put("local:y:v", "1")
    learner.type("1 + w*(1 - v^2)", "1 + w*(1 - tanh(w x)^2)")
    assert learner.exercise.done()


def test_undo_and_redo_go_through_every_change():
    learner = Learner(F).type(*PIECES, "3x^2", "-cos u")
    seen = [learner.marks()]
    while learner.exercise.undo():
        learner.judge()
        seen.append(learner.marks())
    assert seen[-1] == {"piece:0": "open"}
    while learner.exercise.redo():
        learner.judge()
        seen.pop()
        assert learner.marks() == seen[-1]


def test_saved_as_plain_data_it_goes_on_where_it_was():
    learner = Learner(F).type(*PIECES, "3x^2", "-cos u", "-cos u", "2v")
    learner.exercise.ask_hint("local:y:w")
    data = json.loads(json.dumps(learner.exercise.save()))
    again = Learner(F)
    again.exercise = Derivation.load(data)
    again.judge()
    assert again.marks() == learner.marks()
    assert again.exercise.current() == learner.exercise.current()
    assert again.exercise.save() == learner.exercise.save()


FUNCTIONS = (F, "sin(x^2)", "x sin(x)", "1/(1+exp(-x))", "x^x", "x^2*x", "3x+1", "x", "tanh(x)^2", "exp(sin(3t))")
FUNCTIONS += ("sqrt(1+x^2)/x", "5^(x^2)", "abs(x^3)", "max(x, x^2)")


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("first", [(), ("u = {x}^3",), ("u = {x}^2",), ("y = {x}",), ("u = 2{x} +",)])
def test_show_me_always_moves_on(function, first):
    learner = Learner(function)
    x = learner.exercise.variable
    learner.type(*(line.format(x=x) for line in first))
    for _ in range(60):
        step = learner.exercise.current()
        if step is None:
            break
        before = learner.exercise.save()["answers"]
        learner.exercise.ask_hint(step)
        learner.exercise.show_me(step)
        learner.judge()
        assert learner.exercise.save()["answers"] != before
    assert learner.exercise.done(), learner.marks()


def test_what_cannot_be_derived_in_these_steps_is_said():
    for text in ("[x, x^2]", "3", "a*b*c*p*q*r*s"):
        with pytest.raises(NotForTheSteps):
            Derivation.start(text)
    with pytest.raises(NotForTheSteps):
        Derivation.start("x^2", "z")
    with pytest.raises(ReadingError):
        Derivation.start("sin(")


def test_the_name_of_the_function_gives_way_to_the_variable():
    assert Derivation.start("sin(y^2)").name == "f"
    assert Derivation.start("g(t) = sin(t^2)").name == "g"
