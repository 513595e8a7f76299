"""What a derivation shows besides its steps: the problem, the data-flow of the pieces, the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from textual.content import Content

from tutor.engine import Graph, Node, unicode_line
from tutor.exercises.base import StepView
from tutor.exercises.derivation import Derivation
from tutor.widgets.chain import Edge, chain_rows
from tutor.widgets.formula import equation, folded
from tutor.widgets.live import live_reading
from tutor.widgets.rows import BLANK, Row
from tutor.widgets.sheet import sign_of

_ASK = "   Differentiate   "
_MOST_PATHS = 12

Path = tuple[str, ...]


def problem_rows(exercise: Derivation, width: int) -> list[Row]:
    """The function in 2D and what to do with it; a program stands there as it was given."""
    lead = _ASK if width >= 70 else "   "
    tail = f"   with respect to {listed(exercise.variables)}."
    pieces = exercise.problem.given
    program = ",  ".join(f"{piece.name} = {unicode_line(piece.definition)}" for piece in reversed(pieces))
    if program and len(lead + program) <= width:
        made = [Row(Content.assemble(lead, (program, "bold")))]
        if len(lead + program + tail) <= width:
            made[0] = Row(made[0].content + Content(tail))
    else:
        rows = equation(f"{lead}{exercise.name} = ", exercise.function, width - 2)
        level = next((index for index, row in enumerate(rows) if row.startswith(f"{lead}{exercise.name} =")), 0)
        made = []
        for index, row in enumerate(rows):
            head, body = row[: len(lead)], row[len(lead) :]
            end = tail if index == level and len(row) + len(tail) <= width else ""
            made.append(Row(Content.assemble(head, (body, "bold"), end)))
    if not any(row.content.plain.endswith(tail) for row in made):
        made.append(Row(Content(tail)))
    return made


def listed(names: Sequence[str]) -> str:
    """Names as one says them: x, y and z."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def flow_rows(
    exercise: Derivation, steps: list[StepView], open_step: str | None, *, words: bool, lit: Sequence[Path] = ()
) -> list[Row]:
    """The data-flow of the learner's own pieces, the edge that is being worked on lit, and the paths in `lit`.

    Empty before there is one.
    """
    graph = exercise.graph()
    if graph is None or not graph.pieces:
        return []
    by_id = {step.id: step for step in steps}
    letters = _letters(graph, exercise.variables)
    bright = {step for path in lit for step in pairwise(path)}
    edges = []
    for piece in graph.pieces:
        for argument in graph.arguments(piece.name):
            if argument in letters:
                edge = _edge(exercise, by_id, piece.name, argument, open_step)
                edges.append(replace(edge, lit=(argument, piece.name) in bright))
    tall = len(edges) > len(letters) - 1
    beside = {piece.name: f"= {unicode_line(piece.definition)}" for piece in graph.pieces}
    return chain_rows(letters, edges, beside if words and not tall else None)


def path_rows(paths: Sequence[Path], lit: Sequence[Path], indent: int, width: int) -> list[Row]:
    """The paths there are, those that stand in the typed sum marked."""
    lead = f"{len(paths)} paths  "
    rows: list[Row] = []
    line = Content.assemble(" " * indent, (lead, "dim"))
    for path in paths[:_MOST_PATHS]:
        there = path in lit
        word = ("✓ " if there else "· ") + " ".join(path)
        if len(line.plain) + len(word) > width and len(line.plain) > indent + len(lead):
            rows.append(Row(line))
            line = Content(" " * (indent + len(lead)))
        line += Content.styled(word, "$text-accent" if there else "dim") + Content("   ")
    rows.append(Row(line))
    return rows


def _letters(graph: Graph, variables: tuple[str, ...]) -> list[str]:
    """The learner's letters from the result down to the variables; parameters do not move, and are left out."""
    return [*reversed([piece.name for piece in graph.pieces]), *variables]


def _edge(exercise: Derivation, by_id: dict[str, StepView], piece: str, argument: str, open_step: str | None) -> Edge:
    id = f"local:{piece}:{argument}"
    step = by_id.get(id)
    lit = id == open_step
    if step is None or not step.text or (step.mark == "asks" and step.reading is None):
        return Edge(piece, argument, "?" if lit else "·", "bold $text-accent" if lit else "dim")
    tree = _read(exercise, step)
    label = unicode_line(tree) if tree is not None else step.text
    if step.mark == "incorrect":
        return Edge(piece, argument, f"{label}  ✗", "$text-error")
    sign, style = sign_of(step)
    wants = step.mark in ("asks", "undecided")
    return Edge(piece, argument, f"{label}  {sign}" if wants else label, style if wants else "$text-success")


def _read(exercise: Derivation, step: StepView) -> Node | None:
    """How the text of a step reads; not every verdict carries it."""
    return step.reading or live_reading(step.text, exercise.names(step.id)).tree


def flow_width(rows: list[Row]) -> int:
    """How many columns a data-flow takes."""
    return max((len(row.content.plain) for row in rows), default=0)


def end_rows(exercise: Derivation, steps: list[StepView], width: int) -> list[Row]:
    """The derivative in 2D and a few sentences on the way there."""
    rows = [BLANK]
    for step in steps:
        tree = _read(exercise, step) if step.id.startswith("answer") else None
        if tree is not None:
            rows += [*_answer_rows(step, tree, width), BLANK]
    for sentence in exercise.summary():
        rows += [Row(Content("   " + text)) for text in folded(sentence, min(width, 76) - 3)]
    return rows


def _answer_rows(step: StepView, tree: Node, width: int) -> list[Row]:
    """A final derivative in 2D, and what is known of it."""
    sign, style = sign_of(step)
    word = f"   {sign} " + ("proved" if step.proved else "agrees")
    label = f"   {step.label} = "
    picture = equation(label, tree, width - len(word))
    level = next((index for index, row in enumerate(picture) if row.startswith(label)), 0)
    return [
        Row(Content.assemble((row, "bold"), (word, style) if index == level else ""))
        for index, row in enumerate(picture)
    ]


def guidance(exercise: Derivation, step: StepView) -> str:
    """A quiet word on what belongs in the empty line of a step."""
    if step.section == 1:
        taken = [view for view in exercise.steps() if view.section == 1 and view.text]
        if not taken:
            return f"What is done to {listed(exercise.variables)} first? Give it a letter:  u = …"
        return f"Next piece, made of the ones you have. The last piece is {exercise.name} itself."
    if step.section == 2:
        _, piece, argument = step.id.split(":")
        graph = exercise.graph()
        for candidate in graph.pieces if graph is not None else ():
            if candidate.name == piece:
                return f"You have  {piece} = {unicode_line(candidate.definition)}.  Only {argument} moves."
        return ""
    if step.section == 3:
        variable = step.id.partition(":")[2]
        if len(exercise.paths(variable)) > 1:
            return f"Multiply along each path from {variable} to {exercise.name}, and add the products up."
        return "Multiply what stands on the way from the top to the bottom. Your letters may stay."
    if exercise.problem.at:
        point = ", ".join(f"{name} = {unicode_line(value)}" for name, value in exercise.problem.at.items())
        return f"Put the numbers in: {point}."
    left = listed(exercise.problem.inputs)
    return f"Replace your letters by what they stand for, until only {left} {'is' if ' ' not in left else 'are'} left."
