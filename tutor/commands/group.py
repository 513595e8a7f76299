"""The command line: the subcommands, each in its own module of `tutor.commands`, loaded when it is asked for."""

from __future__ import annotations

import importlib

import click

from tutor import __version__

_COMMANDS = {
    "derive": "Derive a function step by step, or print its derivation.",
    "learn": "Open a lesson, of the course or of your own.",
    "check": "Judge an answer, or a file of answers.",
    "lint": "Prove lessons right before anybody sees them.",
    "doctor": "Show what this terminal can do.",
}


class Commands(click.Group):
    """The subcommands, each in its own module of `tutor.commands`, loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"tutor.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    "calc-tutor", cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="calc-tutor")
@click.option("--no-motion", is_flag=True, envvar="CALC_TUTOR_NO_MOTION", help="Switch animations off.")
@click.pass_context
def group(ctx: click.Context, no_motion: bool) -> None:
    """Learn the calculus behind machine learning: derive by hand, one judged step at a time.

    Without a command it opens the app. Derive a function of your own with
    `calc-tutor derive "ln(sin(x^3)^2)"`.
    """
    ctx.obj = {"no_motion": no_motion}
    if ctx.invoked_subcommand is None:
        from tutor.commands.opening import open_app

        open_app(no_motion=no_motion)
