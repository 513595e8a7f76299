"""Lesson 2 in a real terminal at 80x24, from its first page to its last; and the very first start."""

import os

import pytest
from terminal import Terminal

from tutor.exercises.derivation import Derivation
from tutor.lessons.live import exercise
from tutor.lessons.loader import COURSE, load

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")


def test_lesson_two_from_its_first_page_to_its_last():
    lesson = load(COURSE / "L02.md")
    terminal = Terminal("learn", "L02")
    try:
        for number, page in enumerate(lesson.core, 1):
            terminal.until(f"page {number} of {len(lesson.core)}")
            _do(terminal, page)
            if number < len(lesson.core):
                terminal.until("enter next page")
                terminal.type("\r")
        terminal.until("That was the lesson.")
        terminal.type("\r")
        terminal.until("✓ L02")
    finally:
        terminal.close()


def _do(terminal, page):
    """Do what a page asks: derivations and typed answers by "show me", choices by their letter."""
    for directive in page.directives:
        if directive.name == "derivation":
            terminal.until("to begin")
            terminal.type("\r")
            terminal.until("Name the pieces")
            _derive(terminal, exercise(directive))
        elif directive.name == "predict" and directive.argument == "choice":
            terminal.until("or a letter")
            terminal.type("a")
        elif directive.name in ("question", "predict", "lines"):
            terminal.until("enter check")
            terminal.type("\x1b")
            terminal.until("enter type")
            terminal.type("s")


def _derive(terminal, derivation):
    assert isinstance(derivation, Derivation)
    for _ in range(40):
        shown = terminal.until(lambda text: "enter check" in text or "on with the lesson" in text)
        if "on with the lesson" in shown:
            break
        terminal.type("\x1b")
        terminal.until("enter type")
        terminal.type("s")
        terminal.until(lambda text: "enter type" not in text)
    terminal.until("on with the lesson")
    terminal.type("\r")


def test_the_first_start_takes_one_key_beyond_the_answer_to_its_verdict():
    terminal = Terminal(newcomer=True)
    try:
        terminal.until("What is its slope")
        terminal.enter("cos(x^2)")
        terminal.until("your slope")
        terminal.type("\x1b")
        terminal.until("Where do you want to begin?")
        terminal.type("a")
        terminal.until("L01")
        terminal.until("page 1 of")
    finally:
        terminal.close()
