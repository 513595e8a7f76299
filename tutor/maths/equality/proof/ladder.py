"""SymPy's functions, one after the other, for what the exact normal form leaves open.

Only steps that hold for all real values are used: nothing is forced. Symbols are real, and positive where the
common domain makes them so. SymPy is imported on first use, in the process that proves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import isfinite
from random import Random
from typing import Any

from tutor.maths.equality.proof.bounds import Budget, GiveUp
from tutor.maths.equality.proof.powers import new
from tutor.maths.equality.proof.signs import NOT_NEGATIVE, POSITIVE, Knowledge
from tutor.maths.evaluate.floats import evaluate
from tutor.maths.tree import Node, symbols

_LARGEST = 300  # nodes of both sides together
_SEED = 1
_POINTS = 40
_ENOUGH = 3


def climb(yours: Node, expected: Node, knowledge: Knowledge | None, budget: Budget) -> str:
    """The name of the step that proved the two equal, or an empty text."""
    if yours.size + expected.size > _LARGEST or not _agree(yours, expected):
        return ""
    try:
        difference = _difference(yours, expected, knowledge)
        for name, step in _steps():
            budget.check()
            if step(difference) == 0:
                return name
    except GiveUp:
        return ""
    except Exception:
        # SymPy raises nearly anything on what it cannot do; for a proof that is all the same: none was found.
        return ""
    return ""


def _agree(yours: Node, expected: Node) -> bool:
    """Whether floats agree at a few points: SymPy may take long over what cannot be proved, and is not infallible."""
    random = Random(_SEED)
    names = tuple(dict.fromkeys((*symbols(yours), *symbols(expected))))
    agreed = 0
    for attempt in range(_POINTS):
        lowest = 0.0 if attempt % 2 else -4.0
        point = {name: random.uniform(lowest, 4.0) for name in names}
        left, right = evaluate(yours, point), evaluate(expected, point)
        if not (isinstance(left, float) and isinstance(right, float) and isfinite(left) and isfinite(right)):
            continue
        if abs(left - right) > 1e-5 * (1 + abs(left) + abs(right)):
            return False
        agreed += 1
    return agreed >= _ENOUGH


def _difference(yours: Node, expected: Node, knowledge: Knowledge | None) -> Any:
    import sympy

    from tutor.maths.equality.proof.conversion import to_sympy

    names = dict.fromkeys((*symbols(yours), *symbols(expected)))
    real = {}
    for name in names:
        signs = frozenset((-1, 0, 1))
        if knowledge is not None:
            signs = knowledge.of(new(knowledge, "symbol", (name,)).numerator)
        assumed: dict[str, bool] = {"real": True}
        if signs <= POSITIVE:
            assumed["positive"] = True
        elif signs <= NOT_NEGATIVE:
            assumed["nonnegative"] = True
        real[name] = sympy.Symbol(name, **assumed)
    return to_sympy(yours, real) - to_sympy(expected, real)


def _steps() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    import sympy

    yield "expand", sympy.expand
    yield "ratsimp", lambda e: sympy.ratsimp(sympy.together(e))
    yield "exponentials", lambda e: sympy.cancel(sympy.together(sympy.expand(e.rewrite(sympy.exp))))
    yield "logarithms", lambda e: sympy.cancel(sympy.expand(e.rewrite(sympy.log)))
    yield "trigsimp", lambda e: sympy.trigsimp(sympy.expand_trig(e))
    yield "simplify", sympy.simplify


def warm() -> None:
    """Imports SymPy and makes each step once."""
    import sympy

    x = sympy.Symbol("x", real=True)
    example = sympy.sin(2 * x) / (1 + x) - 2 * sympy.sin(x) * sympy.cos(x) * sympy.log(2 + x**2)
    for _, step in _steps():
        step(example)
