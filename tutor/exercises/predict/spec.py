"""What is to be predicted, as its author states it, and the right numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from tutor.engine import Node, evaluate, question_from, substituted, symbols

Window = tuple[float, float]


@dataclass(frozen=True)
class Option:
    """One thing to choose, and what is said when it was chosen."""

    text: str
    why: str = ""


@dataclass(frozen=True)
class PredictSpec:
    """What is to be predicted.

    `answer` is the right option, the number, or the coordinates of the point. A number is compared to `decimals`
    places, within `tolerance`, or exactly. A point has two coordinates, or one: the place along `curve` (a
    function of `variable`), or the height of the curve where `given` is its place, which needs no `answer`. It has
    to be within `tolerance`, or within a twentieth of the `window` (along, and up). `why` is said afterwards with
    `reveal`, which tells what to see in the picture.
    """

    id: str
    form: Literal["choice", "number", "point"]
    prompt: str = ""
    answer: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    why: str = ""
    reveal: str = ""
    decimals: int | None = None
    tolerance: float | None = None
    curve: str = ""
    variable: str = "x"
    given: str = ""
    window: tuple[Window | None, Window | None] = (None, None)

    def plain(self) -> dict[str, Any]:
        """As plain data, to save; `from_plain` reads it back."""
        return asdict(self)

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> PredictSpec:
        """The spec of plain data; lists will do for tuples, and one text for `answer`. Raises ValueError."""
        unknown = set(data) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"A prediction has no field {', '.join(sorted(unknown))}.")
        answer = data.get("answer", ())
        along, up = (tuple(side) if side else None for side in data.get("window", (None, None)))
        options = tuple(Option(**option) for option in data.get("options", ()))
        texts = (answer,) if isinstance(answer, str) else tuple(answer)
        return cls(**{**data, "answer": texts, "options": options, "window": (along, up)})


def right_numbers(spec: PredictSpec) -> tuple[Node, ...]:
    """The right numbers of a prediction, none for a choice. Raises ValueError for what cannot be asked."""
    if spec.form == "choice":
        if len(spec.answer) != 1 or spec.answer[0] not in (option.text for option in spec.options):
            raise ValueError("The right answer is not among the options.")
        return ()
    trees = tuple(question_from({"answer": "", "expected": text}).expected for text in spec.answer)
    if spec.form == "point" and spec.curve and spec.given and not trees:
        curve = question_from({"answer": "", "expected": spec.curve, "variables": [spec.variable]}).expected
        place = question_from({"answer": "", "expected": spec.given}).expected
        trees = (substituted(curve, {spec.variable: place}),)
    if not trees or (spec.form == "number" and len(trees) != 1) or len(trees) > 2:
        raise ValueError("A prediction needs its answer: one number, or the coordinates of a point.")
    if any(symbols(tree) or not math.isfinite(value(tree)) for tree in trees):
        raise ValueError("The answer of a prediction is a number.")
    return trees


def value(tree: Node) -> float:
    """The value of a number; nan where there is none."""
    found = evaluate(tree, {})
    return found if isinstance(found, float) else math.nan
