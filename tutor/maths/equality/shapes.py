"""Scalars, vectors and matrices: which entries have to be compared with which, or why they do not fit."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.maths.tree import Matrix, Node, Vector

Rows = tuple[tuple[Node, ...], ...]


@dataclass(frozen=True)
class Shape:
    """A scalar, a flat vector or a matrix, as rows; `flat` marks a vector without direction."""

    rows: Rows
    flat: bool
    scalar: bool

    @property
    def size(self) -> tuple[int, int]:
        """(rows, columns); a flat vector counts as a column."""
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def entries(self) -> tuple[Node, ...]:
        """The entries, row by row."""
        return tuple(entry for row in self.rows for entry in row)

    @property
    def text(self) -> str:
        """The size in words."""
        if self.scalar:
            return "a single expression"
        rows, columns = self.size
        if self.flat:
            return f"a vector of {rows} entries" if rows != 1 else "a vector of 1 entry"
        return f"a {rows} by {columns} matrix"


def shape_of(tree: Node) -> Shape:
    """The shape of a tree. A vector whose entries are all vectors of one length is a matrix."""
    if isinstance(tree, Matrix):
        return Shape(tree.rows, False, False)
    if isinstance(tree, Vector):
        entries = tree.operands
        if entries and all(isinstance(e, Vector) and len(e.operands) == len(entries[0].children) for e in entries):
            return Shape(tuple(e.children for e in entries), False, False)
        return Shape(tuple((entry,) for entry in entries), True, False)
    return Shape(((tree,),), False, True)


def transposed(shape: Shape) -> Shape:
    """Rows as columns."""
    return Shape(tuple(zip(*shape.rows, strict=True)), shape.flat, shape.scalar)


def fits(yours: Shape, expected: Shape) -> bool:
    """Whether the entries answer one another.

    A flat vector answers a single row or column; a vector of one entry answers that entry.
    """
    if len(yours.entries) != len(expected.entries):
        return False
    if len(expected.entries) == 1:
        return True
    if yours.flat or expected.flat:
        return 1 in yours.size and 1 in expected.size and (yours.flat or expected.flat)
    return yours.size == expected.size


def mismatch(yours: Shape, expected: Shape) -> str:
    """One sentence that names both sizes."""
    return f"Your answer is {yours.text}; the right answer is {expected.text}."
