"""The functions calc-tutor knows, by canonical name; every other table is keyed by these names.

A test holds that each table (balls, floats, SymPy, derivatives, LaTeX, graphs) covers them all.
`log` with two arguments is log(x, base); `root(x, n)` is the real n-th root, n a whole number;
`sqrt(x)` is its own name, a cube root is `root(x, 3)`. `step(x)` is 0 for x <= 0 and 1 for x > 0
(so that relu'(0) = 0); `sign(0)` is 0; `relu(x)` is max(0, x); `sigmoid(x)` is 1/(1 + exp(-x));
`softplus(x)` is ln(1 + exp(x)); `arccot(x)` is pi/2 - arctan(x), continuous, with values in (0, pi);
`arcsec(x)` is arccos(1/x), `arccsc(x)` is arcsin(1/x).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """One function: its canonical name, other spellings, and how many arguments it takes."""

    name: str
    spellings: tuple[str, ...] = ()
    least: int = 1
    most: int = 1


def _inverse(root: str) -> Function:
    hyperbolic = root.endswith("h")
    spellings = (f"a{root}", f"arg{root}", f"arc{root}") if hyperbolic else (f"a{root}",)
    return Function(f"ar{root}" if hyperbolic else f"arc{root}", spellings)


CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
HYPERBOLIC = ("sinh", "cosh", "tanh", "sech", "csch", "coth")

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        *(Function(name, ("cosec",) if name == "csc" else ()) for name in CIRCULAR),
        *(Function(name, ("cosech",) if name == "csch" else ()) for name in HYPERBOLIC),
        *(_inverse(name) for name in (*CIRCULAR, *HYPERBOLIC)),
        Function("exp"),
        Function("ln"),
        Function("log", least=2, most=2),
        Function("sqrt"),
        Function("root", least=2, most=2),
        Function("abs"),
        Function("sign", ("sgn",)),
        Function("step", ("heaviside",)),
        Function("relu"),
        Function("sigmoid"),
        Function("softplus"),
        Function("max", least=2, most=64),
        Function("min", least=2, most=64),
    )
}
