"""Pairs of expressions made to mislead the judge, held against mpmath: `fuzz_judge.py --seconds 60 --seed 1`.

The truth comes from an evaluator of its own over mpmath, at grids, random rationals of all sizes, and points
close to the places where a pair is made to part. A pair counts as different when two values part by far more
than rounding can explain; the judge may then never say correct, and the prover never equal. A pair that is
equal by construction may never be judged incorrect.
"""

from __future__ import annotations

import argparse
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import mpmath

from tutor.maths.equality import compare
from tutor.maths.equality.proof import prove
from tutor.maths.printing import one_line
from tutor.maths.reading import read
from tutor.maths.tree import (
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
    walk,
)
from tutor.maths.verdict import Names

DIGITS = 60
SLOWEST = 2.0
_PATIENCE = 1.5
NAMES = ("x", "y", "a", "b")


class Undefined(Exception):
    """Outside the real domain, or too close to its edge to tell."""


@dataclass
class Pair:
    """Two trees, where they came from, whether they are equal by construction, and points worth a look."""

    kind: str
    yours: Node
    expected: Node
    equal: bool | None
    hints: list[dict[str, Fraction]] = field(default_factory=list)


# Truth


def value(tree: Node, at: dict[str, Fraction]) -> mpmath.mpf:
    """The real value, at the precision of mpmath. Raises Undefined."""
    done: dict[Node, mpmath.mpf] = {}
    for node in walk(tree):
        if node not in done:
            done[node] = _checked(_value(node, [done[child] for child in node.children], at))
    return done[tree]


def _checked(number: mpmath.mpf) -> mpmath.mpf:
    if not mpmath.isfinite(number) or abs(mpmath.mag(number) if number else 0) > 10**6:
        raise Undefined
    return number


def _value(node: Node, operands: list[mpmath.mpf], at: dict[str, Fraction]) -> mpmath.mpf:
    match node:
        case Number():
            return mpmath.mpf(node.value.numerator) / node.value.denominator
        case Constant():
            return +(mpmath.pi if node.name == "pi" else mpmath.e)
        case Symbol():
            return mpmath.mpf(at[node.name].numerator) / at[node.name].denominator
        case Sum():
            return mpmath.fsum(operands)
        case Product():
            return mpmath.fprod(operands)
        case Negative():
            return -operands[0]
        case Quotient():
            return operands[0] / _away(operands[1])
        case Power():
            return _power(operands[0], node.exponent, operands[1])
        case Call():
            return _call(node.function, operands, node.arguments)
    raise TypeError(type(node).__name__)


