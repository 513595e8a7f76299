"""Typed or pasted characters -> plain ones, each with the column it came from.

Dashes, dots, quotes, full-width and mathematical letters become the plain character that is meant; a run of
superscripts becomes a group between SUPERSCRIPT and END_SUPERSCRIPT; subscripts become `_{...}`. Invisible
characters are dropped where they are harmless and refused where they could hide something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tutor.maths.reading import limits
from tutor.maths.reading.errors import ReadingError

# Private-use characters are refused in what is typed, so these two can only come from here.
SUPERSCRIPT = "\ue001"
END_SUPERSCRIPT = "\ue002"

_PLAIN = re.compile(r"[ -~]*\Z")


def _table(*groups: tuple[str, str]) -> dict[str, str]:
    return {character: plain for characters, plain in groups for character in characters}


_SAME = "√∛∜∂∇∞‖⟨⟩±∓≤≥≠≈°∫∑∏½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⊙ϑϕϵϖϱς"
_CHARACTERS = {
    **{character: character for character in _SAME},
    **_table(
        ("−–—‒‐‑﹣－", "-"),
        ("×·⋅∙•∗✕✖", "*"),
        ("÷∕⁄⧸", "/"),
        ("’‘′´ʹ＇", "'"),
        ("″”“„", '"'),
        ("ˆ⌃", "^"),
        ("∣❘ǀ", "|"),
        ("∥", "‖"),
        ("〈❬", "⟨"),
        ("〉❭", "⟩"),
        ("\t\n\r\v\f\x85\u2028\u2029\u2062", " "),
        ("\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u00ad\ufe0e\ufe0f", ""),
    ),
}
_SUPERSCRIPTS = dict(
    zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵟᶿᵠᐟ", "0123456789+-()niabcdefghjklmoprstuvwxyzαβγδθφ/", strict=True)
)
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥᵦᵧᵨᵩᵪ", "0123456789aeoxhklmnpstijruvβγρφχ", strict=True))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


@dataclass(frozen=True, slots=True)
class Source:
    """The cleaned `text`; its character i stood in column `columns[i]` of the `original`."""

    original: str
    text: str
    columns: Sequence[int]

    def column(self, index: int) -> int:
        """The original column of the character at `index`; past the end, the last column."""
        if index < len(self.columns):
            return self.columns[index]
        return max(len(self.original) - 1, 0)


def cleaned(original: str) -> Source:
    """The text with plain characters, or a ReadingError for one that is too long or hides something."""
    if len(original) > limits.CHARACTERS:
        raise ReadingError(
            f"this is longer than {limits.CHARACTERS} characters: type something shorter", limits.CHARACTERS
        )
    if _PLAIN.match(original):
        return Source(original, original, range(len(original)))
    characters: list[str] = []
    columns: list[int] = []

    def put(text: str, column: int) -> None:
        characters.extend(text)
        columns.extend([column] * len(text))

    column = 0
    while column < len(original):
        character = original[column]
        if character in _SUPERSCRIPTS:
            column = _raised(original, column, put)
            continue
        if character in _SUBSCRIPTS:
            put("_{", column)
            while column < len(original) and original[column] in _SUBSCRIPTS:
                put(_SUBSCRIPTS[original[column]], column)
                column += 1
            put("}", column - 1)
            continue
        put(_plain(character, column), column)
        column += 1
    return Source(original, "".join(characters), columns)


def _raised(original: str, column: int, put: Callable[[str, int], None]) -> int:
    put(SUPERSCRIPT, column)
    while column < len(original):
        character = original[column]
        if character in _SUPERSCRIPTS:
            put(_SUPERSCRIPTS[character], column)
        elif character == "⁄" and original[column + 1 : column + 2] in _SUPERSCRIPTS:
            put("/", column)
        else:
            break
        column += 1
    put(END_SUPERSCRIPT, column - 1)
    return column


def _plain(character: str, column: int) -> str:
    if " " <= character <= "~":
        return character
    plain = _CHARACTERS.get(character)
    if plain is not None:
        return plain
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if character in _TURNING:
        raise ReadingError("a hidden character here changes the direction of the text: delete it", column)
    if category in {"Cc", "Cf", "Co", "Cs", "Cn"}:
        raise ReadingError("there is a hidden character here that is not part of a formula: delete it", column)
    normal = unicodedata.normalize("NFKC", character)
    # One sign that stands for a whole word (a unit, a ligature) is not what anybody means in a formula.
    return normal if len(normal) == 1 else character
