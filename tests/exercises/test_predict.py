"""Predictions: a guess is compared and never marked wrong."""

import json

import pytest
from driver import Driver
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.exercises.predict import Option, PredictExercise, PredictSpec

CHOICE = PredictSpec(
    "P01-2",
    "choice",
    "Which quotient is nearer?",
    answer=("central",),
    options=(Option("forward", "off by 0.61"), Option("central", "off by 0.01"), Option("equal", "one is nearer")),
    reveal="The long chord lies along the tangent.",
)
NUMBER = PredictSpec("P02-2", "number", answer=("1/4",), decimals=4, why="1/2 times 1/2.", reveal="The top is at 0.")
POINT = PredictSpec("P19-2", "point", answer=("1", "2"), why="(1, 2) is at right angles.", window=((-1, 5), (-1, 4)))
PLACE = PredictSpec("P01-9", "point", answer=("2",), curve="x^2*exp(-x)", window=((0, 5), None), tolerance=0.1)
HEIGHT = PredictSpec("h", "point", curve="sin(x^2)", given="1", window=((0, 3), (-1, 1)))


def learner(spec):
    return Driver(PredictExercise(spec))


def test_a_choice_is_done_with_the_first_one_and_says_why():
    driver = learner(CHOICE)
    assert driver.exercise.reveal() is None
    assert driver.view("prediction").choices == ("forward", "central", "equal")
    view = driver.type("forward").view("prediction")
    assert view.mark == "noted"
    assert "central" in view.sentence
    assert "off by 0.61" in view.sentence
    assert driver.exercise.done()
    reveal = driver.exercise.reveal()
    assert (reveal.agrees, reveal.answer, reveal.text) == (False, "central", CHOICE.reveal)
    assert learner(CHOICE).type("Central").mark("prediction") == "correct"
    assert learner(CHOICE).type("b").mark("prediction") == "correct"


def test_something_else_is_no_choice():
    driver = learner(CHOICE).type("sideways")
    assert driver.mark("prediction") == "asks"
    assert not driver.exercise.done()
    assert driver.exercise.reveal() is None


def test_an_option_that_is_a_number_means_itself():
    spec = PredictSpec("c", "choice", answer=("a",), options=(Option("b"), Option("a")))
    assert learner(spec).type("a").mark("prediction") == "correct"
    assert learner(spec).type("b").mark("prediction") == "noted"


@pytest.mark.parametrize(
    "text, mark", [("0.25", "correct"), ("1/4", "correct"), ("0.26", "noted"), ("1", "noted"), ("0.4", "noted")]
)
def test_a_number_is_compared(text, mark):
    driver = learner(NUMBER).type(text)
    assert driver.mark("prediction") == mark
    assert driver.exercise.done()
    assert driver.exercise.reveal().agrees == (mark == "correct")
    assert NUMBER.why in driver.view("prediction").sentence


def test_a_number_with_few_digits_is_right_as_far_as_it_goes():
    spec = PredictSpec("n", "number", answer=("1.0819",), decimals=4)
    assert learner(spec).type("1.08").mark("prediction") == "correct"
    assert learner(spec).type("1.07").mark("prediction") == "noted"


def test_a_number_within_a_tolerance():
    spec = PredictSpec("n", "number", answer=("200",), tolerance=50)
    assert learner(spec).type("229").mark("prediction") == "correct"
    assert learner(spec).type("260").mark("prediction") == "noted"


@pytest.mark.parametrize("text", ["x", "1 +", "(1, 2)", "1/0", ""])
@pytest.mark.parametrize("spec", [NUMBER, PLACE])
def test_what_is_no_number_commits_to_nothing(spec, text):
    driver = learner(spec).type(text)
    assert driver.mark("prediction") in ("asks", "open")
    assert not driver.exercise.done()
    assert driver.type("1").exercise.done()


