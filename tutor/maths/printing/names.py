"""Names as they are shown: `theta_1` is θ₁ on a screen and `\\theta_{1}` in LaTeX."""

from __future__ import annotations

import re

_LOWER = "alpha beta gamma delta epsilon zeta eta theta iota kappa mu nu xi omicron pi rho sigma tau upsilon"
_LOWER += " phi chi psi omega lambda lam"
_UPPER = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
GREEK = dict(zip(f"{_LOWER} {_UPPER}".split(), "αβγδεζηθικμνξοπρστυφχψωλλΓΔΘΛΞΠΣΥΦΨΩ", strict=True))
_SPELLED = {letter: name for name, letter in GREEK.items()}

SUPERSCRIPTS = dict(
    zip("0123456789+-()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_SUBSCRIPTS = dict(zip("0123456789ijkmnt", "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₘₙₜ", strict=True))
_PARTS = re.compile(r"([^\W\d_]+)_?([0-9A-Za-z]*)")


def superscript(text: str) -> str | None:
    """The text in raised characters, or None where one of them does not exist."""
    raised = [SUPERSCRIPTS.get(character) for character in text]
    return "".join(filter(None, raised)) if raised and None not in raised else None


def subscript(text: str) -> str | None:
    """The text in lowered characters, or None where one of them does not exist."""
    lowered = [_SUBSCRIPTS.get(character) for character in text]
    return "".join(filter(None, lowered)) if None not in lowered else None


def ascii_name(name: str) -> str:
    """The name without Greek letters: `θ_1` is `theta_1`."""
    if name.isascii():
        return name
    return "".join(_SPELLED.get(character, character) for character in name)


def unicode_name(name: str) -> str:
    """The name as it is read: Greek letters and lowered indices where they exist."""
    stem, index = _split(name)
    lowered = subscript(index)
    return f"{GREEK.get(stem, stem)}{lowered}" if lowered is not None else GREEK.get(name, name)


def latex_name(name: str) -> str:
    """The name in LaTeX."""
    stem, index = _split(ascii_name(name))
    if stem in GREEK:
        letter = "\\lambda" if stem == "lam" else f"\\{stem}"
    else:
        letter = stem if len(stem) == 1 else f"\\mathrm{{{stem.replace('_', chr(92) + '_')}}}"
    return f"{letter}_{{{index}}}" if index else letter


def _split(name: str) -> tuple[str, str]:
    """(letters, index); a name of another shape has no index."""
    match = _PARTS.fullmatch(name)
    if match is None or ("_" not in name and not match[2].isdigit()):
        return name, ""
    return match[1], match[2]
