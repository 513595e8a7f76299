"""Building trees out of read parts; vectors and matrices written out are added and scaled entry by entry."""

from __future__ import annotations

from collections.abc import Callable

from tutor.maths.tree import TWO, Call, Matrix, Negative, Node, Power, Product, Quotient, Sum, Vector

_ARRAYS = (Vector, Matrix)


class Misfit(ValueError):
    """Parts that cannot be put together in this way; the text is a sentence for the learner."""


def plus(terms: list[Node]) -> Node:
    """The sum of one or more terms; arrays of one shape are added entry by entry."""
    if len(terms) == 1:
        return terms[0]
    if not any(isinstance(term, _ARRAYS) for term in terms):
        return Sum(tuple(terms))
    shapes = {_shape(term) for term in terms}
    if () in shapes:
        raise Misfit("a number and a list of entries cannot be added")
    if len(shapes) > 1:
        raise Misfit("these have different sizes and cannot be added")
    return terms[0].rebuilt(tuple(Sum(entries) for entries in zip(*(t.children for t in terms), strict=True)))


def times(factors: list[Node]) -> Node:
    """The product of one or more factors, at most one of them an array."""
    if len(factors) == 1:
        return factors[0]
    arrays = [i for i, factor in enumerate(factors) if isinstance(factor, _ARRAYS)]
    if not arrays:
        return Product(tuple(factors))
    if len(arrays) > 1:
        raise Misfit("two lists of entries cannot be multiplied here: type the result")
    place = arrays[0]
    return _each(factors[place], lambda entry: Product((*factors[:place], entry, *factors[place + 1 :])))


def over(numerator: Node, denominator: Node) -> Node:
    """The quotient; an array may be divided by a number."""
    if isinstance(denominator, _ARRAYS):
        raise Misfit("you cannot divide by a list of entries")
    if isinstance(numerator, _ARRAYS):
        return _each(numerator, lambda entry: Quotient(entry, denominator))
    return Quotient(numerator, denominator)


def negative(operand: Node, times_: int = 1) -> Node:
    """The operand with that many minus signs before it."""
    for _ in range(times_):
        operand = _each(operand, Negative) if isinstance(operand, _ARRAYS) else Negative(operand)
    return operand


def power(base: Node, exponent: Node) -> Node:
    """A power of numbers."""
    if isinstance(base, _ARRAYS) or isinstance(exponent, _ARRAYS):
        raise Misfit("a list of entries has no power here: type the result")
    return Power(base, exponent)


def call(function: str, arguments: tuple[Node, ...]) -> Node:
    """A function of numbers."""
    if any(isinstance(argument, _ARRAYS) for argument in arguments):
        raise Misfit(f"{function} acts on one number, not on a list of entries")
    return Call(function, arguments)


def norm(operand: Node) -> Node:
    """The length of a vector written out, the absolute value of a number."""
    if isinstance(operand, Vector):
        squares = tuple(Power(entry, TWO) for entry in operand.operands)
        return Call("sqrt", (Sum(squares),))
    return call("abs", (operand,))


def assembled(rows: list[list[tuple[Node, bool]]], square: bool) -> Node:
    """What a bracket with these rows of entries stands for; True marks an entry that is `[...]` itself.

    One entry alone is that entry, rows of single entries a vector. `square` is the kind of the outer bracket.
    """
    if len(rows) > 1:
        if any(isinstance(entry, _ARRAYS) for row in rows for entry, _ in row):
            raise Misfit("a matrix is either [[a, b], [c, d]] or [a, b; c, d], not both at once")
        grid = [[entry for entry, _ in row] for row in rows]
        return Vector(tuple(row[0] for row in grid)) if max(map(len, grid)) == 1 else _grid(grid)
    entries = rows[0]
    if len(entries) == 1:
        entry, bracketed = entries[0]
        return Matrix((entry.operands,)) if square and bracketed and isinstance(entry, Vector) else entry
    if any(isinstance(entry, Matrix) for entry, _ in entries):
        raise Misfit("a matrix cannot stand inside another list")
    if not any(isinstance(entry, Vector) or bracketed for entry, bracketed in entries):
        return Vector(tuple(entry for entry, _ in entries))
    if not all(isinstance(entry, Vector) or bracketed for entry, bracketed in entries):
        raise Misfit("some entries here are rows and others are not")
    return _grid([list(e.operands) if isinstance(e, Vector) else [e] for e, _ in entries])


def from_rows(grid: list[list[Node]]) -> Node:
    """A LaTeX matrix; a single row or column is a vector."""
    if len(grid) == 1:
        return Vector(tuple(grid[0])) if len(grid[0]) > 1 else grid[0][0]
    if all(len(row) == 1 for row in grid):
        return Vector(tuple(row[0] for row in grid))
    return _grid(grid)


def _grid(grid: list[list[Node]]) -> Node:
    width = len(grid[0])
    for number, row in enumerate(grid[1:], 2):
        if len(row) != width:
            raise Misfit(f"the rows have different lengths: row 1 has {width}, row {number} has {len(row)}")
    return Matrix(tuple(tuple(row) for row in grid))


def _each(array: Node, change: Callable[[Node], Node]) -> Node:
    return array.rebuilt(tuple(map(change, array.children)))


def _shape(node: Node) -> tuple[int, ...]:
    if isinstance(node, Vector):
        return (len(node.operands),)
    return node.shape if isinstance(node, Matrix) else ()
