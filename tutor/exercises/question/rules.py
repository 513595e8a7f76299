"""The outermost layer of a function in words, and its derivative with blanks for what is still to be found."""

from __future__ import annotations

from tutor.engine import (
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
    TooLarge,
    derivative,
    one_line,
    rule_of,
    substituted,
    symbols,
)

BLANK = Symbol("…")
_LARGEST = 300


def rule_hint(function: Node, variable: str) -> str:
    """Which layer is outermost, the rule for it, and what is left to do inside."""
    if variable not in symbols(function):
        return f"There is no {variable} in {one_line(function)}: it does not change."
    layer = _core(function, variable)
    if isinstance(layer, Symbol):
        alone = layer is function
        return f"The slope of {variable} is 1{'' if alone else ', and what multiplies it stays'}."
    rule = rule_of(layer, (variable,))
    named = f"{rule.name[:1].upper()}{rule.name[1:]}: {rule.statement}."
    match layer:
        case Sum():
            moving = [_core(term, variable) for term in layer.operands if variable in symbols(term)]
            hardest = max(moving, key=lambda term: term.size)
            if isinstance(hardest, Symbol):
                return f"{named} Take the terms one by one; a term without {variable} gives 0."
            return f"Take the terms one by one. {rule_hint(hardest, variable)}"
        case Product():
            factors = [one_line(factor) for factor in layer.operands if variable in symbols(factor)]
            return f"This is a product: {' times '.join(factors)}. {named}"
        case Quotient() if variable in symbols(layer.numerator):
            return f"This is {one_line(layer.numerator)} over {one_line(layer.denominator)}. {named}"
    inside = _inside(layer, variable)
    if inside is None or isinstance(inside, Symbol):
        return f"{named} {rule.why}"
    return (
        f"Outermost is {_outside(layer, inside)}, around {one_line(inside)}. {named} Then multiply by the slope inside."
    )


def partial_hint(function: Node, variable: str, inputs: tuple[str, ...]) -> str:
    """The hint for one variable of several: what is held still, and the rule."""
    still = [name for name in inputs if name != variable and name in symbols(function)]
    if not still:
        return rule_hint(function, variable)
    held = " and ".join(still) if len(still) < 3 else f"everything but {variable}"
    return f"Hold {held} still, like a number. {rule_hint(function, variable)}"


def with_blanks(function: Node, variable: str) -> Node:
    """The derivative of a function by the rule of its outermost layer, with a blank for each slope to find.

    Just a blank where there is nothing between the rule and the answer.
    """
    if function.size > _LARGEST or variable not in symbols(function):
        return BLANK
    layer = _core(function, variable)
    if layer is not function:
        return _put_for(function, layer, with_blanks(layer, variable))
    match layer:
        case Sum():
            terms = tuple(with_blanks(term, variable) for term in layer.operands if variable in symbols(term))
            return terms[0] if len(terms) == 1 else Sum(terms)
        case Product():
            places = [place for place, factor in enumerate(layer.operands) if variable in symbols(factor)]
            return Sum(tuple(_with_blank_at(layer, place) for place in places))
        case Quotient() if variable in symbols(layer.numerator):
            above, below = layer.numerator, layer.denominator
            top = Sum((Product((BLANK, below)), Negative(Product((above, BLANK)))))
            return Quotient(top, Power(below, Number(2)))
    inside = _inside(layer, variable)
    if inside is None or isinstance(inside, Symbol):
        return BLANK
    return _chained(function, inside)


def _chained(function: Node, inside: Node) -> Node:
    """The slope of what is outside, taken at the inside, times a blank for the slope of the inside."""
    name = next(letter for letter in ("u", "v", "w", "u_1") if letter not in symbols(function))
    outer = _put_for(function, inside, Symbol(name))
    try:
        slope = derivative(outer, name)
    except TooLarge:
        return BLANK
    return Product((substituted(slope, {name: inside}), BLANK))


def _put_for(tree: Node, part: Node, name: Node) -> Node:
    if tree == part:
        return name
    return tree.rebuilt(tuple(_put_for(child, part, name) for child in tree.children))


def _with_blank_at(product: Product, place: int) -> Node:
    operands = product.operands
    return Product((*operands[:place], BLANK, *operands[place + 1 :]))


def _inside(layer: Node, variable: str) -> Node | None:
    """The one thing the layer is a function of; None where there are several."""
    moving = [child for child in layer.children if variable in symbols(child)]
    return moving[0] if len(moving) == 1 else None


def _outside(layer: Node, inside: Node) -> str:
    """What a layer does, in a word or two."""
    match layer:
        case Power(base=Constant(name="e")) | Call(function="exp"):
            return "exp"
        case Power(exponent=exponent) if exponent != inside:
            return f"the power {one_line(exponent)}"
        case Call():
            return layer.function
    return one_line(_put_for(layer, inside, BLANK))


def _core(tree: Node, variable: str) -> Node:
    """The tree without its constant factors."""
    while True:
        match tree:
            case Negative():
                tree = tree.operand
            case Quotient() if variable not in symbols(tree.denominator):
                tree = tree.numerator
            case Product() if sum(variable in symbols(factor) for factor in tree.operands) == 1:
                tree = next(factor for factor in tree.operands if variable in symbols(factor))
            case _:
                return tree
