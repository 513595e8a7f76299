"""What a question asks, as its author states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeAlias

# An answer as text, or the entries of a vector or the rows of a matrix.
Stated: TypeAlias = "str | tuple[Stated, ...]"
Pairs: TypeAlias = tuple[tuple[str, str], ...]
Layout = Literal["", "numerator", "denominator"]


@dataclass(frozen=True)
class QuestionSpec:
    """One question.

    The right answer is `expected`, or what `ask` says of `function` (one text, or several for a vector) with
    respect to `wrt`, at the point `at`, along `direction`. With both, `expected` is the key and the function
    serves for hints. `ask` is one of derivative, partial, gradient, jacobian, hessian, second, total,
    directional, taylor2, value; None for the usual one. `let` are names the answer may use with their meaning,
    `names` further names without one, `variables` all names where they are to be fixed. `where` is what is
    known of variables: "positive", "nonzero" or (low, high). `accept` are further right answers, `mistakes`
    wrong answers with the sentence each gets. `layout` "denominator" turns a Jacobian round. `label` stands left
    of the answer, `answer` is what "show me" writes, `hint` and `template` replace those made from the function.
    """

    id: str
    prompt: str = ""
    function: str | tuple[str, ...] | None = None
    wrt: tuple[str, ...] = ()
    ask: str | None = None
    at: Pairs = ()
    let: Pairs = ()
    expected: Stated | None = None
    direction: Pairs = ()
    decimals: int | None = None
    where: tuple[tuple[str, str | tuple[str, str]], ...] = ()
    variables: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    hint: str = ""
    mistakes: tuple[tuple[Stated, str], ...] = ()
    accept: tuple[Stated, ...] = ()
    layout: Layout = ""
    label: str = ""
    answer: str = ""
    template: str = ""

    def plain(self) -> dict[str, Any]:
        """As plain data, to save; `from_plain` reads it back."""
        return {name: _listed(value) for name, value in asdict(self).items() if value not in ("", (), None)}

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> QuestionSpec:
        """The spec of plain data; maps (`at`, `let`, ...) and lists will do where pairs and tuples stand.

        Raises ValueError for a field that there is not.
        """
        unknown = set(data) - {field.name for field in fields(cls)}
        if unknown:
            raise ValueError(f"A question has no field {', '.join(sorted(unknown))}.")
        return cls(**{name: _frozen(value) for name, value in data.items()})

    def case(self) -> dict[str, Any]:
        """The fields that state what is right, as `check --batch` takes them."""
        stated: dict[str, Any] = {
            "answer": "",
            "let": dict(self.let),
            "where": {name: _listed(known) for name, known in self.where},
            "decimals": self.decimals,
        }
        known = tuple(dict.fromkeys((*self.variables, *self.names)))
        if self.expected is not None:
            return {**stated, "expected": _listed(self.expected), "wrt": list(self.wrt), "variables": list(known)}
        if self.function is None:
            raise ValueError(f"The question {self.id} states neither `expected` nor `function`.")
        return {
            **stated,
            "function": _listed(self.function),
            "wrt": list(self.wrt),
            "ask": "derivative" if self.ask == "partial" else self.ask,
            "at": dict(self.at),
            "direction": dict(self.direction),
            "variables": list(known) if self.variables else [],
        }


def _frozen(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple((name, _frozen(entry)) for name, entry in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, list | tuple) else value


def _listed(value: Any) -> Any:
    return list(map(_listed, value)) if isinstance(value, tuple) else value
