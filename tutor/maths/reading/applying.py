"""A function as it was written, with its arguments -> its node in the tree."""

from __future__ import annotations

from tutor.maths.functions import CIRCULAR, FUNCTIONS, HYPERBOLIC
from tutor.maths.reading import arrays, causes
from tutor.maths.reading.arrays import Misfit
from tutor.maths.tree import ONE, Negative, Node, Number, Quotient

_INVERSES = {
    **{name: f"arc{name}" for name in CIRCULAR},
    **{name: f"ar{name}" for name in HYPERBOLIC},
}
_MINUS_ONE = Negative(ONE)
_BASES = {"log2": Number(2), "log10": Number(10)}


def is_inverse(function: str, exponent: Node | None) -> bool:
    """Whether the exponent is -1 and the function has an inverse that is written so."""
    if exponent != _MINUS_ONE:
        return False
    if function not in _INVERSES:
        raise Misfit(causes.INVERSES_UNCLEAR.format(function))
    return True


def applied(
    function: str, arguments: tuple[Node, ...], base: Node | None, exponent: Node | None, inverse: bool
) -> Node:
    """The function, to the base and raised to the exponent it was written with, of its arguments."""
    if inverse:
        return arrays.call(_INVERSES[function], _checked(_INVERSES[function], arguments))
    node = _called(function, arguments, base)
    return node if exponent is None else arrays.power(node, exponent)


def rooted(radicand: Node, index: Node) -> Node:
    """The root of the radicand: square root, real root of a whole number, or a power with exponent 1/index."""
    if isinstance(index, Number) and index.value.denominator == 1:
        if index.value == 2:
            return arrays.call("sqrt", (radicand,))
        if index.value > 2:
            return arrays.call("root", (radicand, index))
        if index.value == 0:
            raise Misfit("there is no root with index 0")
    return arrays.power(radicand, Quotient(ONE, index))


def _called(function: str, arguments: tuple[Node, ...], base: Node | None) -> Node:
    if function in _BASES:
        base, function = _BASES[function], "log"
    if base is not None:
        return arrays.call("log", (*_counted("log", arguments, 1, 1), base))
    if function == "log":
        arguments = _counted("log", arguments, 1, 2)
        return arrays.call("ln" if len(arguments) == 1 else "log", arguments)
    if function == "root":
        radicand, index = _counted("root", arguments, 2, 2)
        return rooted(radicand, index)
    if function == "cbrt":
        return arrays.call("root", (*_counted("cbrt", arguments, 1, 1), Number(3)))
    if function == "norm":
        return arrays.norm(*_counted("norm", arguments, 1, 1))
    if function == "abs":
        return arrays.norm(*_counted("abs", arguments, 1, 1))
    return arrays.call(function, _checked(function, arguments))


def _checked(function: str, arguments: tuple[Node, ...]) -> tuple[Node, ...]:
    return _counted(function, arguments, FUNCTIONS[function].least, FUNCTIONS[function].most)


def _counted(function: str, arguments: tuple[Node, ...], least: int, most: int) -> tuple[Node, ...]:
    count = len(arguments)
    if least <= count <= most:
        return arguments
    if most == 1 and isinstance(arguments[0], Number):
        raise Misfit(f"{function} acts on one thing: write decimals with a point, as in 3.5")
    if least == most:
        wanted = "one thing" if least == 1 else f"two things, as in {function}(x, 3)"
        raise Misfit(f"{function} acts on {wanted}")
    raise Misfit(f"{function} acts on {least} to {most} things, with commas between them")
