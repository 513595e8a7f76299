"""The first screen of all, shown once: one slope to type, a verdict with both tangents, then where to begin."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input

from tutor.engine import Engine, read
from tutor.exercises.question import QuestionExercise, QuestionSpec
from tutor.lessons.pictures import Curve, Dot, Drawn, Frame, Straight
from tutor.lessons.values import number
from tutor.plots.frames import frame_picture
from tutor.screens.base import TutorScreen
from tutor.screens.judging import Judging
from tutor.screens.lesson_map import listing
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.formula import folded
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.keys import bindings
from tutor.widgets.live import Live, live_reading
from tutor.widgets.picture import picture_rows
from tutor.widgets.rows import BLANK, Row, Rows
from tutor.widgets.sheet import said_about, sign_of
from tutor.widgets.under import error_rows, reading_rows

STEP = "answer"
_MISTAKES = (
    ("cos(x^2)", "You differentiated sin and stopped. The x² inside moves too: multiply by its own slope."),
    ("2x", "That is the slope of x² alone. Multiply it by the slope of sin, taken at x²."),
)
_WINDOW = (0.0, 3.1)
_HEIGHTS = (-1.5, 1.5)
_LABEL = "   dy/dx = "
_PICTURE = 36
_LEAST_FOR_PICTURE = 76
_TYPING = ("field.check", "field.help", "field.leave")
_CHOOSING = ("first.open", "first.down", "first.type", "first.quit")
_CHOICES = (
    ("L01", "New to this", "begin with slopes, lesson 1"),
    ("L08", "I know derivatives", "lesson 8, several paths (no placement test yet)"),
    ("", "My own function", "and everything else there is"),
)


class Doors(Rows, can_focus=True):
    """Where to begin; letters act while it has the focus."""

    BINDINGS = bindings("first")


class FirstStart(TutorScreen):
    """Asks for the slope of sin(x²), welcomes a wrong answer and shows what happens, then asks where to begin."""

    AUTO_FOCUS = "AnswerField"
    DEFAULT_CSS = """
    FirstStart > #first { height: 1fr; }
    FirstStart #work { width: 1fr; }
    FirstStart #entry { height: 1; }
    FirstStart #picture { width: auto; padding: 3 2 0 0; }
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        spec = QuestionSpec(
            "first", function="sin(x^2)", wrt=("x",), label="dy/dx", answer="2x cos(x^2)", mistakes=_MISTAKES
        )
        self.exercise = QuestionExercise(spec)
        self.field = AnswerField()
        self.under, self.doors, self.picture, self.label = Rows(), Doors(), Rows(id="picture"), Rows()
        self.bar = KeyBar()
        self._curve = read("sin(x^2)", self.exercise.names(STEP)).tree
        self._judging = Judging(self, engine, self.exercise, lambda by_verdict: self._settled())
        self._live = Live()
        self._choosing = False

    def compose(self) -> ComposeResult:
        head = [
            Row(Content.assemble(" ", ("calc-tutor", "bold $text-accent"))),
            *[BLANK] * 2,
            Row(Content.assemble("   The curve is  ", ("y = sin(x²)", "bold"), ".")),
            BLANK,
            Row(Content.assemble("   What is its slope,  ", ("dy/dx", "bold"), " ?")),
            BLANK,
        ]
        self.label.styles.width = len(_LABEL)
        self.label.put([Row(Content(_LABEL))])
        with Horizontal(id="first"):
            yield Vertical(
                Rows(head), Horizontal(self.label, self.field, id="entry"), self.under, self.doors, id="work"
            )
            yield self.picture
        yield self.bar

    def on_mount(self) -> None:
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.draw)

    def draw(self, errors: bool = False) -> None:
        """Show everything as it stands now."""
        if not self.is_attached or not self.size.width:
            return
        view = self.exercise.steps()[0]
        self.picture.display = self.size.width >= _LEAST_FOR_PICTURE
        width = self.size.width - (_PICTURE + 4 if self.picture.display else 0)
        text, indent = self.field.value, len(_LABEL)
        rows: list[Row] = [BLANK]
        if text.strip() != view.text or not view.text:
            if self._live.error and errors:
                rows = error_rows(text, self._live, indent, width)
            else:
                rows += reading_rows(self._live, indent, width)
            invite = "Type what you think. A wrong answer is welcome: see what happens."
            rows += [BLANK, *(Row(Content("   " + part)) for part in folded(invite, width - 4))]
        elif view.mark == "correct":
            sign, style = sign_of(view)
            word = "proved. x² moves too." if view.proved else "right."
            rows.append(Row(Content.assemble(" " * indent, (f"{sign}  ", style), word)))
        elif view.mark == "waiting":
            rows.append(Row(Content.styled(" " * indent + "checking…", "dim")))
        else:
            rows += said_about(view, 3, width, later=False)
            if view.mark == "incorrect":
                rows += [BLANK, Row(Content.styled("   Mend it if you like, or go on with esc.", "dim"))]
        self.under.put([*rows, BLANK])
        self.picture.put(self._picture())
        self.doors.put(self._rows() if self._choosing else [], self.doors.lit if self._choosing else None)
        self.bar.offer(
            *(
                ([*_CHOOSING], {})
                if self._choosing
                else ([*_TYPING], {"field.leave": "go on", "field.help": "how to type x², √, π"})
            )
        )

    def _picture(self) -> list[Row]:
        """The curve, and both tangents where a wrong answer fails."""
        items: list[Drawn] = [Curve(self._curve, "x")]
        view = self.exercise.steps()[0]
        witness = view.verdict.witness if view.verdict is not None and view.mark == "incorrect" else None
        window, heights = _WINDOW, _HEIGHTS
        if witness is not None and "x" in witness.at:
            try:
                at, yours, true = (number(str(one)) for one in (witness.at["x"], witness.yours, witness.expected))
                level = number(f"sin(({at!r})^2)")
            except ValueError:
                pass
            else:
                items += [
                    Straight("tangent", true, (at, level), f"the slope there, {true:.3f}"),
                    Straight("line", yours, (at, level), f"your slope, {yours:.3f}"),
                    Dot((at, level), f"x = {at:g}"),
                ]
                if not _WINDOW[0] <= at <= _WINDOW[1]:
                    window = (at - 1.5, at + 1.5)
        return picture_rows(frame_picture(Frame(tuple(items), window, heights), _PICTURE, 13), 0, _PICTURE)

    def _rows(self) -> list[Row]:
        rows = [Row(Content("   Where do you want to begin?"))]
        for index, (id, title, word) in enumerate(_CHOICES):
            letter = (f"{'abc'[index]}  ", "bold $text-accent")
            rows.append(Row(Content.assemble("     ", letter, (title, "bold")), id or "own"))
            texts = folded(word, max(self.under.size.width - 9, 16))
            rows += [Row(Content.assemble(" " * 8, (text, "dim")), id or "own") for text in texts]
        return rows

    # What the keys do

    def action_check(self) -> None:
        """Have the slope judged; once it is right, enter goes on."""
        text = self.field.value.strip()
        view = self.exercise.steps()[0]
        if not text or (view.mark == "correct" and text == view.text):
            self.action_leave()
            return
        self.exercise.submit(STEP, text)
        self._judging.ask()
        self.draw(errors=True)

    def action_leave(self) -> None:
        """Go on to the choice of where to begin."""
        self._choosing = True
        self.doors.put(self._rows(), _CHOICES[0][0])
        self.doors.focus()
        self.draw()

    def action_type(self) -> None:
        self._choosing = False
        self.field.focus()
        self.draw()

    def action_earlier(self) -> None:
        """There is nothing earlier."""

    def action_later(self) -> None:
        self.action_leave()

    def action_up(self) -> None:
        self._light(-1)

    def action_down(self) -> None:
        self._light(+1)

    def _light(self, by: int) -> None:
        keys = [id or "own" for id, _, _ in _CHOICES]
        here = keys.index(self.doors.lit) if self.doors.lit in keys else 0
        self.doors.put(self._rows(), keys[min(max(here + by, 0), len(keys) - 1)])

    def action_open(self) -> None:
        self._enter(self.doors.lit or "own")

    def action_choose(self, index: int) -> None:
        self._enter(_CHOICES[index][0] or "own")

    def action_help(self) -> None:
        self.tutor.show_help(["field", "first"])

    def action_quit(self) -> None:
        self.app.exit()

    def _enter(self, key: str) -> None:
        self.tutor.started()
        if key in (lesson.id for lesson in listing()):
            self.tutor.open_lesson(key)

    # What happens

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self._enter(event.key)

    def on_answer_field_help_asked(self) -> None:
        self.action_help()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._live = live_reading(event.value, self.exercise.names(STEP))
        self.draw(errors=self._live.final)

    def _settled(self) -> None:
        if not self.is_attached:
            return
        self.draw()
        if self.exercise.done() and not self._choosing and self.app.screen is self:
            self.action_leave()
