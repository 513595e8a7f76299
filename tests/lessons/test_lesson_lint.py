"""Lint finds what is wrong: one planted error of each kind, with its line and a sentence that says what to do."""

import pytest
from lesson_writing import FIRST_LINE, FRONT, linted, messages, page, written

QUESTION = """```{question} Differentiate $y = x^2$.
:id: T01-01
:function: x^2
:wrt: x
:answer: 2x
:mistake: x | The exponent comes down.
```"""
MODEL = "= x^2 + 2x*h + h^2 | multiply out\n~ x^2 + 2x*h | drop the square of a small step"
LINES = f"""```{{lines}} (x + h)^2
:id: T01-02
:small: h
Multiply out.

{MODEL}
```"""
CHOICE = """```{predict} choice
:id: T01-03
Is $2 > 1$?

- [x] yes | two is more
- [ ] no | two is more
```"""
NUMBER = """```{predict} number
:id: T01-04
:answer: 1/4
:decimals: 2
:why: Half of a half.
How much is that?
```"""
PLOT = """```{plot}
:x: 0 .. 3
curve sin(x^2)
tangent sin(x^2) at 2 | there
```"""
GRAPH = """```{graph} y = sin(u); u = x^2
:wrt: x
:at: x = 2
```"""
DERIVATION = """```{derivation} sin(x^2)
:id: T01-05
:wrt: x
```"""
CLAIM = """```{claim}
:let: u = x^2
d/dx sin(u) = 2x cos(x^2)
```"""
GOOD = [QUESTION, LINES, CHOICE, NUMBER, PLOT, GRAPH, DERIVATION, CLAIM, "$2 + 2 = 4$ and $y = x^2$ has $y = x x$."]


@pytest.mark.parametrize("body", GOOD)
def test_nothing_is_said_of_what_is_right(tmp_path, engine, body):
    report = linted(engine, written(tmp_path, page(body)))
    assert messages(report) == []
    assert not report.failed


PLANTED = [
    # form
    (QUESTION.replace("{question}", "{quest}"), "no live block `quest`"),
    (QUESTION.replace(":wrt: x", ":wrd: x"), "no option `:wrd:`"),
    (QUESTION.replace(":wrt: x", ":wrt: x\n:wrt: y"), "twice"),
    (QUESTION.replace(":wrt: x", ":wrt:"), "Say something after `:wrt:`"),
    (QUESTION.replace(":id: T01-01\n", ""), "needs `:id:`"),
    (QUESTION.replace(" Differentiate $y = x^2$.", ""), "something to ask"),
    (PLOT.replace("{plot}", "{plot} here"), "nothing behind its name"),
    (DERIVATION.replace(" sin(x^2)", ""), "something behind its name"),
    (CHOICE.replace("choice", "guess"), "one of choice, number, point"),
    (QUESTION + "\n\n" + QUESTION, "taken already"),
    (PLOT.replace(":x:", ":after: T99\n:x:"), "Nothing on this page has the id T99"),
    ("Some $\\unknown{x}$.", "not known in formulas"),
    (QUESTION.replace("comes down", "$\\unknown$ comes down"), "not known in formulas"),
    # answers
    (QUESTION.replace(":answer: 2x", ":answer: 3x"), "The answer 3x is not judged right"),
    (QUESTION.replace(":answer: 2x\n", ""), "State the answer"),
    (QUESTION.replace(":mistake: x |", ":mistake: x + x |"), "is not judged wrong"),
    (QUESTION.replace(":mistake: x |", ":mistake: x"), "ANSWER | sentence"),
    (QUESTION.replace(":function: x^2", ":function: x^"), "cannot be read"),
    (QUESTION.replace("$y = x^2$", "$y = x^3$"), "`y = x^3` is false"),
    (LINES.replace("2x*h + h^2", "x*h + h^2"), "is not judged right"),
    (LINES.replace(" | multiply out", ""), "Name the rule"),
    (LINES.replace(MODEL, ""), "Write the lines"),
    (CHOICE.replace("[x]", "[ ]"), "exactly one option"),
    (CHOICE.replace("- [ ] no | two is more", ""), "at least two options"),
    (CHOICE.replace("yes | two is more", "yes"), "Say why"),
    (NUMBER.replace(":answer: 1/4", ":answer: 1/"), "cannot be read"),
    (NUMBER.replace(":why: Half of a half.\n", ""), "needs `:why:`"),
    (NUMBER.replace(":decimals: 2", ":decimals: some"), "whole number"),
    (DERIVATION.replace("sin(x^2)", "sin(x^"), "cannot be read"),
    (DERIVATION.replace(":wrt: x", ":wrt: z"), "no z"),
    # formulas
    ("For example $2 + 2 = 5$.", "`2 + 2 = 5` is false"),
    ("$$\\frac{d}{dx} x^2 = x$$", "is false"),
    ("$(fg)' = f'g'$", "mark it as unchecked"),
    ("$f(x) = x^2$, so $f'(3) = 5$.", "is false"),
    ("Is $\\sin(2x) \\ne 2\\sin x\\cos x$?", "they do not"),
    (QUESTION.replace("comes down.", "comes down: $1 + 1 = 3$."), "is false"),
    (CLAIM.replace("2x cos", "cos"), "is false"),
    (CLAIM.replace("d/dx sin(u) = 2x cos(x^2)", "sin(u)"), "LEFT = RIGHT"),
    ("<!-- let: u == 3 -->\n\nText.", "cannot be read"),
    ("<!-- where: x warm -->\n\nText.", "not understood"),
    # pictures
    (PLOT.replace("curve", "surface"), "is not drawn here"),
    (PLOT.replace("curve sin(x^2)", "curve sin(x*y)"), "one variable"),
    (PLOT.replace("0 .. 3", "3 .. 0"), "is empty"),
    (PLOT.replace("0 .. 3", "0 to 3"), "is no window"),
    (PLOT.replace("curve sin(x^2)", "curve ln("), "cannot be read"),
    (PLOT.replace("tangent sin(x^2) at 2", "tangent ln(x) at 0"), "no value"),
    (PLOT.replace(":x: 0 .. 3\n", ""), "Give the window"),
    (PLOT.replace(":x:", ":zoom: 1, 0.1\n:x:"), "Say where to zoom"),
    (GRAPH.replace("u = x^2", "u = x^"), "cannot be read"),
    (GRAPH.replace(":wrt: x", ":wrt: z"), "No path"),
    (GRAPH.replace(":at: x = 2", ":at: 2"), "is no place"),
    # size
    ("\n\n".join(["A line."] * 12), "takes 24 rows"),
    ("$" + " + ".join(["x"] * 30) + "$", "columns wide"),
]  # fmt: skip


