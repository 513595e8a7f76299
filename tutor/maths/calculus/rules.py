"""The rules of differentiation as values with names, and which of them takes off the outermost layer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from tutor.maths.calculus.elementary import ELEMENTARY
from tutor.maths.calculus.tidy import tidy
from tutor.maths.printing import one_line
from tutor.maths.tree import Call, Constant, Negative, Node, Power, Product, Quotient, Sum, Symbol, symbols


@dataclass(frozen=True)
class Rule:
    """One rule: `statement` is the formula, `why` one sentence for the learner."""

    key: str
    name: str
    statement: str
    why: str


@dataclass(frozen=True)
class _Shape:
    """A rule and the trees whose outermost layer it differentiates; the test is told which parts vary."""

    rule: Rule
    fits: Callable[[Node, Callable[[Node], bool]], bool]


def _varying(tree: Node, varies: Callable[[Node], bool]) -> int:
    return sum(map(varies, tree.children))


# The first that fits is the rule; constant factors have been taken off before, where something is left to do.
_SHAPES = (
    _Shape(
        Rule("constant", "constant rule", "c' = 0", "A constant does not change."),
        lambda tree, varies: not varies(tree),
    ),
    _Shape(
        Rule("variable", "variable rule", "x' = 1", "The variable changes exactly as fast as itself."),
        lambda tree, varies: isinstance(tree, Symbol),
    ),
    _Shape(
        Rule("multiple", "constant multiple rule", "(c*x)' = c", "A constant factor stays."),
        lambda tree, varies: isinstance(tree, Negative | Product | Quotient) and _is_multiple(tree, varies),
    ),
    _Shape(
        Rule("sum", "sum rule", "(f + g)' = f' + g'", "The changes of the terms add up."),
        lambda tree, varies: isinstance(tree, Sum),
    ),
    _Shape(
        Rule("product", "product rule", "(f*g)' = f'*g + f*g'", "Each factor changes in turn while the others stay."),
        lambda tree, varies: isinstance(tree, Product),
    ),
    _Shape(
        Rule("reciprocal", "reciprocal rule", "(1/x)' = -1/x^2", "It is the power rule with the exponent -1."),
        lambda tree, varies: isinstance(tree, Quotient) and not varies(tree.numerator),
    ),
    _Shape(
        Rule(
            "quotient",
            "quotient rule",
            "(f/g)' = (f'*g - f*g')/g^2",
            "A growing denominator makes the quotient smaller.",
        ),
        lambda tree, varies: isinstance(tree, Quotient),
    ),
    _Shape(
        Rule("power", "power rule", "(x^n)' = n*x^(n-1)", "The exponent comes down as a factor and drops by one."),
        lambda tree, varies: isinstance(tree, Power) and not varies(tree.exponent),
    ),
    _Shape(
        Rule("exponential", "exponential rule", "(e^x)' = e^x", "The exponential function is its own slope."),
        lambda tree, varies: isinstance(tree, Power) and tree.base == Constant("e"),
    ),
    _Shape(
        Rule(
            "exponential_base",
            "exponential rule",
            "(a^x)' = a^x*ln(a)",
            "It grows in proportion to itself; ln(a) says how fast.",
        ),
        lambda tree, varies: isinstance(tree, Power) and not varies(tree.base),
    ),
    _Shape(
        Rule(
            "general_power",
            "general power rule",
            "(f^g)' = f^g*(g'*ln(f) + g*f'/f)",
            "Write it as exp(g*ln(f)): both the base and the exponent change.",
        ),
        lambda tree, varies: isinstance(tree, Power),
    ),
    _Shape(
        Rule("root", "root rule", "(root(x, n))' = 1/(n*root(x, n)^(n-1))", "It is the power rule with 1/n."),
        lambda tree, varies: isinstance(tree, Call) and tree.function == "root",
    ),
    _Shape(
        Rule("log", "logarithm rule", "(log(x, b))' = 1/(x*ln(b))", "log(x, b) is ln(x) divided by ln(b)."),
        lambda tree, varies: isinstance(tree, Call) and tree.function == "log",
    ),
    _Shape(
        Rule("max", "maximum rule", "max(f, g)' = f' where f > g, g' where g > f", "Only the larger one counts."),
        lambda tree, varies: isinstance(tree, Call) and tree.function == "max",
    ),
    _Shape(
        Rule("min", "minimum rule", "min(f, g)' = f' where f < g, g' where g < f", "Only the smaller one counts."),
        lambda tree, varies: isinstance(tree, Call) and tree.function == "min",
    ),
)


def _function_rules() -> dict[str, Rule]:
    x = Symbol("x")
    return {
        key: Rule(key, entry.name, f"{key}(x)' = {one_line(tidy(entry.slope(x)))}", entry.why)
        for key, entry in ELEMENTARY.items()
    }


_FUNCTION_RULES = _function_rules()
RULES: tuple[Rule, ...] = (*(shape.rule for shape in _SHAPES), *_FUNCTION_RULES.values())
CHAIN_RULE = Rule(
    "chain",
    "chain rule",
    "dy/dx = dy/du*du/dx",
    "Multiply along each path from x to y, and add up the paths.",
)


def rule_of(tree: Node, names: Collection[str] | None = None) -> Rule:
    """The one rule that differentiates the outermost layer of a scalar expression.

    `names` are the names that vary, all names of the tree if not given. A constant factor before another
    function is not counted as a layer: 3*sin(u) is the sine rule.
    """
    moving = set(symbols(tree) if names is None else names)

    def varies(part: Node) -> bool:
        return not moving.isdisjoint(symbols(part))

    core = _core(tree, varies)
    if isinstance(core, Symbol) and core is not tree and varies(tree):
        core = tree
    if isinstance(core, Call) and core.function in _FUNCTION_RULES and varies(core):
        return _FUNCTION_RULES[core.function]
    for shape in _SHAPES:
        if shape.fits(core, varies):
            return shape.rule
    raise ValueError(f"There is no derivative rule for a {type(core).__name__.lower()}.")


def _core(tree: Node, varies: Callable[[Node], bool]) -> Node:
    """The tree without its constant factors."""
    while varies(tree):
        match tree:
            case Negative():
                tree = tree.operand
            case Quotient() if not varies(tree.denominator):
                tree = tree.numerator
            case Product() if _varying(tree, varies) == 1:
                tree = next(filter(varies, tree.operands))
            case _:
                break
    return tree


def _is_multiple(tree: Node, varies: Callable[[Node], bool]) -> bool:
    return isinstance(_core(tree, varies), Symbol)
