"""The proof that lessons are right: every answer, formula, prerequisite and page, before anybody sees them."""

from tutor.lessons.linting.lint import lint
from tutor.lessons.linting.report import Problem, Report

__all__ = ["Problem", "Report", "lint"]