def _away(number: mpmath.mpf) -> mpmath.mpf:
    """A number that is clearly not zero."""
    if abs(number) < mpmath.mpf(10) ** (-DIGITS // 2):
        raise Undefined
    return number


def _positive(number: mpmath.mpf) -> mpmath.mpf:
    if _away(number) < 0:
        raise Undefined
    return number


def _exponent(tree: Node) -> Fraction | None:
    match tree:
        case Number():
            return tree.value
        case Negative():
            inner = _exponent(tree.operand)
            return None if inner is None else -inner
        case Quotient():
            top, bottom = _exponent(tree.numerator), _exponent(tree.denominator)
            return None if top is None or not bottom else top / bottom
        case Product():
            parts = [_exponent(part) for part in tree.operands]
            total = Fraction(1)
            for part in parts:
                if part is None:
                    return None
                total *= part
            return total
    return None


def _power(base: mpmath.mpf, tree: Node, exponent: mpmath.mpf) -> mpmath.mpf:
    exact = _exponent(tree)
    if exact is None:
        logarithm = exponent * mpmath.log(_positive(base))
        if abs(logarithm) > 10**5:
            raise Undefined
        return mpmath.exp(logarithm)
    if exact.denominator == 1:
        return (base if exact >= 0 else _away(base)) ** int(exact)
    size = mpmath.exp(mpmath.mpf(exact.numerator) / exact.denominator * mpmath.log(abs(_away(base))))
    if base > 0:
        return size
    if exact.denominator % 2 == 0:
        raise Undefined
    return -size if exact.numerator % 2 else size


def _limited(number: mpmath.mpf, low: int, high: int) -> mpmath.mpf:
    if not low + mpmath.mpf(10) ** -30 < number < high - mpmath.mpf(10) ** -30:
        raise Undefined
    return number


# Far out these cost, or cancel, more than they tell.
STEEP = frozenset({"exp", "sigmoid", "softplus", "sinh", "cosh", "tanh", "sech", "csch", "coth"})
PLAIN: dict[str, Callable[[mpmath.mpf], mpmath.mpf]] = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": lambda v: mpmath.sin(v) / _away(mpmath.cos(v)),
    "sec": lambda v: 1 / _away(mpmath.cos(v)),
    "csc": lambda v: 1 / _away(mpmath.sin(v)),
    "cot": lambda v: mpmath.cos(v) / _away(mpmath.sin(v)),
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "sech": mpmath.sech,
    "csch": lambda v: 1 / _away(mpmath.sinh(v)),
    "coth": lambda v: 1 / _away(mpmath.tanh(v)),
    "arcsin": lambda v: mpmath.asin(_limited(v, -1, 1)),
    "arccos": lambda v: mpmath.acos(_limited(v, -1, 1)),
    "arctan": mpmath.atan,
    "arccot": lambda v: mpmath.pi / 2 - mpmath.atan(v),
    "arcsec": lambda v: mpmath.acos(_limited(1 / _away(v), -1, 1)),
    "arccsc": lambda v: mpmath.asin(_limited(1 / _away(v), -1, 1)),
    "arsinh": mpmath.asinh,
    "arcosh": lambda v: mpmath.acosh(1 + _positive(v - 1)),
    "artanh": lambda v: mpmath.atanh(_limited(v, -1, 1)),
    "arsech": lambda v: mpmath.acosh(1 + _positive(1 / _away(v) - 1)),
    "arcsch": lambda v: mpmath.asinh(1 / _away(v)),
    "arcoth": lambda v: mpmath.atanh(_limited(1 / _away(v), -1, 1)),
    "exp": mpmath.exp,
    "ln": lambda v: mpmath.log(_positive(v)),
    "sqrt": lambda v: mpmath.sqrt(_positive(v)),
    "abs": abs,
    "sign": lambda v: mpmath.sign(_away(v)),
    "step": lambda v: mpmath.mpf(int(_away(v) > 0)),
    "relu": lambda v: max(v, mpmath.mpf(0)),
    "sigmoid": lambda v: 1 / (1 + mpmath.exp(-v)),
    "softplus": lambda v: mpmath.log1p(mpmath.exp(v)),
}


def _call(name: str, operands: list[mpmath.mpf], trees: tuple[Node, ...]) -> mpmath.mpf:
    if name in ("max", "min"):
        return (max if name == "max" else min)(operands)
    if name == "log":
        return mpmath.log(_positive(operands[0])) / _away(mpmath.log(_positive(operands[1])))
    if name == "root":
        degree = _exponent(trees[1])
        if not degree:
            raise Undefined
        return _power(operands[0], Number(1 / degree), mpmath.mpf(1))
    if abs(operands[0]) > (300 if name in STEEP else mpmath.mpf(10) ** 40):
        raise Undefined
    return PLAIN[name](operands[0])


def parted(pair: Pair, rng: random.Random) -> dict[str, Fraction] | None:
    """A point where the two sides have clearly different values."""
    names = tuple(dict.fromkeys((*symbols(pair.yours), *symbols(pair.expected))))
    for at in (*pair.hints, *_points(names, rng)):
        full = {name: at.get(name, Fraction(rng.randrange(1, 9), 3)) for name in names}
        first, second = _gap(pair, full, DIGITS), _gap(pair, full, 10 * DIGITS)
        if first is not None and second is not None and abs(first - second) < abs(second) / 1000:
            return full
    return None


