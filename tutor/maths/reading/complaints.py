"""Where the parser cannot go on: what is wrong there, as one sentence and a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tutor.maths.reading import causes
from tutor.maths.reading.characters import END_SUPERSCRIPT, SUPERSCRIPT
from tutor.maths.reading.errors import ReadingError, shown
from tutor.maths.reading.tokens import Token

_OPERATORS = frozenset("+-*/^")
_OPENING = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "bar)": "|", "norm)": "‖"}
_BRACKETS = {*_OPENING.values(), "<", "bar(", "norm("}
_BARS = {"|", "‖"}
_SHOWN = {SUPERSCRIPT: "exponent", END_SUPERSCRIPT: "exponent", "bar)": "|", "bar(": "|", "norm(": "‖", "norm)": "‖"}


def unexpected(tokens: Sequence[Token], place: int, column: Callable[[int], int]) -> ReadingError:
    """The error for a token that cannot stand where it stands."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    if token.kind == "end" and before is not None and before.kind in _BRACKETS | _BARS:
        return unclosed(tokens, before, "", place, column)
    message, culprit = _cause(tokens, place, token, before)
    return ReadingError(message, column(culprit.start))


def unclosed(
    tokens: Sequence[Token], opening: Token, closer: str, place: int, column: Callable[[int], int]
) -> ReadingError:
    """The error for a bracket that is not closed by `closer` where the token at `place` stands."""
    token = tokens[place]
    sign, where = _sign(opening), column(opening.start)
    if token.kind == "end":
        return ReadingError(f"the {sign} at column {where + 1} is never closed", where)
    if token.kind in _OPENING or token.kind == ">":
        return ReadingError(
            f"the {sign} at column {where + 1} is closed by {_sign(token)}: it needs {_SHOWN.get(closer, closer)}",
            column(token.start),
        )
    return unexpected(tokens, place, column)


def _sign(token: Token) -> str:
    return _SHOWN.get(token.kind, shown(token.text))


def _cause(tokens: Sequence[Token], place: int, token: Token, before: Token | None) -> tuple[str, Token]:
    kind = token.kind
    if kind == "bad":
        quoted = token.text == "'" and (before is None or before.kind in _OPERATORS or before.kind in _BRACKETS)
        return (causes.character('"') if quoted else token.word), token
    if token.text == SUPERSCRIPT:
        return "there is nothing before this exponent", token
    if kind == "=":
        return _equals(tokens, place)
    if kind in {"<", ">"} and not (kind == "<" and (before is None or before.kind in _OPERATORS)):
        return causes.character(kind), token
    if before is not None and before.kind in _OPERATORS and kind != "number":
        if kind == "end" or kind in _OPENING or kind in {",", ";"}:
            if before.kind == "^":
                return "the exponent after ^ is missing", before
            return f"there is nothing after this {shown(before.text)}", before
        if kind in _OPERATORS:
            return f"two signs in a row: {shown(before.text)} and {shown(token.text)}", token
    if kind in _OPENING:
        if before is not None and before.kind in _BRACKETS:
            return "there is nothing between these brackets", before
        if before is not None and before.kind in {",", ";"}:
            return f"there is nothing after this {before.text}", before
        return f"this {_sign(token)} closes nothing: there is no {_OPENING[kind]} before it", token
    if kind == ",":
        return _comma(tokens, place, token, before)
    if kind == ";":
        return "one answer at a time: there is a ; here", token
    if kind in _OPERATORS:
        return f"there is nothing before this {shown(token.text)}", token
    if kind == "end":
        return _nothing_more(before, token)
    if kind in {"|", "‖"}:
        return "there is nothing between these bars", token
    if kind in {"close", "begin", "\\\\"}:
        return f"{shown(token.text)} belongs to a LaTeX matrix, and there is none here", token
    if kind == END_SUPERSCRIPT:
        return "something is missing in this exponent", token
    if len(token.text) > 1 or token.text.isalnum():
        return f"`{shown(token.text)}` cannot stand here: put brackets around the part before or after it", token
    return causes.character(token.text), token


def _nothing_more(before: Token | None, token: Token) -> tuple[str, Token]:
    if before is None:
        return "there is nothing here yet: type your answer", token
    if before.kind in {",", ";"}:
        return f"there is nothing after this {before.text}", before
    return f"there is something missing after {_sign(before)}", before


def _equals(tokens: Sequence[Token], place: int) -> tuple[str, Token]:
    token = tokens[place]
    if place + 1 < len(tokens) and tokens[place + 1].kind == "=":
        return causes.character("`"), token
    if tokens[place + 1].kind == "end":
        return "there is nothing after this =", token
    return "there is an = here: type only what stands on its right", token


def _comma(tokens: Sequence[Token], place: int, token: Token, before: Token | None) -> tuple[str, Token]:
    after = tokens[place + 1]
    if before is not None and before.kind == "number" and after.kind == "number" and not after.spaced:
        if len(after.text) == 3:
            return f"write a large number without a comma: {before.text}{after.text}", token
        return f"use a point for decimals: {before.text}.{after.text}", token
    if before is None or before.kind in _BRACKETS or before.kind == ",":
        return "there is nothing before this ,", token
    return "put brackets around a list of entries: [..., ...]", token
