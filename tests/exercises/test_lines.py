"""Derivations line by line, as a learner types them."""

import json

import pytest
from driver import Driver
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.exercises.lines import LinesExercise, LinesSpec, ModelLine

PRODUCT = LinesSpec(
    "LL-1",
    "(f + df)*(g + dg) - f*g",
    (
        ModelLine("f*g + f*dg + df*g + df*dg - f*g", "multiply out"),
        ModelLine("f*dg + df*g + df*dg", "cancel f*g"),
        ModelLine("f*dg + df*g", "drop the product of two small steps", "about"),
        ModelLine("f*g1 + f1*g", "divide by dx", "scaled"),
    ),
    variables=("f1", "g1", "dx"),
    small=("df", "dg"),
    let=(("df", "f1*dx"), ("dg", "g1*dx")),
)
OVERFLOW = LinesSpec(
    "LL-2",
    "ln(exp(x) + exp(y))",
    (
        ModelLine("ln(exp(m)*exp(x-m) + exp(m)*exp(y-m))", "exp(x) = exp(m)*exp(x-m)"),
        ModelLine("ln(exp(m)*(exp(x-m) + exp(y-m)))", "take out the common factor"),
        ModelLine("ln(exp(m)) + ln(exp(x-m) + exp(y-m))", "ln of a product"),
        ModelLine("m + ln(exp(x-m) + exp(y-m))", "ln(exp(m)) = m"),
    ),
)
LEVEL = LinesSpec(
    "LL-3",
    "33",
    (
        ModelLine("x^2 + 2*y^2", "f stays 33 along the curve", "changed"),
        ModelLine("2*x*xt + 4*y*yt", "chain rule", "changed"),
        ModelLine("fx*xt + fy*yt", "name the slopes"),
    ),
    variables=("xt", "yt"),
    let=(("fx", "2x"), ("fy", "4y")),
)
SQUARE = LinesSpec(
    "s", "(x + 1)^2 - 1", (ModelLine("x^2 + 2x + 1 - 1", "multiply out"), ModelLine("x^2 + 2x", "tidy up"))
)


def learner(spec=PRODUCT):
    return Driver(LinesExercise(spec))


@pytest.mark.parametrize("spec", [PRODUCT, OVERFLOW, LEVEL, SQUARE])
def test_the_authors_way_is_right_and_every_rule_is_named(spec):
    driver = learner(spec).type(*(line.expression for line in spec.lines))
    views = driver.exercise.steps()
    assert [view.mark for view in views] == ["correct"] * len(spec.lines)
    assert [view.note for view in views] == [line.rule for line in spec.lines]
    signs = {"equal": "=", "about": "≈", "scaled": "⇒", "changed": "⇒"}
    assert [view.label for view in views] == [signs[line.relation] for line in spec.lines]
    assert driver.exercise.done()
    assert driver.exercise.current() is None


@pytest.mark.parametrize("spec", [PRODUCT, OVERFLOW, LEVEL, SQUARE])
def test_the_last_line_may_be_written_at_once(spec):
    driver = learner(spec).type(spec.lines[-1].expression)
    assert driver.exercise.done()
    assert all(line.rule in driver.view("line:0").note for line in spec.lines)


@pytest.mark.parametrize(
    "lines",
    [
        # slower, and in another order of terms
        ("f g + f dg + df (g + dg) - f g", "f dg + df (g + dg)", "dg*f + df g + df dg", "g df + f dg", "g f1 + f g1"),
        # divided first, dropped last
        ("((f + df)*(g + dg) - f*g)/dx", "f*g1 + f1*g + f1*dg", "f*g1 + f1*g"),
        # the meaning of the small steps put in early
        ("f*g1*dx + f1*dx*g + f1*g1*dx^2", "f*g1*dx + f1*dx*g", "f*g1 + f1*g"),
        # with the signs typed along
        ("= f*dg + df*g + df*dg", "≈ f*dg + df*g", "⇒ f*g1 + f1*g"),
    ],
)
def test_other_ways_are_as_good(lines):
    driver = learner().type(*lines)
    assert set(driver.marks().values()) == {"correct"}
    assert driver.exercise.done()


