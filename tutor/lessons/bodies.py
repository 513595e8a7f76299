"""What stands in the body of a live block: model lines, options to choose from, an author's own mistakes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tutor.lessons.model import Directive
from tutor.lessons.pictures import BlockError

Relation = Literal["equal", "about", "scaled", "changed"]

# The sign a model line begins with.
RELATIONS: dict[str, Relation] = {"=": "equal", "~": "about", "/": "scaled", ">": "changed"}
_OPTION = re.compile(r"- \[([ xX])\] (.+)")


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A line of a derivation: its expression, the rule that leads to it, how it relates to the line before."""

    text: str
    rule: str
    relation: Relation
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a prediction, and what is said when it was chosen."""

    text: str
    why: str
    right: bool
    line: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer the author expects, and the sentence it gets."""

    answer: str
    sentence: str
    line: int


def model_lines(directive: Directive) -> tuple[ModelLine, ...]:
    """The lines of a `lines` block. Raises `BlockError`."""
    found: list[ModelLine] = []
    for line, row in _rows(directive):
        if row[:1] in RELATIONS and row[1:2] == " ":
            text, bar, rule = row[2:].rpartition(" | ")
            if not bar or not text.strip() or not rule.strip():
                raise BlockError(line, "Name the rule of this line: `= 2x | power rule`.")
            found.append(ModelLine(text.strip(), rule.strip(), RELATIONS[row[0]], line))
        elif found and row:
            raise BlockError(line, "After the first line of the derivation every line begins with = ~ / or >.")
    if not found:
        raise BlockError(directive.line, "Write the lines of the derivation, each beginning with = ~ / or >.")
    return tuple(found)


def choices(directive: Directive) -> tuple[Choice, ...]:
    """The options of a `predict` block of the kind choice. Raises `BlockError`."""
    found: list[Choice] = []
    for line, row in _rows(directive):
        match = _OPTION.fullmatch(row)
        if match is None:
            if found and row:
                raise BlockError(line, "After the first option every line is one: `- [ ] text | why`.")
            continue
        text, bar, why = match[2].partition(" | ")
        if not bar or not why.strip():
            raise BlockError(line, "Say why this option is right or wrong: `- [ ] text | why`.")
        found.append(Choice(text.strip(), why.strip(), match[1] != " ", line))
    if len(found) < 2:
        raise BlockError(directive.line, "Give at least two options, each on a line `- [ ] text | why`.")
    if sum(choice.right for choice in found) != 1:
        raise BlockError(directive.line, "Mark exactly one option as right: `- [x]`.")
    if len({choice.text for choice in found}) != len(found):
        raise BlockError(directive.line, "Two options are the same: change one.")
    return tuple(found)


def mistakes(directive: Directive) -> tuple[Mistake, ...]:
    """The wrong answers a `question` block names. Raises `BlockError`."""
    found: list[Mistake] = []
    for option in directive.every("mistake"):
        answer, bar, sentence = option.value.partition(" | ")
        if not bar or not answer.strip() or not sentence.strip():
            raise BlockError(option.line, "Write a mistake as `:mistake: ANSWER | sentence`.")
        found.append(Mistake(answer.strip(), sentence.strip(), option.line))
    return tuple(found)


def sentences(directive: Directive) -> list[tuple[str, int]]:
    """Every text of a live block that is Markdown besides its prompt, with its line. Raises `BlockError`."""
    found = [
        (option.value, option.line)
        for option in directive.options
        if option.name in ("hint", "why", "reveal", "caption")
    ]
    if directive.name == "question":
        found += [(mistake.sentence, mistake.line) for mistake in mistakes(directive)]
    if directive.name == "predict" and directive.argument == "choice":
        found += [(text, choice.line) for choice in choices(directive) for text in (choice.text, choice.why)]
    if directive.name == "lines":
        found += [(model.rule, model.line) for model in model_lines(directive)]
    return found


def _rows(directive: Directive) -> list[tuple[int, str]]:
    return [(directive.body_line + index, row.strip()) for index, row in enumerate(directive.body.split("\n"))]
