"""From Markdown to pages: what a lesson holds, and where it is wrong."""

import pytest
from lesson_writing import FIRST_LINE, FRONT, page, written

from tutor.lessons.loader import COURSE, examined, load, outline, outlines
from tutor.lessons.model import Directive, Display, LessonError, Listing, Paragraph, Table


def wrong(tmp_path, text):
    return [(error.line, error.message) for error in examined(written(tmp_path, text))[1]]


def test_the_front_matter(tmp_path):
    found = outline(
        written(tmp_path, FRONT.replace("requires: []", "requires: [L01, L02]").replace("A test", '"A: b"'))
    )
    assert (found.id, found.title, found.unit, found.minutes) == ("T01", "A: b", "U1", 5)
    assert found.requires == ("L01", "L02")
    assert found.skills == ("deriv.power",)


@pytest.mark.parametrize(
    "change, line, words",
    [
        (("---\ntitle", "title"), 1, "front matter"),
        (("minutes: 5", "minutes: soon"), 4, "whole number"),
        (("minutes: 5", "minutes: 0"), 4, "whole number"),
        (("minutes: 5", "minutes: 1" + "0" * 5000), 4, "whole number"),
        (("minutes: 5\n", ""), 6, "no `minutes`"),
        (("unit: U1", "unit: U1\nunit: U2"), 4, "twice"),
        (("unit: U1", "colour: red"), 3, "not known"),
        (("unit: U1", "unit"), 3, "name: value"),
        (("unit: U1", "unit: !!python/object:os.system"), 3, "double quotes"),
        (("unit: U1", "unit:"), 3, "Give the `unit`"),
        (("requires: []", "requires: L01"), 5, "is a list"),
        (("requires: []", "requires: [a b]"), 5, "cannot stand"),
    ],
)
def test_wrong_front_matter_names_its_line(tmp_path, change, line, words):
    found = wrong(tmp_path, page("Text.").replace(*change, 1))
    assert found[0][0] == line
    assert words in found[0][1]


def test_front_matter_that_is_never_closed(tmp_path):
    assert "Close" in wrong(tmp_path, "---\ntitle: A\n" + "\n" * 60)[0][1]


def test_headings_start_pages_and_parts(tmp_path):
    text = FRONT + "# One\n\nText.\n\n## Two $x^2$\n\nText.\n\n# Practice\n\n## Three\n\nText.\n"
    lesson = load(written(tmp_path, text))
    assert [found.id for found in lesson.pages] == ["one", "two-x-2", "three"]
    assert [found.practice for found in lesson.pages] == [False, False, True]
    assert [found.id for found in lesson.core] == ["one", "two-x-2"]
    assert lesson.page("three") is lesson.practice[0]
    assert lesson.page("four") is None


def test_blocks_and_spans(tmp_path):
    body = (
        "Some *weight* and $x^2$, `code`,\nnext **line** $a = b$<!-- unchecked: why -->.\n\n"
        "$$\na = b\n$$\n<!-- unchecked: a rule -->\n\n- one $x$\n- two\n\n1. first\n\n"
        "| | |\n|---|---|\n| $x$ | b |\n\n| h | k |\n|---|---|\n| a | b |\n"
    )
    blocks = load(written(tmp_path, page(body))).pages[0].blocks
    first, display, bullets, numbers, bare, headed = blocks
    assert isinstance(first, Paragraph)
    assert [(span.kind, span.text) for span in first.spans] == [
        ("text", "Some "), ("emphasis", "weight"), ("text", " and "), ("math", "x^2"), ("text", ", "), ("code", "code"),
        ("text", ", next "), ("strong", "line"), ("text", " "), ("math", "a = b"), ("text", "."),
    ]  # fmt: skip
    assert first.spans[-2].unchecked == "why"
    assert first.spans[-2].line == FIRST_LINE + 3
    assert isinstance(display, Display)
    assert (display.latex, display.unchecked) == ("a = b", "a rule")
    assert isinstance(bullets, Listing)
    assert isinstance(numbers, Listing)
    assert (bullets.ordered, numbers.ordered, len(bullets.items)) == (False, True, 2)
    assert isinstance(bare, Table)
    assert isinstance(headed, Table)
    assert (len(bare.header), len(headed.header)) == (0, 2)


def test_a_directive_keeps_what_is_written(tmp_path):
    body = "```{question} Of $x$?\n:id: a\n:mistake: 2 | no\n:mistake: 3 | no\n\nMore.\n:not: an option\n```"
    (block,) = load(written(tmp_path, page(body))).pages[0].blocks
    assert isinstance(block, Directive)
    assert (block.name, block.argument, block.get("id"), block.body) == (
        "question", "Of $x$?", "a", "More.\n:not: an option",
    )  # fmt: skip
    assert [option.value for option in block.every("mistake")] == ["2 | no", "3 | no"]
    assert block.line == FIRST_LINE + 2
    assert block.line_of("id") == FIRST_LINE + 3
    assert block.body_line == FIRST_LINE + 7


