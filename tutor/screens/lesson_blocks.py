"""The blocks of a page as rows: prose, what is asked and answered, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.content import Content

from tutor.engine import unicode_line
from tutor.exercises.base import Exercise, StepView
from tutor.exercises.derivation import Derivation
from tutor.exercises.lines import LinesExercise
from tutor.exercises.predict import PredictExercise
from tutor.exercises.question import QuestionExercise
from tutor.lessons.layout import prompt
from tutor.lessons.model import Block, Directive
from tutor.lessons.pictures import Plot
from tutor.lessons.values import expression, number
from tutor.plots.frames import Picture, frame_picture, slopes_picture
from tutor.screens.lesson_run import LessonRun
from tutor.screens.pictures import problem_rows
from tutor.widgets.formula import folded
from tutor.widgets.picture import data_flow_rows, picture_rows
from tutor.widgets.prose import block_rows, stacked
from tutor.widgets.rows import BLANK, Row
from tutor.widgets.sheet import Sheet, sheet, sign_of

INDENT = 3
_LETTERS = "abcdefgh"
_GUESS = "your guess  "
_FURTHER = "{} of {}: z shows the next"


@dataclass
class PageRows:
    """What stands above the open line and below it, what is said right under it, and the pictures beside.

    `label` stands left of the line.
    """

    above: list[Row] = field(default_factory=list)
    label: str = ""
    word: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)
    beside: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Look:
    """How a page is looked at: what is open and lit, the room there is, and which picture of several.

    `beside` is the width of the column for pictures, 0 where they stand among the text. `text` tells whether the
    text is shown where a picture has taken its place.
    """

    open_block: int | None
    open_step: str | None
    width: int
    beside: int
    tall: int
    frame: int = 0
    choice: int = -1
    text: bool = False
    slow: bool = False


def page_rows(run: LessonRun, look: Look) -> PageRows:
    """The open page as rows."""
    made = PageRows()
    rows = made.above
    hide_text = not look.beside and run.revealed() and not look.text
    for place, block in enumerate(run.page.blocks):
        if not isinstance(block, Directive):
            if not hide_text:
                rows += [*block_rows(block, INDENT, look.width), BLANK]
            continue
        if block.name in ("plot", "graph"):
            _picture(run, place, look, made, rows)
        elif block.name == "claim":
            rows += [Row(Content.assemble(" " * (INDENT + 4), (text, "bold"))) for text in block.body.split("\n")]
            rows.append(BLANK)
        elif run.trouble(place) or (exercise := run.exercise(place)) is None:
            rows += [Row(Content.styled(" " * INDENT + text, "$text-warning")) for text in _trouble(run, place, look)]
        else:
            rows = _asked(made, rows, exercise, () if hide_text else prompt(block), look, place)
    return made


def _trouble(run: LessonRun, place: int, look: Look) -> list[str]:
    run.exercise(place)
    return [*folded(run.trouble(place), look.width - INDENT), ""]


def _picture(run: LessonRun, place: int, look: Look, made: PageRows, rows: list[Row]) -> None:
    found = run.picture(place)
    if found is None:
        return
    target = made.beside if look.beside else rows
    room = look.beside or look.width - INDENT
    if isinstance(found, Plot):
        count = len(found.frames)
        frame = found.frames[look.frame % count]
        word = _FURTHER.format(look.frame % count + 1, count) if count > 1 else ""
        drawn = frame_picture(frame, min(room - 1, 72), min(look.tall, 18) - (found.after != "" and not look.beside))
        target += picture_rows(drawn, 1 if look.beside else INDENT, room, found.caption, word)
    else:
        target += data_flow_rows(found, 1 if look.beside else INDENT + 4, room)
    target.append(BLANK)


def _asked(
    made: PageRows, rows: list[Row], exercise: Exercise, said: tuple[Block, ...], look: Look, place: int
) -> list[Row]:
    """The rows of an exercise; where the line is open in it, what comes next goes below the line."""
    mine = look.open_block == place
    rows += stacked(said, INDENT, look.width)
    if isinstance(exercise, Derivation):
        rows += [*_derivation_rows(exercise, mine, look.width), BLANK]
        return rows
    if isinstance(exercise, PredictExercise) and exercise.spec.form == "choice":
        rows += [*_choice_rows(exercise, mine, look, not said), BLANK]
        return rows
    if isinstance(exercise, LinesExercise) and rows and rows[-1] is BLANK:
        rows += [Row(Content.assemble(" " * 7, (exercise.first, "bold")))]
    open_step = look.open_step if mine else None
    slow = frozenset(view.id for view in exercise.steps()) if look.slow else frozenset[str]()
    laid: Sheet = sheet(
        exercise.sections(),
        exercise.steps(),
        open_step,
        look.width,
        slow=slow,
        later=isinstance(exercise, LinesExercise),
    )
    rows += laid.above[1:]
    if open_step is not None:
        made.label, made.word = laid.label or _GUESS, laid.word
        rows = made.below
        rows += laid.below
    if isinstance(exercise, PredictExercise) and exercise.done():
        rows += [*_told(exercise.steps()[0], look.width), *_reveal_rows(exercise, look.width)]
    rows.append(BLANK)
    return rows


def _derivation_rows(exercise: Derivation, mine: bool, width: int) -> list[Row]:
    rows = problem_rows(exercise, width)
    steps = exercise.steps()
    if exercise.done():
        for step in steps:
            if step.section == 4:
                rows.append(_answer_row(step))
        return rows
    word = "Press enter to go on with it." if exercise.events else "Press enter to begin."
    rows += [BLANK, Row(Content.assemble(" " * 7, (word, "$text-accent" if mine else "dim")), "begin")]
    return rows


def _answer_row(step: StepView) -> Row:
    sign, style = sign_of(step)
    tree = step.reading
    text = unicode_line(tree) if tree is not None else step.text
    return Row(Content.assemble(" " * 7, f"{step.label} = {text}  ", (sign, style)))


def _choice_rows(exercise: PredictExercise, mine: bool, look: Look, revealed: bool) -> list[Row]:
    """The options, each with its letter; afterwards what was chosen, and why."""
    view = exercise.steps()[0]
    rows = []
    brief = exercise.done() and not look.beside and not look.text and revealed
    for index, option in enumerate(view.choices):
        chosen = option == view.text
        if brief and not chosen:
            continue
        lit = mine and index == look.choice
        sign, style = sign_of(view) if chosen else ("", "")
        if chosen and view.mark == "noted":
            sign, style = "✗", "$text-error"
        lead = "▸ " if lit else "  "
        room = look.width - INDENT - 12
        for line, text in enumerate(folded(option, room)):
            head = f"{_LETTERS[index]}  " if line == 0 else "   "
            row = Content.assemble(
                " " * (INDENT + 2),
                (lead if line == 0 else "  ", "bold $text-accent"),
                (head, "bold $text-accent" if mine else "dim"),
                (text, "bold" if lit or chosen else ""),
                ("  " + sign if line == 0 else "", style),
            )
            rows.append(Row(row, f"choice:{index}" if mine else None))
    return rows + _told(view, look.width) + _reveal_rows(exercise, look.width)


def _told(view: StepView, width: int) -> list[Row]:
    rows = [BLANK] if view.sentence or view.hint else []
    for text in folded(view.sentence, width - INDENT - 4) if view.sentence else []:
        rows.append(Row(Content(" " * (INDENT + 4) + text)))
    for text in folded(view.hint, width - INDENT - 4) if view.hint and not view.text else []:
        rows.append(Row(Content.assemble(" " * (INDENT + 4), (text, "dim"))))
    return rows


def _reveal_rows(exercise: PredictExercise, width: int) -> list[Row]:
    told = exercise.reveal()
    if told is None or not told.text:
        return []
    return [BLANK, *(Row(Content(" " * INDENT + text)) for text in folded(told.text, width - INDENT))]


def witness_picture(exercise: Exercise, width: int, height: int) -> Picture | None:
    """The curve of a question of one variable with the learner's slope and the true one, where a wrong answer fails."""
    if not isinstance(exercise, QuestionExercise):
        return None
    spec, view = exercise.spec, exercise.steps()[0]
    witness = view.verdict.witness if view.verdict is not None and view.mark == "incorrect" else None
    if witness is None or spec.ask not in (None, "derivative") or spec.at or spec.let:
        return None
    if not isinstance(spec.function, str) or len(spec.wrt) != 1 or set(witness.at) != set(spec.wrt):
        return None
    try:
        at, yours, true = (number(str(text)) for text in (witness.at[spec.wrt[0]], witness.yours, witness.expected))
        return slopes_picture(expression(spec.function), spec.wrt[0], at, yours, true, width, height)
    except ValueError:
        return None
