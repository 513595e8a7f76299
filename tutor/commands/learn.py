"""`calc-tutor learn`: a lesson of the course by its id, or a lesson file or folder of one's own."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("learn")
@click.argument("lesson", required=False)
@click.pass_context
def command(ctx: click.Context, lesson: str | None) -> None:
    """Open LESSON: an id such as L02, a Markdown file, or a folder, whose first lesson is opened.

    Without LESSON it opens the app, which knows where you were.
    """
    from tutor.commands.opening import open_app

    open_app(lesson=None if lesson is None else _found(lesson), no_motion=bool((ctx.obj or {}).get("no_motion")))


def _found(text: str) -> Path:
    """The file that is meant. Ends with exit 1 and a sentence where there is none."""
    from tutor.lessons.loader import COURSE, files

    for path in files(COURSE):
        if path.stem.casefold() == text.casefold():
            return path
    path = Path(text)
    if path.is_dir():
        inside = files(path)
        if inside:
            return inside[0]
        click.echo(f"There are no lessons in {click.format_filename(path)}: they are files that end in .md.", err=True)
        raise SystemExit(1)
    if not path.is_file():
        known = ", ".join(path.stem for path in files(COURSE))
        click.echo(f"There is no lesson {text}. The course has {known}; a file or a folder works too.", err=True)
        raise SystemExit(1)
    return path