def test_a_point_is_near_enough_or_not():
    assert learner(POINT).type("(1, 2)").mark("prediction") == "correct"
    assert learner(POINT).type("[1.2, 1.8]").mark("prediction") == "correct"
    assert learner(POINT).type("(2, 1)").mark("prediction") == "noted"
    driver = learner(POINT)
    driver.exercise.click(1.0312345678, 2.1)
    assert driver.mark("prediction") == "correct"
    assert driver.exercise.done()


def test_a_place_along_a_curve_and_a_height_above_a_place():
    driver = learner(PLACE)
    driver.exercise.click(2.05, 17)
    assert driver.mark("prediction") == "correct"
    driver.exercise.click(2.2, 0.5)
    assert driver.mark("prediction") == "noted"
    height = learner(HEIGHT)
    height.exercise.click(17, 0.8)
    assert height.mark("prediction") == "correct"
    assert learner(HEIGHT).type("0.7").mark("prediction") == "noted"
    assert learner(HEIGHT).type("sin(1)").mark("prediction") == "correct"


def test_a_change_afterwards_is_allowed_and_noted():
    driver = learner(NUMBER).type("1/2").put("prediction", "1/4")
    view = driver.view("prediction")
    assert view.mark == "correct"
    assert "1/2" in view.note
    assert driver.exercise.done()
    driver.put("prediction", "1/2")
    assert driver.view("prediction").note == ""


def test_nothing_is_ever_wrong_and_the_first_commitment_stays():
    driver = learner(NUMBER).type("7").put("prediction", "1 +")
    assert driver.mark("prediction") == "asks"
    assert driver.exercise.done()
    assert driver.exercise.reveal().agrees is False


@pytest.mark.parametrize("spec", [CHOICE, NUMBER, POINT, PLACE, HEIGHT])
def test_show_me_undo_save_and_load(spec):
    driver = learner(spec)
    driver.exercise.ask_hint("prediction")
    driver.show()
    assert driver.mark("prediction") == "correct"
    assert driver.view("prediction").shown
    data = json.loads(json.dumps(driver.exercise.save()))
    again = Driver(PredictExercise.load(data))
    again.judge()
    assert again.exercise.steps() == driver.exercise.steps()
    assert again.exercise.save() == driver.exercise.save()
    assert driver.exercise.undo()
    assert not driver.exercise.done()
    assert driver.exercise.redo()
    assert driver.exercise.done()


def test_what_cannot_be_asked_is_said_to_the_author():
    for spec in (
        PredictSpec("a", "number"),
        PredictSpec("b", "number", answer=("x",)),
        PredictSpec("c", "choice", answer=("yes",), options=(Option("no"),)),
        PredictSpec("d", "point", answer=("1", "2", "3")),
    ):
        with pytest.raises(ValueError):
            PredictExercise(spec)


@settings(max_examples=60, deadline=None)
@given(st.floats(-1, 5), st.floats(-1, 4))
def test_a_click_agrees_just_when_it_is_near(x, y):
    driver = learner(POINT)
    driver.exercise.click(x, y)
    near = abs(x - 1) < 0.299 and abs(y - 2) < 0.249
    far = abs(x - 1) > 0.301 or abs(y - 2) > 0.251
    assert driver.mark("prediction") in (("correct",) if near else ("noted",) if far else ("correct", "noted"))


@pytest.mark.cases
def test_every_prediction_of_the_curriculum(shared):
    lines = (shared / "curriculum" / "predict.jsonl").read_text().splitlines()
    for record in map(json.loads, lines):
        why = record["why"]
        data = {key: record[key] for key in ("id", "prompt", "answer", "reveal", "decimals") if key in record}
        if record["kind"] == "choice":
            data["options"] = [{"text": option, "why": why[option]} for option in record["options"]]
        else:
            data["why"] = why
        driver = learner(PredictSpec.from_plain({**data, "form": record["kind"]}))
        assert driver.show().mark == "correct", record["id"]
        driver.exercise.undo()
        for option in driver.view("prediction").choices:
            driver.put("prediction", option)
            assert why[option] in driver.view("prediction").sentence
            assert driver.exercise.reveal().agrees == (option == record["answer"])
