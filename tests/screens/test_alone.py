"""The process that draws stays light, and runs where there is no Unix under it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = str(Path(__file__).parents[2])
HEAVY = ("numpy", "sympy", "flint", "plotext", "mpmath", "scipy")


def run(code: str, **environment: str) -> str:
    """Run Python code in a process of its own, and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=90,
        env={**os.environ, **environment},
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_the_first_frame_needs_nothing_heavy_and_no_mathematics() -> None:
    loaded = run("import sys, tutor.app; print(*sys.modules)").split()
    assert not {name.split(".")[0] for name in loaded} & set(HEAVY)
    assert "tutor.engine" not in loaded
    assert not [name for name in loaded if name.startswith("tutor.maths")]


DRIVE = """
    import asyncio, sys

    {before}

    from tutor.app import CalcTutor
    from tutor.engine import Engine

    ANSWERS = ["u = x^2", "y = sin u", "2x", "-cos u", "", "2x cos u", "2x cos(x^2)"]

    async def main():
        with Engine() as engine:
            app = CalcTutor(engine, "sin(x^2)")
            async with app.run_test(size=(80, 24)) as pilot:
                for answer in ANSWERS:
                    await pilot.press(*({{" ": "space"}}.get(letter, letter) for letter in answer), "enter")
                    await app.workers.wait_for_complete()
                    await pilot.pause()
                await pilot.press("home", "delete", "enter")
                await app.workers.wait_for_complete()
                await pilot.pause()
                print([view.mark for view in app.screen.exercise.steps()])

    if __name__ == "__main__":
        {run}
        print("heavy:", *[name for name in {heavy} if name in sys.modules])
"""


def test_after_a_whole_derivation_the_process_that_draws_has_no_sympy() -> None:
    out = run(DRIVE.format(before="", run="asyncio.run(main())", heavy=("sympy", "numpy", "plotext")))
    assert "heavy:\n" in out
    assert out.count("'correct'") == 6


BLOCK = """
    import os

    # What Windows does not have.
    for name in ("fork", "forkpty", "setsid", "register_at_fork"):
        if hasattr(os, name):
            delattr(os, name)

    class Blocker:
        def find_spec(self, name, path=None, target=None):
            if name in ("resource", "fcntl", "termios", "tty", "pty"):
                raise ImportError(f"no {name} here")

    sys.meta_path.insert(0, Blocker())
    for name in ("resource", "fcntl", "termios", "tty", "pty"):
        sys.modules.pop(name, None)
"""


def test_it_runs_headless_without_fork_resource_fcntl_and_termios(tmp_path: object) -> None:
    script = os.path.join(str(tmp_path), "drive.py")
    before = textwrap.indent(textwrap.dedent(BLOCK), "    ").strip()
    code = DRIVE.format(before=before, run="asyncio.run(main())", heavy=("sympy",))
    with open(script, "w", encoding="utf-8") as file:
        file.write(textwrap.dedent(code))
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        timeout=90,
        env={**os.environ, "PYTHONPATH": ROOT, "TEXTUAL_DRIVER": "textual.drivers.headless_driver:HeadlessDriver"},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.count("'correct'") == 6
