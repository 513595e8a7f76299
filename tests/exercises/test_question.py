"""Questions with one typed answer, as a learner meets them."""

import json

import pytest
from driver import Driver
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.exercises.question import QuestionExercise, QuestionSpec

MISTAKES = (("2*x", "That multiplies the two slopes."), ("2*x^2", "One of the two terms is missing."))
PRODUCT = QuestionSpec("q", "Differentiate.", function="x^2*x", wrt=("x",), mistakes=MISTAKES)
DIAGONAL = (("x", "3"), ("y", "4"))
JACOBIAN = QuestionSpec("j", function=("x*y", "y*z"), wrt=("x", "y", "z"), ask="jacobian")


def learner(spec=PRODUCT, **fields):
    return Driver(QuestionExercise(QuestionSpec("q", **fields) if fields else spec))


def answered(text, spec=PRODUCT, **fields):
    return learner(spec, **fields).put("answer", text).view("answer")


def test_a_right_answer_in_any_form_ends_it():
    for text in ("3x^2", "x*x*3", "2x*x + x^2", "dy/dx = 3x²", "3x^3/x"):
        driver = learner().type(text)
        assert driver.mark("answer") == "correct"
        assert driver.exercise.done()
        assert driver.exercise.current() is None


def test_a_wrong_answer_gets_its_point_and_may_be_tried_again():
    driver = learner().type("4x^2")
    view = driver.view("answer")
    assert view.mark == "incorrect"
    assert view.verdict.witness.at.keys() == {"x"}
    assert driver.exercise.current() == "answer"
    assert driver.type("3x^2").exercise.done()


@pytest.mark.parametrize("text", ["2x", "x + x", "x*2"])
def test_a_mistake_the_author_knows_gets_its_sentence_in_any_form(text):
    view = answered(text)
    assert view.mark == "incorrect"
    assert view.sentence == MISTAKES[0][1]


def test_what_cannot_be_read_costs_nothing_and_has_a_caret():
    driver = learner().type("3x^2 + z", "3x^2 +", "(3x")
    assert driver.mark("answer") == "asks"
    assert driver.exercise.misses == 0
    view = driver.type("3x^2 + z").view("answer")
    assert view.text[view.caret] == "z"


def test_the_right_numbers_in_the_other_layout_cost_nothing():
    driver = learner(JACOBIAN).type("[[y, 0], [x, z], [0, y]]")
    view = driver.view("answer")
    assert view.mark == "asks"
    assert view.sentence.startswith("Right numbers, other layout.")
    assert driver.exercise.misses == 0
    assert driver.type("[[y, x, 0], [0, z, y]]").exercise.done()


def test_a_square_one_that_is_turned_round_counts():
    driver = learner(function=("x*y", "x + y"), wrt=("x", "y"), ask="jacobian").type("[[y, 1], [x, 1]]")
    assert driver.mark("answer") == "incorrect"
    assert driver.exercise.misses == 1


def test_with_the_other_layout_asked_for_the_key_is_turned_round():
    fields = {"function": ("x*y", "y*z"), "wrt": ("x", "y", "z"), "ask": "jacobian", "layout": "denominator"}
    assert answered("[[y, 0], [x, z], [0, y]]", **fields).mark == "correct"
    assert answered("[[y, x, 0], [0, z, y]]", **fields).mark == "asks"


@pytest.mark.parametrize("text", ["[y, x]", "x*y", "[[y, x], [0, z]]", "[[1, 2, 3], [4, 5, 6], [7, 8, 9]]"])
def test_sizes_that_do_not_fit_cost_nothing(text):
    driver = learner(JACOBIAN).type(text)
    assert driver.mark("answer") == "asks"
    assert driver.view("answer").sentence
    assert driver.exercise.misses == 0


def test_too_few_digits_cost_nothing():
    driver = learner(expected="sqrt(17)/2", decimals=4).type("2.06")
    assert driver.mark("answer") == "asks"
    assert "digits" in driver.view("answer").sentence
    assert driver.type("2.0616").exercise.done()
    assert answered("sqrt(17)/2", expected="sqrt(17)/2", decimals=4).mark == "correct"
    assert answered("2.07", expected="sqrt(17)/2", decimals=4).mark == "incorrect"


def test_another_reading_that_is_right_is_offered_and_taken_by_the_same_text():
    driver = learner(function="sqrt(x)", wrt=("x",)).type("1/2sqrt(x)")
    view = driver.view("answer")
    assert view.mark == "asks"
    assert "Did you mean" in view.sentence
    assert driver.exercise.misses == 0
    driver.type("1/2sqrt(x)")
    assert driver.view("answer").text == view.suggestion
    assert driver.exercise.done()


def test_the_same_wrong_answer_again_is_recognised_and_counts_once():
    driver = learner().type("4x^2", "4x^2", "x^2*4")
    assert driver.exercise.misses == 1
    assert "already" in driver.view("answer").sentence
    driver.type("5x^2")
    assert driver.exercise.misses == 2
    assert "already" not in driver.view("answer").sentence
    assert "already" in driver.type("4x^2").view("answer").sentence
    assert driver.exercise.misses == 2


