"""What the worker pool costs: starting it, asking it, and replacing a runner that was killed.

    python benchmarks/workers.py

Ratios are within one run. The start is compared with a bare Python, a question with the same call made directly,
a replacement with importing SymPy anew, which is what it saves.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

LONG = 60.0


def warm_up() -> None:
    """The job that brings the mathematics."""
    import flint
    import numpy
    import sympy

    sympy.simplify(sympy.sin(sympy.Symbol("x")) ** 2 + sympy.cos(sympy.Symbol("x")) ** 2)
    flint.arb(1).sin()
    numpy.ones(3)


def nothing(text: str) -> str:
    """The smallest job: what is left is the way there and back."""
    return text


def forever() -> None:
    """A job that must be killed."""
    while True:
        pass


def derivative() -> str:
    """A typical quick piece of mathematics."""
    import sympy

    x = sympy.Symbol("x")
    return str(sympy.diff(sympy.log(sympy.sin(x**3) ** 2), x))


def milliseconds(act: Callable[[], object], times: int) -> list[float]:
    """How long each of so many calls took."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def show(name: str, taken: list[float], against: float | None = None) -> float:
    """Print the best, the median and the 99th percentile, and the ratio of the medians; returns the median."""
    median = statistics.median(taken)
    tail = sorted(taken)[min(len(taken) - 1, len(taken) * 99 // 100)]
    ratio = f"   {median / against:7.2f} times" if against else ""
    print(f"{name:44} min {min(taken):8.2f}  median {median:8.2f}  99% {tail:8.2f} ms{ratio}")
    return median


def python(script: str) -> Callable[[], subprocess.CompletedProcess[str]]:
    """Runs a script in a fresh Python that sees this checkout, compiled as an installed one is."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": tempfile.gettempdir() + "/compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return lambda: subprocess.run(
        [sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True
    )


def measure_start() -> None:
    """Import and start, timed inside a fresh process; and what an empty Python takes in all, for scale."""
    start = (
        "import time; begun = time.perf_counter(); from tutor.workers import Pool; pool = Pool(); pool.start(); "
        "print((time.perf_counter() - begun) * 1000); pool.close()"
    )
    python(start)()  # compiles
    bare, started = [], []
    for _ in range(15):  # in turns, so that a busy moment meets both
        bare += milliseconds(python("pass"), 1)
        started.append(float(python(start)().stdout))
    median = show("a bare python, start to end", bare)
    show("importing the pool and starting it", started, median)


def measure_jobs(name: str, forks: bool) -> None:
    """Warm-up, questions and kills of one kind of pool."""
    from tutor.workers import Pool

    with Pool(allowed=("workers.",), warm_up="workers.warm_up", forks=forks) as pool:
        print(f"\n{name}")
        show(
            "the first answer, with the warm-up", milliseconds(lambda: pool.run("workers.nothing", "", seconds=LONG), 1)
        )
        warm_up()
        for job, arguments, times in ((nothing, ("x",), 1000), (derivative, (), 100)):
            job(*arguments)
            pool.run(f"workers.{job.__name__}", *arguments, seconds=LONG)
            direct, asked = [], []
            for _ in range(times):
                direct += milliseconds(lambda job=job, arguments=arguments: job(*arguments), 1)
                asked += milliseconds(
                    lambda job=job, arguments=arguments: pool.run(
                        f"workers.{job.__name__}", *arguments, seconds=LONG, urgent=True
                    ),
                    1,
                )
            median = show(f"{job.__name__}, a direct call", direct)
            show(f"{job.__name__}, asked of the pool", asked, median)

        def kill_and_ask() -> None:
            pool.run("workers.forever", seconds=0.0)
            pool.run("workers.nothing", "", seconds=LONG)

        import_again = milliseconds(python("import sympy, flint, numpy"), 3)
        median = show("importing the mathematics anew", import_again)
        show("a kill, a new runner and its first answer", milliseconds(kill_and_ask, 50), median)


if __name__ == "__main__":
    measure_start()
    measure_jobs("forked from a warm server", forks=True)
    measure_jobs("spawned one by one", forks=False)
