r"""LaTeX, as far as lessons use it, as a small tree: `\frac{dy}{dx} = 2x\cos(x^2)` becomes atoms in a row.

It says what is written, not what it means: the picture follows it sign by sign, and the claims read it.
What is not known here raises `TexError`, so that a lesson never shows a wrong picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["letter", "number", "function", "text", "relation", "operator", "open", "close", "punctuation", "space"]

_LONGEST = 1000
_DEEPEST = 20
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|\.[0-9]+|\S|\s+", re.DOTALL)

_GREEK = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon"
_GREEK += " phi chi psi omega"
_CAPITAL = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
GREEK = dict(zip(f"{_GREEK} {_CAPITAL}".split(), "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ", strict=True))
_GREEK_VARIANTS = {"varepsilon": "ε", "vartheta": "θ", "varphi": "φ"}
_SIGNS = {"partial": "∂", "nabla": "∇", "infty": "∞", "ldots": "…", "dots": "…", "cdots": "⋯"}
LETTERS = {**GREEK, **_GREEK_VARIANTS, **_SIGNS}
_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh")
FUNCTIONS = frozenset((*_CIRCULAR, "ln", "log", "exp", "max", "min", "lim"))
RELATIONS = {
    "=": "=", "<": "<", ">": ">", "approx": "≈", "ne": "≠", "neq": "≠", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥",
    "to": "→", "Rightarrow": "⇒", "mapsto": "↦", "in": "∈",
}  # fmt: skip
OPERATORS = {"+": "+", "-": "−", "cdot": "·", "times": "×", "pm": "±", "/": "/", "*": "·"}
_SPACES = {",": 1, ";": 1, ":": 1, " ": 1, "quad": 3, "qquad": 6, "!": 0}
_FENCES = {"(": ")", "[": "]"}
_ESCAPED = {"{": "{", "}": "}", "%": "%", "$": "$", "_": "_", "#": "#", "&": "&"}


class TexError(ValueError):
    """A formula that cannot be drawn; the message is a sentence for its author."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A sign: what is shown, and what kind of thing it is. A letter keeps its name (`epsilon`)."""

    kind: Kind
    shown: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Parts one after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """A stacked fraction."""

    top: Row
    bottom: Row


@dataclass(frozen=True, slots=True)
class Root:
    """A root; `order` is empty for the square root."""

    inside: Row
    order: str = ""


@dataclass(frozen=True, slots=True)
class Scripts:
    """A part with what is raised, lowered and how many primes it has."""

    base: Part
    raised: Row | None = None
    lowered: Row | None = None
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Fenced:
    """A part between fences: ( ) [ ] or | |."""

    left: str
    inside: Row
    right: str


Part = Atom | Row | Fraction | Root | Scripts | Fenced


def parsed(latex: str) -> Row:
    """The formula as a tree. Raises `TexError`."""
    if len(latex) > _LONGEST:
        raise TexError("This formula is too long: take it apart.")
    if not latex.strip():
        raise TexError("This formula is empty.")
    reader = _Reader(_TOKEN.findall(latex))
    row = reader.row(())
    if reader.peek():
        raise TexError(f"The `{reader.peek()}` in this formula has no partner.")
    return row


