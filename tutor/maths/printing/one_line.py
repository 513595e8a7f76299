"""Plain ASCII on one line, with every `*` and every needed bracket: programs and our reader read it back."""

from __future__ import annotations

from typing import NamedTuple

from tutor.maths.printing.conventions import Level, signed_number
from tutor.maths.printing.fold import folded
from tutor.maths.printing.names import ascii_name
from tutor.maths.printing.numerals import is_fraction, unsigned
from tutor.maths.tree import (
    Call,
    Constant,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
)


class Written(NamedTuple):
    """A part as text, with how tightly it holds."""

    text: str
    level: Level

    def at_least(self, level: Level) -> str:
        """The text, in brackets if it holds less tightly than `level`."""
        return self.text if self.level >= level else f"({self.text})"


def one_line(tree: Node, *, spaced: bool = False) -> str:
    """The tree in the language learners type, in its own order; `spaced` puts air around + and -.

    Reading it again gives the same tree, but for nested sums and products, which are written flat.
    """
    plus, minus = (" + ", " - ") if spaced else ("+", "-")

    def combine(node: Node, parts: tuple[Written, ...]) -> Written:
        match node:
            case Number():
                return _number(node)
            case Constant() | Symbol():
                return Written(ascii_name(node.name), Level.ATOM)
            case Sum():
                return _sum(parts, plus, minus)
            case Product():
                return _product(node, parts)
            case Negative():
                return Written("-" + parts[0].at_least(Level.QUOTIENT), Level.SIGNED)
            case Quotient():
                return _quotient(node, parts)
            case Power():
                return Written("^".join(part.at_least(Level.ATOM) for part in parts), Level.POWER)
            case Call():
                return Written(f"{node.function}({_listed(parts)})", Level.ATOM)
            case Vector():
                return Written(f"[{_listed(parts)}]", Level.ATOM)
            case Matrix():
                width = node.shape[1]
                rows = (parts[i : i + width] for i in range(0, len(parts), width or 1))
                return Written(f"[{', '.join(f'[{_listed(row)}]' for row in rows)}]", Level.ATOM)
        raise TypeError(f"not an expression: {type(node).__name__}")

    return folded(tree, combine).text


def _listed(parts: tuple[Written, ...]) -> str:
    return ", ".join(part.text for part in parts)


def _number(node: Number) -> Written:
    text = unsigned(node)
    level = Level.QUOTIENT if is_fraction(node) else Level.PRODUCT if "e" in text else Level.ATOM
    return Written(f"-{text}", Level.SIGNED) if node.value < 0 else Written(text, level)


def _sum(parts: tuple[Written, ...], plus: str, minus: str) -> Written:
    if not parts:
        return Written("0", Level.ATOM)
    text = parts[0].text
    for part in parts[1:]:
        text += minus + part.text[1:] if part.text.startswith("-") else plus + part.text
    return Written(text, Level.SUM)


def _product(node: Product, parts: tuple[Written, ...]) -> Written:
    if not parts:
        return Written("1", Level.ATOM)
    first = parts[0]
    rest = [part.at_least(Level.PRODUCT) for part in parts[1:]]
    if signed_number(node.operands[0]):
        opening = first.text if "/" not in first.text else f"-({first.text[1:]})"
        return Written("*".join([opening, *rest]), Level.SIGNED)
    return Written("*".join([first.at_least(Level.PRODUCT), *rest]), Level.PRODUCT)


def _quotient(node: Quotient, parts: tuple[Written, ...]) -> Written:
    top, bottom = parts
    below = bottom.at_least(Level.POWER)
    if signed_number(node.numerator) and "/" not in top.text:
        return Written(f"{top.text}/{below}", Level.SIGNED)
    return Written(f"{top.at_least(Level.PRODUCT)}/{below}", Level.QUOTIENT)
