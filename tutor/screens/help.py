"""The help: what the keys do where you are, how mathematics is typed, what the signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from tutor.screens.base import TutorScreen
from tutor.widgets.formula import folded
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.keys import Place, all_shown, bindings, in_places
from tutor.widgets.rows import BLANK, Row, Rows

_TITLES: dict[Place, str] = {
    "field": "While you type",
    "steps": "After esc or tab: letters act",
    "page": "On a page, after esc: letters act",
    "derivation": "At any time",
    "examples": "Among the examples",
}
_TYPING = (
    ("x^2   x²   x**2", "a power"),
    ("sqrt(x)   √x   root(x, 3)", "roots"),
    ("2x   3 x sin(x)", "products need no sign"),
    ("sin x   sin(2x)   sin^2 x", "functions, with or without brackets"),
    ("e^(2x)   exp(2x)", "the exponential; brackets around what is long"),
    ("ln x   log(x)", "the natural logarithm"),
    ("pi   π   e", "the constants"),
    ("1/(2x)", "1/2x means (1/2)x"),
    ("|x|   abs(x)", "the absolute value"),
    ("\\frac{1}{x}", "pasted LaTeX is read too"),
)
_SIGNS = (
    ("✓", "$text-success", "agrees everywhere I looked"),
    ("✓✓", "$text-success", "proved"),
    ("✗", "$text-error", "wrong; below it a point where it fails"),
    ("?", "$text-warning", "not decided, or something is wanted first; costs nothing"),
    ("·", "dim", "not yet"),
)


class HelpPage(VerticalScroll, can_focus=True):
    """The page; arrows scroll it."""

    BINDINGS = bindings("help")


class HelpScreen(TutorScreen):
    """What the keys do in the places given, and how to type."""

    DEFAULT_CSS = """
    HelpPage { padding: 1 0 0 0; scrollbar-size-vertical: 1; }
    """

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        with HelpPage():
            yield Rows()
        yield KeyBar("help.close", "help.down", "help.up")

    def on_mount(self) -> None:
        self.query_one(HelpPage).focus()

    def on_resize(self, event: events.Resize) -> None:
        self.query_one(Rows).put(self._rows(self.size.width - 3))

    def action_down(self) -> None:
        self.query_one(HelpPage).scroll_relative(y=5, animate=False)

    def action_up(self) -> None:
        self.query_one(HelpPage).scroll_relative(y=-5, animate=False)

    def action_close(self) -> None:
        self.dismiss(None)

    def _rows(self, width: int) -> list[Row]:
        rows = []
        for place in self._places:
            rows += [_heading(_TITLES.get(place, "")), *self._key_rows(place, width), BLANK]
        rows += [_heading("How to type"), *(_pair(*pair, "", width) for pair in _TYPING), BLANK]
        rows += [_heading("The signs")]
        rows += [_pair(sign, word, style, width, 8) for sign, style, word in _SIGNS]
        return rows

    def _key_rows(self, place: Place, width: int) -> list[Row]:
        rows = []
        for action in in_places(place):
            if not action.sentence:
                continue
            keys = all_shown(self.tutor.keys_of(action.id) or action.keys)
            texts = folded(action.sentence, width - 26)
            rows.append(_pair(keys, texts[0], "bold $text-accent", width, 20))
            rows += [_pair("", text, "", width, 20) for text in texts[1:]]
        return rows


def _heading(text: str) -> Row:
    return Row(Content.assemble("   ", (text, "bold")))


def _pair(left: str, right: str, style: str, width: int, column: int = 30) -> Row:
    return Row(Content.assemble("     ", (left.ljust(column), style), " ", (right, "" if style else "dim")))
