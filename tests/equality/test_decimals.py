"""Numbers asked for to so many decimals."""

import pytest
from equality_trees import tree

from tutor.maths.equality import close_enough, evaluate_exactly
from tutor.maths.tree import Number


@pytest.mark.parametrize(
    ("yours", "expected", "decimals", "outcome", "reason"),
    [
        ("3.14", "pi", 2, "equal", None),
        ("3.1416", "pi", 2, "equal", None),
        ("3.15", "pi", 2, "different", None),
        ("3.1", "pi", 2, "undecided", "digits"),
        ("3.2", "pi", 2, "different", None),
        ("-1.4", "-sqrt(2)", 4, "undecided", "digits"),
        ("pi", "pi", 4, "equal", None),
        ("22/7", "pi", 2, "equal", None),
        ("2.345", "2.34", 2, "equal", None),
        ("2.3451", "2.34", 2, "different", None),
        ("2.5", "5/2", 3, "equal", None),
        ("1/3", "0.3333", 4, "equal", None),
        ("1/2", "0.5321", 4, "different", None),
        ("ln(-1)", "1", 2, "different", None),
        ("[1.41, 3.14]", "[sqrt(2), pi]", 2, "equal", None),
        ("[1.42, 3.14]", "[sqrt(2), pi]", 2, "different", None),
        ("[1.41]", "[sqrt(2), pi]", 2, "different", "shape"),
    ],
)
def test_decimals(yours: str, expected: str, decimals: int, outcome: str, reason: str | None) -> None:
    found = close_enough(tree(yours), tree(expected), decimals)
    assert (found.outcome, found.reason) == (outcome, reason)


def test_exact_values() -> None:
    assert evaluate_exactly(tree("(1/2+1/3)^2"), {}) == Number(1).value * 25 / 36
    assert evaluate_exactly(tree("sqrt(2)"), {}) is None
