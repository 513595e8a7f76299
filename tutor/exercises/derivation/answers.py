"""Everything the learner typed, as one immutable value: undo is the value before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Answers:
    """The learner's texts.

    `pieces` are lines such as "u = x^3"; `locals` maps "v:u" to the text for dv/du. `kept` are big pieces the
    learner chose to keep whole, `left` the wrong answers (step and text) put off for later, `shown` the steps
    and texts that "show me" filled in.
    """

    pieces: tuple[str, ...] = ()
    locals: tuple[tuple[str, str], ...] = ()
    combined: str = ""
    answer: str = ""
    kept: frozenset[str] = field(default_factory=frozenset)
    left: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    shown: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def text(self, step: str) -> str:
        """The text that stands in a step; empty where nothing does."""
        kind, _, rest = step.partition(":")
        if kind == "piece":
            index = int(rest)
            return self.pieces[index] if index < len(self.pieces) else ""
        if kind == "local":
            return dict(self.locals).get(rest, "")
        return self.combined if kind == "combine" else self.answer

    def with_text(self, step: str, text: str) -> Answers:
        """The answers with another text in a step; an emptied piece is gone."""
        kind, _, rest = step.partition(":")
        if kind == "piece":
            index = int(rest)
            lines = (*self.pieces[:index], *([text] if text else []), *self.pieces[index + 1 :])
            return replace(self, pieces=lines)
        if kind == "local":
            others = dict(self.locals)
            others.pop(rest, None)
            return replace(self, locals=tuple({**others, **({rest: text} if text else {})}.items()))
        return replace(self, combined=text) if kind == "combine" else replace(self, answer=text)

    def plain(self) -> dict[str, Any]:
        """As plain data, to save."""
        return {
            "pieces": list(self.pieces),
            "locals": dict(self.locals),
            "combined": self.combined,
            "answer": self.answer,
            "kept": sorted(self.kept),
            "left": sorted(map(list, self.left)),
            "shown": sorted(map(list, self.shown)),
        }


def answers_from(data: dict[str, Any]) -> Answers:
    """The answers that `plain` made data of."""
    return Answers(
        tuple(data["pieces"]),
        tuple(data["locals"].items()),
        data["combined"],
        data["answer"],
        frozenset(data["kept"]),
        frozenset((step, text) for step, text in data["left"]),
        frozenset((step, text) for step, text in data["shown"]),
    )
