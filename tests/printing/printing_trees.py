"""Trees to print: short ways to build them, random ones, and one form for trees that mean the same."""

from fractions import Fraction

from hypothesis import strategies as st

from tutor.maths.functions import FUNCTIONS
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

U, V, X, Y, Z = map(Symbol, "uvxyz")
E, PI = Constant("e"), Constant("pi")
ONE, TWO, THREE = Number(1), Number(2), Number(3)


def call(name: str, *arguments: Node) -> Call:
    return Call(name, arguments)


def plus(*terms: Node) -> Sum:
    return Sum(terms)


def minus(left: Node, right: Node) -> Sum:
    return Sum((left, Negative(right)))


def times(*factors: Node) -> Product:
    return Product(factors)


def square(node: Node) -> Power:
    return Power(node, TWO)


def cube(node: Node) -> Power:
    return Power(node, THREE)


_DECIMALS = {"0.5": Fraction(1, 2), ".25": Fraction(1, 4), "1.50": Fraction(3, 2), "2.5e-30": Fraction(1, 4 * 10**29)}

leaves = st.one_of(
    st.sampled_from([U, V, X, Y, Symbol("x_1"), Symbol("theta"), E, PI]),
    st.integers(0, 12).map(Number),
    st.fractions(-3, 3, max_denominator=7).map(Number),
    st.sampled_from([Number(value, text) for text, value in _DECIMALS.items()]),
)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    unary = sorted(name for name, function in FUNCTIONS.items() if function.least == 1)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        inner.map(Negative),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        st.builds(call, st.sampled_from(unary), inner),
        st.builds(call, st.sampled_from(["max", "min", "log"]), inner, inner),
        st.builds(call, st.just("root"), inner, st.integers(2, 5).map(Number)),
    )


scalars: st.SearchStrategy[Node] = st.recursive(leaves, _grown, max_leaves=10)
trees: st.SearchStrategy[Node] = st.one_of(
    scalars,
    st.lists(scalars, min_size=2, max_size=3).map(lambda entries: Vector(tuple(entries))),
    st.tuples(scalars, scalars, scalars, scalars).map(lambda e: Matrix(((e[0], e[1]), (e[2], e[3])))),
)


def plain(tree: Node) -> Node:
    """The tree with nested sums and products flat, numbers as quotients, signs out of products, sqrt for root 2."""
    sign, node = _signed(tree)
    return Negative(node) if sign < 0 else node


def _signed(tree: Node) -> tuple[int, Node]:
    match tree:
        case Number():
            top, bottom = Number(abs(tree.value.numerator)), Number(tree.value.denominator)
            return (-1 if tree.value < 0 else 1), top if bottom == ONE else Quotient(top, bottom)
        case Negative():
            sign, node = _signed(tree.operand)
            return -sign, node
        case Product() | Quotient():
            parts = [_signed(child) for child in tree.children]
            sign = -1 if sum(part < 0 for part, _ in parts) % 2 else 1
            if isinstance(tree, Quotient):
                return sign, Quotient(parts[0][1], parts[1][1])
            factors = [inner for _, part in parts for inner in (part.operands if isinstance(part, Product) else [part])]
            return sign, Product(tuple(factors))
        case Sum():
            terms: list[Node] = []
            for child in tree.operands:
                term = plain(child)
                terms += term.operands if isinstance(term, Sum) else [term]
            return 1, Sum(tuple(terms))
        case Call(function="root", arguments=(inside, Number(value=2))):
            return 1, call("sqrt", plain(inside))
    return 1, tree.rebuilt(tuple(map(plain, tree.children)))
