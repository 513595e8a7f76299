"""What the lesson screen shows: the title, the page with the open line in it, pictures beside where there is room."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing

from tutor.exercises.base import StepView
from tutor.screens.lesson_blocks import Look, page_rows, witness_picture
from tutor.screens.lesson_run import LessonRun
from tutor.widgets.answer_field import AnswerField
from tutor.widgets.keys import bindings
from tutor.widgets.live import Live
from tutor.widgets.picture import picture_rows
from tutor.widgets.prose import line_of_spans
from tutor.widgets.rows import BLANK, Row, Rows
from tutor.widgets.sheet import INDENT
from tutor.widgets.under import error_rows, guidance_rows, padded, reading_rows

WIDE = 110
_BESIDE = 46
_ROOM_UNDER_THE_LINE = 4
_INLINE = 11


class Text(VerticalScroll, can_focus=True):
    """The page, scrolling upright only; letters act while it has the focus."""

    BINDINGS = bindings("page")
    FOCUS_ON_CLICK = False


class LessonPage(Vertical):
    """Draws a page of a lesson. `field` is the open line; everything else is rows made from the run."""

    DEFAULT_CSS = """
    LessonPage { height: 1fr; }
    LessonPage > #title { padding: 0 0 1 0; }
    LessonPage > #body { height: 1fr; }
    LessonPage #text { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; }
    LessonPage #entry { height: 1; }
    LessonPage #beside { height: auto; padding: 0 1 0 1; }
    """

    def __init__(self, run: LessonRun) -> None:
        super().__init__()
        self.run = run
        self.title = Rows(id="title")
        self.above, self.label, self.under, self.below, self.beside = (
            Rows(id=id) for id in ("above", "label", "under", "below", "beside")
        )
        self.field = AnswerField(id="field")
        self.entry = Horizontal(self.label, self.field, id="entry")
        self.text = Text(self.above, self.entry, self.under, self.below, id="text")
        self.frame = 0
        self.show_text = False
        self.slow = False
        self._indent = INDENT
        self._word: list[Row] = []
        self._tallest = 0
        self._open: tuple[int, int | None, str | None] | None = None

    def compose(self) -> ComposeResult:
        yield self.title
        yield Horizontal(self.text, self.beside, id="body")

    def show(
        self, block: int | None, step: StepView | None, choice: int, live: Live, *, word: str = "", end: str = ""
    ) -> None:
        """Show the page with the line open at a step of a block; `end` is said at the foot of the page."""
        place = self.run.index, block, step.id if step is not None else None
        turned = self._open is None or self._open[0] != place[0]
        if place != self._open:
            self._tallest = 0
        self._open = place
        wide = self.size.width >= WIDE
        width = min(self.size.width - (_BESIDE if wide else 2), 84)
        self.title.put([_title(self.run, self.size.width)])
        look = Look(
            block,
            step.id if step is not None else None,
            width,
            _BESIDE - 3 if wide else 0,
            16 if wide else _INLINE,
            self.frame,
            choice,
            self.show_text,
            self.slow,
        )
        rows = page_rows(self.run, look)
        exercise = self.run.exercise(block) if block is not None else None
        if exercise is not None:
            found = witness_picture(exercise, _BESIDE - 3 if wide else min(width - 8, 60), 14 if wide else 9)
            if found is not None and wide:
                rows.beside = [*picture_rows(found, 1, _BESIDE - 3), BLANK, *rows.beside]
            elif found is not None and self.show_text:
                rows.below = [*picture_rows(found, INDENT, width), *rows.below]
        brief = self.run.revealed() and not wide and not self.show_text
        self.above.put(rows.above if brief else [_page_title(self.run), BLANK, *rows.above])
        self.entry.display = step is not None
        self._indent = INDENT + len(rows.label)
        self.label.styles.width = self._indent
        self.label.put([Row(Content(" " * INDENT + rows.label))])
        self._word = rows.word
        self.show_live(step, live, word=word)
        foot = [Row(Content.assemble("   ", (end, "$text-success")))] if end else []
        self.below.put([*rows.below, *foot])
        self.below.display = bool(self.below.rows)
        self.beside.put(rows.beside)
        self.beside.display = wide and bool(rows.beside)
        self.beside.styles.width = _BESIDE
        if turned:
            self.text.scroll_home(animate=False)
        self.call_after_refresh(self._keep_in_sight)

    def show_live(self, step: StepView | None, live: Live, *, errors: bool = True, word: str = "") -> None:
        """Show how the line reads; only this is drawn anew for a key."""
        if step is None:
            self.under.display = False
            return
        self.under.display = True
        text, width = self.field.value, self.text.size.width - 2
        if word:
            rows = [*guidance_rows(word, self._indent, width), *self._word]
        elif not text.strip():
            rows = list(self._word)
        elif live.error and errors:
            rows = [*error_rows(text, live, self._indent, width), *self._word]
        elif step.caret is not None and text == step.text:
            rows = error_rows(text, Live(error=step.sentence, column=step.caret, final=True), self._indent, width)
        else:
            rows = [*reading_rows(live, self._indent, width), *self._word]
        if step.template:
            rows = [*rows, *guidance_rows(f"Fill the blanks:  {step.template}", self._indent, width)]
        self._tallest = max(self._tallest, min(len(rows), _ROOM_UNDER_THE_LINE))
        self.under.put(padded(rows, self._tallest))

    def _keep_in_sight(self) -> None:
        """Scroll no more than needed for the open line with what stands under it; at the end for the last rows."""
        if self.entry.display:
            under = min(max(len(self.under.rows), 1), self.text.size.height - 2)
            region = Region(0, self.entry.virtual_region.y, 1, 1 + max(under, 0))
            self.text.scroll_to_region(region, animate=False, spacing=Spacing(1, 0, 0, 0))
        elif self._open is not None and self._open[1] is None and self.run.asking():
            self.text.scroll_end(animate=False)


def _title(run: LessonRun, width: int) -> Row:
    left, right = f" {run.lesson.id} {run.lesson.title}", f"{run.place} "
    part = f"   {run.page.part}" if run.page.part and not run.page.practice else ""
    gap = " " * max(2, width - len(left) - len(part) - len(right) - 1)
    return Row(Content.assemble((left, "$text-accent"), (part, "dim"), gap, (right, "dim")))


def _page_title(run: LessonRun) -> Row:
    return Row(Content.assemble("   ", (line_of_spans(run.page.title), "bold underline")))
