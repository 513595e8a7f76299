"""From the tree to SymPy, over the reals: odd roots keep the sign, symbols are real. Never from text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy

from tutor.maths.equality.proof.bounds import GiveUp
from tutor.maths.tree import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, Symbol

_LARGEST_EXPONENT = 60
_LARGEST_NUMBER = 2_000  # bits
_STEEPEST = 1_000  # of the numbers inside a function


def to_sympy(tree: Node, symbols: Mapping[str, Any]) -> Any:
    """The tree as a SymPy expression. Raises GiveUp for what SymPy is not to be trusted with."""
    match tree:
        case Number():
            if max(tree.value.numerator.bit_length(), tree.value.denominator.bit_length()) > _LARGEST_NUMBER:
                raise GiveUp("a number is too large")
            return sympy.Rational(tree.value.numerator, tree.value.denominator)
        case Symbol():
            return symbols[tree.name]
        case Constant():
            return sympy.pi if tree.name == "pi" else sympy.E
        case Sum():
            return sympy.Add(*(to_sympy(operand, symbols) for operand in tree.operands))
        case Product():
            return sympy.Mul(*(to_sympy(operand, symbols) for operand in tree.operands))
        case Negative():
            return -to_sympy(tree.operand, symbols)
        case Quotient():
            return to_sympy(tree.numerator, symbols) / to_sympy(tree.denominator, symbols)
        case Power():
            return _power(to_sympy(tree.base, symbols), to_sympy(tree.exponent, symbols))
        case Call():
            arguments = [to_sympy(argument, symbols) for argument in tree.arguments]
            if any(_is_steep(number) for argument in arguments for number in argument.atoms(sympy.Rational)):
                raise GiveUp("exp(5000 x) is a power of exp(x), which SymPy writes out term by term")
            make = _FUNCTIONS.get(tree.function)
            if make is None:
                raise GiveUp("SymPy is not asked about switches")
            return make(*arguments)
    raise GiveUp("no scalar")


def _is_steep(value: Any) -> bool:
    return max(abs(int(value.p)), int(value.q)) > _STEEPEST


def _power(base: Any, exponent: Any) -> Any:
    if exponent.is_Rational:
        exact = Fraction(int(exponent.p), int(exponent.q))
        if abs(exact) > _LARGEST_EXPONENT:
            raise GiveUp("an exponent is too large")
        if exact.denominator % 2 and exact.denominator > 1 and not base.is_nonnegative:
            # SymPy's own root of a negative number is complex; ours is real.
            sign = sympy.sign(base) if exact.numerator % 2 else sympy.Integer(1)
            return sign * sympy.Abs(base) ** exponent
    return base**exponent


def _root(value: Any, index: Any) -> Any:
    if not (index.is_Integer and index > 0):
        raise GiveUp("not a root of a whole index")
    return _power(value, 1 / index)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{name: getattr(sympy, name) for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
    **{name: getattr(sympy, name) for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")},
    "arcsin": sympy.asin,
    "arccos": sympy.acos,
    "arctan": sympy.atan,
    "arcsec": lambda x: sympy.acos(1 / x),
    "arccsc": lambda x: sympy.asin(1 / x),
    "arccot": lambda x: sympy.pi / 2 - sympy.atan(x),
    "arsinh": sympy.asinh,
    "arcosh": sympy.acosh,
    "artanh": sympy.atanh,
    "arsech": lambda x: sympy.acosh(1 / x),
    "arcsch": lambda x: sympy.asinh(1 / x),
    "arcoth": lambda x: sympy.atanh(1 / x),
    "exp": sympy.exp,
    "ln": sympy.log,
    "log": lambda x, base: sympy.log(x) / sympy.log(base),
    "sqrt": sympy.sqrt,
    "root": _root,
    "abs": sympy.Abs,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
}
