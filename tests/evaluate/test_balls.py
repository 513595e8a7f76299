"""Every function as balls: it holds the value that floats give, and its domain is honest."""

import math
from fractions import Fraction

import flint
import pytest
from flint import arb, fmpq

from tutor.maths.evaluate.balls import BINARY, MANY, UNARY, UNDEFINED, UNKNOWN, State
from tutor.maths.evaluate.floats import evaluate
from tutor.maths.evaluate.program import OutOfTime, Program
from tutor.maths.functions import FUNCTIONS
from tutor.maths.tree import Call, Number, Power, Quotient, Sum, Symbol

X = Symbol("x")


def test_the_table_covers_every_function() -> None:
    assert set(UNARY) | set(BINARY) | set(MANY) == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(UNARY))
@pytest.mark.parametrize("value", [Fraction(*v) for v in ((-7, 3), (-1, 2), (0, 1), (1, 3), (1, 1), (5, 2))])
def test_balls_and_floats_agree(name: str, value: Fraction) -> None:
    flint.ctx.prec = 128
    ball = UNARY[name](fmpq(value.numerator, value.denominator))
    number = evaluate(Call(name, (X,)), {"x": float(value)})
    assert isinstance(number, float)
    if isinstance(ball, State):
        assert ball is UNDEFINED
        assert not math.isfinite(number)
    else:
        assert float(ball) == pytest.approx(number, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("name", sorted(UNARY))
def test_a_wide_ball_never_hides_a_value(name: str) -> None:
    flint.ctx.prec = 128
    wide = arb(fmpq(3, 4)) + arb(0, 0.5)
    result = UNARY[name](wide)
    for inside in (fmpq(3, 8), fmpq(3, 4), fmpq(9, 8)):
        exact = UNARY[name](inside)
        if isinstance(result, State):
            assert result is UNKNOWN or exact is UNDEFINED
        elif not isinstance(exact, State):
            assert arb(result).overlaps(arb(exact))


@pytest.mark.parametrize(
    ("base", "exponent", "at", "value"),
    [
        (X, Number(0), 0, 1),
        (X, Number(Fraction(1, 3)), -8, -2),
        (X, Number(Fraction(2, 3)), -8, 4),
        (X, Number(Fraction(-1, 3)), 0, UNDEFINED),
        (X, Number(Fraction(1, 2)), -1, UNDEFINED),
        (X, Number(Fraction(1, 2)), 4, 2),
        (X, X, -2, UNDEFINED),
        (X, X, 0, UNDEFINED),
        (X, X, 2, 4),
    ],
)
def test_powers(base: Symbol, exponent: Number, at: int, value: object) -> None:
    program = Program((Power(base, exponent),), ("x",))
    assert program.run([fmpq(at)], 128)[program.slots[0]] == value


def test_exact_zeros_are_seen() -> None:
    third = Quotient(Number(1), Sum((X, Number(Fraction(-1, 3)))))
    program = Program((third,), ("x",))
    assert program.run([fmpq(1, 3)], 128)[program.slots[0]] is UNDEFINED


def test_huge_values_come_out_quickly_as_unknown() -> None:
    tower: object = Number(10)
    for _ in range(5):
        tower = Call("exp", (tower,))  # type: ignore[arg-type]
    program = Program((tower,), ())  # type: ignore[arg-type]
    assert program.run([], 4096)[program.slots[0]] is UNKNOWN


def test_a_deadline_ends_an_evaluation() -> None:
    program = Program((Call("sin", (X,)),), ("x",))
    with pytest.raises(OutOfTime):
        program.run([fmpq(1)], 64, deadline=0.0)
