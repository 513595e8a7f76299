"""The LaTeX commands that pasted formulas hold, and what each one means to the reader."""

from __future__ import annotations

SPACING = frozenset(
    (
        ",",
        ";",
        ":",
        "!",
        ">",
        "quad",
        "qquad",
        "thinspace",
        "enspace",
        "displaystyle",
        "textstyle",
        "limits",
        "nolimits",
        "(",
        ")",
        "[",
        "]",
    )
) | {" "}
FENCES = frozenset(
    (
        "left",
        "right",
        "middle",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "bigm",
        "Bigm",
    )
)
# Commands that only change how their argument looks.
STYLES = frozenset(
    (
        "mathrm",
        "mathit",
        "mathbf",
        "mathsf",
        "mathtt",
        "operatorname",
        "text",
        "textrm",
        "textit",
        "textbf",
        "boldsymbol",
        "bm",
        "rm",
        "bf",
        "it",
    )
)
FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))
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
MATRICES = frozenset(("matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"))
