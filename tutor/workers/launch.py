"""How a fresh Python is started for a role, and how it takes its pipes off the standard streams."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# A path may hold anything, so each is an argument of its own.
_BOOT: Final = (
    "import sys; role, *rest = sys.argv[1:]; sys.path[:] = rest[4:]; "
    "from importlib import import_module; import_module('tutor.workers.' + role).main(rest[:4])"
)

# One job is one core: the numerical libraries would start threads. A fixed hash seed makes SymPy repeatable.
_ENVIRONMENT: Final = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}


class Settings:
    """What every process of a pool is told. `memory` is 0 where the kernel is not to hold the limit."""

    __slots__ = ("allowed", "memory", "size", "warm_up")

    def __init__(self, size: int, memory: int, warm_up: str, allowed: tuple[str, ...]) -> None:
        self.size = size
        self.memory = memory
        self.warm_up = warm_up
        self.allowed = allowed

    def command(self, role: str) -> list[str]:
        """The command that starts a Python with these settings in a role, a module of this package."""
        paths = [path or os.getcwd() for path in sys.path]
        texts = [str(self.size), str(self.memory), self.warm_up, ",".join(self.allowed)]
        return [sys.executable, "-c", _BOOT, role, *texts, *paths]

    @staticmethod
    def read(texts: list[str]) -> Settings:
        """The settings that `command` wrote."""
        size, memory, warm_up, allowed = texts
        return Settings(int(size), int(memory), warm_up, tuple(allowed.split(",")))

    def without_limit(self) -> Settings:
        """The same, where the memory is watched from outside."""
        return Settings(self.size, 0, self.warm_up, self.allowed)

    def allows(self, job: str) -> bool:
        """Whether a job of this name may run."""
        parts = job.split(".")
        return job.startswith(self.allowed) and all(part.isidentifier() and not part.startswith("_") for part in parts)


def environment() -> dict[str, str]:
    """The environment of a worker process."""
    return {**os.environ, **_ENVIRONMENT}


def take_pipes() -> tuple[int, int]:
    """Move the pipes from the standard streams to descriptors of their own; the streams then lead nowhere.

    Returns:
        The descriptor to read from and the one to write to.
    """
    reading, writing = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    return reading, writing
