"""The derivation screen: where the line stands, what the keys do, and when it moves on."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input

from tutor.engine import Engine
from tutor.exercises.base import StepView
from tutor.exercises.derivation import Derivation
from tutor.screens import transcript
from tutor.screens.base import TutorScreen
from tutor.screens.choices import CopyChoice
from tutor.screens.derivation_page import DerivationPage
from tutor.screens.judging import Judging
from tutor.screens.typing_pause import restart
from tutor.widgets.key_bar import THEN, KeyBar
from tutor.widgets.keys import bindings, in_places
from tutor.widgets.live import Live, live_reading
from tutor.widgets.rows import Rows
from tutor.widgets.sheet import offered

# A verdict that is there within this time is shown without the line moving first; after it the line goes on.
GRACE = 0.15
SLOW = 0.3

EMPTY_LINE = "Type your answer first. ? is help; esc and then h is a hint."


class DerivationScreen(TutorScreen):
    """Drives one derivation. The exercise holds all answers; here is only where the line stands and what is lit."""

    BINDINGS = bindings("derivation")

    def __init__(self, exercise: Derivation, engine: Engine, *, inside: bool = False) -> None:
        """`inside` tells that a lesson opened it, to which it goes back."""
        super().__init__()
        self._inside = inside
        self.exercise = exercise
        self.page = DerivationPage(exercise)
        self.field = self.page.field
        self.bar = KeyBar()
        self._judging = Judging(self, engine, exercise, self._settled)
        self._open: str | None = None
        self._lit: str | None = None
        self._drafts: dict[str, str] = {}
        self._live = Live()
        self._moving: str | None = None
        self._by_hand = False
        self._typing = True
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.page
        yield self.bar

    def on_mount(self) -> None:
        self.field.before_key = self._move_on
        self._judging.ask()
        self.open(self.exercise.current())

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self.draw)

    # Where the line stands

    def open(self, step: str | None, *, by_hand: bool = False, typing: bool = True) -> None:
        """Put the line at a step, with what stands there or was being typed before; None closes it."""
        if self._touched() and self._open is not None:
            self._drafts[self._open] = self.field.value
        self._open, self._by_hand = step, by_hand
        with self.prevent(Input.Changed):
            self.field.fill("" if step is None else self._drafts.pop(step, self._text(step)))
        self._live = self._read(self.field.value)
        self._typing = typing and step is not None
        if typing:
            self._lit = None
        if self._typing:
            self.page.entry.display = True
            self.field.focus(scroll_visible=False)
        else:
            self.page.steps.focus(scroll_visible=False)
        self.draw()

    def draw(self, word: str = "") -> None:
        """Show everything as it stands now; `word` is said under the line."""
        if self.is_attached and self.page.size.width:
            self.page.show(self._open, self._lit, self._live, word=word)
            self._offer_keys()

    def _move_on(self) -> None:
        """After an answer: go where the exercise wants the line, once. What is still being judged is passed over."""
        step, self._moving = self._moving, None
        if step is None:
            return
        target = self.exercise.current()
        if target is not None and self._now(target).mark == "waiting":
            target = next((view.id for view in self.exercise.steps() if view.mark in ("open", "asks")), None)
        self.open(target)

    def _settled(self, by_verdict: bool) -> None:
        """A verdict arrived, or a proof."""
        if not self.is_attached:
            return
        target = self.exercise.current()
        mark = self._now(target).mark if target is not None else None
        if by_verdict and mark != "waiting":
            if self._moving is not None:
                self._move_on()
                return
            if target != self._open and not self._touched() and not self._by_hand:
                self.open(target, typing=self._lit is None)
                return
        self.draw()

    def _say_slow(self) -> None:
        slow = frozenset(view.id for view in self.exercise.steps() if view.mark == "waiting")
        if slow != self.page.slow:
            self.page.slow = slow
            self.draw()

    def _touched(self) -> bool:
        return self._open is not None and self.field.value != self._text(self._open)

    def _now(self, step: str) -> StepView:
        return next(view for view in self.exercise.steps() if view.id == step)

    def _text(self, step: str) -> str:
        return next((view.text for view in self.exercise.steps() if view.id == step), "")

    def _read(self, text: str) -> Live:
        if self._open is None:
            return Live()
        return live_reading(text, self.exercise.names(self._open), piece=self._open.startswith("piece"))

    # What the keys do

    def action_check(self) -> None:
        """Have the open step judged."""
        text, step = self.field.value.strip(), self._open
        if step is None or self._moving is not None:
            return
        if not text:
            self.draw(EMPTY_LINE)
            return
        offered = self._offered()
        self.field.remember(text)
        self.exercise.submit(step, offered or text)
        self._ask_and_move(step)

    def action_leave(self) -> None:
        """Leave the line: its step is lit, and letters act."""
        self._move_on()
        self._lit, self._typing = self._open, False
        self.page.steps.focus(scroll_visible=False)
        self.draw()

    def action_type(self) -> None:
        """Back to the line."""
        self.open(self._open or self.exercise.current(), by_hand=self._by_hand)

    def action_earlier(self) -> None:
        self._move_on()
        self.field.walk_history(-1)

    def action_later(self) -> None:
        self.field.walk_history(+1)

    def action_up(self) -> None:
        self._light(-1)

    def action_down(self) -> None:
        self._light(+1)

    def action_reopen(self) -> None:
        """Open the lit step; at the end, with nothing lit, another function."""
        if self._lit is not None:
            self.open(self._lit, by_hand=self._lit != self._open or self._by_hand)
        elif self.exercise.done():
            self._go_back()
        else:
            self.action_type()

    def action_hint(self) -> None:
        """A hint for the lit step, and back to typing there."""
        step = self._lit or self._open
        if step is not None:
            self.exercise.ask_hint(step)
            self.open(step, by_hand=step != self._open or self._by_hand)

    def action_show_me(self) -> None:
        """Fill the lit step in, and go on with the next."""
        step = self._lit or self._open
        if step is not None:
            self.exercise.show_me(step)
            self._forget_line()
            self._ask_and_move(step)

    def action_undo(self) -> None:
        self._changed(self.exercise.undo(), "There is nothing to undo.")

    def action_redo(self) -> None:
        self._changed(self.exercise.redo(), "There is nothing to redo.")

    def action_drop(self) -> None:
        """Delete the lit piece."""
        view = self.page.view(self._lit or self._open)
        if view is not None and view.removable:
            self.exercise.remove(view.id)
            self._changed(True)
        else:
            self.bar.say("Only pieces can be deleted.")

    def action_graph(self) -> None:
        """The data-flow in place of the steps, and back."""
        shown = self.page.has_class("-flow-only")
        if shown or self.exercise.graph() is not None:
            self.page.set_class(not shown, "-flow-only")
            self.page.focus_steps()
            self.draw()
        else:
            self.bar.say("The graph comes once your pieces make the whole function.")

    def action_copy(self) -> None:
        """Ask what to copy, and copy it."""
        view = self.page.view(self._lit)

        def copy(what: str | None) -> None:
            if what:
                self.app.copy_to_clipboard(transcript.written(self.exercise, what, view))
                self.bar.say("Copied. Paste it where you like.")

        self.app.push_screen(CopyChoice(view is not None and bool(view.text)), copy)

    def action_back(self) -> None:
        if self.page.has_class("-flow-only"):
            self.action_graph()
        else:
            self._go_back()

    def _go_back(self) -> None:
        if self._inside:
            self.dismiss(None)
        else:
            self.tutor.go_home()

    def action_help(self) -> None:
        self.tutor.show_help(["field", "steps", "derivation"])

    def commands_now(self) -> list[tuple[str, str, Callable[[], None]]]:
        """What the command palette offers here."""
        actions = [action for action in in_places("steps") if action.does not in ("up", "down", "reopen")]
        return [(a.label.capitalize(), a.sentence, getattr(self, f"action_{a.does}")) for a in actions]

    # What happens

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the line anew; an error that typing on may cure waits for a pause."""
        self._live = self._read(event.value)
        self.page.show_live(self._live, errors=self._live.final)
        self._pause = restart(self, self._pause, lambda: self.page.show_live(self._live, errors=True))
        self._offer_keys()

    def on_answer_field_help_asked(self) -> None:
        self.action_help()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        self._move_on()
        self.open(event.key, by_hand=event.key != self._open)

    # Small parts

    def _ask_and_move(self, step: str) -> None:
        self._drafts.pop(step, None)
        self._moving = step
        self._judging.ask()
        if self._judging.busy:
            self.set_timer(GRACE, self._move_on)
            self.set_timer(SLOW, self._say_slow)
        else:
            self._move_on()

    def _changed(self, really: bool, otherwise: str = "") -> None:
        """After undo, redo or a deletion: the line goes where it belongs, letters still act."""
        if not really:
            self.bar.say(otherwise)
            return
        self._forget_line()
        self._drafts.clear()
        self._judging.ask()
        typing = self._typing
        self.open(self.exercise.current(), typing=typing)
        if not typing:
            self._lit = self._open
            self.draw()

    def _forget_line(self) -> None:
        """What stood in the line was replaced: it is no draft."""
        if self._open is not None:
            with self.prevent(Input.Changed):
                self.field.fill(self._text(self._open))

    def _light(self, by: int) -> None:
        steps = [view.id for view in self.page.views]
        if not steps:
            return
        here = steps.index(self._lit) if self._lit in steps else len(steps) if by < 0 else -1
        self._lit = steps[min(max(here + by, 0), len(steps) - 1)]
        self.draw()

    def _offered(self) -> str | None:
        """Another usual reading of the wrong answer that still stands in the line, which is right."""
        view = self.page.view(self._open)
        return offered(view) if view is not None and self.field.value.strip() == view.text else None

    def _offer_keys(self) -> None:
        answered = any(view.text for view in self.page.views)
        graph = ["steps.graph"] if self.page.flow_hidden else []
        if self.page.has_class("-flow-only"):
            self.bar.offer(["steps.graph", "steps.help"], {"steps.graph": "back to the steps"})
        elif self._typing:
            undo = ["steps.up", "steps.undo"] if answered else []
            labels = {"steps.up": "mend a step", **({"field.check": "yes, that"} if self._offered() else {})}
            first = ["field.check"] if self.field.value else ["field.check", "field.help"]
            self.bar.offer([*first, THEN, "steps.hint", "steps.show", *undo, *graph], labels)
        elif self.exercise.done() and self._lit is None:
            end = "on with the lesson" if self._inside else "another function"
            keys = ["steps.reopen", "steps.copy", "steps.up", "steps.undo", *graph, "steps.help", "steps.back"]
            self.bar.offer(keys, {"steps.reopen": end, "steps.up": "change a step"})
        else:
            view = self.page.view(self._lit)
            drop = ["steps.drop"] if view is not None and view.removable else []
            labels = {"steps.reopen": "type" if self._lit == self._open else "change it", "steps.up": "step"}
            keys = ["steps.reopen", "steps.up", "steps.hint", "steps.show", *drop, "steps.undo", *graph, "steps.copy"]
            self.bar.offer([*keys[:6], "steps.back"], labels)
