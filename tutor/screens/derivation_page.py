"""What the derivation screen shows: the problem on top, the steps with the open line, the data-flow beside."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing

from tutor.exercises.base import StepView
from tutor.exercises.derivation import Derivation
from tutor.screens import pictures
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.keys import bindings
from tutor.widgets.live import Live
from tutor.widgets.rows import Row, Rows
from tutor.widgets.sheet import INDENT, Sheet, sheet
from tutor.widgets.under import error_rows, guidance_rows, padded, reading_rows

WIDE = 110
FLOW_BESIDE = 26
LEAST_FOR_STEPS = 58
ROOM_UNDER_THE_LINE = 5


class Steps(VerticalScroll, can_focus=True):
    """The steps, scrolling upright only; letters act while it has the focus."""

    BINDINGS = bindings("steps")
    FOCUS_ON_CLICK = False


class Flow(Rows, can_focus=True):
    """The data-flow; it takes the focus only where it stands in place of the steps."""

    BINDINGS = bindings("steps")
    FOCUS_ON_CLICK = False


class DerivationPage(Vertical):
    """Draws a derivation. `field` is the open line; everything else is rows made from the exercise."""

    DEFAULT_CSS = """
    DerivationPage { height: 1fr; }
    DerivationPage > #problem { padding: 1 0 1 0; }
    DerivationPage > #body { height: 1fr; }
    DerivationPage #steps { width: 1fr; height: 1fr; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    DerivationPage #entry { height: 1; }
    DerivationPage #flow { width: auto; height: auto; padding: 0 1 0 2; }
    DerivationPage.-flow-only #steps { display: none; }
    DerivationPage.-flow-only #flow { width: 1fr; padding: 0 3; }
    """

    def __init__(self, exercise: Derivation) -> None:
        super().__init__()
        self.exercise = exercise
        self.views: list[StepView] = []
        self.slow: frozenset[str] = frozenset()
        self._open: str | None = None
        self._lit: str | None = None
        self._sheet = Sheet()
        self._width = 80
        self._tallest = 0
        self._paths: tuple[pictures.Path, ...] = ()
        self.problem = Rows(id="problem")
        self.above, self.label, self.below = (Rows(id=id) for id in ("above", "label", "below"))
        self.flow = Flow(id="flow")
        self.field = AnswerField(id="field")
        self.entry = Horizontal(self.label, self.field, id="entry")
        self.steps = Steps(self.above, self.entry, self.below, id="steps")

    def compose(self) -> ComposeResult:
        yield self.problem
        yield Horizontal(self.steps, self.flow, id="body")

    @property
    def flow_hidden(self) -> bool:
        """Whether there is a data-flow that does not fit beside the steps."""
        return not self.flow.display and bool(self.flow.rows)

    def show(self, open_step: str | None, lit: str | None, live: Live, *, word: str = "", errors: bool = True) -> None:
        """Show the exercise as it stands, with the line at `open_step` and the rows of `lit` lit.

        `word` is said under the line in place of what usually stands there.
        """
        if open_step != self._open:
            self._tallest = 0
        self._open, self._lit = open_step, lit
        self.views = list(self.exercise.steps())
        self._show_problem()
        self._find_paths()
        self._show_flow()
        airy = self.size.height >= 34
        self._sheet = sheet(self.exercise.sections(), self.views, open_step, self._width, slow=self.slow, airy=airy)
        self.above.put(self._sheet.above, lit)
        self.entry.display = open_step is not None
        self.label.styles.width = INDENT + len(self._sheet.label)
        self.label.put([Row(Content(" " * INDENT + self._sheet.label), open_step)], lit)
        self.show_live(live, errors=errors, word=word)
        self.call_after_refresh(self._keep_in_sight)

    def show_live(self, live: Live, *, errors: bool, word: str = "") -> None:
        """Show how the line reads, and all that follows it; only this is drawn anew for a key."""
        indent = INDENT + len(self._sheet.label)
        view = self.view(self._open)
        rows: list[Row] = []
        if self._find_paths():
            self._show_flow()
        if view is not None:
            text = self.field.value
            rows = self._under(view, text, live, errors, word, indent)
        if self.exercise.done():
            rows = [*rows, *self._sheet.below, *pictures.end_rows(self.exercise, self.views, self._width)]
        else:
            rows = [*rows, *self._sheet.below]
        self.below.put(rows, self._lit)

    def view(self, step: str | None) -> StepView | None:
        """A step as it stood when it was shown last."""
        return next((view for view in self.views if view.id == step), None)

    def focus_steps(self) -> None:
        """Let letters act, also while the data-flow stands in place of the steps."""
        (self.flow if self.has_class("-flow-only") else self.steps).focus(scroll_visible=False)

    def _under(self, view: StepView, text: str, live: Live, errors: bool, word: str, indent: int) -> list[Row]:
        width = self._width
        said = self._sheet.word
        if word:
            rows = [*guidance_rows(word, indent, width), *said]
        elif not text.strip():
            rows = [*guidance_rows(pictures.guidance(self.exercise, view), indent, width), *said]
        elif live.error and errors:
            rows = [*error_rows(text, live, indent, width), *([] if view.caret is not None else said)]
        elif view.caret is not None and text == view.text:
            stated = Live(error=view.sentence, column=view.caret, final=True)
            rows = error_rows(text, stated, indent, width)
        else:
            rows = [*reading_rows(live, indent, width), *said]
        paths = self.exercise.paths(view.id.partition(":")[2]) if view.id.startswith("combine:") else ()
        if len(paths) > 1:
            rows = [*rows, *pictures.path_rows(paths, self._paths, indent, width)]
        self._tallest = max(self._tallest, min(len(rows), ROOM_UNDER_THE_LINE))
        return padded(rows, self._tallest)

    def _find_paths(self) -> bool:
        """Which paths stand in the sum that is being typed; whether others than before."""
        step, before = self._open or "", self._paths
        typed = self.field.value.rstrip("+-*·/(^ ")
        self._paths = self.exercise.lit_paths(step.partition(":")[2], typed) if step.startswith("combine:") else ()
        return self._paths != before

    def _show_problem(self) -> None:
        self.problem.put(pictures.problem_rows(self.exercise, self.size.width))

    def _show_flow(self) -> None:
        wide = self.size.width >= WIDE
        only = self.has_class("-flow-only")
        room = self.size.width - LEAST_FOR_STEPS if wide else FLOW_BESIDE
        rows = pictures.flow_rows(self.exercise, self.views, self._open, words=wide or only, lit=self._paths)
        if wide and pictures.flow_width(rows) + 3 > room:
            rows = pictures.flow_rows(self.exercise, self.views, self._open, words=False, lit=self._paths)
        taken = pictures.flow_width(rows)
        beside = bool(rows) and taken + 3 <= room
        self.flow.put(rows)
        self.flow.display = beside or only
        used = max(taken + 3, 36) if beside and wide else taken + 3 if beside else 0
        self.flow.styles.width = None if only else used or "auto"
        self._width = self.size.width - used - 2

    def _keep_in_sight(self) -> None:
        """Scroll no more than needed for the lit step, or for the open line with what stands under it."""
        if self._lit is not None:
            for rows in (self.above, self.below):
                found = rows.row_of(self._lit)
                if found is not None:
                    region = Region(0, rows.virtual_region.y + found[0], 1, found[1])
                    self.steps.scroll_to_region(region, animate=False, spacing=Spacing(1, 0, 1, 0))
                    return
        if self._open is not None:
            line = self.entry.virtual_region
            under = min(self._tallest, self.steps.size.height - 3)
            region = Region(0, line.y, 1, 1 + max(under, 0))
            self.steps.scroll_to_region(region, animate=False, spacing=Spacing(1, 0, 1, 0))
        else:
            self.steps.scroll_end(animate=False)
