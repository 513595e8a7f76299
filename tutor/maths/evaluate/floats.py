"""The value of a tree in floats, at a point or over arrays, for pictures and quick looks; nan is "undefined".

Rounding is not tracked: what decides whether an answer is right uses balls instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tutor.maths.evaluate.float_program import FloatProgram, program
from tutor.maths.evaluate.float_scalars import SCALARS
from tutor.maths.tree import Node

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = float | list[Any]


def evaluate(tree: Node, values: Mapping[str, float]) -> Value:
    """The value where the names have these values: a float, or a list (of lists) for a vector or matrix.

    nan where the tree is undefined or a name has no value, inf where a float is too small for the value.
    Never raises for an expression tree.
    """
    plan = _scalar_program(tree)
    registers: list[float] = []
    for step in plan.steps:
        if step.name is not None:
            registers.append(float(values.get(step.name, math.nan)))
            continue
        try:
            registers.append(step.operation(*[registers[place] for place in step.operands]))
        except (ValueError, ArithmeticError):
            registers.append(math.nan)
    results = [registers[place] for place in plan.results]
    if not plan.shape:
        return results[0]
    if len(plan.shape) == 1:
        return results
    width = plan.shape[1]
    return [results[start : start + width] for start in range(0, len(results), width)]


def compiled(tree: Node, names: Sequence[str]) -> Callable[..., NDArray[np.float64]]:
    """A function of arrays, one for each of `names`, which are broadcast together.

    It gives an array of their common shape (with leading axes for a vector's or matrix's entries), nan where
    the tree is undefined.
    """
    import numpy as np

    from tutor.maths.evaluate.float_arrays import ARRAYS

    plan = program(tree, ARRAYS)
    inputs = {name: place for place, name in enumerate(names)}

    def run(*arrays: NDArray[np.float64] | float) -> NDArray[np.float64]:
        given = np.broadcast_arrays(*(np.asarray(array, dtype=np.float64) for array in arrays))
        common = given[0].shape if given else ()
        registers: list[Any] = []
        with np.errstate(all="ignore"):
            for step, released in zip(plan.steps, plan.released, strict=True):
                if step.name is not None:
                    registers.append(given[inputs[step.name]] if step.name in inputs else math.nan)
                else:
                    registers.append(step.operation(*[registers[place] for place in step.operands]))
                for place in released:
                    registers[place] = None
        results = [np.broadcast_to(registers[place], common) for place in plan.results]
        return np.array(results, dtype=np.float64).reshape(plan.shape + common)

    return run


@lru_cache(maxsize=64)
def _scalar_program(tree: Node) -> FloatProgram:
    return program(tree, SCALARS)