def test_after_two_misses_the_rule_is_offered_with_blanks():
    driver = learner(function="x^2*sin(x)", wrt=("x",)).type("2x cos(x)")
    assert driver.view("answer").template == ""
    assert driver.type("2x sin(x)").view("answer").template == "dy/dx = …*sin(x)+x^2*…"
    assert driver.type("2x sin(x) + x^2 cos(x)").view("answer").template == ""


@pytest.mark.parametrize(
    "fields, template",
    [
        ({"function": "sin(x^2)"}, "dy/dx = cos(x^2)*…"),
        ({"function": "5*(3x + 1)^4"}, "dy/dx = 5*4*(3*x+1)^3*…"),
        ({"function": "x/(1 + x)"}, "dy/dx = (…*(1+x)-x*…)/(1+x)^2"),
        ({"function": "9*(x + x^2)"}, "dy/dx = 9*(…+…)"),
        ({"function": "x^2*y", "wrt": ("x", "y")}, "∇f = […*y, x^2*…]"),
        ({"function": "sqrt(1 + x)", "ask": "taylor2", "at": (("x", "0"),)}, "T₂ = …+…*x+…*x^2"),
        ({"function": "x^3 + x", "ask": "value", "at": (("x", "2"),)}, "y = 2^3+2"),
        ({"function": "x*y", "wrt": ("x", "y"), "ask": "directional", "direction": DIAGONAL}, "Df = (…*3+…*4)/5"),
        ({"expected": "2x"}, ""),
    ],
)
def test_templates_put_the_parts_of_the_function_into_the_rule(fields, template):
    driver = learner(**{"wrt": ("x",), **fields})
    several = len(fields.get("wrt", "x")) > 1 and "ask" not in fields
    for wrong in ("x + 17", "x^2 + 17"):
        driver.type(f"[{wrong}, {wrong}]" if several else wrong)
    assert driver.exercise.misses == 2
    assert driver.view("answer").template == template


def test_a_square_one_written_as_rows_in_brackets_counts_too():
    assert answered("((y, 1), (x, 1))", function=("x*y", "x + y"), wrt=("x", "y")).mark == "incorrect"


def test_a_hint_names_the_outer_layer_and_its_rule_or_is_the_authors():
    text = learner(function="sin(x^2)", wrt=("x",)).exercise.ask_hint("answer")
    assert "sin" in text
    assert "x^2" in text
    assert "sine rule" in text.lower()
    held = learner(function="x^2*y", wrt=("y",)).exercise.ask_hint("answer")
    assert "Hold x still" in held
    driver = learner(function="sin(x^2)", wrt=("x",), hint="Look inside.")
    assert driver.exercise.ask_hint("answer") == "Look inside."
    assert driver.view("answer").hint == "Look inside."


def test_a_number_is_asked_for_the_variables_have_to_go():
    fields = {"function": "x^3", "wrt": ("x",), "ask": "derivative", "at": (("x", "2"),)}
    driver = learner(**fields).type("3x^2")
    assert driver.mark("answer") == "asks"
    assert "x = 2" in driver.view("answer").sentence
    assert driver.exercise.misses == 0
    assert driver.type("12").exercise.done()
    assert answered("2x^2", **fields).mark == "incorrect"
    assert answered("3*2^2", **fields).mark == "correct"


def test_other_right_answers_and_names_with_a_meaning():
    slope = {"expected": ("2/sqrt(5)", "-1/sqrt(5)"), "accept": (("-2/sqrt(5)", "1/sqrt(5)"),)}
    assert answered("(-2/√5, 1/√5)", **slope).mark == "correct"
    assert answered("(2/√5, 1/√5)", **slope).mark == "incorrect"
    chain = {"function": "sin(x^2)", "wrt": ("x",), "let": (("u", "x^2"),)}
    assert answered("2x cos u", **chain).mark == "correct"
    assert answered("u cos u", **chain).mark == "incorrect"
    small = {"expected": "f*dx + g", "names": ("f", "g", "dx")}
    assert answered("g + dx f", **small).mark == "correct"


@pytest.mark.parametrize(
    "fields, label",
    [
        ({"function": "sin(t)"}, "dy/dt"),
        ({"function": "f(x) = x^2"}, "df/dx"),
        ({"function": "x*y", "wrt": ("y",)}, "∂f/∂y"),
        ({"function": "x*y"}, "∇f"),
        ({"function": ("x*y", "x")}, "J"),
        ({"function": "x*y", "ask": "hessian"}, "H"),
        ({"function": "x*y", "wrt": ("x", "y"), "ask": "second"}, "∂²f/∂y∂x"),
        ({"function": "x^3", "wrt": ("x",), "ask": "second"}, "d²y/dx²"),
        ({"expected": "2x"}, ""),
        ({"expected": "2x", "label": "f'(x)"}, "f'(x)"),
    ],
)
def test_the_label_says_what_is_asked_for(fields, label):
    assert learner(**fields).view("answer").label == label


