"""The likely cause of what cannot be read, as one sentence each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from tutor.maths.reading.errors import shown
from tutor.maths.reading.words import FUNCTION_WORDS, Vocabulary, canonical

_ABROAD = {
    "tg": "tan",
    "ctg": "cot",
    "cotg": "cot",
    "cotan": "cot",
    "arctg": "arctan",
    "arcctg": "arccot",
    "sen": "sin",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "lg": "log10",
    "sqr": "sqrt",
    "rad": "sqrt",
    "cuberoot": "cbrt",
    "nthroot": "root",
    "signum": "sign",
    "logistic": "sigmoid",
    "power": "^",
    "pow": "^",
}
_OPERATIONS = {
    "diff": "work the derivative out",
    "d": "work the derivative out",
    "derivative": "work the derivative out",
    "integrate": "work the integral out",
    "int": "work the integral out",
    "limit": "work the limit out",
    "lim": "work the limit out",
    "solve": "write the solution itself",
    "factorial": "factorials are not used here",
}
_CODE = frozenset(
    ("import", "exec", "eval", "lambda", "print", "open", "for", "range", "def", "class", "return", "None", "dir")
)
_CHARACTERS = {
    "!": "factorials are not used here: multiply the numbers out",
    "∞": "infinity is not a number you can calculate with here",
    "±": "± stands for two answers: type one of them",
    "∓": "± stands for two answers: type one of them",
    "%": "write a percentage as a fraction: 5% is 5/100",
    "°": "angles are in radians here: 180° is pi",
    "∫": "work the integral out and type the result",
    "∑": "write the sum out, term by term",
    "∏": "write the product out, factor by factor",
    "∂": "a derivative sign only belongs before =: type what the derivative is",
    "∇": "the sign ∇ only belongs before =: type what the gradient is",
    "'": "a prime only belongs before =: type what the derivative is",
    ":": "for a division use /",
    ".": "a point only belongs inside a number, as in 0.5",
    "_": "an index belongs right after a letter, as in x_1",
    "\\": "there is no LaTeX command after this \\",
    "&": "& only belongs inside a LaTeX matrix",
    "?": "there is a ? here: type only the formula",
    **dict.fromkeys('"`@#~$', "that looks like program code: type a formula such as 2*x"),
    **dict.fromkeys("<>≤≥≠≈", "that is a comparison: type one expression"),
}
INVERSES_UNCLEAR = "an inverse and a reciprocal look the same here: write 1/{0}(...) for the reciprocal"


def listed(words: Iterable[str]) -> str:
    """`x`, `x and y`, `x, y and z`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def character(text: str) -> str:
    """Why this character cannot stand in a formula."""
    if text in _CHARACTERS:
        return _CHARACTERS[text]
    if text.isalpha() and unicodedata.name(text, "").startswith("CYRILLIC"):
        return f"`{text}` is a Cyrillic letter: type a Latin one"
    return f"the character `{shown(text)}` has no meaning here"


def needs_argument(function: str) -> str:
    """A function with nothing behind it."""
    if function in {"log2", "log10"}:
        return f"{function} needs something to act on: write log({function[3:]}) for the logarithm of {function[3:]}"
    if function == "exp":
        return "exp needs something to act on: write exp(x) or e^x"
    return f"{function} needs something to act on"


def unknown_command(command: str) -> str:
    """A LaTeX command the reader does not know."""
    close = get_close_matches(command, FUNCTION_WORDS, 1, 0.75)
    hint = f": did you mean {close[0]}?" if close else ""
    return f"the LaTeX command \\{shown(command)} is not known here{hint}"


def ambiguous(word: str) -> str:
    """A run of letters that falls into names in more than one way."""
    return f"`{shown(word)}` can be read in more than one way: put * or brackets between its parts"


def unknown_name(word: str, written: str, vocabulary: Vocabulary, number: str, calls: bool) -> str:
    """A run of letters that is no name, cleaned and as `written`.

    `number` is the number right before it, if there is one; `calls` says that a bracket follows.
    """
    declared = tuple(vocabulary.declared.values())
    name = f"`{shown(written)}`"
    if word in _CODE:
        return f"{name} looks like program code: type a formula such as 2*x"
    if calls and word.lower() in _OPERATIONS:
        return f"unknown function {name}: {_OPERATIONS[word.lower()]}"
    if len(word) == 2 and word[0] == "d" and canonical(word[1:]) in vocabulary.declared:
        return f"unknown name {name}: leave the {word} out"
    stem = word.rstrip("0123456789")
    if stem != word and canonical(stem) in vocabulary.declared:
        digits = word[len(stem) :]
        return f"unknown name {name}: did you mean {stem}^{digits} or {stem}*{digits}?"
    suggestion = _suggestion(word, declared, calls)
    if suggestion is not None:
        if number and suggestion not in FUNCTION_WORDS:
            return f"{name} right after a number: did you mean {shown(number)}*{suggestion}?"
        return f"unknown {'function' if calls else 'name'} {name}: did you mean {suggestion}?"
    if calls:
        return f"unknown function {name}: write * after a name that multiplies a bracket"
    uses = f"this problem uses {listed(declared[:8])}" if declared else "this problem uses no letters"
    imaginary = ", and only real numbers" if word in {"i", "j"} else ""
    return f"unknown name {name}: {uses}{imaginary}"


def _suggestion(word: str, declared: tuple[str, ...], calls: bool) -> str | None:
    lower = word.lower()
    for known in declared:
        if known.lower() == lower:
            return known
    if lower in FUNCTION_WORDS:
        return lower
    if lower in {"e", "pi"}:
        return lower
    if lower in _ABROAD:
        return _ABROAD[lower]
    if len(word) >= 2:
        for known in declared:
            if canonical(known).rstrip("0123456789") == word or (len(set(word)) == 1 and known == word[0]):
                return known
    if len(word) >= 3:
        return next(iter(get_close_matches(lower, [*declared, *FUNCTION_WORDS], 1, _likeness(word, calls))), None)
    return None


def _likeness(word: str, calls: bool) -> float:
    # Two of three letters are enough for `tna(x)`, not for a product such as `abc`.
    return 0.66 if calls and len(word) == 3 else 0.74


def is_misspelled_function(word: str, calls: bool) -> bool:
    """Whether a row of letters that could be a product is more likely a function, written otherwise."""
    lower = word.lower()
    if lower in FUNCTION_WORDS:
        return True
    if not calls:
        return False
    close = get_close_matches(lower, FUNCTION_WORDS, 1, _likeness(word, calls)) if len(word) >= 3 else []
    return bool(close) or lower in _ABROAD or lower in _OPERATIONS or word in _CODE
