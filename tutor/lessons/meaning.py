"""What a formula in LaTeX means: its tree, once the derivatives and function values in it are worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tutor.engine import Names, Node, ReadingError, TooLarge, derivative, one_line, read, substituted, symbols
from tutor.lessons.tex import Atom, Fenced, Fraction, Part, Root, Row, Scripts

# Letters that stand for functions before a bracket; as factors they are written f \cdot (...).
_FUNCTION_LETTERS = frozenset("fghFGH")
_NO_MEANING = frozenset(("partial", "nabla", "infty", "ldots", "dots", "cdots", "pm"))


class ClaimError(ValueError):
    """A formula that cannot be checked; the message completes "This formula ..."."""


class Meaning:
    """Reads parts of a formula where `values` and `functions` (their parameters) are defined."""

    def __init__(self, values: Mapping[str, Node], functions: Mapping[str, tuple[str, ...]]) -> None:
        self._values = values
        self._functions = functions

    def of(self, parts: Sequence[Part]) -> Node:
        """The tree of an expression. Raises `ClaimError`."""
        text = self._text(parts)
        try:
            return read(text, Names(tuple(self._values), invent=True)).tree
        except ReadingError as error:
            raise ClaimError(f"cannot be read ({error.message})") from error

    def name(self, part: Part) -> str | None:
        """The name that a part is: a letter, perhaps with an index."""
        if isinstance(part, Atom) and part.kind == "letter" and part.name not in (*_NO_MEANING, "e", "pi"):
            return part.name
        if isinstance(part, Scripts) and part.raised is None and not part.primes and part.lowered is not None:
            base = self.name(part.base)
            index = [atom.name if isinstance(atom, Atom) else "?" for atom in part.lowered.parts]
            if base is not None and "".join(index).isalnum():
                return f"{base}_{''.join(index)}"
        return None

    def arguments(self, part: Part) -> tuple[str, ...] | None:
        """The names in brackets, for the left side f(x, y)."""
        if not isinstance(part, Fenced) or part.left != "(":
            return None
        names = [self.name(inner) for group in _at_commas(part.inside) for inner in group]
        return tuple(name for name in names if name) if names and all(names) else None

    def _text(self, parts: Sequence[Part]) -> str:
        rows: list[str] = []
        index = 0
        while index < len(parts):
            text, index = self._next(parts, index)
            rows.append(text)
        return " ".join(rows)

    def _next(self, parts: Sequence[Part], index: int) -> tuple[str, int]:
        """The text of the part at `index` with what belongs to it, and the index of the next one."""
        part = parts[index]
        if isinstance(part, Fraction):
            derived = self._derivative(part, parts, index)
            if derived is not None:
                return derived
            return f"(({self._text(part.top.parts)})/({self._text(part.bottom.parts)}))", index + 1
        function, primes = self._function(part)
        if function:
            return self._applied(function, primes, parts, index)
        return self._single(part), index + 1

    def _single(self, part: Part) -> str:
        match part:
            case Atom():
                return self._atom(part)
            case Row():
                return f"({self._text(part.parts)})"
            case Root():
                inside = self._text(part.inside.parts)
                return f"root({inside}, {part.order})" if part.order else f"sqrt({inside})"
            case Fenced():
                inside = self._text(part.inside.parts)
                return f"abs({inside})" if part.left == "|" else f"({inside})"
            case Scripts():
                return self._scripts(part)
            case Fraction():
                return self._next((part,), 0)[0]

    def _atom(self, atom: Atom) -> str:
        if atom.kind == "text" or atom.name in _NO_MEANING:
            raise ClaimError(f"has `{atom.shown}` in it")
        if atom.kind == "space":
            return ""
        if atom.kind == "operator":
            return {"−": "-", "·": "*", "×": "*"}.get(atom.shown, atom.shown)
        return atom.name

    def _scripts(self, part: Scripts) -> str:
        if part.primes:
            raise ClaimError("has a prime on something that is not defined on this page")
        named = self.name(part)
        if named is not None:
            return named
        base = self._single(part.base)
        if part.lowered is not None:
            inner = self.name(Scripts(part.base, None, part.lowered))
            index = self._text(part.lowered.parts)
            base = inner or f"{base}_{index}"
        if part.raised is None:
            return base
        return f"{base}^({self._text(part.raised.parts)})"

    # Functions that are defined on the page

    def _function(self, part: Part) -> tuple[str, int]:
        """(name, primes) if the part stands for a function of the page or for one that should be defined."""
        primes = 0
        letter = part
        if isinstance(part, Scripts) and part.primes and part.raised is None:
            letter, primes = part.base, part.primes
        name = self.name(letter)
        if name is None:
            return "", 0
        known = name in self._functions or (primes and name in self._values)
        return (name, primes) if known or primes or name in _FUNCTION_LETTERS else ("", 0)

    def _applied(self, name: str, primes: int, parts: Sequence[Part], index: int) -> tuple[str, int]:
        after = following = parts[index + 1] if index + 1 < len(parts) else None
        power = None
        if isinstance(after, Scripts) and after.lowered is None and not after.primes:
            following, power = after.base, after.raised
        called = isinstance(following, Fenced) and following.left == "("
        if not called and not primes:
            return name, index + 1
        if name not in self._values:
            raise ClaimError(f"uses the function {name}, which is not defined on this page")
        tree = self._values[name]
        parameters = self._functions.get(name) or symbols(tree)
        if primes:
            if len(parameters) != 1:
                raise ClaimError(f"has a prime on {name}, which is no function of one variable")
            for _ in range(primes):
                tree = _derived(tree, parameters[0])
        if not called:
            return f"({one_line(tree)})", index + 1
        assert isinstance(following, Fenced)
        arguments = [self.of(group) for group in _at_commas(following.inside)]
        if len(arguments) != len(parameters):
            raise ClaimError(f"gives {name} another number of arguments than its definition")
        text = f"({one_line(substituted(tree, dict(zip(parameters, arguments, strict=True))))})"
        return (text if power is None else f"{text}^({self._text(power.parts)})"), index + 2

    # Derivatives

    def _derivative(self, part: Fraction, parts: Sequence[Part], index: int) -> tuple[str, int] | None:
        """`d/dx ...`, `dy/dx` or `∂f/∂x` worked out; None where the fraction is no derivative."""
        above, below = part.top.parts, part.bottom.parts
        sign = _differential(above)
        if sign is None or _differential(below) != sign or len(below) != 2 or len(above) > 2:
            return None
        wrt = self.name(below[1])
        if wrt is None:
            return None
        if len(above) == 2:
            name = self.name(above[1])
            if name is None or name not in self._values:
                shown = name or "something"
                raise ClaimError(f"has the derivative of {shown}, which is not defined on this page")
            tree = self._values[name]
            tree = tree if sign == "partial" else self._in_terms_of(tree, wrt)
            return f"({one_line(_derived(tree, wrt))})", index + 1
        end = index + 1
        while end < len(parts) and not (end > index + 1 and _ends_term(parts[end])):
            end += 1
        if end == index + 1:
            raise ClaimError("has a d/dx with nothing behind it")
        operand = self.of(parts[index + 1 : end])
        operand = operand if sign == "partial" else self._in_terms_of(operand, wrt)
        return f"({one_line(_derived(operand, wrt))})", end

    def _in_terms_of(self, tree: Node, wrt: str) -> Node:
        """The tree with every definition put in but that of `wrt` itself."""
        values = {name: value for name, value in self._values.items() if name != wrt}
        for _ in range(len(values)):
            if not values.keys() & set(symbols(tree)):
                break
            tree = substituted(tree, values)
        return tree


def _derived(tree: Node, wrt: str) -> Node:
    try:
        return derivative(tree, wrt)
    except TooLarge as error:
        raise ClaimError("is too large to differentiate") from error


def _differential(parts: Sequence[Part]) -> str | None:
    first = parts[0] if parts else None
    return first.name if isinstance(first, Atom) and first.name in ("d", "partial") else None


def _ends_term(part: Part) -> bool:
    return isinstance(part, Atom) and (part.kind == "relation" or part.name in ("+", "-"))


def _at_commas(row: Row) -> list[list[Part]]:
    groups: list[list[Part]] = [[]]
    for part in row.parts:
        if isinstance(part, Atom) and part.shown == ",":
            groups.append([])
        else:
            groups[-1].append(part)
    return groups
