"""The first screen: go on where you were, a lesson from the map, or a function of your own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from tutor.screens.base import TutorScreen
from tutor.screens.lesson_map import Listed, continued, listing, mark
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.keys import bindings
from tutor.widgets.rows import BLANK, Row, Rows

if TYPE_CHECKING:
    from textual.timer import Timer

    from tutor.widgets.live import Live

EXAMPLES = (
    ("sin(x^2)", "sin(x²)", "two pieces, to begin with"),
    ("ln(sin(x^3)^2)", "ln(sin(x³)²)", "four pieces, one inside the other"),
    ("1/(1 + e^(-x))", "1/(1 + e⁻ˣ)", "the sigmoid of a neuron"),
)
UNFINISHED = "unfinished"
LESSON = "lesson:"
_INDENT = 5
_ROOM = 6
_TYPING_KEYS = ("field.check", "field.later", "field.help", "then", "examples.quit")
_BEGIN = {"field.check": "begin", "field.later": "lessons"}
_CONTINUE = {"field.check": "go on", "field.later": "lessons"}
_LIST_KEYS = ("examples.open", "examples.up", "examples.down", "examples.type", "examples.help", "examples.quit")
_TITLE = [
    Row(Content.assemble(" ", ("calc-tutor", "bold $text-accent"))),
    BLANK,
]
_OWN = Row(Content.styled("   Or derive a function of your own:", "dim"))
_MARKS = {"✓": "$text-success", "◐": "$text-accent", "○": "", "·": "dim"}
_LEGEND = "✓ done  ◐ begun  ○ ready  · open anyway: nothing is locked"


class ExampleList(Rows, can_focus=True):
    """How the line reads, and the functions to pick; letters act while it has the focus."""

    DEFAULT_CSS = "ExampleList { height: 1fr; }"
    BINDINGS = bindings("examples")


class HomeScreen(TutorScreen):
    """One thing to go on with, one line to type a function in, and the map of lessons.

    With nothing typed, enter goes on with the lesson; `word` is said at the foot.
    """

    # Few widgets and few rules of style: this is the first frame.
    AUTO_FOCUS = "AnswerField"
    DEFAULT_CSS = """
    HomeScreen > AnswerField { margin: 0 3; padding: 0 1; border-left: outer $accent; }
    HomeScreen > AnswerField:focus { border-left: outer $accent; }
    """

    def __init__(self, function: str = "", problem: tuple[str, int | None] | None = None) -> None:
        super().__init__()
        self._lessons: list[Listed] = listing()
        self.head = Rows()
        self.field = AnswerField("a function of your own, such as  x sin(2x)")
        self.list = ExampleList()
        self.bar = KeyBar(*_TYPING_KEYS, labels=_CONTINUE)
        self._under: list[Row] = []
        self._function, self._problem = function, problem
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        self.list.put(self._rows())
        self.head.put(self._head())
        yield self.head
        yield self.field
        yield self.list
        yield self.bar

    def on_mount(self) -> None:
        if self._problem is not None:
            with self.prevent(Input.Changed):
                self.field.fill(self._function)
            self.call_after_refresh(self._say, *self._problem)

    # What the keys do

    def action_check(self) -> None:
        """Begin with the typed function; with nothing typed, go on with the lesson."""
        text = self.field.value.strip()
        if text:
            self._begin(text)
            return
        lesson = continued(self._lessons, self.tutor.memory)
        if lesson is not None:
            self._pick(LESSON + lesson.id)
        else:
            self._say("Type a function of x, or choose a lesson below.")

    def action_later(self) -> None:
        """Go down to the lessons."""
        self.list.focus()
        self._light(self._choices()[0])

    def action_earlier(self) -> None:
        """There is nothing above the line."""

    def action_leave(self) -> None:
        self.action_later()

    def action_type(self) -> None:
        self._light(None)
        self.field.focus()

    def action_up(self) -> None:
        index = self._lit_index() - 1
        if index < 0:
            self.action_type()
        else:
            self._light(self._choices()[index])

    def action_down(self) -> None:
        choices = self._choices()
        self._light(choices[min(self._lit_index() + 1, len(choices) - 1)])

    def action_open(self) -> None:
        lit = self.list.lit
        if lit is not None:
            self._pick(lit)

    def action_help(self) -> None:
        self.tutor.show_help(["field", "examples"])

    def action_quit(self) -> None:
        self.app.exit()

    # What happens

    def on_answer_field_help_asked(self) -> None:
        self.action_help()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self._pick(event.key)

    def on_descendant_focus(self) -> None:
        if self.field.has_focus:
            self._light(None)
        self._show_keys()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show how the line reads; an error that typing on may cure waits for a pause."""
        from tutor.screens.typing_pause import restart

        live = self._live(event.value)
        self._show_live(live, errors=live.final)
        self._show_keys()
        self._pause = restart(self, self._pause, lambda: self._show_live(live, errors=True))

    def on_screen_resume(self) -> None:
        """Back from a lesson or a derivation: offer to go on with it."""
        self.head.put(self._head())
        self.list.put(self._rows(), self.list.lit)
        self._show_keys()

    # How it is shown

    def _pick(self, key: str) -> None:
        if key == UNFINISHED:
            self.tutor.resume()
        elif key.startswith(LESSON):
            problem = self.tutor.open_lesson(key.removeprefix(LESSON))
            if problem:
                self._say(problem)
        else:
            self._begin(key)

    def _begin(self, text: str) -> None:
        problem = self.tutor.begin(text)
        if problem is not None:
            sentence, column = problem
            self._say(sentence, column)

    def _say(self, sentence: str, column: int | None = None) -> None:
        from tutor.widgets.live import Live

        self._show_live(Live(error=sentence, column=column), errors=True)

    def _live(self, text: str) -> Live:
        from tutor.widgets.live import function_names, live_reading

        return live_reading(text, function_names(), piece=True)

    def _show_live(self, live: Live, errors: bool) -> None:
        from tutor.widgets.under import error_rows, reading_rows

        width = self.size.width - 3
        if live.error and errors:
            rows = error_rows(self.field.value, live, _INDENT, width)
        else:
            rows = [BLANK, *reading_rows(live, _INDENT, width)]
        self._under = rows
        self.list.put(self._rows(), self.list.lit)

    def _choices(self) -> list[str]:
        unfinished = [UNFINISHED] if self.tutor.unfinished is not None else []
        lessons = [LESSON + lesson.id for lesson in self._lessons]
        return unfinished + lessons + [text for text, _, _ in EXAMPLES]

    def _head(self) -> list[Row]:
        """The name, the one thing to go on with, and the line's title."""
        rows = list(_TITLE)
        memory = self.tutor.memory
        if memory.problem:
            rows += [Row(Content.assemble("   ", (memory.problem, "$text-warning"))), BLANK]
        lesson = continued(self._lessons, memory)
        if lesson is not None:
            verb = "Continue" if lesson.id in memory.pages else "Begin"
            place = memory.places.get(lesson.id) or (f"about {lesson.minutes} min" if lesson.minutes else "")
            what = f"{lesson.id} {lesson.title}"
            line = Content.assemble(
                "   ", (f"{verb:9}", "bold $text-accent"), (what, "bold"), (f", {place}", "dim"), "   ⏎"
            )
            rows += [Row(line, LESSON + lesson.id), BLANK]
        return [*rows, _OWN]

    def _lit_index(self) -> int:
        lit = self.list.lit
        choices = self._choices()
        return choices.index(lit) if lit in choices else -1

    def _light(self, key: str | None) -> None:
        self.list.put(self._rows(), key)

    def _rows(self) -> list[Row]:
        """The reading of the line, with room kept for it, and the functions to pick."""
        room = _ROOM if self.field.value.strip() else 1
        rows = self._under + [BLANK] * (room - len(self._under))
        unfinished = self.tutor.unfinished
        if unfinished is not None:
            go_on = Content.assemble(" " * _INDENT, ("go on with  ", "dim"), unfinished)
            rows += [Row(go_on, UNFINISHED), BLANK]
        unit = ""
        for lesson in self._lessons:
            sign = mark(lesson, self.tutor.memory)
            head = lesson.unit if lesson.unit != unit else ""
            unit = lesson.unit
            style = "dim" if sign == "·" else ""
            title = Content.assemble(
                f" {head:4}".rjust(_INDENT + 1)[: _INDENT + 1], " ", (sign, _MARKS[sign]), " ",
                (f"{lesson.id} {lesson.title}", style),
            )  # fmt: skip
            rows.append(Row(title, LESSON + lesson.id))
        rows += [Row(Content.styled(" " * (_INDENT + 2) + _LEGEND, "dim")), BLANK]
        rows += [Row(Content.styled("   or one of these functions:", "dim"))]
        for text, shown, word in EXAMPLES:
            rows.append(Row(Content.assemble(" " * _INDENT, shown.ljust(18), (word, "dim")), text))
        return rows

    def _show_keys(self) -> None:
        if self.list.has_focus:
            self.bar.offer(_LIST_KEYS)
        else:
            self.bar.offer(_TYPING_KEYS, _BEGIN if self.field.value.strip() else _CONTINUE)