def test_the_same_line_again_is_no_step_and_costs_nothing():
    driver = learner().type("(dg + g)*(df + f) - g*f")
    assert driver.mark("line:0") == "asks"
    assert "Nothing has changed" in driver.view("line:0").sentence
    assert driver.exercise.current() == "line:0"
    driver.type("f*dg + df*g + df*dg", "df*dg + g*df + dg*f")
    assert driver.marks() == {"line:0": "correct", "line:1": "asks"}


def test_working_numbers_out_is_a_step():
    spec = LinesSpec("n", "2*3*x + x*x", (ModelLine("6x + x^2", "work it out"),))
    assert learner(spec).type("2*3*x + x^2").mark("line:0") == "correct"
    assert not learner(spec).type("2*3*x + x^2").exercise.done()
    assert learner(spec).type("x^2 + 6x").exercise.done()


def test_a_wrong_line_is_told_where_it_stands_with_its_point():
    driver = learner().type("f*g + f*dg + df*g + df*dg - f*g", "f*dg - df*g + df*dg")
    assert driver.marks() == {"line:0": "correct", "line:1": "incorrect", "line:2": "open"}
    view = driver.view("line:1")
    assert view.verdict.witness is not None
    assert "line before" in view.sentence
    assert driver.exercise.current() == "line:1"


def test_a_wrong_line_is_carried_and_does_not_block():
    wrong = "f*dg - df*g + df*dg"
    driver = learner().type(wrong, wrong, "f*dg - df*g", "f*g1 - f1*g")
    assert [view.mark for view in driver.exercise.steps()][:3] == ["incorrect", "follows", "follows"]
    assert driver.put("line:3", "f*g1 + f1*g").mark("line:3") == "correct"
    assert not driver.exercise.done()
    driver.put("line:0", "f*dg + df*g + df*dg")
    assert [view.mark for view in driver.exercise.steps()] == ["correct", "incorrect", "follows", "correct"]
    driver.put("line:1", "f*dg + df*g").put("line:2", "f*g1 + g*f1/1")
    assert driver.exercise.done()


def test_a_wrong_line_may_be_taken_away():
    driver = learner().type("f*dg", "f*dg", "f*g1 + f1*g")
    assert not driver.exercise.done()
    assert driver.exercise.current() == "line:0"
    driver.exercise.remove("line:0")
    driver.judge()
    assert driver.exercise.done()


def test_small_products_are_dropped_altogether_or_not():
    driver = learner().type("f*dg + df*g + 2*df*dg")
    assert driver.mark("line:0") == "asks"
    assert "small" in driver.view("line:0").sentence
    assert driver.type("f*dg + df*g").mark("line:0") == "correct"
    assert learner().type("f*dg").mark("line:0") == "incorrect"


def test_a_rule_that_changes_the_value_is_not_undone():
    driver = learner().type("f*g1 + f1*g + f1*g1*dx", "f*dg + df*g + df*dg")
    assert driver.marks()["line:1"] == "incorrect"


def test_the_form_of_the_last_line_is_asked_for():
    driver = learner(OVERFLOW).type("ln(exp(x-m) + exp(y-m)) + 2*m - m")
    assert "bring it to the form" in driver.view("line:0").note
    assert not driver.exercise.done()
    assert driver.type("ln(e^(y-m) + e^(x-m)) + m").exercise.done()
    again = learner(SQUARE).type("x*(x + 2)")
    assert not again.exercise.done()
    assert again.type("2x + x²").exercise.done()


def test_what_cannot_be_read_has_a_caret_behind_the_sign():
    view = learner(SQUARE).type("= x^2 + z").view("line:0")
    assert view.mark == "asks"
    assert view.text[view.caret] == "z"


def test_another_reading_is_offered_and_taken():
    spec = LinesSpec("r", "1/(2*sqrt(x)) + 0*x", (ModelLine("1/(2*sqrt(x))", "drop 0"),))
    driver = learner(spec).type("1/2sqrt(x) + 0")
    if driver.mark("line:0") == "asks":
        assert driver.type("1/2sqrt(x) + 0").mark("line:0") == "correct"
    assert learner(spec).type("1/2sqrt(x)").view("line:0").suggestion


def test_hints_name_the_rule_of_the_next_line():
    driver = learner()
    assert "multiply out" in driver.exercise.ask_hint("line:0")
    driver.type("f*dg + df*g + df*dg")
    assert "drop the product" in driver.exercise.ask_hint("line:1")
    assert "about equal" in driver.view("line:1").hint
    driver.type("f*dg + df*g", "(f*dg + df*g)/dx")
    assert "f*g1" in driver.exercise.ask_hint("line:3")


