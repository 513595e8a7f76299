"""What a line means while it is being typed: its reading in 2D, or what is wrong and where."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.engine import Names, Node, ReadingError, read, repaired


@dataclass(frozen=True)
class Live:
    """The reading of an unfinished line.

    `name` is what stands left of the equals sign of a piece. `tree` is the reading, or with `guessed` that of
    the line with its missing ends filled in. `error` is one sentence, `column` where it points; `final` tells
    that no further typing behind it can make it right.
    """

    name: str = ""
    tree: Node | None = None
    guessed: bool = False
    error: str = ""
    column: int | None = None
    final: bool = False


def live_reading(text: str, names: Names, *, piece: bool = False) -> Live:
    """How the line reads so far. Never raises; an empty line reads as nothing."""
    if not text.strip():
        return Live()
    name, start = "", 0
    if piece and "=" in text:
        start = text.index("=") + 1
        name = text[: start - 1].strip()
    body = text[start:]
    if not body.strip():
        return Live(name)
    try:
        return Live(name, read(body, names).tree)
    except ReadingError as problem:
        column = start + min(max(problem.position or 0, 0), len(body))
        guess = repaired(body, names)
        final = guess is None and column < _last_word(text)
        return Live(name, guess, guess is not None, problem.message, column, final)


def _last_word(text: str) -> int:
    """Where the run of letters and digits starts that further typing may still change."""
    end = len(text.rstrip())
    while end and (text[end - 1].isalnum() or text[end - 1] in "_\\."):
        end -= 1
    return max(end - 1, 0)


def function_names() -> Names:
    """What a function of one's own may name: any letter."""
    return Names(invent=True)
