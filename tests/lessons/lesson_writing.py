"""Lessons written for a test: front matter, one page around some text."""

from pathlib import Path

from tutor.engine import Engine
from tutor.lessons.linting import Report, lint
from tutor.lessons.skills import skills

FRONT = """---
title: A test
unit: U1
minutes: 5
requires: []
skills: [deriv.power]
---
"""
FIRST_LINE = FRONT.count("\n") + 1


def page(text: str, title: str = "A page") -> str:
    return f"{FRONT}# {title}\n\n{text}\n"


def written(folder: Path, text: str, name: str = "T01") -> Path:
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return path


def linted(engine: Engine, *paths: Path) -> Report:
    return lint(paths, engine, frozenset(skills()))


def messages(report: Report) -> list[str]:
    return [f"{problem.line}: {problem.message}" for problem in report.problems]