def test_notes_belong_to_their_page(tmp_path):
    body = "<!-- let: u = x^2 -->\n<!-- a note of mine -->\n\nText.\n\n<!-- where: x positive -->"
    (found,) = load(written(tmp_path, page(body))).pages
    assert [(note.kind, note.text) for note in found.notes] == [("let", "u = x^2"), ("where", "x positive")]
    assert len(found.blocks) == 1


@pytest.mark.parametrize(
    "body, words",
    [
        ("See [this](http://a.b).", "Links"),
        ("![p](a.png)", "Links"),
        ("<b>x</b>", "HTML"),
        ("<div>\nx\n</div>", "HTML"),
        ("a <!-- unchecked: x --> b", "right after"),
        ("Text.\n\n<!-- unchecked: x -->", "right after"),
        ("$x$<!-- unchecked: -->", "reason"),
        ("a <!-- let: u = 1 --> b", "line of its own"),
        ("    set in", "four blanks"),
        ("> said", "Quotations"),
        ("Text.\n\n***\n", "dashes"),
        ("- a\n  - b", "one level"),
        ("```python\nprint()\n```", "live blocks"),
    ],
)
def test_what_has_no_place_is_named_with_its_line(tmp_path, body, words):
    found = wrong(tmp_path, page(body))
    assert found
    assert words in found[0][1]
    assert found[0][0] >= FIRST_LINE + 2


@pytest.mark.parametrize(
    "text, words",
    [
        (FRONT, "no page"),
        (FRONT + "Text.\n", "heading before"),
        (FRONT + "# A\n\nText.\n\n# A\n\nText.\n", "this title too"),
        (FRONT + "# A\n\nText.\n\n# B\n", "nothing below"),
    ],
)
def test_pages_that_are_none(tmp_path, text, words):
    assert words in wrong(tmp_path, text)[0][1]


def test_load_raises_the_first_error_with_file_and_line(tmp_path):
    path = written(tmp_path, page("<b>x</b>"))
    with pytest.raises(LessonError, match=f"T01.md:{FIRST_LINE + 2}: HTML"):
        load(path)


def test_files_that_cannot_be_read(tmp_path):
    assert "opened" in examined(tmp_path / "none.md")[1][0].message
    path = tmp_path / "T02.md"
    path.write_bytes(b"---\ntitle: \xff\n---\n")
    assert (examined(path)[1][0].line, "UTF-8" in examined(path)[1][0].message) == (2, True)
    path.write_bytes(b"x" * 500_000)
    assert "longer than" in examined(path)[1][0].message


def test_a_control_character_never_reaches_a_screen(tmp_path):
    assert wrong(tmp_path, page("Text \x1b[31m red")) == [
        (FIRST_LINE + 2, "There is a control character in this line: take it out.")
    ]


@pytest.mark.parametrize("body", ["<!--" * 20_000, "*" * 50_000, "$x" * 5_000, "[" * 5_000, "```{plot}\n" * 2_000])
def test_a_file_of_nonsense_is_read_all_the_same(tmp_path, body):
    lesson, errors = examined(written(tmp_path, page(body)))
    assert lesson is not None or errors


def test_lessons_come_after_those_they_require(tmp_path):
    for name, requires in (("L01", ""), ("L10", "L01"), ("L11", "L10, L14"), ("L12", "L01"), ("L14", "L12")):
        written(tmp_path, page("Text.").replace("requires: []", f"requires: [{requires}]"), name)
    (tmp_path / "README.md").write_text("no lesson")
    assert [found.id for found in outlines(tmp_path)] == ["L01", "L10", "L12", "L14", "L11"]


def test_a_circle_of_prerequisites_does_not_hang(tmp_path):
    for name, requires in (("A", "B"), ("B", "A"), ("C", "")):
        written(tmp_path, page("Text.").replace("requires: []", f"requires: [{requires}]"), name)
    assert [found.id for found in outlines(tmp_path)] == ["C", "A", "B"]


def test_outlines_read_no_pages(tmp_path):
    written(tmp_path, FRONT + "<b>never looked at</b>")
    assert outlines(tmp_path)[0].title == "A test"


def test_the_course_begins_with_the_first_lesson():
    assert [found.id for found in outlines(COURSE)][:2] == ["L01", "L02"]
