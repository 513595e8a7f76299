"""What only shows when lessons are seen together: ids, prerequisites, skills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tutor.lessons.linting.report import Problem
from tutor.lessons.model import Lesson


def problems(lessons: Sequence[Lesson], beside: frozenset[str], known_skills: frozenset[str]) -> list[Problem]:
    """What is wrong between lessons; `beside` are the ids of all lessons in their folders."""
    return [*_twice(lessons), *_prerequisites(lessons, beside), *_skills(lessons, known_skills)]


def _twice(lessons: Sequence[Lesson]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for lesson in lessons:
        for page in lesson.pages:
            for directive in page.directives:
                identifier = directive.get("id")
                if not identifier:
                    continue
                line = directive.line_of("id")
                if identifier in seen:
                    message = f"The id {identifier} is taken already, in {seen[identifier]}: give this another one."
                    yield Problem(lesson.outline.path, line, message)
                seen.setdefault(identifier, f"{lesson.outline.path.name} line {line}")


def _prerequisites(lessons: Sequence[Lesson], beside: frozenset[str]) -> Iterator[Problem]:
    needs = {lesson.id: lesson.outline.requires for lesson in lessons}
    for lesson in lessons:
        for required in lesson.outline.requires:
            if required not in needs and required not in beside:
                message = f"`requires` names {required}, and there is no lesson {required}.md beside this one."
                yield Problem(lesson.outline.path, 1, message)
        if _reaches(lesson.id, lesson.id, needs):
            message = f"The prerequisites of {lesson.id} lead back to {lesson.id} itself: take one out."
            yield Problem(lesson.outline.path, 1, message)


def _reaches(start: str, goal: str, needs: dict[str, tuple[str, ...]]) -> bool:
    waiting = list(needs.get(start, ()))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += needs.get(name, ())
    return False


def _skills(lessons: Sequence[Lesson], known: frozenset[str]) -> Iterator[Problem]:
    for lesson in lessons:
        for skill in lesson.outline.skills:
            if skill not in known:
                message = f"The skill {skill} is not known: use one of those in tutor/lessons/skills.json."
                yield Problem(lesson.outline.path, 1, message)
