"""The steps of an exercise as rows: what stands above the open line, what follows under it, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual.content import Content

from tutor.exercises.base import Mark, Section, StepView
from tutor.widgets.formula import folded, witness_line
from tutor.widgets.rows import BLANK, Row

INDENT = 7
CHECKING = "checking…"
DID_YOU_MEAN = "Did you mean  {}?  Press enter for yes, or change it."
LEAVE_IT = "Change it, or press enter again to leave it for later."
_SIGNS: dict[Mark, tuple[str, str]] = {
    "open": ("·", "dim"),
    "noted": ("·", "dim"),
    "waiting": ("·", "dim"),
    "asks": ("?", "$text-warning"),
    "correct": ("✓", "$text-success"),
    "incorrect": ("✗", "$text-error"),
    "undecided": ("?", "$text-warning"),
    "follows": ("✓", "$text-warning"),
}


@dataclass
class Sheet:
    """The rows around the open line. `label` stands left of the line; everything is `width` columns wide."""

    above: list[Row] = field(default_factory=list)
    label: str = ""
    below: list[Row] = field(default_factory=list)
    word: list[Row] = field(default_factory=list)


def sheet(
    sections: Sequence[Section],
    steps: Sequence[StepView],
    open_step: str | None,
    width: int,
    *,
    slow: frozenset[str] = frozenset(),
    airy: bool = False,
    later: bool = True,
) -> Sheet:
    """Lay the steps out. `slow` are the steps whose verdict takes so long that it is worth a word.

    `later` tells that a wrong answer may be left for later. `word` holds what is said about the open line's last
    answer: it belongs right under that line.
    """
    made = Sheet()
    rows = made.above
    for section in sections:
        mine = [step for step in steps if step.section == section.number]
        busy = any(step.id == open_step for step in mine)
        rows.append(_heading(section, bool(mine), busy))
        column = _mark_column(mine, width)
        for step in mine:
            if step.id == open_step:
                made.label = _label(step)
                made.word = said_about(step, INDENT, width, step.id in slow, later)
                rows = made.below
            else:
                rows.extend(_step_rows(step, column, width, step.id in slow))
        if airy:
            rows.append(BLANK)
    return made


def sign_of(step: StepView) -> tuple[str, str]:
    """The sign of a step and its style: what agrees, what is proved, what is wrong, what is not known."""
    sign, style = _SIGNS[step.mark]
    return ("✓✓" if step.mark == "correct" and step.proved else sign), style


def line_of(step: StepView) -> str:
    """A step as its learner wrote it, with its label."""
    return _label(step) + step.text


def said_about(step: StepView, indent: int, width: int, slow: bool = False, later: bool = True) -> list[Row]:
    """The sentence on an answer, where it fails, its note and the hint, below one another."""
    room = width - indent
    rows = []
    sign, style = sign_of(step)
    other = offered(step)
    if step.mark == "waiting" and slow:
        rows.append(Row(_muted(indent, CHECKING), step.id))
    if other:
        rows += [Row(_accented(indent, text), step.id) for text in folded(DID_YOU_MEAN.format(other), room)]
    elif step.sentence and step.text:
        lead = f"{sign}  "
        for index, text in enumerate(folded(step.sentence, room - len(lead))):
            head = (lead, style) if index == 0 else (" " * len(lead), "")
            rows.append(Row(Content.assemble(" " * indent, head, text), step.id))
    witness = _witness(step)
    rows += [Row(_muted(indent + 3, text), step.id) for text in (folded(witness, room - 3) if witness else [])]
    if later and step.mark == "incorrect" and not step.hint and not other:
        rows += [Row(_muted(indent + 3, text), step.id) for text in folded(LEAVE_IT, room - 3)]
    if step.note:
        rows += [Row(_muted(indent, text), step.id) for text in folded(step.note, room)]
    return rows + hint_rows(step, indent, width)


def offered(step: StepView) -> str | None:
    """Another usual reading of a wrong answer that would be right, where the exercise does not offer it itself."""
    if step.verdict is None or step.mark != "incorrect" or step.suggestion:
        return None
    return step.verdict.other_reading


def hint_rows(step: StepView, indent: int, width: int) -> list[Row]:
    """The hint the learner asked for, if any."""
    if not step.hint:
        return []
    rows = []
    for index, text in enumerate(folded(step.hint, width - indent - 6)):
        lead = ("hint  ", "$text-accent") if index == 0 else ("      ", "")
        rows.append(Row(Content.assemble(" " * indent, lead, text), step.id))
    return rows


def _heading(section: Section, reached: bool, busy: bool) -> Row:
    style = "bold" if busy else "" if reached else "dim"
    number = "bold $text-accent" if busy else "dim"
    return Row(Content.assemble("   ", (str(section.number), number), " ", (section.title, style)))


def _label(step: StepView) -> str:
    if not step.label:
        return ""
    return f"{step.label} " if step.label[-1] in "=≈~" else f"{step.label} = "


def _mark_column(steps: Sequence[StepView], width: int) -> int:
    """The column of the marks: behind the longest line that leaves room for words beside it."""
    widest = [cell_len(line_of(step)) for step in steps if cell_len(line_of(step)) <= width * 2 // 5]
    return INDENT + max(widest, default=0) + 2


def _step_rows(step: StepView, column: int, width: int, slow: bool) -> list[Row]:
    if not step.text:
        row = Row(Content.assemble(" " * INDENT, (_label(step) + "…", "dim")), step.id)
        return [row, *hint_rows(step, INDENT, width)]
    sign, style = sign_of(step)
    line = line_of(step)
    faded = "dim" if step.shown else ""
    pieces = folded(line, width - INDENT - 4)
    start = max(column, INDENT + cell_len(pieces[-1]) + 2)
    rows = [Row(Content.assemble(" " * INDENT, (text, faded)), step.id) for text in pieces[:-1]]
    last = Content.assemble(" " * INDENT, (pieces[-1].ljust(start - INDENT), faded), (sign.ljust(4), style))
    words = _words(step, slow)
    room = width - start - 4
    beside = room >= 26
    if beside:
        texts = [(text, style) for sentence, style in words for text in folded(sentence, room)]
        first, rest = (texts[:1], texts[1:])
        rows.append(Row(last + Content.assemble(*first), step.id))
        rows += [Row(Content.assemble(" " * (start + 4), part), step.id) for part in rest]
    else:
        rows.append(Row(last, step.id))
        indent = INDENT + 2
        texts = [(text, style) for sentence, style in words for text in folded(sentence, width - indent)]
        rows += [Row(Content.assemble(" " * indent, part), step.id) for part in texts]
    return rows + hint_rows(step, INDENT + 2, width) if step.mark != "correct" else rows


def _words(step: StepView, slow: bool) -> list[tuple[str, str]]:
    """What is said beside a step, each with its style."""
    if step.mark == "waiting":
        return [(CHECKING, "dim")] if slow else []
    words = []
    if step.shown:
        words.append(("shown", "dim"))
    if step.mark not in ("correct", "noted") and step.sentence:
        words.append((step.sentence, ""))
    if witness := _witness(step):
        words.append((witness, "dim"))
    if step.note:
        words.append((step.note, "dim"))
    return words


def _witness(step: StepView) -> str:
    """Where a wrong answer fails, unless its sentence says so already."""
    found = step.verdict.witness if step.verdict is not None and step.mark == "incorrect" else None
    if found is None or str(found.expected) in step.sentence:
        return ""
    return witness_line(step.verdict)


def _accented(indent: int, text: str) -> Content:
    return Content.assemble(" " * indent, (text, "$text-accent"))


def _muted(indent: int, text: str) -> Content:
    return Content.assemble(" " * indent, (text, "dim"))
