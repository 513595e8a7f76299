"""Lint a few lessons or a whole course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tutor.engine import Engine
from tutor.lessons.linting import course, pages
from tutor.lessons.linting.exercises import check_block
from tutor.lessons.linting.formulas import check_formulas
from tutor.lessons.linting.judge import Judge
from tutor.lessons.linting.report import Problem, Report
from tutor.lessons.loader import examined, files
from tutor.lessons.model import Lesson


def lint(paths: Sequence[Path], engine: Engine, known_skills: frozenset[str]) -> Report:
    """Everything that is wrong with the lessons in these files and folders."""
    found: list[Problem] = []
    lessons: list[Lesson] = []
    for path in _lesson_files(paths):
        lesson, errors = examined(path)
        found += [Problem(error.path, error.line, error.message) for error in errors]
        if lesson is not None:
            lessons.append(lesson)
    found += course.problems(lessons, _beside(lessons), known_skills)
    judge = Judge(engine)
    for lesson in lessons:
        found += _content(lesson, judge)
    return Report(tuple(sorted(set(found))), len(lessons), judge.exercises, judge.claims, judge.proved)


def _content(lesson: Lesson, judge: Judge) -> list[Problem]:
    found: list[Problem] = []
    path = lesson.outline.path

    def wrong(line: int, message: str) -> None:
        found.append(Problem(path, line, message))

    def doubtful(line: int, message: str) -> None:
        found.append(Problem(path, line, message, warning=True))

    pages.check_lesson(lesson, doubtful)
    for page in lesson.pages:
        before = len(found)
        pages.check_form(page, wrong)
        if len(found) == before:  # what is wrong in form would only be said again
            pages.check_size(page, wrong)
            check_formulas(page, judge, wrong, doubtful)
            for directive in page.directives:
                check_block(directive, judge, wrong, doubtful)
    return found


def _lesson_files(paths: Iterable[Path]) -> list[Path]:
    listed = [file for path in paths for file in (files(path) if path.is_dir() else [path])]
    return list(dict.fromkeys(listed))


def _beside(lessons: Sequence[Lesson]) -> frozenset[str]:
    """The ids of all lessons in the folders of these lessons."""
    folders = {lesson.outline.path.parent for lesson in lessons}
    return frozenset(path.stem for folder in folders for path in files(folder))
