"""Where an expression is defined, and where it is zero: what `tidy` must know before it may cancel anything.

All answers are on the safe side: `False` (or an obstacle too many) where it is not known.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from tutor.maths.calculus.exact import exact_call, rational
from tutor.maths.calculus.floats import float_value
from tutor.maths.functions import CIRCULAR, HYPERBOLIC
from tutor.maths.tree import (
    ONE,
    ZERO,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
    walk,
)

# Analytic on the whole line, with zeros (and any other value) taken at isolated points only.
_ENTIRE = {"sin", "cos", "sinh", "cosh", "tanh", "sech", "arctan", "arccot", "arsinh", "exp", "sigmoid", "softplus"}
_POSITIVE = {"exp", "cosh", "sech", "sigmoid", "softplus"}
_NONNEGATIVE = {"sqrt", "abs", "relu", "step", "arccos", "arcosh", "arcsec", "arsech"}
_ANALYTIC_INSIDE = {*CIRCULAR, *HYPERBOLIC, *_ENTIRE, "ln", "sqrt", "arcsin", "arccos", "arcosh", "artanh"}
_PARTIAL = {"ln", "log", "sqrt", "arcsin", "arccos", "arcsec", "arccsc", "arcosh", "artanh", "arsech", "arcoth"}
_WHERE = (0.5377, 1.7413, 2.1891, 0.2113, -0.6379, 3.3177)


def positive(tree: Node) -> bool:
    """Whether the expression is known to be positive wherever it is defined."""
    match tree:
        case Number():
            return tree.value > 0
        case Constant():
            return True
        case Call():
            return tree.function in _POSITIVE
        case Power():
            return positive(tree.base)
        case Product() | Quotient():
            return all(map(positive, tree.children))
        case Sum():
            return all(map(nonnegative, tree.children)) and any(map(positive, tree.children))
    return False


def nonnegative(tree: Node) -> bool:
    """Whether the expression is known to be nowhere negative."""
    match tree:
        case Power(exponent=Number(value=exponent)) if exponent.numerator % 2 == 0:
            return True
        case Number():
            return tree.value >= 0
        case Call(function="root"):
            return nonnegative(tree.arguments[0])
        case Call() if tree.function in _NONNEGATIVE:
            return True
        case Sum() | Product() | Quotient():
            return all(map(nonnegative, tree.children))
        case Power():
            return nonnegative(tree.base)
    return positive(tree)


@lru_cache(maxsize=1024)
def nonzero_almost_everywhere(tree: Node) -> bool:
    """Whether the expression vanishes, where it is defined, on no open set at all."""
    match tree:
        case Number():
            return tree.value != 0
        case Constant() | Symbol():
            return True
        case Product():
            return all(map(nonzero_almost_everywhere, tree.operands))
        case Quotient():
            return nonzero_almost_everywhere(tree.numerator)
        case Negative():
            return nonzero_almost_everywhere(tree.operand)
        case Power():
            return nonzero_almost_everywhere(tree.base)
        case Call(function="sqrt" | "root" | "abs" | "sign"):
            return nonzero_almost_everywhere(tree.arguments[0])
        case Call() if tree.function in _POSITIVE:
            return True
    return positive(tree) or (regular(tree) and _nonzero_somewhere(tree))


def regular(tree: Node) -> bool:
    """Whether each value is taken either nowhere dense or everywhere the expression is defined."""
    if _quotient_of_entire(tree):
        return True
    match tree:
        case Call() if tree.function in _ANALYTIC_INSIDE:
            return regular(tree.arguments[0])
        case Negative():
            return regular(tree.operand)
        case Power(exponent=Number()):
            return regular(tree.base)
        case Power():
            return positive(tree.base) and not symbols(tree.base) and regular(tree.exponent)
        case Sum() | Product():
            varying = [child for child in tree.operands if symbols(child)]
            return len(varying) <= 1 and all(map(regular, varying))
        case Quotient():
            varying = [child for child in tree.children if symbols(child)]
            return len(varying) <= 1 and all(map(regular, varying))
    return False


def _entire(tree: Node) -> bool:
    if not symbols(tree):
        return True
    match tree:
        case Symbol():
            return True
        case Sum() | Product() | Negative():
            return all(map(_entire, tree.children))
        case Quotient():
            return _entire(tree.numerator) and not symbols(tree.denominator)
        case Power(exponent=Number(value=exponent)):
            return exponent.denominator == 1 and exponent >= 0 and _entire(tree.base)
        case Power():
            return isinstance(tree.base, Constant) and _entire(tree.exponent)
        case Call(function="sqrt" | "ln"):
            return positive(tree.arguments[0]) and _entire(tree.arguments[0])
        case Call():
            return tree.function in _ENTIRE and _entire(tree.arguments[0])
    return False


def _quotient_of_entire(tree: Node) -> bool:
    match tree:
        case Sum() | Product() | Negative() | Quotient():
            return all(map(_quotient_of_entire, tree.children))
        case Power(exponent=Number(value=exponent)) if exponent.denominator == 1:
            return _quotient_of_entire(tree.base)
        case Call(function="tan" | "sec" | "csc" | "cot" | "csch" | "coth"):
            return _entire(tree.arguments[0])
    return _entire(tree)


def _nonzero_somewhere(tree: Node) -> bool:
    names = symbols(tree)
    for start in range(len(_WHERE)):
        at = {name: _WHERE[(start + 2 * i) % len(_WHERE)] + 0.0137 * i for i, name in enumerate(names)}
        found = float_value(tree, at)
        if found is not None:
            value, largest = found
            if abs(value) > 1e-9 * largest:
                return True
    return False


@lru_cache(maxsize=1024)
def obstacles(tree: Node) -> frozenset[Node]:
    """The parts that may be undefined on an open set; what contains none is defined almost everywhere."""
    return frozenset(node for node in set(walk(tree)) if _may_be_undefined(node))


def _may_be_undefined(node: Node) -> bool:
    match node:
        case Quotient():
            return not nonzero_almost_everywhere(node.denominator)
        case Power(exponent=Number(value=exponent)):
            even_root = exponent.denominator % 2 == 0 and not nonnegative(node.base)
            return even_root or (exponent < 0 and not nonzero_almost_everywhere(node.base))
        case Power():
            return not positive(node.base)
        case Call() if not symbols(node):
            return float_value(node, {}) is None
        case Call(function="sqrt"):
            return not nonnegative(node.arguments[0])
        case Call(function="ln"):
            return not positive(node.arguments[0])
        case Call(function="root"):
            index = node.arguments[1]
            odd = isinstance(index, Number) and index.value.denominator == 1 and index.value % Fraction(2) == 1
            return not odd and not nonnegative(node.arguments[0])
        case Call(function="cot" | "csc" | "csch" | "coth"):
            return not nonzero_almost_everywhere(node.arguments[0])
        case Call():
            return node.function in _PARTIAL
    return False


def certainly_undefined(tree: Node) -> bool:
    """Whether a tidied expression without names has a part that is certainly undefined, such as 1/0 or ln(-1).

    A part that cannot be told (its value is too large for a float, or within rounding of a border) is not.
    """
    return any(_certainly_undefined_here(node) for node in set(walk(tree)))


def _certainly_undefined_here(node: Node) -> bool:
    match node:
        case Quotient():
            return node.denominator == ZERO
        case Power():
            exponent = rational(node.exponent)
            if node.base == ZERO:
                return exponent is not None and exponent < 0
            has_root = exponent is None or exponent.denominator % 2 == 0
            return has_root and _certainly_below(node.base, 0)
        case Call(function="ln" | "log"):
            return any(argument == ZERO or _certainly_below(argument, 0) for argument in node.arguments)
        case Call(function="sqrt"):
            return _certainly_below(node.arguments[0], 0)
        case Call(function="arcsin" | "arccos"):
            return not _may_lie(node.arguments[0], -1, 1)
        case Call(function="artanh"):
            return node.arguments[0] in (ONE, Negative(ONE)) or not _may_lie(node.arguments[0], -1, 1)
        case Call(function="arcosh"):
            return _certainly_below(node.arguments[0], 1)
        case Call(function="cot" | "csc"):
            return exact_call("sin", node.arguments) == ZERO
        case Call(function="tan" | "sec"):
            return exact_call("cos", node.arguments) == ZERO
        case Call(function="coth" | "csch" | "arcsch"):
            return node.arguments[0] == ZERO
    return False


def _rough(tree: Node) -> tuple[float, float] | None:
    found = float_value(tree, {})
    return None if found is None else (found[0], 1e-9 * found[1])


def _certainly_below(tree: Node, limit: float) -> bool:
    found = _rough(tree)
    return found is not None and found[0] < limit - found[1]


def _may_lie(tree: Node, low: float, high: float) -> bool:
    found = _rough(tree)
    return found is None or low - found[1] <= found[0] <= high + found[1]