def test_show_me_fills_in_the_authors_answer():
    driver = learner(function="x^2*x", wrt=("x",), answer="3x²").type("4x")
    view = driver.show()
    assert (view.text, view.mark, view.shown) == ("3x²", "correct", True)
    assert driver.exercise.done()


def test_undo_redo_save_and_load():
    driver = learner().type("4x^2", "2x")
    driver.exercise.ask_hint("answer")
    seen = [driver.view("answer").text]
    while driver.exercise.undo():
        seen.append(driver.view("answer").text)
    assert seen == ["2x", "4x^2", ""]
    while driver.exercise.redo():
        pass
    data = json.loads(json.dumps(driver.exercise.save()))
    again = Driver(QuestionExercise.load(data))
    again.judge()
    assert again.exercise.steps() == driver.exercise.steps()
    assert again.exercise.misses == 2
    assert again.exercise.save() == driver.exercise.save()
    assert again.exercise.spec == PRODUCT


def test_what_cannot_be_asked_is_said_to_the_author():
    for fields in ({}, {"function": "x +"}, {"expected": "foo("}, {"function": "x", "ask": "nothing"}):
        with pytest.raises(ValueError):
            QuestionExercise(QuestionSpec("q", **fields))
    with pytest.raises(ValueError):
        QuestionSpec.from_plain({"id": "q", "functoin": "x"})


def test_late_and_foreign_verdicts_do_no_harm():
    driver = learner()
    driver.exercise.submit("answer", "2x")
    late = driver.exercise.waiting()
    driver.type("3x^2")
    for question in late:
        driver.exercise.settle(question, driver.view("answer").verdict)
    assert driver.mark("answer") == "correct"


REWRITINGS = st.sampled_from(
    ["({}) + {k} - {k}", "{k}*({})/{k}", "-(-({}))", "({})*(sin(x)^2 + cos(x)^2)", "0*x + ({})", "({})^1", "{k}^0*({})"]
)
CHANGES = st.sampled_from(["({}) + {k}", "{k}1*({})", "-({})", "({})*x", "({})^2 + {k}", "({}) - x*{k}"])
FUNCTIONS = st.sampled_from(["sin(x^2)", "x*exp(x)", "ln(x)/x", "(3x + 1)^5", "tanh(x)^2", "x^3 - 4x"])


@settings(max_examples=60, deadline=None)
@given(FUNCTIONS, st.lists(REWRITINGS, max_size=3), CHANGES, st.integers(2, 9))
def test_any_true_rewriting_is_right_and_a_changed_one_is_not(function, rewritings, change, k):
    driver = learner(function=function, wrt=("x",))
    text = driver.exercise.key.shown
    for rewriting in rewritings:
        text = rewriting.format(text, k=k)
    assert answered(text, function=function, wrt=("x",)).mark == "correct"
    assert answered(change.format(text, k=k), function=function, wrt=("x",)).mark == "incorrect"


ASKS = {"derivative": "derivative", "chain_single": "derivative", "chain_total": "total", "partial": "partial"}
ASKS |= {kind: kind for kind in ("gradient", "hessian", "jacobian", "taylor2")}


def typed(stated):
    return stated if isinstance(stated, str) else f"[{', '.join(map(typed, stated))}]"


@pytest.mark.cases
def test_every_problem_of_the_curriculum_with_a_plain_answer(shared):
    lines = (shared / "curriculum" / "problems.jsonl").read_text().splitlines()
    problems = [p for p in map(json.loads, lines) if p["kind"] in ASKS and "ask" not in p]
    assert len(problems) > 80
    for problem in problems:
        functions = list(problem["functions"].values())
        wrt = problem.get("wrt") or problem["inputs"]
        data = {
            "id": problem["id"],
            "function": functions if problem["kind"] == "jacobian" else functions[0],
            "wrt": [wrt] if isinstance(wrt, str) else wrt,
            "ask": ASKS[problem["kind"]],
            "at": problem.get("at", {}),
            "decimals": problem.get("decimals"),
            "where": problem.get("domain", {}),
            "mistakes": [[wrong["answer"], wrong["why"]] for wrong in problem["common_wrong"]],
        }
        driver = Driver(QuestionExercise(QuestionSpec.from_plain(data)))
        for wrong in problem["common_wrong"]:
            view = driver.put("answer", typed(wrong["answer"])).view("answer")
            assert view.verdict.outcome == "incorrect", (problem["id"], wrong)
            assert view.sentence.endswith(wrong["why"]), (problem["id"], wrong, view.sentence)
            assert view.mark == "incorrect" or view.verdict.reason in ("layout", "shape")
        assert driver.put("answer", typed(problem["answer"])).mark("answer") == "correct", problem["id"]
        driver.exercise.submit("answer", "")
        assert driver.exercise.ask_hint("answer")
        assert driver.show().mark == "correct", problem["id"]
        assert driver.exercise.done()
