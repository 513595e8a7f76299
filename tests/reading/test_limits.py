"""Long, deep and hostile texts are answered with a sentence, whatever they are."""

from __future__ import annotations

import copy
import json
from functools import partial
from pathlib import Path

import pytest

from tutor.maths.reading import ReadingError, read, read_program, repaired
from tutor.maths.tree import depth
from tutor.maths.verdict import Names

from .helpers import NAMES, error_of, refused, tree


@pytest.mark.parametrize(
    "text",
    [
        "-" * 3999 + "x",
        "-" * 5000 + "x",
        "(" * 3000,
        "(" * 1000 + "x" + ")" * 1000,
        "sin " * 900 + "x",
        "sin(" * 500 + "x" + ")" * 500,
        "x^" * 500 + "x",
        "√" * 1000 + "x",
        "|" * 1000,
        "1/" * 500 + "x",
        "x+" * 1500 + "x",
        "[" * 500 + "x" + "]" * 500,
        "\\frac{1}{1+" * 100 + "x" + "}" * 100,
        "x" * 3000,
        "9" * 401,
        "1e401",
        "1e-99999",
        "[" + "x," * 500 + "x]",
        "[x, y]*" * 300,
    ],
)
def test_too_much_is_refused(text: str) -> None:
    refused(text)
    repaired(text, NAMES)
    with pytest.raises(ReadingError):
        read_program(text, ("x",))


def test_what_is_read_can_be_walked() -> None:
    for text in ("(" * 60 + "x" + ")" * 60, "sin(" * 60 + "x" + ")" * 60, "/".join("x" * 95), "x^" * 60 + "x"):
        assert depth(tree(text)) <= 100


def test_errors_travel_between_processes() -> None:
    error = refused("2*")
    again = copy.copy(error)
    assert (again.message, again.position, str(again)) == (error.message, error.position, error.message)


@pytest.mark.cases
def test_the_shared_cases_are_read(shared: Path) -> None:
    unread = []
    for line in (shared / "cases" / "peers_equal.jsonl").read_text().splitlines():
        case = json.loads(line)
        for text in (case["answer"], case["expected"]):
            try:
                read(text, Names(tuple(case["variables"])))
            except ReadingError as error:
                unread.append((text, error.message))
    assert unread == []


@pytest.mark.cases
def test_hostile_texts_are_answered(shared: Path) -> None:
    for line in (shared / "cases" / "hostile.jsonl").read_text().splitlines():
        case = json.loads(line)
        error_of(partial(read, case["answer"], Names(tuple(case["variables"]))), case["answer"])
