"""What can be asked of a function: each is one entry here, with its answer and how it looks in the pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tutor.maths.calculus.at_point import difference, exact_value
from tutor.maths.calculus.derivative import derivative
from tutor.maths.calculus.graph import Graph
from tutor.maths.calculus.tidy import tidied
from tutor.maths.tree import (
    ONE,
    TWO,
    ZERO,
    Call,
    Matrix,
    Node,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
)


@dataclass(frozen=True)
class Subject:
    """The function in its inputs, its graph, and what it is asked about."""

    function: Node
    graph: Graph
    wrt: tuple[str, ...]
    at: Mapping[str, Node]
    direction: Mapping[str, Node]

    @property
    def entries(self) -> tuple[Node, ...]:
        """The function, or each of its entries."""
        return self.function.children if isinstance(self.function, Vector | Matrix) else (self.function,)

    def scalar(self) -> Node:
        """The function. Raises `ValueError` where it is a list."""
        if isinstance(self.function, Vector | Matrix):
            raise ValueError("This can be asked of one function only. A list of functions has a Jacobian.")
        return self.function

    def slope(self, entry: Node, name: str, output: str) -> Node:
        """The derivative of an entry by an input, or by a piece of the program."""
        if any(piece.name == name for piece in self.graph.pieces):
            return tidied(self.graph.put_back(self.graph.combined(name, output)))
        return derivative(entry, name)

    def slopes(self, name: str) -> tuple[Node, ...]:
        """The derivative of every entry with respect to one name."""
        return tuple(
            self.slope(entry, name, output) for entry, output in zip(self.entries, self.graph.outputs, strict=True)
        )

    def combinations(self, name: str) -> tuple[Node, ...]:
        """The same, in the names of the pieces."""
        return tuple(self.graph.combined(name, output) for output in self.graph.outputs)


@dataclass(frozen=True)
class Kind:
    """One thing to ask for."""

    answer: Callable[[Subject], Node]
    combined: Callable[[Subject], Node | None]


Slopes = Callable[[str], tuple[Node, ...]]


def _derivative(subject: Subject, slopes: Slopes) -> Node:
    """One derivative; a list of them for several names or several functions."""
    if len(subject.wrt) > 1:
        return _jacobian(subject, slopes) if len(subject.entries) > 1 else _gradient(subject, slopes)
    found = slopes(subject.wrt[0])
    return Vector(found) if isinstance(subject.function, Vector | Matrix) else found[0]


def _gradient(subject: Subject, slopes: Slopes) -> Node:
    subject.scalar()
    return Vector(tuple(slopes(name)[0] for name in subject.wrt))


def _jacobian(subject: Subject, slopes: Slopes) -> Node:
    """Rows are functions, columns are variables."""
    if isinstance(subject.function, Matrix):
        raise ValueError("A matrix of functions has no Jacobian here. Write its entries as one list.")
    columns = [slopes(name) for name in subject.wrt]
    return Matrix(tuple(zip(*columns, strict=True)))


def _hessian(subject: Subject) -> Node:
    function = subject.scalar()
    rows: list[list[Node]] = []
    for place, name in enumerate(subject.wrt):
        slope = derivative(function, name)
        below = [row[place] for row in rows]
        rows.append(below + [derivative(slope, other) for other in subject.wrt[place:]])
    return Matrix(tuple(map(tuple, rows)))


def _second(subject: Subject) -> Node:
    names = subject.wrt * 2 if len(subject.wrt) == 1 else subject.wrt
    if len(names) != 2:
        raise ValueError("A second derivative has one variable, or two for a mixed one. Name them after --wrt.")
    return derivative(derivative(subject.scalar(), names[0]), names[1])


def _directional(subject: Subject, slopes: Slopes) -> Node:
    subject.scalar()
    if not subject.direction:
        raise ValueError("A directional derivative needs a direction.")
    for name in subject.direction:
        if name not in subject.graph.inputs and name not in subject.wrt:
            raise ValueError(f"The direction names {name}, which is no variable of the function.")
    parts = {name: tidied(part) for name, part in subject.direction.items()}
    length = tidied(Call("sqrt", (Sum(tuple(Power(part, TWO) for part in parts.values())),)))
    if length == ZERO:
        raise ValueError("A direction needs a length: this one is zero.")
    terms = [Product((slopes(name)[0], part)) for name, part in parts.items() if part != ZERO]
    total = terms[0] if len(terms) == 1 else Sum(tuple(terms))
    return tidied(total if length == ONE else Quotient(total, length))


def _taylor2(subject: Subject) -> Node:
    """f(a) + f'(a)*(x - a) + f''(a)/2*(x - a)^2, over all pairs of variables."""
    function, names = subject.scalar(), subject.wrt
    missing = [name for name in names if name not in subject.at]
    if missing:
        raise ValueError(f"A Taylor polynomial needs a point: give a value for {', '.join(missing)}.")
    away = {name: difference(Symbol(name), subject.at[name]) for name in names}
    terms = [exact_value(function, subject.at)]
    first = {name: derivative(function, name) for name in names}
    terms += [_term(exact_value(first[name], subject.at), away[name]) for name in names]
    for place, one in enumerate(names):
        for other in names[place:]:
            slope = exact_value(derivative(first[one], other), subject.at)
            if one == other:
                terms.append(_term(Quotient(slope, TWO), Power(away[one], TWO)))
            else:
                terms.append(_term(slope, Product((away[one], away[other]))))
    kept = [term for term in terms if term != ZERO] or [ZERO]
    return kept[0] if len(kept) == 1 else Sum(tuple(kept))


def _term(number: Node, power: Node) -> Node:
    return tidied(Product((number, power)))


def _nothing(subject: Subject) -> None:
    return None


def _both(build: Callable[[Subject, Slopes], Node]) -> Kind:
    """An answer made of first derivatives looks the same in the pieces."""
    return Kind(
        lambda subject: build(subject, subject.slopes),
        lambda subject: build(subject, subject.combinations),
    )


ANSWERS: dict[str, Kind] = {
    "derivative": _both(_derivative),
    "total": _both(_derivative),
    "gradient": _both(_gradient),
    "jacobian": _both(_jacobian),
    "hessian": Kind(_hessian, _nothing),
    "second": Kind(_second, _nothing),
    "directional": _both(_directional),
    "taylor2": Kind(_taylor2, _nothing),
    "value": Kind(lambda subject: tidied(subject.function), _nothing),
}
