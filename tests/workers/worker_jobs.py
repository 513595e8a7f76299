"""Jobs for the tests: what a mathematics that misbehaves might do."""

from __future__ import annotations

import os
import signal
import sys
import time


def warm_up() -> None:
    """Nothing to warm."""


def echo(*values: object) -> tuple[object, ...]:
    """The arguments as they arrived."""
    return values


def process() -> int:
    """Which process does the jobs."""
    return os.getpid()


def forever() -> None:
    """Never ends by itself."""
    while True:
        time.sleep(3600)


def spin() -> None:
    """Never ends by itself, and keeps the interpreter busy."""
    while True:
        pass


def too_much(size: int = 1 << 50) -> int:
    """Asks for more memory than there is, at once."""
    return len(bytearray(size))


def ever_more() -> None:
    """Asks for memory bit by bit, and uses it."""
    held = []
    while True:
        held.append(b"x" * (1 << 20))


def abort() -> None:
    """What GMP does when memory ends."""
    os.abort()


def leave(code: int) -> None:
    """Ends the process without a word."""
    os._exit(code)


def kill_itself() -> None:
    """What the kernel does when the memory of the machine ends."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(text: str) -> None:
    """Raises."""
    raise ValueError(text)


def interrupt() -> None:
    """Raises what is no Exception."""
    raise KeyboardInterrupt


def recurse() -> None:
    """Overflows the interpreter's stack."""
    recurse()


def print_much() -> str:
    """Writes where the screen would be."""
    print("on the screen " * 1000, flush=True)
    print("on the screen", file=sys.stderr, flush=True)
    os.write(1, b"on the screen")
    return "printed"


def function() -> object:
    """A value that is not plain."""
    return os.getcwd


def lambda_value() -> object:
    """A value that cannot be pickled."""
    return lambda: None


def environment(name: str) -> str | None:
    """A variable as the job sees it."""
    return os.environ.get(name)


def gate(entered: str, opened: str) -> str:
    """Says that it has begun, then waits until it is let through (both are named pipes)."""
    with open(entered, "w"):
        pass
    with open(opened):
        return "through"


def surroundings() -> dict[str, object]:
    """What a runner stands in: its session and where its standard streams lead."""
    return {
        "parent": os.getppid(),
        "session": os.getsid(0),
        "streams": [os.readlink(f"/proc/self/fd/{stream}") for stream in (0, 1, 2)],
        "descriptors": sorted(os.listdir("/proc/self/fd")),
    }


def import_mathematics() -> int:
    """Imports what is heavy; says how many threads the server has that did so before it forked."""
    import flint
    import numpy
    import sympy

    sympy.diff(sympy.sin(sympy.Symbol("x")))
    flint.arb(1)
    numpy.ones((20, 20)) @ numpy.ones((20, 20))
    return len(os.listdir(f"/proc/{os.getppid()}/task"))


def imported(module: str) -> bool:
    """Whether a module has been imported where the job runs."""
    return module in sys.modules


def die_while_warming() -> None:
    """A warm-up that takes its process with it."""
    os.abort()


def fail_while_warming() -> None:
    """A warm-up that goes wrong."""
    raise ImportError("no mathematics here")


def much(size: int) -> bytes:
    """A large value."""
    return bytes(size)
