"""How many layers of functions a formula has: whether a piece is small enough to differentiate in one step."""

from __future__ import annotations

from collections.abc import Callable

from tutor.maths.tree import Negative, Node, Number, Power, Product, Quotient, Sum, Symbol, symbols

Varies = Callable[[Node], bool]


def has_symbols(tree: Node) -> bool:
    """Whether any name occurs in the tree."""
    return bool(symbols(tree))


def is_one_layer(definition: Node) -> bool:
    """Whether every function in the formula acts on bare names (3*sin(u), u*v, 1/w), or it is a polynomial."""
    return _layers(definition, lambda inside: isinstance(inside, Symbol)) <= 1


def is_chain_itself(definition: Node) -> bool:
    """Whether the formula is a chain: a function of something that is more than a name, a sum of names or c*u.

    sin(x^2), (3*x + 1)^5 and ln(sin(u)) are chains; exp(-u), tanh(w*x), (y - t)^2 and x^2*ln(x) are not.
    """
    return _layers(definition, _light) > 1


def is_simple(tree: Node, varies: Varies = has_symbols) -> bool:
    """Whether the tree is a polynomial in what varies, written as a sum of terms: 3*x + 1, -x^2/2, w*x."""
    if not varies(tree):
        return True
    match tree:
        case Sum():
            return all(is_term(term, varies) for term in tree.operands)
        case _:
            return is_term(tree, varies)


def is_term(tree: Node, varies: Varies = has_symbols) -> bool:
    """Whether the tree is a constant times powers of names, with whole exponents."""
    if not varies(tree):
        return True
    match tree:
        case Symbol():
            return True
        case Negative():
            return is_term(tree.operand, varies)
        case Product():
            return all(is_term(factor, varies) for factor in tree.operands)
        case Quotient():
            return is_term(tree.numerator, varies) and not varies(tree.denominator)
        case Power(base=Symbol(), exponent=Number(value=exponent)):
            return bool(exponent.denominator == 1 and exponent >= 0)
    return False


def _light(tree: Node) -> bool:
    """A name, a constant times names, or names and constants added and subtracted."""
    match tree:
        case Sum():
            return all(isinstance(_unsigned(term), Symbol | Number) for term in tree.operands)
        case _:
            return is_term(tree) and not any(isinstance(part, Power) for part in _factors(tree))


def _unsigned(term: Node) -> Node:
    return term.operand if isinstance(term, Negative) else term


def _factors(tree: Node) -> tuple[Node, ...]:
    match tree:
        case Negative():
            return _factors(tree.operand)
        case Quotient():
            return _factors(tree.numerator)
        case Product():
            return tuple(part for factor in tree.operands for part in _factors(factor))
    return (tree,)


def _layers(tree: Node, free: Callable[[Node], bool]) -> int:
    """The longest chain of functions; a function of something `free` counts one, a polynomial one at most."""
    if not has_symbols(tree) or isinstance(tree, Symbol):
        return 0
    if is_simple(tree):
        return 0 if free(tree) else 1
    match tree:
        case Sum() | Product() | Negative():
            return max(_layers(child, free) for child in tree.children)
        case Quotient() if not has_symbols(tree.denominator):
            return _layers(tree.numerator, free)
        case Quotient():
            return max(_layers(tree.numerator, free), 1 + _inside(tree.denominator, free))
    return 1 + max(_inside(child, free) for child in tree.children)


def _inside(tree: Node, free: Callable[[Node], bool]) -> int:
    return 0 if not has_symbols(tree) or free(tree) else max(1, _layers(tree, free))
