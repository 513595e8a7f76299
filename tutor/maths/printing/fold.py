"""A tree folded from the leaves up, without recursion: deep trees are as safe as flat ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tutor.maths.tree import Node

Result = TypeVar("Result")


def folded(tree: Node, combine: Callable[[Node, tuple[Result, ...]], Result]) -> Result:
    """`combine(node, results of its children)` for every node, operands first; the result of the root.

    A part that occurs several times as the same object is combined once. (Parts that are merely equal are
    not: numbers compare equal however they were written.)
    """
    done: dict[int, Result] = {}
    waiting = [tree]
    while waiting:
        node = waiting[-1]
        missing = [child for child in node.children if id(child) not in done]
        if missing:
            waiting.extend(missing)
            continue
        waiting.pop()
        if id(node) not in done:
            done[id(node)] = combine(node, tuple(done[id(child)] for child in node.children))
    return done[id(tree)]


def depth(tree: Node) -> int:
    """The length of the longest way to a leaf, counted in nodes, for trees of any depth."""

    def combine(_: Node, parts: tuple[int, ...]) -> int:
        return 1 + max(parts, default=0)

    return folded(tree, combine)
