"""Everything the learner typed, as one immutable value: undo is the value before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Answers:
    """The learner's texts.

    `pieces` are lines such as "u = x^3"; `rest` maps the other steps to their texts: "local:v:u" to the one for
    dv/du, "combine:x" and "answer:x" to those of the last two parts. `kept` are big pieces the
    learner chose to keep whole, `left` the wrong answers (step and text) put off for later, `shown` the steps
    and texts that "show me" filled in.
    """

    pieces: tuple[str, ...] = ()
    rest: tuple[tuple[str, str], ...] = ()
    kept: frozenset[str] = field(default_factory=frozenset)
    left: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    shown: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def text(self, step: str) -> str:
        """The text that stands in a step; empty where nothing does."""
        if step.startswith("piece:"):
            index = piece_index(step)
            return self.pieces[index] if index < len(self.pieces) else ""
        return dict(self.rest).get(step, "")

    def with_text(self, step: str, text: str) -> Answers:
        """The answers with another text in a step; an emptied piece is gone."""
        if step.startswith("piece:"):
            index = piece_index(step)
            lines = (*self.pieces[:index], *([text] if text else []), *self.pieces[index + 1 :])
            return replace(self, pieces=lines)
        others = {name: old for name, old in self.rest if name != step}
        return replace(self, rest=tuple({**others, **({step: text} if text else {})}.items()))

    def plain(self) -> dict[str, Any]:
        """As plain data, to save."""
        return {
            "pieces": list(self.pieces),
            "rest": dict(self.rest),
            "kept": sorted(self.kept),
            "left": sorted(map(list, self.left)),
            "shown": sorted(map(list, self.shown)),
        }


def answers_from(data: dict[str, Any]) -> Answers:
    """The answers that `plain` made data of."""
    return Answers(
        tuple(data["pieces"]),
        tuple(data["rest"].items()),
        frozenset(data["kept"]),
        frozenset((step, text) for step, text in data["left"]),
        frozenset((step, text) for step, text in data["shown"]),
    )


def piece_index(step: str) -> int:
    """The place of a piece among the lines: 2 for "piece:2"."""
    return int(step.partition(":")[2])
