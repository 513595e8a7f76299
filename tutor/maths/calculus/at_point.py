"""Exact values at a point, and whether a function has a value or a derivative there at all."""

from __future__ import annotations

from collections.abc import Mapping

from tutor.maths.calculus.derivative import derivative
from tutor.maths.calculus.domain import certainly_undefined
from tutor.maths.calculus.size import LARGEST, bounded
from tutor.maths.calculus.tidy import tidied
from tutor.maths.printing import one_line
from tutor.maths.tree import ZERO, Call, Negative, Node, Sum, substituted, symbols, walk


class NotDefined(ValueError):
    """There is no value or no derivative at the point. The message is a sentence for the learner."""


def exact_value(tree: Node, at: Mapping[str, Node]) -> Node:
    """The tree with the values put in, as a number or a short exact tree."""
    return bounded(tidied(bounded(substituted(tree, at), 4 * LARGEST)))


def check_value(function: Node, at: Mapping[str, Node]) -> None:
    """Raises `NotDefined` where the function certainly has no value at the point."""
    if certainly_undefined(exact_value(function, at)):
        raise NotDefined(f"The function is not defined at {_told(at)}.")


def check_derivative(function: Node, slope: Node, names: tuple[str, ...], at: Mapping[str, Node]) -> None:
    """Raises `NotDefined` where the rules give no derivative at the point.

    That is so at jumps and corners, and at a few points where only the definition helps (x*|x| at 0).
    `slope` is the derivative (or several) as found for points in general.
    """
    check_value(function, at)
    at_switch = any(_switches(node, name, at) for node in set(walk(function)) for name in names)
    if at_switch or certainly_undefined(exact_value(slope, at)):
        raise NotDefined(f"The rules give no derivative at {_told(at)}.")


def _switches(node: Node, name: str, at: Mapping[str, Node]) -> bool:
    """Whether a jump or a corner of the node lies exactly at the point. (relu has the slope 0 at 0.)"""
    if not isinstance(node, Call) or name not in symbols(node):
        return False
    if node.function in ("sign", "step"):
        return exact_value(node.arguments[0], at) == ZERO
    if node.function in ("max", "min"):
        best = exact_value(node, at)
        tied = [argument for argument in node.arguments if exact_value(argument, at) == best]
        if node.function == "max" and ZERO in tied:
            return False
        slopes = {exact_value(derivative(argument, name), at) for argument in tied}
        return len(slopes) > 1
    return False


def _told(at: Mapping[str, Node]) -> str:
    return ", ".join(f"{name} = {one_line(value)}" for name, value in at.items())


def difference(one: Node, other: Node) -> Node:
    """one - other, tidied."""
    return tidied(Sum((one, Negative(other))))
