"""Live blocks as exercises: what the author wrote arrives in them as plain text."""

import pytest
from lesson_writing import page, written

from tutor.exercises.base import Exercise
from tutor.lessons.linting.judge import Judge
from tutor.lessons.live import exercise
from tutor.lessons.loader import load
from tutor.lessons.pictures import BlockError


def block(tmp_path, text):
    (found,) = load(written(tmp_path, page(text))).pages[0].directives
    return found


def posed(tmp_path, text) -> Exercise:
    return exercise(block(tmp_path, text))


def test_a_question(tmp_path, engine):
    text = """```{question} Differentiate $y = \\frac{x^2}{2}$.
:id: a
:function: x^2/2
:wrt: x
:answer: x
:hint: The exponent of $x^2$ comes down.
:mistake: 2x | The $\\frac12$ stays.
```"""
    made = posed(tmp_path, text)
    assert made.sections()[0].title == "Differentiate y = x²/2."
    assert made.ask_hint(made.current()) == "The exponent of x² comes down."
    judge = Judge(engine)
    assert judge.mark(made, "2x") == ("incorrect", "The 1/2 stays.")
    assert judge.mark(made, "x")[0] == "correct"
    assert made.done()


def test_a_question_with_names_places_and_assumptions(tmp_path, engine):
    text = """```{question} What is it?
:id: a
:expected: 2u*du
:let: u = x^2
:names: du
:where: x in 1/2 .. 3; du positive
:label: change
```"""
    made = posed(tmp_path, text)
    assert made.steps()[0].label == "change"
    assert Judge(engine).mark(made, "2x^2 du")[0] == "correct"


def test_a_derivation_at_a_point(tmp_path, engine):
    made = posed(tmp_path, "```{derivation} x^2*y\n:id: a\n:wrt: x, y\n:at: x = 1, y = 2\n```")
    assert Judge(engine).finishes(made)


def test_lines_with_a_rule_that_divides(tmp_path, engine):
    text = """```{lines} (a + b)*h - b*h
:id: a
Divide.
By h.

= a*h | multiply out
/ a | divide by h
```"""
    made = posed(tmp_path, text)
    assert made.sections()[0].title == "Divide. By h."
    judge = Judge(engine)
    assert [judge.mark(made, line)[0] for line in ("h a", "a")] == ["correct", "correct"]
    assert made.done()


def test_a_choice(tmp_path, engine):
    text = """```{predict} choice
:id: a
:reveal: See the curve.
Is $x^2$ ever below 0?

- [ ] yes | Look at $x = -1$.
- [x] no | 1. A square is never negative.
```"""
    made = posed(tmp_path, text)
    assert made.sections()[0].title == "Is x² ever below 0?"
    assert made.steps()[0].choices == ("yes", "no")
    assert Judge(engine).mark(made, "yes") == ("noted", "It is no. Look at x = −1.")
    assert Judge(engine).mark(posed(tmp_path, text), "no") == ("correct", "1. A square is never negative.")


def test_a_point_on_a_curve(tmp_path, engine):
    text = """```{predict} point
:id: a
:curve: x^2*exp(-x)
:x: 0 .. 5
:answer: 2
:tolerance: 0.1
:why: There the slope is zero.
Where is the top?
```"""
    assert Judge(engine).mark(posed(tmp_path, text), "1.95")[0] == "correct"
    assert Judge(engine).mark(posed(tmp_path, text), "3")[0] == "noted"


@pytest.mark.parametrize(
    "text, words",
    [
        ("```{plot}\n:x: 0 .. 1\ncurve x\n```", "asks nothing"),
        ("```{predict} number\n:id: a\n:answer: 1\n:curve: x\n:why: b\nc\n```", "no `:curve:`"),
        ("```{predict} point\n:id: a\n:answer: 1\n:why: b\nc\n```", "needs `:curve:`"),
        ("```{derivation} x^2\n:id: a\n:wrt: x\n:at: 3\n```", "is no place"),
        ("```{question} a\n:id: a\n:expected: x\n:where: x hot\n```", "not understood"),
        ("```{question} a\n:id: a\n:expected: x\n:let: 3\n```", "no definition"),
    ],
)
def test_what_cannot_be_asked(tmp_path, text, words):
    with pytest.raises(BlockError, match=words):
        posed(tmp_path, text)
