"""Proofs that two expressions are the same function: an exact normal form first, SymPy for what is left.

Runs in a worker process that may be ended at any time; it watches its own time as well. No proof rests on an
identity that fails somewhere in the common domain of the two sides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tutor.maths.equality.proof.bounds import DEEPEST_TREE, LARGEST_TREE, Budget
from tutor.maths.equality.proof.common import meet
from tutor.maths.equality.proof.conditions import domain_note
from tutor.maths.equality.proof.identity import Outcome, decide
from tutor.maths.equality.proof.ladder import climb, warm
from tutor.maths.tree import Call, Matrix, Node, Number, Power, Sum, Symbol, Vector
from tutor.maths.verdict import Assumption

__all__ = ["Proof", "prove", "warm_up"]


@dataclass(frozen=True)
class Proof:
    """What was proved.

    `equal` and `different` are exact; `open` says nothing. `note` names a condition that only one side needs
    (`where x > 0`). `method` is `identical`, `exact` or the step of SymPy that did it, empty where open.
    """

    outcome: Outcome
    note: str | None
    method: str


_OPEN = Proof("open", None, "")


def prove(yours: Node, expected: Node, *, where: Mapping[str, Assumption] = {}, seconds: float = 2.0) -> Proof:
    """Tries to prove that the two are equal wherever both are defined; vectors and matrices entry by entry."""
    if yours == expected:
        return Proof("equal", None, "identical")
    if yours.size + expected.size > LARGEST_TREE or max(_depth(yours), _depth(expected)) > DEEPEST_TREE:
        return _OPEN
    left, right = _entries(yours), _entries(expected)
    if left is None or right is None or len(left) != len(right) or not _same_layout(yours, expected):
        return _OPEN
    budget = Budget(seconds)
    proofs = []
    for one, other in zip(left, right, strict=True):
        proof = _prove_scalar(one, other, where, budget)
        if proof.outcome == "different":
            return proof
        proofs.append(proof)
    if any(proof.outcome == "open" for proof in proofs):
        return _OPEN
    notes = dict.fromkeys(proof.note for proof in proofs if proof.note)
    return Proof("equal", next(iter(notes)) if len(notes) == 1 else None, proofs[-1].method)


def _prove_scalar(yours: Node, expected: Node, where: Mapping[str, Assumption], budget: Budget) -> Proof:
    if yours == expected:
        return Proof("equal", None, "identical")
    attempt = decide(yours, expected, where, budget)
    outcome, method = attempt.outcome, "exact"
    if outcome == "open" and budget.left:
        method = climb(yours, expected, attempt.knowledge, budget)
        outcome = "equal" if method else "open"
    if outcome != "equal":
        return Proof(outcome, None, method if outcome == "different" else "")
    if not meet(yours, expected, where):
        return _OPEN
    return Proof("equal", domain_note(yours, expected, where, budget), method)


def _entries(tree: Node) -> tuple[Node, ...] | None:
    entries = tree.children if isinstance(tree, Vector | Matrix) else (tree,)
    nested = any(isinstance(entry, Vector | Matrix) for entry in entries)
    return None if nested or not entries else entries


def _same_layout(yours: Node, expected: Node) -> bool:
    """A flat vector has no direction: it goes with a single row or column. A vector of one goes with its entry."""
    if isinstance(yours, Matrix) and isinstance(expected, Matrix):
        return yours.shape == expected.shape
    return all(not isinstance(tree, Matrix) or 1 in tree.shape for tree in (yours, expected))


def _depth(tree: Node) -> int:
    """The depth of the tree, without recursion."""
    deepest, waiting = 0, [(tree, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((child, level + 1) for child in node.children)
    return deepest


def warm_up() -> None:
    """Imports SymPy and makes typical calls, so that the first proof is fast."""
    x = Symbol("x")
    square = Power(x, Number(2))
    one = Sum((Power(Call("sin", (x,)), Number(2)), Power(Call("cos", (x,)), Number(2))))
    prove(one, Number(1))
    prove(Call("ln", (square,)), Call("sqrt", (Sum((square, Number(1))),)))
    warm()
