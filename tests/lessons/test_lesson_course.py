"""The course itself: lint says nothing, and every step of every exercise can be played by "show me" alone."""

import pytest

from tutor.lessons.directives import SHAPES
from tutor.lessons.layout import ROWS, page_height
from tutor.lessons.linting import lint
from tutor.lessons.linting.judge import Judge
from tutor.lessons.live import exercise
from tutor.lessons.loader import COURSE, files, load
from tutor.lessons.skills import skills


@pytest.fixture(scope="module", params=files(COURSE), ids=lambda path: path.stem)
def lesson(request):
    return load(request.param)


def asking(lesson):
    return [block for page in lesson.pages for block in page.directives if SHAPES[block.name].asks]


def test_lint_says_nothing(engine):
    report = lint([COURSE], engine, frozenset(skills()))
    assert report.problems == ()
    assert report.claims > 40
    assert report.proved == report.claims


def test_show_me_alone_leads_through_every_exercise(lesson, engine):
    judge = Judge(engine)
    for block in asking(lesson):
        posed = exercise(block)
        assert judge.finishes(posed), block.get("id")
        # What "show me" wrote is judged right like anybody's answer.
        assert {view.mark for view in posed.steps()} <= {"correct", "noted"}, block.get("id")


def test_every_exercise_gives_a_hint_at_its_first_step(lesson):
    for block in asking(lesson):
        posed = exercise(block)
        step = posed.current()
        assert step is not None
        assert len(posed.ask_hint(step)) > 10, block.get("id")


def test_every_page_fits_and_is_worth_a_stop(lesson):
    for page in lesson.pages:
        assert page_height(page) <= ROWS
        assert page.directives, page.id


def test_the_core_comes_first(lesson):
    assert [page.practice for page in lesson.pages] == sorted(page.practice for page in lesson.pages)
    assert lesson.core
    assert lesson.practice


def test_the_opening_page_names_the_one_mistake(engine):
    opening = load(COURSE / "L01.md").pages[0]
    posed = exercise(next(block for block in opening.directives if block.name == "question"))
    mark, sentence = Judge(engine).mark(posed, "cos(x^2)")
    assert mark == "incorrect"
    assert sentence.startswith(
        "You differentiated sin and stopped. The x² inside moves too: multiply by its own derivative."
    )


def test_every_lesson_of_a_skill_is_named(lesson):
    assert {skills()[skill].lesson for skill in lesson.outline.skills} == {lesson.id}
