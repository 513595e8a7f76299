"""What formulas claim: true ones hold, false ones are found, what cannot be checked is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.engine import Names, Question, check_now, latex, one_line, put_in, read
from tutor.lessons.claims import Scope, written_claim
from tutor.lessons.meaning import ClaimError, Meaning
from tutor.lessons.tex import parsed
from tutor.lessons.values import definitions, where


def outcomes(*formulas, assumed=""):
    """The outcome of every claim of formulas that stand on one page, in order."""
    scope = Scope(where=where(assumed))
    return [check_now(claim.question).outcome for formula in formulas for claim in scope.claims(formula, 1)]


@pytest.mark.parametrize(
    "formulas, claims",
    [
        ([r"y = \sin(u)", "u = x^2", r"\frac{dy}{du} = \cos u", r"\frac{du}{dx} = 2x"], 2),
        ([r"y = \sin(u)", "u = x^2", r"\frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx} = 2x\cos(x^2)"], 2),
        ([r"y = \sin(u)", "u = x^2", r"y = \sin(x^2)"], 1),
        (["f(x) = x^3", "f(2) = 8", "f'(2) = 12", "f'(x) = 3x^2", "f''(2) = 12", "f(x)^2 = x^6"], 5),
        (["f(x) = x^3", r"\frac{f(2.1)-f(1.9)}{0.2} = 12.01"], 1),
        (["f(x, y) = x^2 y", "f(3, 2) = 18", r"\frac{\partial f}{\partial x} = 2xy"], 2),
        (["y = x u", "u = x^2", r"\frac{\partial y}{\partial x} = u", r"\frac{dy}{dx} = 3x^2"], 2),
        ([r"\frac{d}{dx} 9(x+x^2) = 9\left(\frac{d}{dx}x + \frac{d}{dx}x^2\right)"], 1),
        ([r"\frac{d}{dx}\sqrt{x} = \frac{1}{2\sqrt{x}}"], 1),
        ([r"\cos(4) \approx -0.6536"], 1),
        (["2 < 3", "x > 0", "3 > 2 > 1"], 3),
        ([r"x = 2, \quad x = 3", "x^2 = x x"], 1),
        ([r"\sigma(x) = \frac{1}{1+e^{-x}}", r"\sigma'(x) = \sigma(x)(1 - \sigma(x))"], 1),
        ([r"w_1 x_1 + w_1 x_1 = 2 w_1 x_1", r"\sqrt[3]{8} = 2", "|-3| = 3"], 3),
    ],
)
def test_true_formulas_hold(formulas, claims):
    assert outcomes(*formulas) == ["correct"] * claims


@pytest.mark.parametrize(
    "formulas",
    [
        [r"y = \sin(u)", "u = x^2", r"\frac{dy}{dx} = \cos(x^2)"],
        [r"y = \sin(u)", "u = x^2", r"y = \sin(x^3)"],
        ["f(x) = x^3", "f'(2) = 11"],
        [r"\cos(4) \approx -0.6537"],
        [r"\frac{d}{dx} \sin x \cos x = \cos^2 x"],
        [r"y = x u", "u = x^2", r"\frac{\partial y}{\partial x} = 3x^2"],
        ["3 < 2"],
        [r"\pi = 3"],
        ["x + x = x^2"],
    ],
)
def test_false_formulas_are_found(formulas):
    assert "incorrect" in outcomes(*formulas)


def test_what_differs_is_a_claim_too():
    (claim,) = Scope().claims(r"\sin(x^2) \ne \sin^2 x", 1)
    assert claim.relation == "different"
    assert check_now(claim.question).outcome == "incorrect"


@pytest.mark.parametrize(
    "formula",
    [
        r"(f g)' = f' g + f g'",
        r"f(x) + f(y) = f(x + y)",
        r"f(x + \epsilon) \approx f(x) + \epsilon f'(x)",
        r"\frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx}",
        r"\text{slope} = 2",
        r"x \approx 2.5",
        r"x \to 0 = y",
        r"\frac{d}{dx} = 2",
        r"y = y + 1",
        r"\infty = 1",
    ],
)
def test_what_cannot_be_checked_is_said(formula):
    with pytest.raises(ClaimError):
        Scope().claims(formula, 1)


def test_formulas_without_a_relation_claim_nothing():
    assert outcomes("x^2", r"f(x + h) - f(x)", r"\frac{dy}{dx}", "x > 0") == []


def test_a_live_block_may_give_a_name_another_meaning_once():
    scope = Scope()
    scope.claims("y = x^2", 1)
    own = scope.inner()
    assert own.claims("y = x^3", 1) == []
    assert [check_now(claim.question).outcome for claim in own.claims("y = x^2", 1)] == ["incorrect"]
    assert [check_now(claim.question).outcome for claim in scope.claims("y = x^2", 1)] == ["correct"]
    closed = scope.inner()
    closed.close()
    assert len(closed.claims("y = x^3", 1)) == 1


def test_what_is_known_of_a_variable_counts():
    assert outcomes(r"\sqrt{x^2} = x") == ["incorrect"]
    assert outcomes(r"\sqrt{x^2} = x", assumed="x positive") == ["correct"]


@pytest.mark.parametrize(
    "text, outcome",
    [
        ("d/dx sin(u) = 2x cos(x^2)", "correct"),
        ("u = x^2", "correct"),
        ("d/dx x^3 = 3x", "incorrect"),
        ("2^(1/2) ~ 1.414", "correct"),
        ("2^(1/2) ~ 1.415", "incorrect"),
    ],
)
def test_claims_in_the_language_of_answers(text, outcome):
    (claim,) = written_claim(text, definitions("u = x^2"), (), 1)
    assert check_now(claim.question).outcome == outcome


@pytest.mark.parametrize("text", ["x^2", "x ~ 2.5", "2 ~ x", "x = = 2", "(x = 2"])
def test_claims_that_cannot_be_read(text):
    with pytest.raises(ValueError):
        written_claim(text, (), (), 1)


names = st.sampled_from(["x", "y", "2", "3", "x_1"])
trees = st.recursive(
    names,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]}){t[1]}({t[2]})"),
        st.tuples(st.sampled_from(["sin", "exp", "ln", "sqrt", "tanh"]), inner).map(lambda t: f"{t[0]}({t[1]})"),
        inner.map(lambda t: f"({t})^2"),
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(trees)
def test_a_printed_formula_means_what_it_was_printed_from(text):
    tree = read(text, Names(("x", "y", "x_1"))).tree
    meant = Meaning({}, {}).of(parsed(latex(tree)).parts)
    verdict = check_now(Question(one_line(meant), Names(("x", "y", "x_1", "x1")), put_in(tree, ())))
    assert verdict.outcome != "incorrect", latex(tree)
