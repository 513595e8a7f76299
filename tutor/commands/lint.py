"""`calc-tutor lint`: prove lessons right before anybody sees them."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Check the lessons in PATHS (files or folders); without PATHS the course itself.

    One sentence for each problem, with file and line. Exit 1 if there is an error, 0 if there are only warnings.
    """
    from tutor.engine import Engine
    from tutor.lessons.linting import lint
    from tutor.lessons.loader import COURSE, files
    from tutor.lessons.skills import skills

    for path in paths:
        if not path.exists():
            click.echo(f"There is no {click.format_filename(path)}.", err=True)
            raise SystemExit(1)
        if path.is_dir() and not files(path):
            click.echo(
                f"There are no lessons in {click.format_filename(path)}: they are files that end in .md.", err=True
            )
            raise SystemExit(1)
    with Engine() as engine:
        report = lint(paths or (COURSE,), engine, frozenset(skills()))
    for problem in report.problems:
        kind = "warning: " if problem.warning else ""
        click.echo(f"{click.format_filename(_shown(problem.path))}:{problem.line}: {kind}{problem.message}")
    counted = f"{_count(report.lessons, 'lesson')}, {_count(report.exercises, 'exercise')}"
    click.echo(f"{counted}, {_count(report.claims, 'claim')}, {report.proved} of them proved.")
    raise SystemExit(1 if report.failed else 0)


def _shown(path: Path) -> Path:
    """The path as seen from here, where it is below."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path


def _count(number: int, name: str) -> str:
    return f"{number} {name}" + ("" if number == 1 else "s")
