"""What a derivation line by line is made of, as its author states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

# equal: the same value. about: equal up to products of small names. scaled: multiplied or divided by something.
# changed: what the rule makes of it, and nothing else.
Relation = Literal["equal", "about", "scaled", "changed"]


@dataclass(frozen=True)
class ModelLine:
    """One line of the author's way, the rule that leads to it, and how it relates to the line before."""

    expression: str
    rule: str
    relation: Relation = "equal"


@dataclass(frozen=True)
class LinesSpec:
    """A derivation line by line; the last of `lines` is where the learner has to arrive.

    `given` are facts shown above, `first` the line it starts from. `let` are names with their meaning, put in
    before comparing; `small` names whose products are dropped in a line that is "about" equal. `variables` are
    further names of more than one letter; `where` is what is known of variables, as in a question.
    """

    id: str
    first: str
    lines: tuple[ModelLine, ...]
    prompt: str = ""
    given: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    let: tuple[tuple[str, str], ...] = ()
    where: tuple[tuple[str, str | tuple[str, str]], ...] = ()
    hint: str = ""

    def plain(self) -> dict[str, Any]:
        """As plain data, to save; `from_plain` reads it back."""
        return {**asdict(self), "lines": [asdict(line) for line in self.lines]}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> LinesSpec:
        """The spec of plain data; maps and lists will do where pairs and tuples stand.

        Raises ValueError for a field that there is not.
        """
        unknown = set(data) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"A derivation line by line has no field {', '.join(sorted(unknown))}.")
        lines = tuple(ModelLine(**line) for line in data["lines"])
        return cls(**{**{name: _frozen(value) for name, value in data.items()}, "lines": lines})


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple((name, _frozen(entry)) for name, entry in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value
