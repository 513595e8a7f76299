"""Characters -> tokens. Words are resolved here; errors wait in a token until the parser comes to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from tutor.maths.reading import causes, latex, limits
from tutor.maths.reading.characters import END_SUPERSCRIPT, SUPERSCRIPT, Source
from tutor.maths.reading.errors import ReadingError
from tutor.maths.reading.words import GREEK, LETTER, Piece, Split, Vocabulary, canonical
from tutor.maths.tree import Node, Number


@dataclass(slots=True)
class Token:
    """A part of the text. `kind` is its sign, or number, name, function, root, frac, sqrt, begin, close, bad, end.

    `start` and `stop` are indices into the cleaned text, `spaced` says that white space stands before it.
    `node` is the value of a number or name; `word` the name of a function, or why a `bad` token is bad.
    """

    kind: str
    text: str
    start: int
    stop: int
    spaced: bool = False
    node: Node | None = None
    word: str = ""


_SUBSCRIPTED = rf"(?:_(?:\{{[^{{}}]*\}}|[0-9]+|[{LETTER}]+))"
_MASTER = re.compile(
    rf"""
    (?P<space>(?:[ $]|\\[ ,;:!>()]|\\\[|\\\]|\\q?quad(?![A-Za-z]))+)
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:(?<=[0-9])[eE][+-]?[0-9]+)?)
    |(?P<word>[{LETTER}](?:[{LETTER}0-9]|{_SUBSCRIPTED})*)
    |(?P<power>\*\*)
    |(?P<sign>[-+*/^()\[\]{{}},;=|_‖⟨⟩{SUPERSCRIPT}{END_SUPERSCRIPT}])
    |(?P<root>[√∛∜])
    |(?P<command>\\(?:[A-Za-z]+|.))
    |(?P<fraction>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
    |(?P<angle>[<>])
    |(?P<bad>.)
    """,
    re.X | re.S,
)
_INDEX = re.compile(_SUBSCRIPTED + "?[0-9]*")
_ARGUMENT = re.compile(r" *\{ *([^{}]*?) *\}| *([A-Za-z])")
_OPENS = re.compile(r" *(?:\\left *)?[(\[{]")
_COLUMNS = re.compile(r" *\{[lcr| ]*\}")
_ROOTS = {"√": 2, "∛": 3, "∜": 4}


def tokens(source: Source, start: int, vocabulary: Vocabulary, plain_numbers: bool, log_digits: bool) -> list[Token]:
    """The tokens of the cleaned text from `start` on, closed by one of kind `end`.

    With `plain_numbers`, the `e` of `2e-3` is the constant; with `log_digits`, `log2x` is log(2x).
    """
    return _Tokenizer(source, vocabulary, plain_numbers, log_digits).run(start)


class _Tokenizer:
    def __init__(self, source: Source, vocabulary: Vocabulary, plain_numbers: bool, log_digits: bool) -> None:
        self.source = source
        self.text = source.text
        self.vocabulary = vocabulary
        self.plain_numbers = plain_numbers
        self.log_digits = log_digits
        self.found: list[Token] = []

    def run(self, start: int) -> list[Token]:
        text, found = self.text, self.found
        match = _MASTER.match
        place, spaced = start, True
        while place < len(text):
            part = match(text, place)
            assert part is not None
            kind, written, stop = part.lastgroup, part[0], part.end()
            if kind == "space":
                place, spaced = stop, True
                continue
            count = len(found)
            if kind == "sign":
                found.append(Token(written, written, place, stop))
            elif kind == "number":
                stop = self._number(written, place)
            elif kind == "word":
                stop = self._word(written, place)
            elif kind == "power":
                found.append(Token("^", written, place, stop))
            elif kind == "root":
                found.append(Token("root", written, place, stop, node=Number(_ROOTS[written])))
            elif kind == "command":
                stop = self._command(written[1:], place, stop)
            elif kind == "fraction":
                value = Fraction(unicodedata.numeric(written)).limit_denominator(10)
                found.append(Token("number", written, place, stop, node=Number(value)))
            elif kind == "angle":
                found.append(Token(written, written, place, stop))
            else:
                self._bad(written, causes.character(written), place, stop)
            if len(found) > count:
                found[count].spaced = spaced
                spaced = False
            place = stop
            if len(found) > limits.TOKENS:
                raise ReadingError("this is too long to read: type something shorter", self.source.column(place))
        found.append(Token("end", "", len(text), len(text), spaced=True))
        return found

    def _bad(self, written: str, why: str, start: int, stop: int) -> None:
        self.found.append(Token("bad", written, start, stop, word=why))

    def _number(self, written: str, start: int) -> int:
        mantissa, mark, exponent = written.partition("E" if "E" in written else "e")
        if mark and (
            self.plain_numbers
            or (mark == "E" and "E" in self.vocabulary.declared)
            or (exponent.isdigit() and mark + exponent in self.vocabulary.declared)
        ):
            written, exponent = mantissa, ""
        stop = start + len(written)
        if len(written) > limits.DIGITS or len(exponent) > 6 or abs(int(exponent or 0)) > limits.DECIMAL_EXPONENT:
            raise ReadingError("this number is too long or too large to work with", self.source.column(start))
        digits = written.rstrip(".")
        value = Number(int(digits)) if digits.isdigit() else Number(Fraction(digits), digits)
        self.found.append(Token("number", written, start, stop, node=value))
        return stop

    def _word(self, word: str, start: int) -> int:
        if len(word) > limits.WORD:
            self._bad(word, "this row of letters is too long: put * between its parts", start, start + len(word))
            return start + len(word)
        logarithm = word.find("log_")
        if logarithm >= 0 and canonical(word) not in self.vocabulary.declared:
            word = word[: logarithm + 3]
        split = self.vocabulary.split(word, self.log_digits)
        if split.ways != 1 or self._misspelled(word, start, split):
            stop = start + len(word)
            self._unread(word, start, stop, split.ways if split.ways != 1 else 0)
            return stop
        starts = [place for place, _ in split.pieces] + [split.end]
        for (place, piece), stop in zip(split.pieces, starts[1:], strict=True):
            self._piece(piece, word[place:stop], start + place, start + stop)
        return start + split.end

    def _misspelled(self, word: str, start: int, split: Split) -> bool:
        """Whether a product of letters is more likely a slip: `2pp`, or a function that is not known here."""
        if not self.vocabulary.names.invent:
            return len(set(word)) == 1 < len(word) and self._number_before(start) != ""
        return len(split.pieces) == len(word) > 1 and causes.is_misspelled_function(
            word, _OPENS.match(self.text, start + len(word)) is not None
        )

    def _number_before(self, start: int) -> str:
        """The number that ends right where the word starts, if there is one."""
        previous = self.found[-1] if self.found else None
        return previous.text if previous and previous.kind == "number" and previous.stop == start else ""

    def _unread(self, word: str, start: int, stop: int, ways: int) -> None:
        if ways:
            why = causes.ambiguous(word)
        else:
            written = self.source.original[self.source.column(start) : self.source.column(stop - 1) + 1]
            calls = _OPENS.match(self.text, stop) is not None
            why = causes.unknown_name(word, written, self.vocabulary, self._number_before(start), calls)
        self._bad(word, why, start, stop)

    def _piece(self, piece: Piece, written: str, start: int, stop: int) -> None:
        if piece.kind == "sigma" and _OPENS.match(self.text, stop):
            piece = Piece("function", function="sigmoid")
        if piece.kind == "function":
            self.found.append(Token("function", written, start, stop, word=piece.function))
        elif piece.node is not None:
            self.found.append(Token("name", written, start, stop, node=piece.node))
        else:
            self._unread(written, start, stop, 0)

    def _exact(self, word: str, start: int, stop: int) -> int:
        """A name from LaTeX, which never runs into the letters around it; an index may follow."""
        if word != "log":
            index = _INDEX.match(self.text, stop)
            assert index is not None
            if index[0].startswith("_"):
                word, stop = word + index[0], index.end()
        piece = self.vocabulary.whole(word)
        if piece is None:
            split = self.vocabulary.split(word)
            if split.ways == 1 and split.end == len(word):
                for _, part in split.pieces:
                    self._piece(part, word, start, stop)
                return stop
            self._unread(word, start, stop, 0)
        else:
            self._piece(piece, word, start, stop)
        return stop

    def _command(self, command: str, start: int, stop: int) -> int:
        if command in latex.SYMBOLS:
            self.found.append(Token(latex.SYMBOLS[command], "\\" + command, start, stop))
        elif command in latex.FRACTIONS:
            self.found.append(Token("frac", "\\" + command, start, stop))
        elif command == "sqrt":
            self.found.append(Token("sqrt", "\\sqrt", start, stop))
        elif command in latex.FENCES:
            return self._fence(command, start, stop)
        elif command in latex.STYLES:
            argument = _ARGUMENT.match(self.text, stop)
            if argument is None:
                self._bad(command, f"there is nothing after \\{command}", start, stop)
                return stop
            return self._exact(argument[1] if argument[1] is not None else argument[2], start, argument.end())
        elif command in {"begin", "end"}:
            return self._environment(command, start, stop)
        elif command in latex.REFUSED:
            self._bad("\\" + command, causes.character(latex.REFUSED[command]), start, stop)
        elif command not in latex.SPACING:
            return self._named(command, start, stop)
        return stop

    def _named(self, command: str, start: int, stop: int) -> int:
        if command in GREEK or self.vocabulary.whole(command) is not None:
            return self._exact(command, start, stop)
        if command.isalpha():
            why = causes.unknown_command(command)
        else:
            why = causes.character("\\")
        self._bad("\\" + command, why, start, stop)
        return stop

    def _fence(self, command: str, start: int, stop: int) -> int:
        rest = re.compile(r" *(\.|\||\\\||‖|\\vert\b|\\Vert\b)").match(self.text, stop)
        if rest is None:
            return stop
        if rest[1] != ".":
            side = ")" if command == "right" or command.endswith("r") else "("
            kind = "bar" if rest[1] in {"|", "\\vert"} else "norm"
            plain = command in {"middle", "big", "Big", "bigg", "Bigg", "bigm", "Bigm"}
            name = {"bar": "|", "norm": "‖"}[kind] if plain else kind + side
            self.found.append(Token(name, rest[1], start, rest.end()))
        return rest.end()

    def _environment(self, command: str, start: int, stop: int) -> int:
        argument = _ARGUMENT.match(self.text, stop)
        name = (argument[1] or "").rstrip("*") if argument else ""
        if argument is None or name not in latex.MATRICES:
            self._bad("\\" + command, f"the LaTeX environment `{name}` is not known here", start, stop)
            return stop
        stop = argument.end()
        if command == "begin" and name == "array":
            columns = _COLUMNS.match(self.text, stop)
            stop = columns.end() if columns else stop
        self.found.append(Token("begin" if command == "begin" else "close", "\\" + command, start, stop))
        return stop
