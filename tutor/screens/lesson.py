"""The lesson screen: a page at a time, its exercises one after the other, and what the keys do."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input

from tutor.engine import Engine
from tutor.exercises.base import Exercise, StepView
from tutor.exercises.derivation import Derivation
from tutor.exercises.predict import PredictExercise
from tutor.lessons.pictures import Plot
from tutor.screens.base import TutorScreen
from tutor.screens.judging import Judging
from tutor.screens.lesson_page import LessonPage
from tutor.screens.lesson_run import LessonRun
from tutor.screens.typing_pause import restart
from tutor.widgets.key_bar import THEN, KeyBar
from tutor.widgets.keys import bindings, in_places
from tutor.widgets.live import Live, live_reading
from tutor.widgets.rows import Rows
from tutor.widgets.sheet import offered

SLOW = 0.3
EMPTY_LINE = "Type your answer first. ? is help; esc and then h is a hint."
END = "That was the lesson.  enter takes you home."
END_WITH_MORE = "That was the lesson.  enter takes you home,  → goes on to practice."


class LessonScreen(TutorScreen):
    """Reads a lesson with its learner. The run holds the place and all answers; here is only where the line stands.

    `turned` is called when a page is opened, with its id and that of a page that is finished now, or "".
    """

    BINDINGS = bindings("derivation")

    def __init__(self, run: LessonRun, engine: Engine, turned: Callable[[str, str], None]) -> None:
        super().__init__()
        self.run = run
        self.page = LessonPage(run)
        self.field = self.page.field
        self.bar = KeyBar()
        self._engine = engine
        self._turned = turned
        self._judges: dict[int, Judging] = {}
        self._block: int | None = None
        self._step: str | None = None
        self._choice = -1
        self._live = Live()
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.page
        yield self.bar

    def on_mount(self) -> None:
        self._turned(self.run.page.id, "")
        self.call_after_refresh(self.open)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.draw)

    def on_screen_resume(self) -> None:
        """Back from a derivation or the help."""
        if self.page.size.width:
            self.open()

    # Where the line stands

    @property
    def exercise(self) -> Exercise | None:
        """The exercise that is open."""
        return self.run.exercise(self._block) if self._block is not None else None

    def open(self, *, typing: bool = True) -> None:
        """Put the line where something is to be done on this page; close it where nothing is."""
        if not self.is_attached:
            return
        block = self.run.open_block()
        if block != self._block:
            self._choice = -1
        self._block = block
        exercise = self.exercise
        self._step = exercise.current() if exercise is not None and _typed(exercise) else None
        with self.prevent(Input.Changed):
            self.field.fill(self._now().text if self._step is not None else "")
        self._live = self._read(self.field.value)
        self.page.slow = False
        if exercise is not None:
            self._judge(exercise).ask()
        if block is None and self.run.asking():
            self._turned(self.run.page.id, self.run.page.id)
        if self._step is not None and typing:
            self.page.entry.display = True
            self.field.focus(scroll_visible=False)
        else:
            self.page.text.focus(scroll_visible=False)
        self.draw()

    def draw(self, word: str = "") -> None:
        """Show everything as it stands now; `word` is said under the line."""
        if self.is_attached and self.page.size.width:
            step = self._now() if self._step is not None else None
            self.page.show(self._block, step, self._choice, self._live, word=word, end=self._end())
            self._offer_keys()

    def _end(self) -> str:
        if not (self.run.last_of_the_core and self.run.finished()):
            return ""
        return END_WITH_MORE if self.run.lesson.practice else END

    def _now(self) -> StepView:
        exercise = self.exercise
        assert exercise is not None
        views = exercise.steps()
        return next((view for view in views if view.id == self._step), views[-1])

    def _read(self, text: str) -> Live:
        exercise = self.exercise
        if exercise is None or self._step is None:
            return Live()
        return live_reading(text, exercise.names(self._step), piece=False)

    def _judge(self, exercise: Exercise) -> Judging:
        key = id(exercise)
        if key not in self._judges:
            self._judges[key] = Judging(self, self._engine, exercise, self._settled)
        return self._judges[key]

    def _settled(self, by_verdict: bool) -> None:
        """A verdict arrived, or a proof: go on where there is nothing more to say here."""
        exercise = self.exercise
        if not self.is_attached or self.app.screen is not self:
            return
        if exercise is None or not by_verdict or exercise.waiting():
            self.draw()
            return
        touched = self._step is not None and self.field.value.strip() != self._now().text
        if exercise.done() or (exercise.current() != self._step and not touched):
            self.open()
        else:
            self.draw()

    # What the keys do

    def action_check(self) -> None:
        """Have what stands in the line judged."""
        text, exercise = self.field.value.strip(), self.exercise
        if exercise is None or self._step is None:
            return
        if not text:
            self.draw(EMPTY_LINE)
            return
        view = self._now()
        other = offered(view) if text == view.text else None
        self.field.remember(text)
        self._submitted(exercise, other or text)

    def action_choose(self, index: int) -> None:
        """Choose one of the options."""
        exercise = self.exercise
        if exercise is not None and _to_choose(exercise):
            choices = exercise.steps()[0].choices
            if index < len(choices):
                exercise.submit(exercise.steps()[0].id, choices[index])
                self.open()

    def _submitted(self, exercise: Exercise, text: str) -> None:
        assert self._step is not None
        exercise.submit(self._step, text)
        if exercise.waiting():
            self._judge(exercise).ask()
            self.set_timer(SLOW, self._say_slow)
            self.draw()
        else:
            self._settled(True)

    def _say_slow(self) -> None:
        exercise = self.exercise
        if exercise is not None and exercise.waiting() and self.is_attached:
            self.page.slow = True
            self.draw()

    def action_leave(self) -> None:
        self.page.text.focus(scroll_visible=False)
        self._offer_keys()

    def action_type(self) -> None:
        if self._step is not None:
            self.field.focus(scroll_visible=False)
            self._offer_keys()

    def action_earlier(self) -> None:
        self.field.walk_history(-1)

    def action_later(self) -> None:
        self.field.walk_history(+1)

    def action_advance(self) -> None:
        """Go on: type, choose what is lit, open the derivation; on a finished page the next one."""
        exercise = self.exercise
        if exercise is None:
            if self.run.last_of_the_core:
                self._finish_page()
                self.tutor.go_home()
            else:
                self.action_next_page()
        elif isinstance(exercise, Derivation):
            self.tutor.open_inside(exercise)
        elif self._step is not None:
            self.action_type()
        elif self._choice >= 0:
            self.action_choose(self._choice)
        else:
            self.action_down()

    def action_next_page(self) -> None:
        self._turn(1)

    def action_previous_page(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        before = self.run.page.id if by > 0 and self.run.finished() else ""
        if not self.run.turn(by):
            self.bar.say("This is the last page." if by > 0 else "This is the first page.")
            return
        self.page.frame, self.page.show_text = 0, False
        self._block = None
        self._turned(self.run.page.id, before)
        self.open()

    def _finish_page(self) -> None:
        self._turned(self.run.page.id, self.run.page.id)

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(+1)

    def _move(self, by: int) -> None:
        exercise = self.exercise
        if exercise is not None and _to_choose(exercise):
            count = len(exercise.steps()[0].choices)
            start = self._choice if self._choice >= 0 else (-1 if by > 0 else count)
            self._choice = min(max(start + by, 0), count - 1)
            self.draw()
        else:
            self.page.text.scroll_relative(y=3 * by, animate=False)

    def action_hint(self) -> None:
        exercise = self.exercise
        if exercise is None or isinstance(exercise, Derivation):
            self.bar.say("Hints are in the derivation: enter opens it." if exercise else "Nothing is open here.")
            return
        exercise.ask_hint(self._step or exercise.steps()[0].id)
        self.draw()
        self.action_type()

    def action_show_me(self) -> None:
        exercise = self.exercise
        if exercise is None or isinstance(exercise, Derivation):
            self.bar.say("Open the derivation with enter: s shows a step of it." if exercise else "Nothing is open.")
            return
        exercise.show_me(self._step or exercise.steps()[0].id)
        with self.prevent(Input.Changed):
            self.field.fill("")
        self._judge(exercise).ask()
        self.open()

    def action_undo(self) -> None:
        self._travel("undo")

    def action_redo(self) -> None:
        self._travel("redo")

    def _travel(self, way: str) -> None:
        place = self._block
        exercises = [self.run.exercise(one) for one in (place, *reversed(self.run.asking())) if one is not None]
        for exercise in exercises:
            if exercise is not None and not isinstance(exercise, Derivation) and getattr(exercise, way)():
                self._judge(exercise).ask()
                self.open(typing=self.field.has_focus)
                return
        self.bar.say(f"There is nothing to {way}.")

    def action_further(self) -> None:
        """The next picture of several."""
        self.page.frame += 1
        self.draw()

    def action_picture(self) -> None:
        """Change between the picture and the text, where there is no room for both."""
        self.page.show_text = not self.page.show_text
        self.draw()

    def action_help(self) -> None:
        self.tutor.show_help(["field", "page", "derivation"])

    def action_home(self) -> None:
        self.tutor.go_home()

    def commands_now(self) -> list[tuple[str, str, Callable[[], None]]]:
        """What the command palette offers here."""
        wanted = ("next_page", "previous_page", "hint", "show_me", "further", "picture", "home")
        actions = [action for action in in_places("page") if action.does in wanted]
        return [(a.label.capitalize(), a.sentence, getattr(self, f"action_{a.does}")) for a in actions]

    # What happens

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the line anew; an error that typing on may cure waits for a pause."""
        if self._step is None:
            return
        self._live = self._read(event.value)
        step = self._now()
        self.page.show_live(step, self._live, errors=self._live.final)
        self._pause = restart(self, self._pause, self._say_errors)

    def _say_errors(self) -> None:
        if self._step is not None:
            self.page.show_live(self._now(), self._live, errors=True)

    def on_answer_field_help_asked(self) -> None:
        self.action_help()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        kind, _, number = event.key.partition(":")
        if kind == "choice":
            self.action_choose(int(number))
        elif kind == "begin":
            self.action_advance()

    def on_descendant_focus(self) -> None:
        self._offer_keys()

    def _offer_keys(self) -> None:
        exercise = self.exercise
        several = any(
            isinstance(found, Plot) and len(found.frames) > 1
            for found in map(self.run.picture, range(len(self.run.page.blocks)))
        )
        further = ["page.further"] if several else []
        if self.field.has_focus and self._step is not None:
            first = ["field.check"] if self.field.value else ["field.check", "field.help"]
            self.bar.offer([*first, THEN, "page.hint", "page.show", *further, "page.next", "page.before"])
        elif exercise is None:
            picture = ["page.picture"] if self.run.revealed() and not self.page.beside.display else []
            on = {"page.on": "home"} if self.run.last_of_the_core else {}
            extra = ["page.next"] if self.run.last_of_the_core and self.run.lesson.practice else []
            keys = ["page.on", *extra, "page.before", *further, *picture, "page.undo", "page.home", "page.help"]
            labels = {"page.next": "practice", "page.picture": "picture" if self.page.show_text else "text", **on}
            self.bar.offer(keys[:7], labels)
        else:
            act = "begin" if isinstance(exercise, Derivation) else "type" if self._step is not None else "choose"
            move = ["page.down"] if act == "choose" else []
            help_keys = [] if act == "begin" else ["page.hint", "page.show"]
            keys = ["page.on", *move, *help_keys, *further, "page.next", "page.before", "page.home", "page.help"]
            self.bar.offer(keys[:7], {"page.on": act, "page.down": "or a letter"})


def _to_choose(exercise: Exercise) -> bool:
    return isinstance(exercise, PredictExercise) and exercise.spec.form == "choice"


def _typed(exercise: Exercise) -> bool:
    """Whether its answers are typed in the line of the page."""
    return not isinstance(exercise, Derivation) and not _to_choose(exercise)