class _Reader:
    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = list(tokens)
        self._at = 0
        self._deep = 0

    def peek(self) -> str:
        while self._at < len(self._tokens) and self._tokens[self._at].isspace():
            self._at += 1
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self, wanted: str = "something") -> str:
        token = self.peek()
        if not token:
            raise TexError(f"This formula stops where {wanted} should follow.")
        self._at += 1
        return token

    def row(self, ends: tuple[str, ...]) -> Row:
        self._deep += 1
        if self._deep > _DEEPEST:
            raise TexError("This formula is nested too deep: take it apart.")
        parts: list[Part] = []
        while (token := self.peek()) and token not in ends and token not in (")", "]", "}", "\\right"):
            parts.append(self._scripted(self._part()))
        self._deep -= 1
        return Row(tuple(parts))

    def _group(self) -> Row:
        """What a command takes: a group in braces, or one sign."""
        if self.peek() == "{":
            self._at += 1
            row = self.row(("}",))
            if self._next("`}`") != "}":
                raise TexError("A `{` in this formula is not closed.")
            return row
        digits = self.peek()
        if len(digits) > 1 and digits.isdigit():  # \\frac12 is one half
            self._tokens[self._at : self._at + 1] = [digits[0], digits[1:]]
        return Row((self._part(),))

    def _scripted(self, base: Part) -> Part:
        raised = lowered = None
        primes = 0
        while self.peek() in ("^", "_", "'"):
            sign = self._next()
            if sign == "'":
                primes += 1
            elif sign == "^" and raised is None:
                raised = self._group()
            elif sign == "_" and lowered is None:
                lowered = self._group()
            else:
                raise TexError(f"Two `{sign}` follow each other: use braces.")
        if not (raised or lowered or primes):
            return base
        if isinstance(base, Fraction) or (isinstance(base, Row) and len(base.parts) != 1):
            raise TexError(
                "Put round brackets around what is raised here: nobody could tell how far the exponent reaches."
            )
        return Scripts(base, raised, lowered, primes)

    def _part(self) -> Part:
        token = self._next()
        if token == "{":
            self._at -= 1
            return self._group()
        if token in _FENCES:
            row = self.row((_FENCES[token],))
            if self.peek() != _FENCES[token]:
                raise TexError(f"A `{token}` in this formula is not closed.")
            self._at += 1
            return Fenced(token, row, _FENCES[token])
        if token[0].isdigit() or (token[0] == "." and len(token) > 1):
            return Atom("number", token, token)
        if token.startswith("\\") and len(token) > 1:
            return self._command(token[1:])
        if token == "|":
            row = self.row(("|",))
            if self._next("`|`") != "|":
                raise TexError("A `|` in this formula is not closed.")
            return Fenced("|", row, "|")
        if token in RELATIONS:
            return Atom("relation", RELATIONS[token], token)
        if token in OPERATORS:
            return Atom("operator", OPERATORS[token], token)
        if token.isascii() and token.isalpha():
            return Atom("letter", token, token)
        if token in ",.;!":
            return Atom("punctuation", token, token)
        raise TexError(f"`{token}` is not known in formulas here: use the LaTeX that docs/authoring.md lists.")

    def _command(self, name: str) -> Part:
        if name == "frac":
            return Fraction(self._group(), self._group())
        if name == "sqrt":
            order = ""
            if self.peek() == "[":
                self._at += 1
                order = self._next("the order of the root")
                if not order.isdigit() or self._next("`]`") != "]":
                    raise TexError("The order of a root is a number: \\sqrt[3]{x}.")
            return Root(self._group(), order)
        if name == "left":
            left = self._fence()
            row = self.row(())
            if self._next("\\right") != "\\right":
                raise TexError("A `\\left` in this formula has no `\\right`.")
            return Fenced(left, row, self._fence())
        if name in ("text", "operatorname", "mathrm"):
            return self._words(name)
        if name in FUNCTIONS:
            return Atom("function", name, name)
        if name in LETTERS:
            return Atom("letter", LETTERS[name], name)
        if name in RELATIONS:
            return Atom("relation", RELATIONS[name], name)
        if name in OPERATORS:
            return Atom("operator", OPERATORS[name], name)
        if name in _SPACES:
            return Atom("space", " " * _SPACES[name], name)
        if name in _ESCAPED:
            return Atom("letter", _ESCAPED[name], name)
        raise TexError(f"`\\{name}` is not known in formulas here: use the LaTeX that docs/authoring.md lists.")

    def _fence(self) -> str:
        token = self._next("a bracket")
        if token not in ("(", ")", "[", "]", "|", "."):
            raise TexError("After \\left and \\right stands one of ( ) [ ] | .")
        return "" if token == "." else token

    def _words(self, name: str) -> Atom:
        row: list[str] = []
        if self._next("`{`") != "{":
            raise TexError(f"Write \\{name}{{...}} with braces.")
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            row.append(self._tokens[self._at])
            self._at += 1
        self._next("`}`")
        text = " ".join("".join(row).split())
        return Atom("function" if name == "operatorname" else "text", text, text)


def top_level(row: Row, kinds: Sequence[Kind]) -> bool:
    """Whether an atom of one of these kinds stands in the row itself."""
    return any(isinstance(part, Atom) and part.kind in kinds for part in row.parts)
