"""The places where people read the same text in two ways. Each habit is one binding rule, switched."""

from __future__ import annotations

from enum import StrEnum


class Habit(StrEnum):
    """A usual way of reading that differs from the rule, with an example: as the rule has it, as the habit."""

    DENOMINATOR = "1/2x: (1/2)x, 1/(2x)"
    FUNCTION_TERM = "sin x/2: (sin x)/2, sin(x/2)"
    FUNCTION_SHORT = "sin 2x e^x: sin(2x e^x), sin(2x) e^x"
    EXPONENT = "e^2x: (e^2)x, e^(2x)"
    EXPONENT_QUOTIENT = "x^1/2: (x^1)/2, x^(1/2)"
    ROOT = "√2x: (√2)x, √(2x)"
    SCIENTIFIC = "2e-3: 0.002, 2e - 3"
    LOG_DIGITS = "log2x: log2(x), log(2x)"
    FUNCTION_POWER = "sin x^2: sin(x^2), (sin x)^2"
    FUNCTION_FIRST = "sqrt 2x: sqrt(2x), sqrt(2) x"
    FUNCTION_WORD = "ln xy e^x: ln(xy e^x), ln(xy) e^x"
    FUNCTION_THROUGH = "sin 2 sqrt(x): sin(2) sqrt(x), sin(2 sqrt(x))"
    FUNCTION_BRACKET = "sin (x)^2: (sin x)^2, sin(x^2)"
    FUNCTION_BARS = "ln|x|y: ln(|x|)y, ln(|x|y)"
    INVERSE = "sin^-1 x: arcsin x, 1/sin x"
    LATE_NUMBER = "(x+1)2: 2(x+1), (x+1)^2"
    ROOT_POWER = "√x²: √(x²), (√x)²"
    TOWER = "e^x^2: e^(x^2), (e^x)^2"
