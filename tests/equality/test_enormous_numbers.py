"""Numbers too large to hold are never taken for equal."""

import pytest

from tutor.maths.equality import compare
from tutor.maths.reading import read
from tutor.maths.verdict import Names


@pytest.mark.parametrize(
    "left",
    ["10^100^100", "2^(10^200)", "x^(10^200)", "9^9^9^9", "(x+1)^(10^30)", "exp(exp(exp(exp(9))))", "1e300^1e300"],
)
@pytest.mark.parametrize("right", ["x", "x^2", "5", "0", "x+10^100^99", "2^(10^199)"])
def test_enormous_numbers_are_never_equal_to_others(left, right):
    yours, expected = (read(text, Names(("x",))).tree for text in (left, right))
    for seed in range(3):
        assert compare(yours, expected, seed=seed).outcome != "equal"
        assert compare(expected, yours, seed=seed).outcome != "equal"
