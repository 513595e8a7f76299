"""The data-flow of a learner's own pieces, drawn upright: letters, edges, local derivatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from tutor.widgets.rows import Row

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_LINES = {
    _UP: "╵",
    _DOWN: "╷",
    _LEFT: "╴",
    _RIGHT: "╶",
    _UP | _DOWN: "│",
    _LEFT | _RIGHT: "─",
    _DOWN | _LEFT: "┐",
    _UP | _LEFT: "┘",
    _DOWN | _RIGHT: "┌",
    _UP | _RIGHT: "└",
    _UP | _DOWN | _LEFT: "┤",
    _UP | _DOWN | _RIGHT: "├",
    _LEFT | _RIGHT | _DOWN: "┬",
    _LEFT | _RIGHT | _UP: "┴",
    _UP | _DOWN | _LEFT | _RIGHT: "┼",
}


@dataclass(frozen=True)
class Edge:
    """An arrow from an argument up to the piece that uses it, with its local derivative and how to colour it.

    The line of a `lit` one is drawn in the colour of what is lit.
    """

    piece: str
    argument: str
    label: str = "·"
    style: str = "dim"
    lit: bool = False


def chain_rows(letters: Sequence[str], edges: Sequence[Edge], beside: Mapping[str, str] | None = None) -> list[Row]:
    """The drawing. `letters` run from the result at the top to the input; `beside` is a word for each letter.

    An edge between neighbours runs down the left; every other one has a rail of its own to the right.
    """
    place = {letter: 2 * index for index, letter in enumerate(letters)}
    height = 2 * len(letters) - 1
    grid: dict[tuple[int, int], int] = {}
    glow: set[tuple[int, int]] = set()
    labels: list[tuple[int, int, str, str]] = []
    straight = [edge for edge in edges if place[edge.argument] == place[edge.piece] + 2]
    around = [edge for edge in edges if edge not in straight]
    for edge in straight:
        row = place[edge.piece] + 1
        grid[row, 0] = _UP | _DOWN
        if edge.lit:
            glow.add((row, 0))
        labels.append((row, 2, edge.label, edge.style))
    words = {letter: letter + (" " + beside[letter] if beside and beside.get(letter) else "") for letter in letters}
    column = max([len(edge.label) + 4 for edge in straight] + [len(word) + 2 for word in words.values()])
    for edge in sorted(around, key=lambda edge: place[edge.argument] - place[edge.piece]):
        top, bottom = place[edge.piece], place[edge.argument]
        for row in (top, bottom):
            for between in range(len(words[_at(letters, row)]) + 1, column):
                grid[row, between] = grid.get((row, between), 0) | _LEFT | _RIGHT
        grid[top, column] = grid.get((top, column), 0) | _LEFT | _DOWN
        grid[bottom, column] = grid.get((bottom, column), 0) | _LEFT | _UP
        for row in range(top + 1, bottom):
            grid[row, column] = grid.get((row, column), 0) | _UP | _DOWN
        if edge.lit:
            glow |= {(row, column) for row in range(top, bottom + 1)}
        labels.append((top + 1, column + 2, edge.label, edge.style))
        column += len(edge.label) + 4
    return [_row(row, letters, words, grid, glow, labels) for row in range(height)]


def _at(letters: Sequence[str], row: int) -> str:
    return letters[row // 2]


def _row(
    row: int,
    letters: Sequence[str],
    words: Mapping[str, str],
    grid: Mapping[tuple[int, int], int],
    glow: set[tuple[int, int]],
    labels: Sequence[tuple[int, int, str, str]],
) -> Row:
    spans: list[tuple[int, str, str]] = []
    if row % 2 == 0:
        letter = letters[row // 2]
        spans.append((0, letter, "bold"))
        spans.append((len(letter), words[letter][len(letter) :], "dim"))
    here = [(column, label, style) for at, column, label, style in labels if at == row]
    spans += here
    taken = {column + offset for column, text, _ in spans for offset in range(len(text))}
    for (at, column), bits in grid.items():
        if at == row and column not in taken:
            spans.append((column, _LINES[bits], "bold $text-accent" if (at, column) in glow else "dim"))
    content = Content("")
    for column, text, style in sorted(spans):
        content += Content(" " * (column - len(content.plain))) + Content.styled(text, style)
    return Row(content)
