"""Verdicts and derivations as the JSON of the commands, field by field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.engine import Node, Verdict
    from tutor.maths.calculus import Derivation


def verdict_fields(case_id: Any, verdict: Verdict, ms: float, proof_ms: float | None) -> dict[str, Any]:
    """The line that answers a line of `check --batch`."""
    witness = verdict.witness
    return {
        "id": case_id,
        "verdict": verdict.outcome,
        "certainty": verdict.certainty,
        "witness": None
        if witness is None
        else {"at": witness.at, "yours": witness.yours, "expected": witness.expected},
        "mistake": verdict.mistakes[0] if verdict.mistakes else None,
        "mistakes": list(verdict.mistakes),
        "near": verdict.near,
        "reason": verdict.reason,
        "feedback": verdict.feedback,
        "note": verdict.note,
        "message": verdict.message,
        "position": verdict.position,
        "read_as": verdict.read_as,
        "ms": round(ms, 3),
        "diagnosis_ms": None,
        "proof_ms": None if proof_ms is None else round(proof_ms, 3),
    }


def derivation_fields(derivation: Derivation) -> dict[str, Any]:
    """The answer of `derive --json`."""
    from tutor.engine import one_line

    graph = derivation.pieces
    return {
        "function": _text_or_list(derivation.function),
        "wrt": list(derivation.wrt),
        "ask": derivation.ask,
        "pieces": [
            {
                "name": piece.name,
                "definition": one_line(piece.definition),
                "partials": {
                    argument: one_line(graph.local_partial(piece.name, argument))
                    for argument in graph.arguments(piece.name)
                },
            }
            for piece in graph.pieces
        ],
        "combined": None if derivation.combined is None else _text_or_list(derivation.combined),
        "answer": _text_or_list(derivation.answer),
        "steps": [
            {"rule": step.rule, "before": step.before, "after": step.after, "why": step.why}
            for step in derivation.steps
        ],
    }


def _text_or_list(tree: Node) -> str | list[Any]:
    from tutor.engine import Matrix, Vector, one_line

    if isinstance(tree, Vector):
        return [one_line(entry) for entry in tree.children]
    if isinstance(tree, Matrix):
        return [[one_line(entry) for entry in row] for row in tree.rows]
    return one_line(tree)


def dumped(fields: dict[str, Any]) -> str:
    """One line of JSON in plain ASCII, so that nothing a learner typed can steer a terminal."""
    return json.dumps(fields, ensure_ascii=True)
