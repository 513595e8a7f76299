"""The key map as data: what can be done where, by which keys, and how the key bar and the help call it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType

Place = Literal["field", "examples", "steps", "page", "first", "derivation", "copy", "help"]


class Action(NamedTuple):
    """Something a learner can do in one place.

    `id` names it in a learner's own key map, `keys` are Textual's names of its keys, the one shown first;
    `does` is the action called on the screen, `label` one or two words for the key bar, `sentence` the help.
    """

    id: str
    place: Place
    keys: str
    does: str
    label: str
    sentence: str


ACTIONS: tuple[Action, ...] = (
    Action("examples.open", "examples", "enter", "open", "begin", "begin with the one that is lit"),
    Action("examples.up", "examples", "up,k", "up", "up", "go up, at the top back to the line"),
    Action("examples.down", "examples", "down,j", "down", "down", "go down"),
    Action("examples.type", "examples", "i,tab,escape", "type", "type your own", "go back to the line"),
    Action("examples.help", "examples", "question_mark,f1", "help", "help", "show this page"),
    Action("examples.quit", "examples", "q", "quit", "quit", "close calc-tutor"),
    Action("field.check", "field", "enter", "check", "check", "have your answer checked"),
    Action("field.leave", "field", "escape,tab,shift+tab", "leave", "more", "leave the line, so that letters act"),
    Action("field.earlier", "field", "up", "earlier", "earlier answer", "bring back an earlier answer"),
    Action("field.later", "field", "down", "later", "later answer", "go forward again among your answers"),
    Action("field.help", "field", "question_mark,f1", "help", "help", "show this page; ? does so on an empty line"),
    Action("derivation.undo", "derivation", "ctrl+z", "undo", "undo", "take back the last thing you did"),
    Action("derivation.redo", "derivation", "ctrl+y", "redo", "redo", "do it again"),
    Action("steps.reopen", "steps", "enter", "reopen", "change it", "open the lit step and change it"),
    Action("steps.up", "steps", "up,k", "up", "step up", "light the step above"),
    Action("steps.down", "steps", "down,j", "down", "step down", "light the step below"),
    Action("steps.hint", "steps", "h", "hint", "hint", "get a hint for the lit step"),
    Action("steps.show", "steps", "s", "show_me", "show me", "have the lit step filled in, and go on"),
    Action("steps.undo", "steps", "u", "undo", "undo", "take back the last thing you did"),
    Action("steps.redo", "steps", "r", "redo", "redo", "do it again"),
    Action("steps.graph", "steps", "g", "graph", "graph", "see how your pieces feed each other"),
    Action("steps.copy", "steps", "c", "copy", "copy", "copy your derivation, or one step of it"),
    Action("steps.drop", "steps", "d,delete", "drop", "delete piece", "delete the lit piece"),
    Action("steps.type", "steps", "i,tab,shift+tab", "type", "type", "go back to the line you type in"),
    Action("steps.help", "steps", "question_mark,f1", "help", "help", "show this page"),
    Action("steps.back", "steps", "escape,q,left", "back", "back", "go back to the start page; your work stays"),
    Action("page.on", "page", "enter", "advance", "next page", "go on: with what is open, else to the next page"),
    Action("page.next", "page", "right", "next_page", "next page", "turn the page"),
    Action("page.before", "page", "left", "previous_page", "page back", "turn back a page"),
    Action("page.up", "page", "up,k", "up", "up", "light the choice above, or scroll up"),
    Action("page.down", "page", "down,j", "down", "down", "light the choice below, or scroll down"),
    Action("page.choice1", "page", "a,1", "choose(0)", "choose", "choose the first; b, c, d choose the others"),
    Action("page.choice2", "page", "b,2", "choose(1)", "", ""),
    Action("page.choice3", "page", "c,3", "choose(2)", "", ""),
    Action("page.choice4", "page", "d,4", "choose(3)", "", ""),
    Action("page.choice5", "page", "e,5", "choose(4)", "", ""),
    Action("page.choice6", "page", "f,6", "choose(5)", "", ""),
    Action("page.hint", "page", "h", "hint", "hint", "get a hint"),
    Action("page.show", "page", "s", "show_me", "show me", "have the answer filled in, and go on"),
    Action(
        "page.further", "page", "z,space", "further", "next picture", "show the next picture: closer, or further on"
    ),
    Action("page.picture", "page", "p", "picture", "text", "change between the picture and the text"),
    Action("page.undo", "page", "u", "undo", "undo", "take back the last thing you did"),
    Action("page.redo", "page", "r", "redo", "redo", "do it again"),
    Action("page.type", "page", "i,tab,shift+tab", "type", "type", "go back to the line you type in"),
    Action("page.help", "page", "question_mark,f1", "help", "help", "show this page"),
    Action("page.home", "page", "escape,q", "home", "home", "go home; the page is kept"),
    Action("first.open", "first", "enter", "open", "choose", "choose what is lit"),
    Action("first.up", "first", "up,k", "up", "up", "light the choice above"),
    Action("first.down", "first", "down,j", "down", "down", "light the choice below"),
    Action("first.one", "first", "a,1", "choose(0)", "choose", "the first lesson"),
    Action("first.two", "first", "b,2", "choose(1)", "", ""),
    Action("first.three", "first", "c,3", "choose(2)", "", ""),
    Action("first.type", "first", "escape,i,tab", "type", "back to the line", "go back to the line"),
    Action("first.quit", "first", "q", "quit", "quit", "close calc-tutor"),
    Action("copy.text", "copy", "t,c,enter", "pick('text')", "as text", "copy all of it as text"),
    Action("copy.latex", "copy", "l", "pick('latex')", "as LaTeX", "copy all of it as LaTeX"),
    Action("copy.step", "copy", "s", "pick('step')", "the lit step", "copy the lit step as text"),
    Action("copy.steplatex", "copy", "e", "pick('steplatex')", "that as LaTeX", "copy the lit step as LaTeX"),
    Action("copy.cancel", "copy", "escape,q", "pick('')", "nothing", "copy nothing"),
    Action("help.down", "help", "down,j", "down", "further", "read on"),
    Action("help.up", "help", "up,k", "up", "back up", "go back up"),
    Action("help.close", "help", "escape,q,enter,question_mark,f1", "close", "back", "close this page"),
)

BY_ID = {action.id: action for action in ACTIONS}

_SHOWN = {
    "question_mark": "?",
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "delete": "del",
}


def bindings(*places: Place) -> list[BindingType]:
    """Textual's bindings for these places, each with an id that a learner's own key map can name."""
    return [
        Binding(action.keys, f"screen.{action.does}", action.label, show=False, id=action.id)
        for action in ACTIONS
        if action.place in places
    ]


def shown(keys: str) -> str:
    """The first of the keys as the key bar shows it."""
    key = keys.split(",", 1)[0].strip()
    return _SHOWN.get(key, key)


def all_shown(keys: str) -> str:
    """All of the keys as the help shows them."""
    return " ".join(_SHOWN.get(key.strip(), key.strip()) for key in keys.split(","))


def in_places(*places: Place) -> Iterable[Action]:
    """The actions of these places, in the order of the key map."""
    return (action for action in ACTIONS if action.place in places)
