"""`calc-tutor derive`: the guided derivation in the app, or the whole derivation as text, JSON, LaTeX or Markdown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tutor.commands.check import from_options
from tutor.commands.mathsfirst import MathsCommand

if TYPE_CHECKING:
    from tutor.engine import DeriveRequest
    from tutor.maths.calculus import Derivation

_ASKS = ["derivative", "gradient", "jacobian", "hessian", "second", "total", "directional", "taylor2", "value"]


@click.command("derive", cls=MathsCommand, epilog='Example: calc-tutor derive "ln(sin(x^3)^2)"')
@click.argument("function")
@click.option("--wrt", metavar="x,y", help="With respect to these variables; all of them if not given.")
@click.option("--ask", type=click.Choice(_ASKS), help="What is asked for; usually plain from the function.")
@click.option("--at", metavar="x=1,y=2", help="The value at this point.")
@click.option("--direction", metavar="x=3/5,y=4/5", help="For --ask directional; divided by its length.")
@click.option("--solution", is_flag=True, help="Print the worked derivation.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--export", type=click.Choice(["latex", "markdown"]), help="Print it to take elsewhere.")
@click.pass_context
def command(
    ctx: click.Context,
    function: str,
    wrt: str | None,
    ask: str | None,
    at: str | None,
    direction: str | None,
    solution: bool,
    as_json: bool,
    export: str | None,
) -> None:
    """Derive FUNCTION step by step in the app, or print its derivation.

    FUNCTION is an expression, a vector such as "[x*y, x+y]", or a small program such as
    "f = (u+v)^2; u = a + b; v = a*b", last name first.
    """
    from tutor.engine import DeriveRequest

    fields = from_options(wrt, at, direction)
    request = DeriveRequest(
        function,
        tuple(fields.get("wrt", ())),
        ask,
        tuple(fields.get("at", {}).items()),
        tuple(fields.get("direction", {}).items()),
    )
    printing = solution or as_json or export is not None
    if not printing and not _for_the_screen(request):
        click.echo("The screen takes one function and first derivatives. Here is the worked derivation.\n", err=True)
        printing = True
    if not printing:
        from tutor.commands.opening import open_app

        open_app(function, request.wrt, dict(request.at), no_motion=bool((ctx.obj or {}).get("no_motion")))
        return
    derivation = _derived(request)
    if as_json:
        from tutor.commands.report import derivation_fields, dumped

        click.echo(dumped(derivation_fields(derivation)))
        return
    from tutor.commands.solution import as_latex, as_markdown, as_text

    write = {"latex": as_latex, "markdown": as_markdown, None: as_text}[export]
    click.echo(write(derivation))


def _for_the_screen(request: DeriveRequest) -> bool:
    """Whether the derivation screen can take it: a scalar function, its first derivatives."""
    from tutor.engine import Matrix, ReadingError, Vector, read_program

    if request.ask not in (None, "derivative", "gradient", "total") or request.direction:
        return False
    try:
        program = read_program(request.function, (), request.wrt)
    except ReadingError:
        return True  # the screen says why it cannot be read, and lets it be mended
    return not isinstance(program.expression, Vector | Matrix)


def _derived(request: DeriveRequest) -> Derivation:
    from tutor.engine import Engine, derive_case

    with Engine() as engine:
        derivation = derive_case(engine, request)
    if isinstance(derivation, str):
        click.echo(derivation, err=True)
        sys.exit(1)
    if derivation is None:
        click.echo("This derivation takes too long. Try a shorter function.", err=True)
        sys.exit(1)
    return derivation
