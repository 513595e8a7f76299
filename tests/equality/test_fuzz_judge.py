"""A short, repeatable slice of the soak run `tests/soak/fuzz_judge.py`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "soak"))

import fuzz_judge


def test_pairs_made_to_mislead_are_judged_as_mpmath_sees_them() -> None:
    report = fuzz_judge.run(7, most=100, proofs=False)
    assert not report.wrong
    assert {kind for kind, _ in report.counts} == {"true", "false", "false narrow", "bump", "tiny", "nowhere"}
    assert report.counts["true", "equal"] >= 10
