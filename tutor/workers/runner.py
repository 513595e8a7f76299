"""The inside of a runner: take a job, do it, answer, until the pipe ends."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

from tutor.workers.launch import Settings, take_pipes
from tutor.workers.messages import (
    ANSWER,
    ERROR,
    FAREWELL,
    JOB,
    MEMORY,
    READY,
    VALUE,
    WARM,
    Decoder,
    Message,
    encode,
)

# The supervisor keeps the deadline. Should it be gone, the kernel ends the job this many seconds later.
_GRACE = 1.0
_LONGEST_WARM_UP = 60.0
_LONGEST_TEXT = 200
_CHUNK = 1 << 16


def main(arguments: list[str]) -> None:
    """The life of a runner that was spawned: it warms up when it is told to."""
    reading, writing = take_pipes()
    keep_quiet()
    serve(reading, writing, Settings.read(arguments))


def keep_quiet() -> None:
    """Leave the keys of the terminal to the program that owns it, and leave no core file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def warm_up(settings: Settings) -> None:
    """Import the mathematics and try it, so that the first job does not pay for that.

    What goes wrong here goes wrong again in the job that needs it, and is told there.
    """
    _alarm(_LONGEST_WARM_UP)
    with suppress(BaseException):
        _find(settings.warm_up, settings)()
    _alarm(0.0)


def serve(reading: int, writing: int, settings: Settings) -> None:
    """Do the jobs that arrive, one after another, until no more can come."""
    worn_out = _limit_memory(settings.memory)
    decoder = Decoder()
    while data := os.read(reading, _CHUNK):
        for message in decoder.feed(data):
            if message.kind == WARM:
                warm_up(settings)
                _write(writing, encode(Message(READY, os.getpid())))
            elif message.kind == JOB:
                _alarm(message.seconds + _GRACE)
                flag, payload = _perform(message.payload, settings)
                _alarm(0.0)
                leaving = flag == MEMORY or worn_out()
                kind = FAREWELL if leaving else ANSWER
                _write(writing, encode(Message(kind, message.number, flag, payload)))
                if leaving:
                    return


def _perform(payload: bytes, settings: Settings) -> tuple[int, bytes]:
    try:
        job, arguments = pickle.loads(payload)  # noqa: S301 - written by the program that started this process
        value = _find(job, settings)(*arguments)
        answer = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        encode(Message(ANSWER, payload=answer))
        return VALUE, answer
    except MemoryError:
        return MEMORY, b"the memory limit was reached"
    except BaseException as error:
        return ERROR, _describe(error)


def _describe(error: BaseException) -> bytes:
    try:
        text = f"{type(error).__name__}: {error}"
    except BaseException:
        text = type(error).__name__
    return text[:_LONGEST_TEXT].encode("utf-8", "replace")


def _find(job: str, settings: Settings) -> Callable[..., Any]:
    if not settings.allows(job):
        raise ValueError(f"{job} is no job")
    module, _, name = job.rpartition(".")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _write(writing: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(writing, view) :]


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return
    import faulthandler

    # Its watchdog needs no interpreter lock: it also ends a job that is deep inside a library.
    if seconds:
        faulthandler.dump_traceback_later(seconds, exit=True, file=2)
    else:
        faulthandler.cancel_dump_traceback_later()


def _limit_memory(memory: int) -> Callable[[], bool]:
    """Let a job use `memory` bytes more than are used now (0: no limit of the kernel's).

    Returns:
        Whether the process has since held so much more that it should be replaced before it fails a job.
    """
    if not memory:
        return lambda: False
    import resource

    used = _address_space()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = used + memory if hard == resource.RLIM_INFINITY else min(used + memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))

    most = _peak() + memory // 2
    return lambda: _peak() > most


def _peak() -> int:
    """The most bytes this process has held in memory so far."""
    try:
        # What `getrusage` tells may still be the peak of the process that started this one.
        with open("/proc/self/status", "rb") as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(b"VmHWM:"))
    except (OSError, StopIteration):
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _address_space() -> int:
    """The bytes of address space this process uses, 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as numbers:
            return int(numbers.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
