"""The cases of other systems' own test suites."""

import json
from pathlib import Path

import pytest

from tutor.maths.equality import compare
from tutor.maths.reading import ReadingError, read
from tutor.maths.verdict import Names

VERDICTS = {"equal": "correct", "different": "incorrect", "undecided": "undecided"}


@pytest.mark.cases
def test_no_wrong_answer_is_accepted_and_nearly_all_are_judged_as_labelled(shared: Path) -> None:
    missed = []
    lines = (shared / "cases" / "peers_equal.jsonl").read_text().splitlines()
    for case in map(json.loads, lines):
        names = Names(tuple(case["variables"]))
        try:
            found = compare(read(case["answer"], names).tree, read(case["expected"], names).tree)
            verdict = VERDICTS[found.outcome]
        except ReadingError:
            verdict = "unreadable"
        if verdict != case["gold"]["verdict"]:
            missed.append((case["id"], verdict))
    assert not [case for case in missed if case[1] in ("correct", "incorrect")]
    assert len(missed) <= 0.002 * len(lines)