@pytest.mark.parametrize("body, words", PLANTED, ids=[words for _, words in PLANTED])
def test_a_planted_error_is_found(tmp_path, engine, body, words):
    report = linted(engine, written(tmp_path, page(body)))
    assert report.failed
    found = [problem for problem in report.problems if words in problem.message]
    assert found, messages(report)
    # On the page's heading or on a line of the block; one sentence or two, never a traceback.
    assert FIRST_LINE <= found[0].line <= FIRST_LINE + 2 + body.count("\n")
    assert "Traceback" not in found[0].message


def test_the_line_is_that_of_the_option(tmp_path, engine):
    report = linted(engine, written(tmp_path, page(QUESTION.replace(":answer: 2x", ":answer: 3x"))))
    assert [problem.line for problem in report.problems] == [FIRST_LINE + 2 + 4]


def test_prerequisites_that_do_not_exist_or_go_in_a_circle(tmp_path, engine):
    written(tmp_path, page("Text.").replace("requires: []", "requires: [B, Z]"), "A")
    written(tmp_path, page("Text.").replace("requires: []", "requires: [A]"), "B")
    found = messages(linted(engine, tmp_path))
    assert sum("no lesson Z.md" in message for message in found) == 1
    assert sum("lead back" in message for message in found) == 2


def test_a_single_file_finds_its_neighbours(tmp_path, engine):
    written(tmp_path, page("Text."), "A")
    path = written(tmp_path, page("Text.").replace("requires: []", "requires: [A]"), "B")
    assert messages(linted(engine, path)) == []


def test_an_unknown_skill(tmp_path, engine):
    text = page("Text.").replace("deriv.power", "deriv.powr")
    assert "deriv.powr is not known" in messages(linted(engine, written(tmp_path, text)))[0]


def test_ids_are_unique_in_the_course(tmp_path, engine):
    written(tmp_path, page(QUESTION), "A")
    written(tmp_path, page(QUESTION), "B")
    assert any("taken already, in A.md" in message for message in messages(linted(engine, tmp_path)))


def test_two_pages_with_nothing_to_do_are_a_warning(tmp_path, engine):
    text = FRONT + "# A\n\nText.\n\n# B\n\nText.\n\n# C\n\n" + QUESTION + "\n"
    report = linted(engine, written(tmp_path, text))
    assert [problem.warning for problem in report.problems] == [True]
    assert not report.failed


def test_a_claim_without_a_proof_is_a_warning(tmp_path, engine, monkeypatch):
    monkeypatch.setattr("tutor.lessons.linting.judge.Judge.proves", lambda self, question: False)
    report = linted(engine, written(tmp_path, page("$2 + 2 = 4$")))
    assert [problem.warning for problem in report.problems] == [True]
    assert (report.claims, report.proved) == (1, 0)
