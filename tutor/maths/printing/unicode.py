"""Mathematics as it is read, in the rows of a terminal: stacked fractions, raised exponents, roots.

`unicode_line` is the same in a single row, with brackets where two dimensions need none.
"""

from __future__ import annotations

import textwrap

from tutor.maths.printing.compose import Composer
from tutor.maths.printing.fold import depth
from tutor.maths.printing.one_line import one_line
from tutor.maths.tree import Node

_MOST_NODES = 400
_MOST_DEPTH = 60
_MOST_COLUMNS = 200
_MOST_ROWS = 40


def unicode_2d(tree: Node, width: int | None = None) -> list[str]:
    """The tree as rows of text of equal length, at most `width` columns (200 when None).

    A picture that is too wide is written in one line, folded into as many rows as it takes; a tree that is
    too large for a picture is one row of plain text that ends in an ellipsis where it was cut.
    """
    limit = _MOST_COLUMNS if width is None else max(1, min(width, _MOST_COLUMNS))
    if not _drawable(tree):
        return [_clipped(one_line(tree, spaced=True), limit)]
    composer = Composer(tree)
    box = composer.picture()
    if box.width <= limit and box.height <= _MOST_ROWS:
        return list(box.rows)
    return _folded(composer.line(), limit)


def unicode_line(tree: Node) -> str:
    """The tree in one row, for labels: `3x² cos(x³)`. Past 200 columns it is cut, with an ellipsis."""
    text = Composer(tree).line() if _drawable(tree) else one_line(tree, spaced=True)
    return _clipped(text, _MOST_COLUMNS)


def _drawable(tree: Node) -> bool:
    return tree.size <= _MOST_NODES and depth(tree) <= _MOST_DEPTH


def _clipped(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _folded(text: str, limit: int) -> list[str]:
    """The text in rows, broken before the + and - outside brackets wherever that is enough."""
    lines = [""]
    for term in _terms(text):
        longer = f"{lines[-1]} {term}".lstrip()
        if len(longer) <= limit:
            lines[-1] = longer
        else:
            lines += textwrap.wrap(term, limit, break_on_hyphens=False)
    lines = [line for line in lines if line]
    if len(lines) > _MOST_ROWS:
        lines = [*lines[: _MOST_ROWS - 1], _clipped(lines[_MOST_ROWS - 1] + "…", limit)]
    longest = max(map(len, lines))
    return [row.ljust(longest) for row in lines]


def _terms(text: str) -> list[str]:
    """The terms of the outermost sum, each with the sign before it."""
    terms, start, inside = [], 0, 0
    for place, character in enumerate(text):
        inside += (character in "([") - (character in ")]")
        if not inside and text.startswith((" + ", " - "), place):
            terms.append(text[start:place])
            start = place + 1
    return [*terms, text[start:]]
