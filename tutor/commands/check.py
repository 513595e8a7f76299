"""`calc-tutor check`: judge one answer, or a file of answers as JSON lines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from tutor.commands.mathsfirst import MathsCommand
from tutor.commands.report import dumped, verdict_fields

if TYPE_CHECKING:
    from tutor.engine import Engine

_LONGEST_LINE = 200_000
_MARKS = {"correct": "✓", "incorrect": "✗", "unreadable": "?", "undecided": "?"}


@click.command(
    "check",
    cls=MathsCommand,
    epilog='Example: calc-tutor check "2x cos(x^2)" --function "sin(x^2)" --wrt x',
)
@click.argument("answer", required=False)
@click.option("--expected", metavar="E", help="The right answer.")
@click.option("--function", metavar="F", help="The function whose derivative is asked for.")
@click.option("--wrt", metavar="x,y", help="With respect to these variables.")
@click.option("--ask", metavar="KIND", help="derivative, gradient, jacobian, hessian, second, total, directional, ...")
@click.option("--at", metavar="x=1,y=2", help="At this point.")
@click.option("--direction", metavar="x=3/5,y=4/5", help="In this direction.")
@click.option("--decimals", type=click.IntRange(0, 50), help="A decimal number with so many places is asked for.")
@click.option("--batch", metavar="FILE", help="JSON lines in (a file, or - for standard input), JSON lines out.")
@click.option("--prove", type=click.FloatRange(0, 60), metavar="SECONDS", help="Wait so long for a proof.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def command(
    answer: str | None,
    expected: str | None,
    function: str | None,
    wrt: str | None,
    ask: str | None,
    at: str | None,
    direction: str | None,
    decimals: int | None,
    batch: str | None,
    prove: float | None,
    as_json: bool,
) -> None:
    """Judge ANSWER against the right one, given or worked out from a function."""
    from tutor.engine import Engine

    if batch is not None:
        if answer is not None or expected is not None or function is not None:
            raise click.UsageError("With --batch, everything else comes from the file.")
        with Engine() as engine:
            raise SystemExit(_batch(engine, batch, prove or 0.0))
    if answer is None:
        raise click.UsageError("What should be checked? Give an answer, or --batch FILE.")
    if (expected is None) == (function is None):
        raise click.UsageError("Give either --expected or --function.")
    case: dict[str, Any] = {"answer": answer}
    given = {"expected": expected, "function": function, "ask": ask, "decimals": decimals}
    case.update({key: value for key, value in given.items() if value is not None})
    case.update(from_options(wrt, at, direction))
    with Engine() as engine:
        fields, error = _judged(engine, case, 2.0 if prove is None else prove)
    if error is not None:
        click.echo(error, err=True)
        raise SystemExit(2)
    assert fields is not None
    click.echo(dumped(fields) if as_json else _told(fields))
    raise SystemExit(0 if fields["verdict"] == "correct" else 1)


def from_options(wrt: str | None, at: str | None, direction: str | None) -> dict[str, Any]:
    """The fields of a case that `--wrt x,y`, `--at x=1,y=2` and `--direction` stand for."""
    fields: dict[str, Any] = {}
    if wrt:
        fields["wrt"] = [name.strip() for name in wrt.split(",") if name.strip()]
    for key, text in (("at", at), ("direction", direction)):
        if text:
            fields[key] = dict(_assignments(key, text))
    return fields


def _assignments(option: str, text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(","):
        name, equals, value = part.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise click.UsageError(f"--{option} takes name=value pairs, such as x=1,y=2.")
        yield name.strip(), value.strip()


def _judged(engine: Engine, case: dict[str, Any], prove: float) -> tuple[dict[str, Any] | None, str | None]:
    """The fields of the verdict, or one sentence on why this is not a case."""
    from tutor.engine import check_case, prove_case, wants_proof, with_proof

    started = time.perf_counter()
    verdict = check_case(engine, case)
    ms = (time.perf_counter() - started) * 1000
    if isinstance(verdict, str):
        return None, verdict
    proof_ms: float | None = None
    if prove > 0 and wants_proof(verdict):
        started = time.perf_counter()
        proved = prove_case(engine, case, prove)
        proof_ms = (time.perf_counter() - started) * 1000
        verdict = with_proof(verdict, proved)
    return verdict_fields(case.get("id"), verdict, ms, proof_ms), None


def _batch(engine: Engine, path: str, prove: float) -> int:
    """Judge every line, in order. 0 if every line was a case, else 1."""
    try:
        lines = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115 (closed just below)
    except OSError as error:
        click.echo(f"The file {click.format_filename(path)} cannot be opened: {error.strerror}.", err=True)
        return 1
    from tutor.engine import warm_batch

    warm_batch(engine)
    failed = False
    with lines:
        for line in _lines(lines):
            fields = _answered(engine, line, prove)
            failed = failed or "error" in fields
            sys.stdout.write(dumped(fields) + "\n")
            sys.stdout.flush()
    return 1 if failed else 0


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of the stream; of a line that is too long only the beginning is kept."""
    while line := stream.readline(_LONGEST_LINE + 1):
        too_long = len(line) > _LONGEST_LINE
        while too_long and not line.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE)
            if not rest or rest.endswith(b"\n"):
                break
        if too_long or line.strip():
            yield line


def _answered(engine: Engine, line: bytes, prove: float) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        return {"id": None, "error": f"The line is longer than {_LONGEST_LINE} characters."}
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "The line is not JSON."}
    if not isinstance(case, dict):
        return {"id": None, "error": "The line is not a JSON object."}
    case_id = case.get("id")
    if not isinstance(case_id, str | int):
        return {"id": None, "error": "A case needs an `id`."}
    fields, error = _judged(engine, case, prove)
    if fields is None:
        return {"id": case_id, "error": error}
    return fields


def _told(fields: dict[str, Any]) -> str:
    verdict = str(fields["verdict"])
    mark = "✓✓" if fields["certainty"] == "proved" and verdict == "correct" else _MARKS[verdict]
    rows = [f"{mark} {verdict}"]
    if fields["read_as"]:
        rows.append(f"  read as  {fields['read_as']}")
    rows.append(f"  {fields['feedback']}")
    if fields["note"]:
        rows.append(f"  {fields['note']}")
    return "\n".join(rows)
