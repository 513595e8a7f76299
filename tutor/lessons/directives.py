"""What live blocks there are, and what each one may and must say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tutor.lessons.model import Directive

Need = Literal["needed", "free", "none"]


@dataclass(frozen=True, slots=True)
class Shape:
    """The options a live block may have, those it must have, and whether it takes an argument and a body.

    `asks` tells that there is something to do in it, `rows` how many rows of a screen it takes when it is open.
    """

    options: frozenset[str]
    required: tuple[str, ...]
    argument: Need
    body: Need
    asks: bool
    rows: int


def _shape(options: str, required: str, argument: Need, body: Need, asks: bool, rows: int) -> Shape:
    return Shape(frozenset(options.split()), tuple(required.split()), argument, body, asks, rows)


SHAPES = {
    "derivation": _shape("id wrt at", "id wrt", "needed", "free", True, 9),
    "question": _shape(
        "id function wrt expected ask at direction decimals names let where label answer hint mistake",
        "id",
        "free",
        "free",
        True,
        5,
    ),
    "lines": _shape("id small let where hint names", "id", "needed", "needed", True, 9),
    "predict": _shape("id answer decimals why reveal curve x tolerance", "id", "needed", "needed", True, 5),
    "plot": _shape("id x y wrt caption after zoom centre", "", "none", "needed", False, 12),
    "graph": _shape("id wrt at caption", "", "needed", "none", False, 9),
    "claim": _shape("id let where", "", "none", "needed", False, 3),
}
PREDICTIONS = ("choice", "number", "point")
REPEATED = frozenset(("mistake",))


def complaints(directive: Directive) -> Iterator[tuple[int, str]]:
    """What is wrong with the form of a live block: lines and sentences."""
    shape = SHAPES.get(directive.name)
    if shape is None:
        known = ", ".join(SHAPES)
        yield directive.line, f"There is no live block `{directive.name}`: use one of {known}."
        return
    seen: set[str] = set()
    for option in directive.options:
        if option.name not in shape.options:
            known = ", ".join(sorted(shape.options))
            yield option.line, f"`{directive.name}` has no option `:{option.name}:`; it has {known}."
        elif option.name in seen and option.name not in REPEATED:
            yield option.line, f"`:{option.name}:` stands here twice: leave one."
        elif not option.value:
            yield option.line, f"Say something after `:{option.name}:`, or leave it out."
        seen.add(option.name)
    for name in shape.required:
        if name not in seen:
            yield directive.line, f"`{directive.name}` needs `:{name}:`."
    yield from _parts(directive, shape)


def _parts(directive: Directive, shape: Shape) -> Iterator[tuple[int, str]]:
    for part, need, text in (("argument", shape.argument, directive.argument), ("body", shape.body, directive.body)):
        if need == "needed" and not text:
            yield directive.line, f"`{directive.name}` needs {_WHERE[part]}."
        if need == "none" and text:
            yield directive.line, f"`{directive.name}` has nothing {_PLACE[part]}: take it out."
    if directive.name == "question" and not (directive.argument or directive.body):
        yield directive.line, "`question` needs something to ask, behind its name or below the options."
    if directive.name == "predict" and directive.argument and directive.argument not in PREDICTIONS:
        yield directive.line, f"`predict` is one of {', '.join(PREDICTIONS)}, behind its name."


_WHERE = {"argument": "something behind its name, on the same line", "body": "something below its options"}
_PLACE = {"argument": "behind its name", "body": "below its options"}
