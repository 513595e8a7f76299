"""Which paths an answer adds up, and what is wrong with the paths of a wrong one.

Values at a few random points tell quickly which paths stand in an answer; whoever says so to a learner has the
judge confirm it first.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from tutor.engine import Graph, Node, evaluate, plus, times
from tutor.exercises.derivation.problem import Problem
from tutor.exercises.derivation.questions import along

Path = tuple[str, ...]
_MOST_PATHS = 10
_POINTS = 4
_LARGEST = 2_000


@dataclass(frozen=True)
class PathFault:
    """What an answer does with the paths instead of adding them all up once.

    `forgotten` leaves out `paths`, `doubled` counts them twice, `multiplied` multiplies all paths together.
    `value` is what it comes to, to be confirmed.
    """

    kind: Literal["forgotten", "doubled", "multiplied"]
    paths: tuple[Path, ...]
    value: Node

    def sentence(self) -> str:
        """The fault in words."""
        if self.kind == "multiplied":
            return "Slopes multiply along a path, but paths add up. You multiplied the paths."
        named = " and ".join(" → ".join(path) for path in self.paths)
        many = len(self.paths) > 1
        if self.kind == "forgotten":
            return f"{'Paths are' if many else 'A path is'} missing: {named}."
        return f"{'Paths are' if many else 'A path is'} counted twice: {named}."


def path_products(
    problem: Problem, graph: Graph, variable: str, partials: Mapping[tuple[str, str], Node]
) -> dict[Path, Node]:
    """The product along each path, where every derivative on it is known."""
    products = {path: along(path, partials) for path in graph.paths(variable, problem.name)}
    return {path: product for path, product in products.items() if product is not None}


def used_paths(problem: Problem, graph: Graph, answer: Node, products: Mapping[Path, Node]) -> tuple[Path, ...]:
    """The paths whose products stand as terms in the answer, or all of them if the answer is their sum."""
    points = _points(problem, graph)
    parts = {path: _values(product, points) for path, product in products.items()}
    left = list(parts)
    used: list[Path] = []
    for term in answer.children if type(answer).__name__ == "Sum" else (answer,):
        values = _values(term, points)
        found = next((path for path in left if _same(values, parts[path])), None)
        if found is not None:
            left.remove(found)
            used.append(found)
    if left and _same(_values(answer, points), _added(list(parts.values()))):
        return tuple(parts)
    return tuple(path for path in parts if path in used)


def path_fault(problem: Problem, graph: Graph, answer: Node, products: Mapping[Path, Node]) -> PathFault | None:
    """What a wrong answer does with the paths, as far as values at some points tell; None if it is another mistake."""
    if not 2 <= len(products) <= _MOST_PATHS or sum(map(_size, products.values())) > _LARGEST:
        return None
    points = _points(problem, graph)
    yours = _values(answer, points)
    if not all(map(math.isfinite, yours)):
        return None
    parts = {path: _values(product, points) for path, product in products.items()}
    for kind, chosen, values in _faults(parts):
        if _same(yours, values):
            return PathFault(kind, chosen, _value(kind, chosen, products))
    return None


def _faults(
    parts: Mapping[Path, Sequence[float]],
) -> Iterator[tuple[Literal["forgotten", "doubled", "multiplied"], tuple[Path, ...], Sequence[float]]]:
    paths = list(parts)
    for count in range(1, len(paths)):
        for missing in combinations(paths, count):
            yield "forgotten", missing, _added([parts[path] for path in paths if path not in missing])
        if count <= 2:
            for twice in combinations(paths, count):
                yield "doubled", twice, _added([*parts.values(), *(parts[path] for path in twice)])
    yield "multiplied", tuple(paths), [math.prod(column) for column in zip(*parts.values(), strict=True)]


def _value(kind: str, chosen: tuple[Path, ...], products: Mapping[Path, Node]) -> Node:
    if kind == "multiplied":
        return times(list(products.values()))
    if kind == "forgotten":
        return plus([product for path, product in products.items() if path not in chosen])
    return plus([*products.values(), *(products[path] for path in chosen)])


def _points(problem: Problem, graph: Graph) -> list[dict[str, float]]:
    chance = random.Random(7)
    points: list[dict[str, float]] = []
    for _ in range(_POINTS):
        point = {name: chance.uniform(0.3, 1.7) for name in problem.inputs}
        for piece in graph.pieces:
            value = evaluate(piece.definition, point)
            point[piece.name] = value if isinstance(value, float) else math.nan
        points.append(point)
    return points


def _values(tree: Node, points: Sequence[Mapping[str, float]]) -> list[float]:
    values = [evaluate(tree, point) for point in points]
    return [value if isinstance(value, float) else math.nan for value in values]


def _added(columns: Sequence[Sequence[float]]) -> list[float]:
    return [math.fsum(column) for column in zip(*columns, strict=True)]


def _same(left: Sequence[float], right: Sequence[float]) -> bool:
    return all(math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in zip(left, right, strict=True))


def _size(tree: Node) -> int:
    return tree.size
