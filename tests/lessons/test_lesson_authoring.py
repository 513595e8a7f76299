"""What docs/authoring.md shows is what works: every example in it is a live block lint has nothing against."""

import re
from pathlib import Path

import pytest
from lesson_writing import linted, messages, page, written

from tutor.lessons.directives import SHAPES

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
EXAMPLES = [
    re.sub(r"(?m)^    ", "", found)
    for found in re.findall(r"(?m)^    ```\{[a-z]+\}.*\n(?:(?:    .*)?\n)*?    ```$", GUIDE)
    if "{name}" not in found
]
NEEDED = {":after: P01-1": "```{predict} number\n:id: P01-1\n:answer: 1\n:why: a\nb\n```\n\n"}


def test_there_is_an_example_of_every_live_block():
    shown = {re.match(r"```\{([a-z]+)\}", example)[1] for example in EXAMPLES}
    assert shown == set(SHAPES)
    assert {option for shape in SHAPES.values() for option in shape.options} <= set(re.findall(r":([a-z]+):", GUIDE))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.split("\n")[0])
def test_every_example_is_right(tmp_path, engine, example):
    before = "".join(block for needed, block in NEEDED.items() if needed in example)
    assert messages(linted(engine, written(tmp_path, page(before + example)))) == []
