"""A formula in LaTeX as rows of text, in two dimensions or in one row, exactly as its author wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.lessons.tex import Atom, Fenced, Fraction, Part, Root, Row, Scripts, parsed
from tutor.maths.printing.boxes import Box, beside, fenced, line, marked, over, raised, rooted
from tutor.maths.printing.names import subscript, superscript

_LONGEST_RAISED = 4  # characters of an exponent in raised letters
_HOOKS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def formula_rows(latex: str) -> list[str]:
    """The formula in two dimensions, as rows of equal length. Raises `TexError`."""
    return list(_Drawing(flat=False).row(parsed(latex)).box.rows)


def formula_line(latex: str) -> str:
    """The formula in one row, with brackets where two dimensions need none. Raises `TexError`."""
    return _Drawing(flat=True).row(parsed(latex)).box.rows[0]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A drawn part with what it begins and ends with, for the space beside it."""

    box: Box
    head: str
    tail: str


class _Drawing:
    def __init__(self, flat: bool) -> None:
        self._flat = flat

    def row(self, row: Row) -> _Drawn:
        """The parts side by side with the spaces a reader expects."""
        if not row.parts:
            return _Drawn(line(""), "", "")
        boxes: list[Box] = []
        before = ""
        bare = False  # inside the argument of a function without brackets
        head = ""
        for index, part in enumerate(row.parts):
            drawn = self._part(part, _multiplied(row.parts, index))
            kind = drawn.head
            if kind == "operator" and (before in ("", "relation", "operator", "open", "function") or _slash(part)):
                kind = "slash" if _slash(part) else "sign"
            if boxes:
                gap = _gap(before, kind, bare, self._flat)
                if gap:
                    boxes.append(line(gap))
            head = head or kind
            boxes.append(drawn.box)
            bare = _goes_on(bare, before, kind)
            before = kind if kind in ("sign", "slash") else drawn.tail
        return _Drawn(beside(*boxes), head, before)

    def _part(self, part: Part, multiplied: bool) -> _Drawn:
        match part:
            case Atom():
                return _Drawn(line(part.shown), part.kind, part.kind)
            case Row():
                return self.row(part)
            case Fraction():
                return self._fraction(part, multiplied)
            case Root():
                return self._root(part)
            case Fenced():
                return self._fenced(part)
            case Scripts():
                return self._scripts(part)

    def _fraction(self, part: Fraction, multiplied: bool) -> _Drawn:
        top, bottom = self.row(part.top).box, self.row(part.bottom).box
        if not self._flat:
            return _Drawn(over(top, bottom), "fraction", "derivative" if _operator(part) else "fraction")
        text = f"{_held(part.top, top.rows[0], False)}/{_held(part.bottom, bottom.rows[0], True)}"
        if multiplied and not _differentials(part):
            text = f"({text})"
        return _Drawn(line(text), "fraction", "derivative" if _operator(part) else "fraction")

    def _root(self, part: Root) -> _Drawn:
        inside = self.row(part.inside).box
        hook = _HOOKS.get(part.order)
        if inside.height > 1 or hook is None:
            return _Drawn(rooted(inside, part.order), "root", "root")
        text = inside.rows[0]
        return _Drawn(line(hook + (text if len(text) == 1 or text.isdigit() else f"({text})")), "root", "root")

    def _fenced(self, part: Fenced) -> _Drawn:
        inside = self.row(part.inside).box
        rows = fenced(inside, part.left or "(", part.right or ")").rows
        cut = slice(0 if part.left else 1, None if part.right else -1)
        return _Drawn(Box(tuple(row[cut] for row in rows), inside.baseline), "open", "close")

    def _scripts(self, part: Scripts) -> _Drawn:
        base = self._part(part.base, False)
        # In LaTeX the bar of a root ends where it ends; in one row only brackets show it.
        box = fenced(base.box, "(", ")") if isinstance(part.base, Root) else base.box
        tail = "function" if base.tail == "function" else "letter" if base.tail == "number" else base.tail
        if part.primes:
            box = marked(box, "′" * part.primes)
        if part.lowered is not None:
            below = self.row(part.lowered).box
            if base.tail == "function" and not self._flat:
                box = _under(box, below)
            else:
                text = "".join(row.strip() for row in below.rows)
                lowered = subscript(text.replace(" ", ""))
                box = beside(box, line(lowered if lowered is not None else f"_{_wrapped(text)}"))
        if part.raised is not None:
            above = self.row(part.raised).box
            text = above.rows[0].replace("−", "-").replace(" ", "")
            small = superscript(text) if above.height == 1 and len(text) <= _LONGEST_RAISED else None
            if small is not None and not any(_is(inner, "function") for inner in part.raised.parts):
                box = marked(box, small)
            elif self._flat:
                box = beside(box, line(f"^{_wrapped(above.rows[0])}"))
            else:
                box = raised(box, above)
        return _Drawn(box, base.head, tail)


