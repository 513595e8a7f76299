"""What the reading tests share: reading with names, and a printer that brackets everything."""

from __future__ import annotations

from collections.abc import Callable

from tutor.maths.reading import ReadingError, read
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
from tutor.maths.verdict import Names

NAMES = Names(("x", "y", "z", "n", "theta", "x_1"))


def tree(text: str, names: Names = NAMES) -> Node:
    return read(text, names).tree


def error_of(reader: Callable[[], object], text: str) -> ReadingError | None:
    """The ReadingError that reading this text raises, after a look at its column and sentence."""
    try:
        reader()
    except ReadingError as error:
        caught = error
    else:
        return None
    assert 0 <= caught.position <= max(len(text) - 1, 0)
    assert caught.message
    assert caught.message.isprintable()
    return caught


def refused(text: str, names: Names = NAMES) -> ReadingError:
    error = error_of(lambda: read(text, names), text)
    assert error is not None, f"{text!r} was read"
    return error


def bracketed(node: Node) -> str:
    """The tree in plain text with every sign and bracket written."""
    match node:
        case Number():
            return node.text or f"{node.value}"
        case Constant() | Symbol():
            return node.name
        case Sum():
            return "(" + " + ".join(map(bracketed, node.operands)) + ")"
        case Product():
            return "(" + "*".join(map(bracketed, node.operands)) + ")"
        case Negative():
            return f"(-{bracketed(node.operand)})"
        case Quotient():
            return f"({bracketed(node.numerator)}/{bracketed(node.denominator)})"
        case Power():
            return f"({bracketed(node.base)}^{bracketed(node.exponent)})"
        case Call():
            return f"{node.function}({', '.join(map(bracketed, node.arguments))})"
        case Vector():
            return f"[{', '.join(map(bracketed, node.operands))}]"
        case Matrix():
            return "[" + ", ".join(bracketed(Vector(row)) for row in node.rows) + "]"
    raise AssertionError(node)