def _meets(pair: Pair, rng: random.Random) -> bool:
    """Whether both sides are seen to be defined at some point."""
    names = tuple(dict.fromkeys((*symbols(pair.yours), *symbols(pair.expected))))
    for at in _points(names, rng):
        with mpmath.workdps(DIGITS):
            try:
                value(pair.yours, at), value(pair.expected, at)
            except (Undefined, ZeroDivisionError, OverflowError, ValueError):
                continue
            return True
    return False


def _gap(pair: Pair, at: dict[str, Fraction], digits: int) -> mpmath.mpf | None:
    """The difference, where it is more than rounding can explain."""
    with mpmath.workdps(digits):
        try:
            left, right = value(pair.yours, at), value(pair.expected, at)
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            return None
        size = 1 + abs(left) + abs(right)
        gap = abs(left - right)
        return gap if gap > size * mpmath.mpf(10) ** (-DIGITS // 3) else None


def _points(names: tuple[str, ...], rng: random.Random) -> Iterator[dict[str, Fraction]]:
    if not names:
        yield {}
        return
    for k in range(36):
        if k < 15 and len(names) == 1:
            yield {names[0]: Fraction(2 * k - 15, 4) + Fraction(1, 1009)}
        else:
            scale = Fraction(2) ** rng.choice((0, 1, 2, 3, -3, 6, -20, 20, 34))
            yield {name: scale * Fraction(rng.randrange(-(10**6), 10**6), 10**6) for name in names}


# Trees


def tree(text: str, **parts: Node) -> Node:
    """A tree from text, with `f`, `g`, ... put in."""
    from tutor.maths.tree import substituted

    return substituted(read(text, Names((*NAMES, "f", "g", "h", "c", "w"))).tree, parts)


def leaf(rng: random.Random) -> Node:
    """A variable or a small number."""
    if rng.random() < 0.7:
        return Symbol(rng.choice(("x", "x", "x", "y")))
    return Number(Fraction(rng.randrange(1, 10), rng.choice((1, 1, 2, 3, 7))))


GROWTH = (
    "f+g", "f-g", "f*g", "f/g", "f^2", "f^3", "-f", "sin(f)", "cos(f)", "tan(f)", "exp(f)", "exp(-f^2)", "ln(f)",
    "sqrt(f)", "sqrt(f^2+1)", "root(f,3)", "f^(2/3)", "abs(f)", "atan(f)", "asin(f)", "acos(f)", "tanh(f)",
    "sigmoid(f)", "relu(f)", "max(f,g)", "min(f,g)", "sign(f)", "1/f", "2f-3", "cosh(f)", "asinh(f)", "f^g",
)  # fmt: skip


def grown(rng: random.Random, depth: int) -> Node:
    """A random tree."""
    if depth <= 0 or rng.random() < 0.15:
        return leaf(rng)
    return tree(rng.choice(GROWTH), f=grown(rng, depth - 1), g=grown(rng, depth - 1))


TRUE = (
    ("f+g", "g+f"), ("f*(g+h)", "f*g+f*h"), ("(f+g)^2", "f^2+2f*g+g^2"), ("sin(2f)", "2sin(f)*cos(f)"),
    ("cos(f)^2", "1-sin(f)^2"), ("sin(f+g)", "sin(f)cos(g)+cos(f)sin(g)"), ("tan(f)", "sin(f)/cos(f)"),
    ("exp(f+g)", "exp(f)*exp(g)"), ("exp(ln(f))", "f"), ("ln(exp(f))", "f"), ("sqrt(f)^2", "f"),
    ("sqrt(f^2)", "abs(f)"), ("abs(f*g)", "abs(f)*abs(g)"), ("abs(f)", "f*sign(f)"), ("relu(f)", "(f+abs(f))/2"),
    ("max(f,g)", "(f+g+abs(f-g))/2"), ("max(f,g)+min(f,g)", "f+g"), ("tanh(f)", "2sigmoid(2f)-1"),
    ("atan(f)+atan(1/f)", "pi/2*sign(f)"), ("asin(f)+acos(f)", "pi/2"), ("root(f^3,3)", "f"),
    ("(f^2)^(1/3)", "f^(2/3)"), ("ln(f^2)", "2ln(abs(f))"), ("cosh(f)^2-sinh(f)^2", "1"), ("f/f", "1"),
    ("asinh(f)", "ln(f+sqrt(f^2+1))"), ("sigmoid(f)", "1-sigmoid(-f)"), ("log(f,2)", "ln(f)/ln(2)"),
    ("sin(asin(f))", "f"), ("cos(asin(f))", "sqrt(1-f^2)"), ("sqrt(f*g)", "sqrt(abs(f))*sqrt(abs(g))"),
    ("1/f-1/g", "(g-f)/(f*g)"), ("relu(f)-relu(-f)", "f"), ("min(f,g)", "-max(-f,-g)"),
    ("atan(f)", "asin(f/sqrt(1+f^2))"), ("cos(f)-cos(g)", "-2sin((f+g)/2)*sin((f-g)/2)"),
)  # fmt: skip

FALSE = (
    ("sqrt(f^2)", "f"), ("ln(f*g)", "ln(abs(f))+ln(g)"), ("ln(f^2)", "2ln(f)"), ("ln(f^2)/2", "ln(abs(f))*sign(f)"),
    ("(f^2)^(1/2)", "f"), ("atan(tan(f))", "f"), ("asin(sin(f))", "f"), ("acos(cos(f))", "f"),
    ("acos(cos(f))", "abs(f)"), ("abs(f+g)", "abs(f)+abs(g)"), ("abs(f)", "f"), ("f^(2/3)", "f^(1/3)*abs(f)^(1/3)"),
    ("(f^6)^(1/6)", "f"), ("(f^4)^(1/4)", "f"), ("relu(f)", "f"), ("relu(f)", "0"), ("sign(f)", "1"),
    ("step(f)", "1"), ("atan(f)+atan(1/f)", "pi/2"), ("acos(-f)", "-acos(f)"), ("asin(f)", "pi/2+acos(f)"),
    ("max(f,g)", "f"), ("max(f,g)", "max(f,-g)"), ("atan(1/f)", "pi/2-atan(f)"), ("acosh(cosh(f))", "f"),
    ("sqrt(cosh(f)-1)", "sqrt(2)*sinh(f/2)"), ("sqrt(1-cos(f))", "sqrt(2)*sin(f/2)"), ("sqrt(1-sin(f)^2)", "cos(f)"),
    ("2atan(f)", "atan(2f/(1-f^2))"), ("2atan(f)", "asin(2f/(1+f^2))"), ("acos((1-f^2)/(1+f^2))", "2atan(f)"),
    ("atan(f)+atan(g)", "atan((f+g)/(1-f*g))"), ("sqrt(f/g)", "sqrt(f*g)/g"), ("acot(f)", "atan(1/f)"),
    ("root(abs(f),3)", "root(f,3)"), ("exp(ln(f^2)/2)", "f"), ("tanh(ln(f^2)/4)", "(f-1)/(f+1)"),
    ("sqrt(root(f^2,3))", "root(f,3)"), ("asec(f)", "acos(abs(1/f))"), ("log(f^2,10)", "2log(f,10)"),
    ("ln(f/g)", "ln(f)-ln(abs(g))"), ("atan(sinh(f))", "acos(1/cosh(f))"), ("acosh(2f^2-1)", "2acosh(f)"),
    ("sign(f*g)", "sign(f)"), ("abs(f-g)", "f-g"), ("f*sign(f)^2", "f*sign(f)"), ("softplus(f)", "relu(f)"),
)  # fmt: skip

CONTEXTS = ("f", "f", "2f+1", "x*f", "exp(-f^2)", "sin(f)", "f^3", "f+y", "1/(1+f^2)", "atan(f)", "cos(f)*x")

# Bumps of height about c^2 within w of the centre c; hidden in many ways.
BUMPS = (
    "relu(w^2-(x-c)^2)", "max(0,w-abs(x-c))", "step(x-c)-step(x-c-w)", "abs(w^2-(x-c)^2)+w^2-(x-c)^2",
    "sqrt((w^2-(x-c)^2)^2)+w^2-(x-c)^2", "root(((x-c)^2-w^2)^4,4)-((x-c)^2-w^2)", "sign((x-c)^2-w^2)-1",
    "atan(1/((x-c)^2-w^2))+atan((x-c)^2-w^2)-pi/2", "exp(ln(((x-c)^2-w^2)^2)/2)-(x-c)^2+w^2",
    "relu(w^2-(x-c)^2)*relu(w^2-(x-c-w)^2)", "relu(w^2-(x-c)^2-(y-1/3)^2)", "relu(w^2-(exp(x)-exp(c))^2)",
    "sqrt(cosh((x-c)^2-w^2)-1)-sqrt(2)*sinh(((x-c)^2-w^2)/2)", "acosh(cosh((x-c)^2-w^2))-(x-c)^2+w^2",
    "acos(cos((x-c)^2-w^2))-abs((x-c)^2-w^2)-relu(w^2-(x-c)^2)", "relu(relu(w-abs(x-c))-w/2)",
    "abs(abs(x-c)-w)-abs(x-c)+w", "relu(w^2-(x^2-c^2)^2)", "max(abs(x-c),w)-abs(x-c)", "relu(x-c-1/w)", "relu(-x-1/w)",
    "relu(atan(x)-pi/2+w)", "relu(ln(1+x^2)-1/w)", "relu(w-exp(x))", "relu(1-w*abs(ln(abs(x))))-1+w*abs(ln(abs(x)))",
)  # fmt: skip
CENTRES = ("1/3", "7/3", "sqrt(2)", "pi", "-5/7", "0", "1000001/7", "10^9", "e", "-sqrt(3)", "2")
WIDTHS = ("1/1000", "10^-5", "10^-7", "10^-9", "1/31")
TINY = ("10^-40", "exp(-300)", "10^-60*x", "10^-200", "exp(-10^4)", "2^-1000*x^2", "exp(-exp(5))", "10^-35*sin(x)")


def pairs(rng: random.Random) -> Iterator[Pair]:
    """Pairs of every kind in turn, without end."""
    while True:
        f, g, h = (grown(rng, rng.randrange(0, 3)) for _ in range(3))
        left, right = rng.choice(TRUE)
        context = rng.choice(CONTEXTS)
        yield Pair("true", *(tree(context, f=tree(t, f=f, g=g, h=h)) for t in (left, right)), True)
        left, right = rng.choice(FALSE)
        yield Pair("false", *(tree(context, f=tree(t, f=f, g=g, h=h)) for t in (left, right)), None)
        c, w = tree(rng.choice(CENTRES)), tree(rng.choice(WIDTHS))
        narrow = tree("(x-c)^2-w^2", c=c, w=w)
        yield Pair("false narrow", *(tree(context, f=tree(t, f=narrow, g=g)) for t in (left, right)), None, _near(c, w))
        bump = tree(rng.choice(BUMPS), c=c, w=w)
        base = grown(rng, 2)
        yield Pair("bump", tree(context, f=tree("f+g", f=base, g=bump)), tree(context, f=base), None, _near(c, w))
        base = grown(rng, 2)
        yield Pair("tiny", tree("f+g", f=base, g=tree(rng.choice(TINY))), base, None)
        nowhere = rng.choice(("sqrt(-f^2)", "ln(-1-f^2)", "sqrt(f)*sqrt(-f)", "acos(2+f^2)", "sqrt(sin(f)-2)"))
        yield Pair("nowhere", tree("f+0*g", f=base, g=tree(nowhere, f=Symbol("x"))), base, None)


def _near(c: Node, w: Node) -> list[dict[str, Fraction]]:
    with mpmath.workdps(DIGITS):
        centre, width = (Fraction(str(mpmath.nstr(value(t, {}), 45))) for t in (c, w))
    steps = [Fraction(k, 8) for k in (-10, -7, -4, -1, 0, 1, 4, 7, 10)]
    found = [{"x": centre + s * width, "y": Fraction(1, 3)} for s in steps]
    found += [{"x": s / width + centre} for s in (-9, -1, 1, 2, 100)]
    return found


# The judge on trial


@dataclass
class Report:
    """Verdicts by kind, and what is wrong with them."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


def examine(pair: Pair, rng: random.Random, report: Report, *, proofs: bool = True) -> None:
    """Judge one pair both ways, and hold the verdicts against the truth."""
    at = parted(pair, rng)
    verdicts = []
    for one, other, seed in ((pair.yours, pair.expected, 0), (pair.expected, pair.yours, rng.randrange(999))):
        started = time.perf_counter()
        verdicts.append(compare(one, other, seed=seed).outcome)
        report.slowest = max(report.slowest, time.perf_counter() - started)
    report.counts[pair.kind, verdicts[0]] += 1
    text = f"{pair.kind}: {one_line(pair.yours)}  |  {one_line(pair.expected)}"
    if "equal" in verdicts and (at is not None or (pair.kind in ("tiny", "nowhere") and "different" in verdicts)):
        report.wrong.append(f"FALSE ACCEPT {verdicts} {text}  at {at}")
    if "different" in verdicts and "equal" in verdicts:
        report.wrong.append(f"ASYMMETRIC {verdicts} {text}")
    if pair.equal and "different" in verdicts and _meets(pair, rng):
        report.wrong.append(f"FALSE REJECT {verdicts} {text}")
    if report.slowest > SLOWEST:
        report.wrong.append(f"SLOW {text}")
        report.slowest = 0.0
    if proofs:
        outcome = _proof(pair)
        report.counts[pair.kind, f"prove {outcome}"] += 1
        if outcome == "equal" and ("different" in verdicts or at is not None):
            report.wrong.append(f"FALSE PROOF {verdicts} {text}  at {at}")
        if outcome == "different" and pair.equal and _meets(pair, rng):
            report.wrong.append(f"FALSE DISPROOF {text}")


class Late(BaseException):
    """SymPy does not look at the clock; a worker is ended then."""


def _late(*_: object) -> None:
    raise Late


def _proof(pair: Pair) -> str:
    before = signal.signal(signal.SIGALRM, _late)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        return prove(pair.yours, pair.expected, seconds=0.3).outcome
    except Late:
        return "late"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(seed: int, *, seconds: float = float("inf"), most: float = float("inf"), proofs: bool = True) -> Report:
    """Examine pairs until the time or the number is up."""
    rng, report = random.Random(seed), Report()
    until = time.perf_counter() + seconds
    for count, pair in enumerate(pairs(rng)):
        if count >= most or time.perf_counter() > until:
            return report
        if max(pair.yours.size, pair.expected.size) <= 200:
            examine(pair, rng, report, proofs=proofs)
    raise AssertionError("pairs do not end")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-proofs", action="store_true")
    options = parser.parse_args()
    report = run(options.seed, seconds=options.seconds, proofs=not options.no_proofs)
    for (kind, outcome), count in sorted(report.counts.items()):
        print(f"{count:7}  {kind:14} {outcome}")
    print(f"slowest comparison {report.slowest:.2f} s; {len(report.wrong)} disagreements")
    print("\n".join(report.wrong))
    raise SystemExit(bool(report.wrong))


if __name__ == "__main__":
    main()
