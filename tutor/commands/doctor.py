"""`calc-tutor doctor`: what this terminal can do, and whether the mathematics runs here."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from importlib.metadata import PackageNotFoundError, version

import click

_PACKAGES = ("textual", "sympy", "python-flint", "numpy", "plotext")
_LEAST = (60, 18)
_COMFORTABLE = (80, 24)


@click.command("doctor")
def command() -> None:
    """Show what this terminal can do, and whether the mathematics runs here."""
    failed = False
    for name, value, good in (*_terminal(), *_packages(), *_mathematics()):
        failed = failed or not good
        click.echo(f"  {'ok' if good else '!!'}  {name:<14} {value}")
    raise SystemExit(1 if failed else 0)


def _terminal() -> list[tuple[str, str, bool]]:
    width, height = shutil.get_terminal_size()
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    size = f"{width} x {height}"
    if not (width >= _COMFORTABLE[0] and height >= _COMFORTABLE[1]):
        size += f" (better with {_COMFORTABLE[0]} x {_COMFORTABLE[1]} or more)"
    encoding = (sys.stdout.encoding or "unknown").lower()
    return [
        ("python", f"{platform.python_version()} on {platform.system()}", sys.version_info >= (3, 11)),
        ("terminal", os.environ.get("TERM", "unknown") if interactive else "none: the app cannot open here", True),
        ("size", size, width >= _LEAST[0] and height >= _LEAST[1]),
        ("colours", _colours(), True),
        ("characters", encoding if "utf" in encoding else f"{encoding}: √ and fractions may look odd", True),
    ]


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "switched off by NO_COLOR"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "16 million"
    return "256" if "256" in os.environ.get("TERM", "") else "16, perhaps more"


def _packages() -> list[tuple[str, str, bool]]:
    found: list[tuple[str, str, bool]] = []
    for package in _PACKAGES:
        try:
            found.append((package, version(package), True))
        except PackageNotFoundError:
            found.append((package, "missing: install calc-tutor again", False))
    return found


def _mathematics() -> list[tuple[str, str, bool]]:
    from tutor.engine import Engine, check_case

    started = time.perf_counter()
    with Engine() as engine:
        verdict = check_case(engine, {"answer": "2x cos(x^2)", "function": "sin(x^2)", "wrt": "x"})
    took = time.perf_counter() - started
    good = not isinstance(verdict, str) and verdict.outcome == "correct"
    return [
        ("mathematics", f"a worker judged an answer in {took:.1f} s" if good else "the worker gave no verdict", good)
    ]
