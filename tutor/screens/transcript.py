"""A derivation as text or LaTeX, for the clipboard."""

from __future__ import annotations

from tutor.engine import latex, one_line
from tutor.exercises.base import StepView
from tutor.exercises.derivation import Derivation
from tutor.widgets.sheet import line_of


def as_text(exercise: Derivation) -> str:
    """All answered steps, one a line, under the titles of their sections."""
    lines = [f"{exercise.name} = {one_line(exercise.function)}, with respect to {', '.join(exercise.variables)}"]
    for section in exercise.sections():
        mine = [step for step in exercise.steps() if step.section == section.number and step.text]
        if mine:
            lines += ["", f"{section.number} {section.title}", *(f"    {line_of(step)}" for step in mine)]
    return "\n".join(lines) + "\n"


def as_latex(exercise: Derivation) -> str:
    """All answered steps as one aligned display."""
    steps = [step for step in exercise.steps() if step.text]
    rows = [f"{exercise.name} &= {latex(exercise.function)}", *map(step_latex, steps)]
    return "\\begin{align*}\n  " + " \\\\\n  ".join(rows) + "\n\\end{align*}\n"


def step_latex(step: StepView) -> str:
    """One step as LaTeX; what could not be read stays as it was typed, as text."""
    name = step.label or step.text.split("=", 1)[0].strip()
    if step.reading is None:
        return f"\\text{{{step.text}}}"
    if "/" in name:
        above, below = name.split("/", 1)
        name = f"\\frac{{{above}}}{{{below}}}"
    return f"{name} &= {latex(step.reading)}"


def written(exercise: Derivation, what: str, step: StepView | None) -> str:
    """One of the ways to copy: "text", "latex", or for one step "step", "steplatex"."""
    if what == "latex":
        return as_latex(exercise)
    if step is not None and what == "step":
        return line_of(step)
    if step is not None and what == "steplatex":
        return step_latex(step).replace("&", "")
    return as_text(exercise)
