"""What stands before `=`: `dy/dx =`, `f'(x) =`, `∇f =`, `y =`.

It is passed over, or refused if it names another derivative than the one asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.maths.reading.causes import listed
from tutor.maths.reading.characters import END_SUPERSCRIPT, SUPERSCRIPT, Source
from tutor.maths.reading.errors import ReadingError, shown
from tutor.maths.reading.words import GREEK, LETTER, canonical
from tutor.maths.verdict import Names

_NAME = rf"(?:[{LETTER}][{LETTER}]*(?:_?[0-9]+|_\{{[^{{}}]*\}}|_[{LETTER}]+)?)"
# LaTeX, superscripts and blanks -> the plain spelling the forms below are written in.
_PLAIN = (
    (re.compile(r"\\(?:mathrm|operatorname|text|mathbf|boldsymbol) *\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\(?:left|right|displaystyle|[,;:! ])"), ""),
    (re.compile(r"\\partial(?![A-Za-z])"), "∂"),
    (re.compile(r"\\nabla(?![A-Za-z])"), "∇"),
    (re.compile(r"\^?\{?\\prime\}?"), "'"),
    (re.compile(r"\\[dtc]?frac *\{([^{}]*)\} *\{([^{}]*)\}"), r"\1/\2"),
    (re.compile(rf"{SUPERSCRIPT}([0-9])"), r"^\1"),
    (re.compile(rf"[ ${SUPERSCRIPT}{END_SUPERSCRIPT}\\]"), ""),
    (re.compile(r"\^\{([0-9])\}"), r"^\1"),
    (re.compile(r"\(([d∂][^()]*)\)/\(([d∂][^()]*)\)"), r"\1/\2"),
    (re.compile(r":\Z"), ""),
)
_ARGUMENTS = r"(?P<arguments>\([^()]*\))?"
_AT = r"(?:\([^()]*\))?"
_BELOW_NAMES = rf"(?:[d∂]{_NAME}(?:\^[23])?)+"
# Where the function follows, only Greek names (before all: `dthetaf`) and single letters can be told from it.
_GREEK_NAME = "|".join(sorted(GREEK, key=len, reverse=True))
_SHORT_NAME = rf"(?:{_GREEK_NAME}|[{LETTER}])(?:_?[0-9]+)?"
_FUNCTION = rf"(?P<function>{_NAME}|\({_NAME}\))"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[d∂](?P<order>\^[23])?{_FUNCTION}{_ARGUMENTS}/(?P<below>{_BELOW_NAMES}){_AT}",
        rf"[d∂](?P<order>\^[23])?/(?P<below>(?:[d∂]{_SHORT_NAME}(?:\^[23])?)+)[(\[]?{_FUNCTION}{_ARGUMENTS}[)\]]?",
        rf"{_FUNCTION}(?P<primes>'+){_ARGUMENTS}",
        rf"(?:∇|grad){_FUNCTION}{_ARGUMENTS}",
        rf"[∂D]_\{{?(?P<below>{_NAME})\}}?{_FUNCTION}{_ARGUMENTS}",
        rf"{_FUNCTION}{_ARGUMENTS}",
        r"",
    )
)
_BELOW = re.compile(rf"[d∂]({_NAME}?)(?:\^([23]))?(?=[d∂)]|$)")


@dataclass(frozen=True, slots=True)
class _Prefix:
    function: str | None
    below: tuple[str, ...]
    order: int
    derivative: bool


def after_prefix(source: Source, names: Names) -> int:
    """The index in the cleaned text at which the answer itself begins.

    Raises ReadingError for a prefix that names a derivative which is not asked for.
    """
    text = source.text
    equals = text.find("=")
    if equals < 0 or text[equals + 1 : equals + 2] == "=" or (equals and text[equals - 1] in "<>!=~"):
        return 0
    prefix = _prefix(text[:equals])
    if prefix is None:
        return 0
    if names.wrt and not _asked(prefix, names):
        start = next((i for i, character in enumerate(text) if character not in " $"), 0)
        written = shown(source.original[source.column(start) : source.column(equals)].strip())
        raise ReadingError(f"{_question(names)}, not for `{written}`", source.column(start))
    return equals + 1


def _prefix(text: str) -> _Prefix | None:
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    for form in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            return _taken(form, match)
    return None


def _taken(form: re.Pattern[str], match: re.Match[str]) -> _Prefix | None:
    found = match.groupdict()
    below: list[str] = []
    if found.get("below"):
        if found["below"][0] in "d∂":
            for name, power in _BELOW.findall(found["below"]):
                below += [name] * int(power or 1)
        else:
            below = [found["below"]]
    elif found.get("arguments") and found.get("primes"):
        below = [found["arguments"].strip("()")]
    order = int((found.get("order") or "1")[-1]) if not found.get("primes") else len(found["primes"])
    function = found.get("function")
    derivative = form not in _FORMS[-2:]
    if derivative and not found.get("primes") and below and len(below) != order:
        return None
    return _Prefix(function.strip("()") if function else None, tuple(below), order, derivative)


def _asked(prefix: _Prefix, names: Names) -> bool:
    wrt = tuple(map(canonical, names.wrt))
    if not prefix.derivative and prefix.function is not None:
        stem, _, index = prefix.function.partition("_")
        index = index.strip("{}")
        declared = {*wrt, *map(canonical, names.variables)}
        if index and canonical(index) in declared and canonical(prefix.function) not in declared:
            prefix = _Prefix(stem, (index,), 1, True)  # f_x =
    if prefix.function is not None and names.function is not None:
        if canonical(prefix.function) != canonical(names.function):
            return False
    elif prefix.function is not None and not prefix.derivative and canonical(prefix.function) in wrt:
        return False
    below = tuple(map(canonical, prefix.below))
    if prefix.order > 1 or (len(wrt) > 1 and len(set(wrt)) == 1 and below):
        same = not below or sorted(below) == sorted(wrt) or (len(below) == 1 and set(wrt) == set(below))
        return len(wrt) == prefix.order and same
    return all(name in wrt for name in below)


def _question(names: Names) -> str:
    """What is asked for, as a sentence."""
    function = names.function or "the function"
    if len(names.wrt) == 1:
        if names.function is None:
            return f"you are asked for the derivative by {names.wrt[0]}"
        return f"you are asked for d{function}/d{names.wrt[0]}"
    if len(set(names.wrt)) == 1:
        return f"you are asked for the derivative of order {len(names.wrt)} by {names.wrt[0]}"
    return f"you are asked for the derivatives by {listed(names.wrt)}"
