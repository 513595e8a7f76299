"""The LaTeX commands that pasted formulas hold, and what each one means to the reader."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


SPACING = _words(", ; : ! > ( ) [ ]", "quad qquad thinspace enspace displaystyle textstyle limits nolimits") | {" "}
FENCES = _words(
    "left right middle big Big bigg Bigg bigm Bigm",
    "bigl bigr Bigl Bigr biggl biggr Biggl Biggr",
)
# Commands that only change how their argument looks.
STYLES = _words(
    "mathrm mathit mathbf mathsf mathtt boldsymbol bm rm bf it operatorname text textrm textit textbf",
)
FRACTIONS = _words("frac dfrac tfrac cfrac")
MATRICES = _words("matrix pmatrix bmatrix Bmatrix smallmatrix array")
# Command -> the kind of token it is.
SYMBOLS = {
    **dict.fromkeys(("cdot", "times", "ast", "bullet"), "*"),
    "div": "/",
    "lvert": "bar(",
    "rvert": "bar)",
    "vert": "|",
    "mid": "|",
    "|": "‖",
    "lVert": "norm(",
    "rVert": "norm)",
    "Vert": "‖",
    "{": "{",
    "}": "}",
    "lbrace": "{",
    "rbrace": "}",
    "lbrack": "[",
    "rbrack": "]",
    "langle": "⟨",
    "rangle": "⟩",
    "\\": "\\\\",
    "cr": "\\\\",
}
# Command -> the character that says why it cannot stand in an answer.
REFUSED = {
    "pm": "±",
    "mp": "±",
    "infty": "∞",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "lt": "<",
    "gt": ">",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "sim": "≈",
    "int": "∫",
    "sum": "∑",
    "prod": "∏",
    "circ": "°",
    "degree": "°",
    "partial": "∂",
    "nabla": "∇",
    "prime": "'",
    "%": "%",
    "#": "#",
    "&": "&",
    "_": "_",
    "$": "$",
}