def _gap(before: str, kind: str, bare: bool, flat: bool) -> str:
    """What stands between two parts, by what the first ends with and the second begins with."""
    if "space" in (before, kind):
        return ""
    if "relation" in (before, kind):
        return " "
    if before in ("sign", "slash") or kind in ("slash", "punctuation"):
        return ""
    if kind == "sign":
        return " " if before == "function" else ""
    if before == "punctuation" or "operator" in (before, kind) or "text" in (before, kind):
        return " "
    if kind == "function":
        return " "
    if before == "derivative":
        return " "
    if before == "function":
        return "" if kind == "open" else " "
    if before == "fraction" and kind == "fraction":
        return " · " if flat else "   "
    if "fraction" in (before, kind):
        return " "
    if before == "close" and kind in ("letter", "number"):
        return " "
    return " " if bare and kind not in ("open",) and before == "close" else ""


def _goes_on(bare: bool, before: str, kind: str) -> bool:
    if kind == "function":
        return True
    return bare and kind not in ("operator", "relation", "sign", "punctuation")


def _slash(part: Part) -> bool:
    return isinstance(part, Atom) and part.name == "/"


def _operator(part: Part) -> bool:
    """Whether the part is d/dx or ∂/∂x, waiting for what it acts on."""
    return isinstance(part, Fraction) and len(part.top.parts) == 1 and _differential(part.top)


def _multiplied(parts: Sequence[Part], index: int) -> bool:
    """Whether the part at this place has a factor beside it without a sign between."""

    def factor(other: Part) -> bool:
        return not _operator(other) and not _is(other, "relation", "operator", "punctuation", "space", "text")

    return (index > 0 and factor(parts[index - 1])) or (index + 1 < len(parts) and factor(parts[index + 1]))


def _held(row: Row, text: str, below: bool) -> str:
    """The text of a numerator or denominator, in brackets where the slash would cut it."""
    signs = any(_is(part, "operator", "relation") for part in row.parts)
    if signs or _has_bare_function(row) or (below and ((len(row.parts) > 1 and not _whole(row)) or "/" in text)):
        return f"({text})"
    return text


def _is(part: Part, *kinds: str) -> bool:
    return isinstance(part, Atom) and part.kind in kinds


def _has_bare_function(row: Row) -> bool:
    """Whether a function in the row has an argument without brackets, which would seem to go on."""
    bases = [part.base if isinstance(part, Scripts) else part for part in row.parts]
    return any(
        _is(base, "function") and (index + 1 == len(bases) or not isinstance(bases[index + 1], Fenced))
        for index, base in enumerate(bases)
    )


def _differentials(part: Fraction) -> bool:
    return _differential(part.top) and _differential(part.bottom)


def _differential(row: Row) -> bool:
    """Whether the row is `d`, `dy`, `∂f` and the like."""
    first = row.parts[0] if row.parts else None
    return isinstance(first, Atom) and first.name in ("d", "partial") and len(row.parts) <= 2


def _whole(row: Row) -> bool:
    """Whether the row reads as one thing: a differential, or a function with its argument in brackets."""
    return _differential(row) or (
        len(row.parts) == 2
        and isinstance(row.parts[0], Atom)
        and row.parts[0].kind == "function"
        and isinstance(row.parts[1], Fenced)
    )


def _wrapped(text: str) -> str:
    return text if len(text) == 1 or text.replace(".", "").isdigit() else f"({text})"


def _under(top: Box, bottom: Box) -> Box:
    """The second box below the first, both centred."""
    width = max(top.width, bottom.width)
    rows = [row.center(width) for row in (*top.rows, *bottom.rows)]
    return Box(tuple(rows), top.baseline)
