"""The tree as LaTeX, in its own order."""

from __future__ import annotations

from tutor.maths.printing.conventions import Level, exponent_inside, signed_number
from tutor.maths.printing.fold import folded
from tutor.maths.printing.names import latex_name
from tutor.maths.printing.numerals import digits, is_fraction, unsigned
from tutor.maths.printing.one_line import Written
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

_COMMANDS = {"sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth"}
_COMMANDS |= {"arcsin", "arccos", "arctan", "exp", "ln", "max", "min"}


def latex(tree: Node) -> str:
    """The tree as LaTeX for mathematics mode; vectors are columns."""
    return folded(tree, _combine).text


def _combine(node: Node, parts: tuple[Written, ...]) -> Written:
    match node:
        case Number():
            return _number(node)
        case Constant():
            return Written("\\pi" if node.name == "pi" else node.name, Level.ATOM)
        case Symbol():
            return Written(latex_name(node.name), Level.ATOM)
        case Sum():
            return _sum(parts)
        case Product():
            return _product(node, parts)
        case Negative():
            return Written("-" + _at_least(parts[0], Level.QUOTIENT), Level.SIGNED)
        case Quotient():
            return Written(f"\\frac{{{parts[0].text}}}{{{parts[1].text}}}", Level.PRODUCT)
        case Power():
            return _power(node, parts[0], parts[1])
        case Call():
            return _call(node.function, parts)
        case Vector():
            return _matrix(parts, 1)
        case Matrix():
            return _matrix(parts, node.shape[1])
    raise TypeError(f"not an expression: {type(node).__name__}")


def _bracketed(text: str) -> str:
    return f"\\left({text}\\right)"


def _at_least(part: Written, level: Level) -> str:
    return part.text if part.level >= level else _bracketed(part.text)


def _number(node: Number) -> Written:
    if is_fraction(node):
        top, bottom = digits(abs(node.value.numerator)), digits(node.value.denominator)
        text, level = f"\\frac{{{top}}}{{{bottom}}}", Level.PRODUCT
    else:
        mantissa, _, exponent = unsigned(node).partition("e")
        text = f"{mantissa} \\cdot 10^{{{exponent}}}" if exponent else mantissa
        level = Level.PRODUCT if exponent else Level.ATOM
    return Written(f"-{text}", Level.SIGNED) if node.value < 0 else Written(text, level)


def _sum(parts: tuple[Written, ...]) -> Written:
    if not parts:
        return Written("0", Level.ATOM)
    text = parts[0].text
    for part in parts[1:]:
        text += f" - {part.text[1:]}" if part.text.startswith("-") else f" + {part.text}"
    return Written(text, Level.SUM)


def _product(node: Product, parts: tuple[Written, ...]) -> Written:
    if not parts:
        return Written("1", Level.ATOM)
    signed = signed_number(node.operands[0])
    text = parts[0].text if signed else _at_least(parts[0], Level.QUOTIENT)
    for left, factor, part in zip(node.operands, node.operands[1:], parts[1:], strict=False):
        written = _at_least(part, Level.QUOTIENT)
        number_beside = written[0].isdigit() or (written.startswith("\\frac") and _ends_in_number(left))
        name_beside = isinstance(left, Symbol) and written.startswith("\\left(") and len(left.name) > 1
        dotted = number_beside or name_beside or isinstance(factor, Matrix | Vector)
        text += f" \\cdot {written}" if dotted else f" {written}"
    return Written(text, Level.SIGNED if signed else Level.PRODUCT)


def _ends_in_number(node: Node) -> bool:
    """Whether a fraction right after the node would look like a mixed number, or its bars run together."""
    return isinstance(node, Number | Quotient) or (isinstance(node, Negative) and isinstance(node.operand, Number))


def _power(node: Power, base: Written, exponent: Written) -> Written:
    if exponent_inside(node):
        name, _, arguments = base.text.partition("\\left(")
        return Written(f"{name}^{{{exponent.text}}}\\left({arguments}", Level.POWER)
    return Written(f"{_base(node.base, base)}^{{{exponent.text}}}", Level.POWER)


def _base(node: Node, part: Written) -> str:
    return _bracketed(part.text) if isinstance(node, Quotient) else _at_least(part, Level.ATOM)


def _call(function: str, parts: tuple[Written, ...]) -> Written:
    first = parts[0].text
    match function:
        case "sqrt":
            text = f"\\sqrt{{{first}}}"
        case "root" if parts[1].text == "2":
            text = f"\\sqrt{{{first}}}"
        case "root":
            text = f"\\sqrt[{parts[1].text}]{{{first}}}"
        case "abs":
            text = f"\\left|{first}\\right|"
        case "log":
            text = f"\\log_{{{parts[1].text}}}{_bracketed(first)}"
        case _:
            name = f"\\{function}" if function in _COMMANDS else f"\\operatorname{{{function}}}"
            text = name + _bracketed(", ".join(part.text for part in parts))
    return Written(text, Level.ATOM)


def _matrix(parts: tuple[Written, ...], width: int) -> Written:
    rows = (parts[i : i + width] for i in range(0, len(parts), width or 1))
    body = " \\\\ ".join(" & ".join(part.text for part in row) for row in rows)
    return Written(f"\\begin{{pmatrix}} {body} \\end{{pmatrix}}", Level.ATOM)
