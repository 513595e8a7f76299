"""The one error of the reader, and how a piece of typed text may be shown in its sentence."""

from __future__ import annotations

LONGEST_ECHO = 24


class ReadingError(ValueError):
    """A text that cannot be read: one sentence for the learner, and the column it is about.

    `position` counts characters of the original text from 0.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message, position)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return self.message


def shown(text: str) -> str:
    """A piece of typed text, safe and short enough to stand in a sentence."""
    printable = "".join(character if character.isprintable() else "?" for character in text)
    return printable if len(printable) <= LONGEST_ECHO else printable[: LONGEST_ECHO - 1] + "…"
