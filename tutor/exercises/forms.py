"""When two expressions are written the same way, whatever the order of their terms and factors."""

from __future__ import annotations

from functools import lru_cache

from tutor.engine import Call, Constant, Negative, Node, Number, Power, Product, Quotient, Sum, tidy


def same_form(one: Node, other: Node) -> bool:
    """Whether two expressions differ in nothing but order, grouping and where signs and fractions are written.

    Nothing is worked out: 2*3 and 6, x*x and x^2, a*(b + c) and a*b + a*c are different forms.
    """
    return one == other or form(one) == form(other)


def arrived(tree: Node, goal: Node) -> bool:
    """Whether an expression equal to `goal` is written as `goal` is, up to trivial tidying that makes it no longer."""
    if same_form(tree, goal):
        return True
    return _leaves(tree) <= _leaves(goal) and tidies_to(tree, goal)


@lru_cache(maxsize=256)
def tidies_to(tree: Node, goal: Node) -> bool:
    """Whether two expressions are written the same way once both are tidied."""
    return form(tidy(tree)) == form(tidy(goal))


@lru_cache(maxsize=1024)
def form(tree: Node) -> str:
    """A text that is the same for expressions of the same form, and only for those."""
    match tree:
        case Sum():
            terms = sorted(_terms(tree, False))
            return f"({' + '.join(terms)})" if len(terms) > 1 else "".join(terms) or "0"
        case Number() | Negative() | Product() | Quotient():
            return _joined(*_factors(tree))
        case Power(base=Constant(name="e")):
            return f"exp[{form(tree.exponent)}]"
        case Power():
            if _positive_part(tree.exponent) is not None:
                return _joined(*_factors(tree))
            return f"power[{form(tree.base)}, {form(tree.exponent)}]"
        case Call():
            return f"{tree.function}[{', '.join(map(form, tree.arguments))}]"
    if tree.children:
        return f"{type(tree).__name__}[{', '.join(map(form, tree.children))}]"
    return str(getattr(tree, "name", ""))


def _terms(tree: Node, minus: bool) -> list[str]:
    """The terms of a sum with their signs; a term 0 is left out."""
    match tree:
        case Sum():
            return [term for operand in tree.operands for term in _terms(operand, minus)]
        case Negative(operand=Sum()):
            return _terms(tree.operand, not minus)
        case Number(value=value) if value == 0:
            return []
    negative, above, below = _factors(tree)
    return [_joined(negative != minus, above, below)]


def _factors(tree: Node) -> tuple[bool, list[str], list[str]]:
    """The sign of a product, and what stands above and below its fraction bar; factors 1 are left out."""
    match tree:
        case Number(value=value):
            return value < 0, _unless_one(str(abs(value.numerator))), _unless_one(str(value.denominator))
        case Negative():
            negative, above, below = _factors(tree.operand)
            return not negative, above, below
        case Product():
            negative, above, below = False, list[str](), list[str]()
            for operand in tree.operands:
                minus, over, under = _factors(operand)
                negative, above, below = negative != minus, above + over, below + under
            return negative, above, below
        case Quotient():
            minus, over, under = _factors(tree.numerator)
            other, divided, by = _factors(tree.denominator)
            return minus != other, over + by, under + divided
        case Power(exponent=exponent) if (positive := _positive_part(exponent)) is not None:
            return False, [], [form(tree.base) if positive == Number(1) else form(Power(tree.base, positive))]
    return False, _unless_one(form(tree)), []


def _positive_part(exponent: Node) -> Node | None:
    """The exponent without its minus sign, where it is a negative number: x^-2 stands below the fraction bar."""
    if isinstance(exponent, Number) and exponent.value < 0:
        return Number(-exponent.value)
    if isinstance(exponent, Negative) and isinstance(exponent.operand, Number) and exponent.operand.value > 0:
        return exponent.operand
    return None


def _joined(negative: bool, above: list[str], below: list[str]) -> str:
    top = "*".join(sorted(above)) or "1"
    whole = f"{top}/({'*'.join(sorted(below))})" if below else top
    return f"-{whole}" if negative else whole


def _unless_one(text: str) -> list[str]:
    return [] if text == "1" else [text]


def _leaves(tree: Node) -> int:
    """How many names, numbers and functions an expression has: its length, whatever its order."""
    here = not tree.children or isinstance(tree, Call)
    return int(here) + sum(map(_leaves, tree.children))