STARTS = [(), ("f*dg",), ("f*dg", "f*dg", "f*dg*2", "f*dg*2"), ("foo(",), ("(f + df)*(g + dg) - f*g",)]
STARTS += [
    ("((f + df)*(g + dg) - f*g)/dx",),
    ("f*g1 + f1*g", "x"),
    ("df*dg + f*dg + df*g", "f*dg", "f*dg", "f*g1+f1*g"),
]


@pytest.mark.parametrize("spec", [PRODUCT, OVERFLOW, LEVEL, SQUARE])
@pytest.mark.parametrize("typed", STARTS)
def test_show_me_always_moves_on(spec, typed):
    driver = learner(spec)
    for text in typed:
        if driver.exercise.current() is not None:
            driver.type(text)
    for _ in range(20):
        if driver.exercise.done():
            break
        before = driver.exercise.save()["lines"]
        driver.exercise.ask_hint(driver.exercise.current())
        driver.show()
        assert driver.exercise.save()["lines"] != before
    assert driver.exercise.done(), driver.marks()


def test_undo_redo_save_and_load():
    driver = learner().type("f*dg", "f*dg", "f*dg + df*g + df*dg")
    driver.show()
    driver.exercise.ask_hint("line:0")
    data = json.loads(json.dumps(driver.exercise.save()))
    again = Driver(LinesExercise.load(data))
    again.judge()
    assert again.exercise.steps() == driver.exercise.steps()
    assert again.exercise.save() == driver.exercise.save()
    assert again.exercise.spec == PRODUCT
    seen = [driver.marks()]
    while driver.exercise.undo():
        driver.judge()
        seen.append(driver.marks())
    assert seen[-1] == {"line:0": "open"}
    while driver.exercise.redo():
        seen.pop()
        assert driver.marks() == seen[-1]


def test_what_cannot_be_asked_is_said_to_the_author():
    for spec in (
        LinesSpec("a", "x", ()),
        LinesSpec("b", "x + y", (ModelLine("y + x", "turn round"),)),
        LinesSpec("c", "x +", (ModelLine("x", "r"),)),
    ):
        with pytest.raises(ValueError):
            LinesExercise(spec)


TERMS = st.sampled_from(["x^2", "2*x*y", "sin(x)", "-3*y", "exp(x)*y", "1/(1 + x^2)", "5"])
REWRITINGS = st.sampled_from(
    ["({}) + {k}*x - {k}*x", "({k}*({}))/{k}", "-(-({})) + 0*y", "({})*(1 + y^2)/(1 + y^2)", "x*(({})/x)"]
)
CHANGES = st.sampled_from(["({}) + {k}", "-({}) + {k}*x", "({})*{k}", "({}) + {k}*x*y", "({})*y + {k}"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(TERMS, min_size=2, max_size=4), st.lists(REWRITINGS, min_size=1, max_size=4), CHANGES, st.integers(2, 7)
)
def test_any_true_rewriting_of_a_line_is_accepted_and_a_changed_one_is_not(terms, rewritings, change, k):
    line = " + ".join(f"({term})" for term in terms)
    driver = learner(
        LinesSpec("r", line, (ModelLine(f"{line} + sin(z)^2 + cos(z)^2 - 1", "whatever"),), variables=("x", "y"))
    )
    for place, rewriting in enumerate(rewritings):
        line = rewriting.replace("{}", line).replace("{k}", str(k))
        assert driver.put(f"line:{place}", line).mark(f"line:{place}") == "correct"
    step = f"line:{len(rewritings)}"
    driver.put(step, change.replace("{}", line).replace("{k}", str(k)))
    assert driver.mark(step) == "incorrect"


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)), st.integers(0, 3))
def test_the_order_of_terms_never_matters(order, turned):
    terms = ["f*g", "f*dg", "df*g", "df*dg"]
    terms[turned] = "*".join(reversed(terms[turned].split("*")))
    line = " + ".join(terms[place] for place in order)
    driver = learner().type(f"{line} - g*f")
    assert driver.mark("line:0") == "correct"
    assert driver.view("line:0").note == "multiply out"
