"""Names: how their spellings match, and how a run of letters falls into names, functions and constants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tutor.maths.functions import FUNCTIONS
from tutor.maths.tree import Constant, Node, Symbol
from tutor.maths.verdict import Names

_LOWER = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lam", "mu"),
    *("nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
)
_GREEK_LETTERS: dict[str, str] = {
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", _LOWER, strict=True)),
    **dict(zip("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", (n.capitalize() for n in _LOWER), strict=True)),
    **{"ϑ": "theta", "ϕ": "phi", "ϵ": "epsilon", "ϖ": "pi", "ϱ": "rho", "ς": "sigma", "Λ": "Lambda"},
}
GREEK: dict[str, str] = {
    **{name: name for name in _GREEK_LETTERS.values()},
    "lambda": "lam",
    **{f"var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "kappa", "pi")},
}
LETTER = "A-Za-zΑ-Ωα-ωϑϕϵϖϱς"

# Read by rules of their own; the others are called by their name in FUNCTIONS.
_SPECIAL = ("log2", "log10", "cbrt", "norm")
FUNCTION_WORDS: dict[str, str] = {
    **{name: name for name in (*FUNCTIONS, *_SPECIAL)},
    **{spelling: name for name, function in FUNCTIONS.items() for spelling in function.spellings},
}
_CONSTANTS: dict[str, Node] = {"e": Constant("e"), "pi": Constant("pi")}

Kind = Literal["name", "function", "sigma"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word: a `name` (a symbol or constant) or a `function`.

    The kind `sigma` is the function before a bracket and a name elsewhere.
    """

    kind: Kind
    node: Node | None = None
    function: str = ""


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The plain ASCII spelling by which names match: `θ`, `\\theta` -> `theta`; `x_1`, `x₁` -> `x1`."""
    text = "".join(_GREEK_LETTERS.get(character, character) for character in name.strip().replace("\\", ""))
    text = re.sub(r"[₀-₉]+", lambda m: "_" + unicodedata.normalize("NFKC", m[0]), text)
    text = re.sub(r"([ᵢⱼₐₑₒₓₕₖₗₘₙₚₛₜᵣᵤᵥ]+)", lambda m: "_" + unicodedata.normalize("NFKC", m[0]), text)
    text = re.sub(r"[{}]", "", re.sub(r"(?<=[A-Za-z0-9])[\s,]+(?=[A-Za-z0-9])", "_", text))
    text = re.sub(r"(?<=[A-Za-z])_(?=[0-9])", "", text.replace(" ", ""))
    base = re.match(r"[A-Za-z]*", text)
    assert base is not None
    return GREEK.get(base[0], base[0]) + text[base.end() :]


@dataclass(frozen=True, slots=True)
class Split:
    """The pieces of a word, each with its start in it; reading goes on at `end`. `ways`: 0, 1, or 2 for more."""

    pieces: tuple[tuple[int, Piece], ...]
    end: int
    ways: int


_UNIT = re.compile(rf"_\{{([^{{}}]*)\}}|_([0-9]+)|_([{LETTER}]+)|(.)", re.S)
_INVENTED = re.compile(rf"({'|'.join(sorted(GREEK, key=len, reverse=True))}|[A-Za-z])?")
_INDEX = re.compile(r"[0-9]*(?:_[A-Za-z0-9_]*)?")


class Vocabulary:
    """What words mean where `names` are declared. Immutable once made."""

    def __init__(self, names: Names) -> None:
        self.names = names
        declared = (*names.variables, *(names.wrt if names.invent else ()))
        self.declared: dict[str, str] = {}
        for name in declared:
            self.declared.setdefault(canonical(name), name)
        self._pieces: dict[str, Piece] = {
            **{word: Piece("function", function=name) for word, name in FUNCTION_WORDS.items()},
            **{word: Piece("name", node) for word, node in _CONSTANTS.items()},
            "sigma": Piece("sigma", Symbol("sigma") if names.invent else None),
            **{word: Piece("name", Symbol(name)) for word, name in self.declared.items()},
        }
        # `lambda` and `\varphi` are longer than the plain spelling they stand for.
        self._spelled = dict(self._pieces)
        for spelling, plain in GREEK.items():
            if spelling != plain and plain in self.declared:
                self._spelled.setdefault(spelling, self._pieces[plain])
        self._longest = max(map(len, self._spelled))

    def whole(self, word: str) -> Piece | None:
        """What the word means taken whole, in any of its spellings."""
        plain = canonical(word)
        piece = self._pieces.get(plain)
        if piece is not None and piece.kind == "function" and "_" in word:
            return None
        if piece is None and self.names.invent:
            base = _INVENTED.match(plain)
            assert base is not None
            if base[0] and _INDEX.fullmatch(plain, base.end()):
                return Piece("name", Symbol(plain))
        return piece

    def split(self, word: str, digits_after_log: bool = False) -> Split:
        """The only way in which the word is a row of names, functions and constants, if there is just one.

        A number may stand after a function (`sin2x`); reading then goes on at the number. With
        `digits_after_log`, `log2x` is the logarithm of 2x.
        """
        logarithm_of_digits = digits_after_log and re.search(r"log[0-9]", word)
        piece = None if logarithm_of_digits else self.whole(word)
        if piece is not None:
            return Split(((0, piece),), len(word), 1)
        if canonical(word) in _GREEK_NAMES and not self.names.invent:
            return Split((), 0, 0)
        return _Splitter(self, word, digits_after_log).split()

    def candidates(self, plain: str, start: int, digits_after_log: bool) -> Iterator[tuple[int, Piece, int]]:
        """(end, piece, letters that belong to a known word) for each piece that could begin at `start`."""
        for end in range(start + 1, min(start + self._longest, len(plain)) + 1):
            piece = self._spelled.get(plain[start:end])
            if piece is not None and not (digits_after_log and piece.function in {"log2", "log10"}):
                yield end, piece, (end - start if end - start > 1 else 0)
        if self.names.invent:
            base = _INVENTED.match(plain, start)
            assert base is not None
            for stem in dict.fromkeys((base[0], base[0][:1])):
                index = _INDEX.match(plain, start + len(stem)) if stem else None
                if index is not None and plain[start : index.end()] not in self._spelled:
                    known = len(stem) if len(stem) > 1 else 0
                    yield index.end(), Piece("name", Symbol(canonical(plain[start : index.end()]))), known


_GREEK_NAMES = frozenset(GREEK.values()) - {"pi"}


class _Splitter:
    def __init__(self, vocabulary: Vocabulary, word: str, digits_after_log: bool) -> None:
        self.vocabulary = vocabulary
        self.word = word
        self.digits_after_log = digits_after_log
        self.plain = ""
        self.at: dict[int, int] = {}  # a place where the plain text may be cut -> its place in the word
        self.subscript: set[int] = set()  # where an explicit subscript begins
        for unit in _UNIT.finditer(word):
            braced, digits, letters, character = unit.groups()
            if character is not None:
                self.at[len(self.plain)] = unit.start()
                self.plain += _GREEK_LETTERS.get(character, character)
            elif letters is not None:
                self.subscript.add(len(self.plain))
                self.plain += "_"
                for i, letter in enumerate(letters):
                    if i:
                        self.at[len(self.plain)] = unit.start() + 1 + i
                    self.plain += _GREEK_LETTERS.get(letter, letter)
            else:
                self.subscript.add(len(self.plain))
                self.plain += canonical("x_{" + (braced or digits or "") + "}")[1:]
        self.at[len(self.plain)] = len(word)

    def split(self) -> Split:
        plain, at = self.plain, self.at
        length = len(plain)
        # For each place, from the end: the best rest (fewest unknown letters, then pieces), and in how many ways.
        best: dict[int, tuple[tuple[int, int], int, int, Piece | None]] = {length: ((0, 0), 1, length, None)}
        strict = not self.vocabulary.names.invent
        for start in sorted(at, reverse=True):
            if start == length:
                continue
            found: tuple[tuple[int, int], int, int, Piece | None] | None = None
            for end, piece, known in self.vocabulary.candidates(plain, start, self.digits_after_log):
                if end not in at:
                    continue
                if self._number_follows(piece, start, end):
                    score, ways = (-known, 1), 1
                elif end < length and (plain[end].isdigit() or end in self.subscript):
                    continue
                elif end in best:
                    (rest_known, rest_pieces), ways, _, _ = best[end]
                    score = (rest_known - known, rest_pieces + 1)
                else:
                    continue
                if found is None or (score < found[0] and not strict):
                    found = (score, ways, end, piece)
                elif score == found[0] or strict:
                    found = (found[0], 2, found[2], found[3])
            if found is not None:
                best[start] = found
        if 0 not in best or not plain:
            return Split((), 0, 0)
        pieces: list[tuple[int, Piece]] = []
        ways, place = best[0][1], 0
        while place < length:
            _, _, end, first = best[place]
            assert first is not None
            piece = first
            pieces.append((at[place], piece))
            # `asinx` where a is a name too: the arcsine of x, or a times its sine?
            inner = self.vocabulary.whole(plain[place + 1 : end])
            if (
                not strict
                and piece.kind == "function"
                and inner is not None
                and inner.kind == "function"
                and not (place == 0 and end == length)
            ):
                ways = 2
            stop = self._number_follows(piece, place, end)
            place = end
            if stop:
                break
        return Split(tuple(pieces), at[place], ways)

    def _number_follows(self, piece: Piece, start: int, end: int) -> bool:
        plain = self.plain
        if piece.kind != "function" or end >= len(plain) or not plain[end].isdigit():
            return False
        if end in self.subscript or plain[end - 1].isdigit():
            return False
        if piece.function == "log" and not self.digits_after_log:
            digits = re.compile("[0-9]+").match(plain, end)
            assert digits is not None
            return digits[0] not in {"2", "10"}
        return True


@lru_cache(maxsize=256)
def vocabulary(names: Names) -> Vocabulary:
    """The vocabulary of these names; made once for each set of them."""
    return Vocabulary(names)
