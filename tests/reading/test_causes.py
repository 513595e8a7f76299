"""What cannot be read is refused with its likely cause, at its column in the original text."""

from __future__ import annotations

import pytest

from tutor.maths.verdict import Names

from .helpers import refused, tree

XY = Names(("x", "y"))


@pytest.mark.parametrize(
    "text, words, position",
    [
        ("", "nothing here", 0),
        ("2*z", "unknown name `z`: this problem uses x and y", 2),
        ("X", "did you mean x?", 0),
        ("2 + sin", "sin needs something to act on", 4),
        ("sin + 1", "sin needs something to act on", 0),
        ("sin()", "sin needs something to act on", 0),
        ("sin^2", "sin needs something to act on", 0),
        ("exp^x", "e^x", 0),
        ("tna(x)", "did you mean tan?", 0),
        ("Sin(x)", "did you mean sin?", 0),
        ("tg x", "did you mean tan?", 0),
        ("2(x+1", "the ( at column 2 is never closed", 1),
        ("x+1)", "this ) closes nothing", 3),
        ("(x+1]", "closed by ]", 4),
        ("|x", "the | at column 1 is never closed", 0),
        ("2*", "nothing after this *", 1),
        ("*2", "nothing before this *", 0),
        ("2+*3", "two signs in a row: + and *", 2),
        ("x^", "the exponent after ^ is missing", 1),
        ("3,5", "use a point for decimals: 3.5", 1),
        ("1,000", "1000", 1),
        ("1 000", "two numbers in a row", 2),
        ("x, y", "brackets around a list", 1),
        ("x2", "did you mean x^2 or x*2?", 0),
        ("x!", "factorials", 1),
        ("x < 2", "comparison", 2),
        ("x^2 = 4", "type only what stands on its right", 4),
        ("2i", "only real numbers", 1),
        ("x ± 1", "two answers", 2),
        ("90°", "radians", 2),
        ("2x dx", "leave the dx out", 3),
        ("x²^3", "two exponents", 2),
        ("log3(x)", "log_3", 0),
        ("ln^-1 x", "1/ln", 0),
        ("max(x)", "max acts on", 0),
        ("sin(x, y)", "sin acts on one thing", 0),
        ("sin(3,5)", "decimals with a point", 0),
        ("х + 1", "Cyrillic", 0),
        ("exec('1')", "program code", 0),
        ("x; y", "one answer", 1),
        ("x.", "point", 1),
        ("\u00a0 $2x + z$", "unknown name `z`", 8),
        ("x² + (", "never closed", 5),
        ("½ + θ", "unknown name `θ`", 4),
        ("x\x00", "hidden character", 1),
        ("x\u202e+1", "direction", 1),
        ("x\ud800", "hidden character", 1),
        ("x\ue001y\ue002", "hidden character", 1),
    ],
)
def test_cause_and_column(text: str, words: str, position: int) -> None:
    error = refused(text, XY)
    assert words in error.message
    assert error.position == position


def test_a_run_after_a_number() -> None:
    assert refused("3x + 2pp", Names(("p", "x"))).message == "`pp` right after a number: did you mean 2*p?"
    assert tree("pp + 2xp", Names(("p", "x"))) == tree("p*p + 2*x*p", Names(("p", "x")))
    assert refused("2thta", Names(("theta",))).message == "`thta` right after a number: did you mean 2*theta?"


def test_no_control_characters_and_no_long_names_in_sentences() -> None:
    message = refused("é\u0301" + "q" * 100, XY).message
    assert message.isprintable()
    assert len(refused("q" * 100, XY).message) < 100
