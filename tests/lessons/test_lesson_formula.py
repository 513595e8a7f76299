"""LaTeX as rows of text: what is drawn, and that nothing is ever drawn wrong."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.lessons.formula import formula_line, formula_rows
from tutor.lessons.tex import TexError


@pytest.mark.parametrize(
    "latex, line",
    [
        (r"2x\cos(x^2)", "2x cos(x²)"),
        (r"\frac{dy}{dx} = \frac{dy}{du}\frac{du}{dx}", "dy/dx = dy/du · du/dx"),
        (r"\frac{d}{dx}\sin x = \cos x", "d/dx sin x = cos x"),
        (r"\frac{d}{dx} \frac{\sin x}{x}", "d/dx (sin x)/x"),
        (r"f(x+\epsilon) \approx f(x) + \epsilon f'(x)", "f(x + ε) ≈ f(x) + εf′(x)"),
        (r"\frac{1}{2\sqrt{x}}", "1/(2√x)"),
        (r"\frac{x+1}{x-1}", "(x + 1)/(x − 1)"),
        (r"\frac12 x", "(1/2) x"),
        (r"-x^{10}", "−x¹⁰"),
        (r"e^{-x^2/2}", "e^(−x²/2)"),
        (r"2^{x \ln 2}", "2^(x ln 2)"),
        (r"x_1 + w_{12}", "x₁ + w₁₂"),
        (r"\sin^2 x + \cos^2 x = 1", "sin² x + cos² x = 1"),
        (r"\sqrt[3]{x}", "∛x"),
        (r"|x| \ge 0", "|x| ≥ 0"),
        (r"\sqrt{x}^2", "(√x)²"),
        (r"\frac{\partial f}{\partial x}", "∂f/∂x"),
        (r"\text{slope} = \frac{\text{rise}}{\text{run}}", "slope = rise/run"),
        (r"a, b \quad c", "a, b   c"),
    ],
)
def test_one_row(latex, line):
    assert formula_line(latex) == line


@pytest.mark.parametrize(
    "latex, rows",
    [
        (r"\frac{dy}{dx} = 2x", ["dy     ", "── = 2x", "dx     "]),
        (r"\left(\frac{x}{y}\right)^2", ["⎛x⎞²", "⎜─⎟ ", "⎝y⎠ "]),
        (r"e^{\sin x}", [" sin x", "e     "]),
        (r"\lim_{h \to 0} h", [" lim  h", "h → 0  "]),
        (r"x^2", ["x²"]),
    ],
)
def test_two_dimensions(latex, rows):
    assert formula_rows(latex) == rows


@pytest.mark.parametrize(
    "latex",
    ["", "  ", r"\frac{1}", r"\frac", "x^", "x^2^3", "(x", "x)", r"\left(x", r"\left( x \right", r"\unknown", "{x",
     r"\sqrt[n]{x}", "§", r"\text x", "|x", "x" * 2000, "{" * 200, "(" * 500, r"\frac" * 300, r"\left" * 3,
     r"\frac{x}{y}^2", "{x+1}^2", "{}^2"],
)  # fmt: skip
def test_what_is_not_known_is_refused(latex):
    with pytest.raises(TexError):
        formula_rows(latex)


commands = [
    r"\frac",
    r"\sqrt",
    r"\left(",
    r"\right)",
    r"\cdot",
    r"\sin",
    r"\quad",
    r"\text{a}",
    r"\approx",
    r"\partial",
]
pieces = st.sampled_from([*commands, *"{}()[]^_'|x2+-=/,", "1.5", r"\,", r"\epsilon"])


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=14).map(" ".join))
@example(r"\frac{}{}")
@example(r"{} ^ {} _ {}")
@example(r"\left. x \right|")
def test_every_text_is_drawn_in_rows_of_one_length_or_refused(latex):
    try:
        rows = formula_rows(latex)
        line = formula_line(latex)
    except TexError:
        return
    assert len({len(row) for row in rows}) == 1
    assert "\n" not in line
    assert "\\" not in line + "".join(rows).replace("╲", "")
