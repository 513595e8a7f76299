"""The pool as the rest of the program sees it: jobs in, futures of results out."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress

from tutor.workers.launch import Settings
from tutor.workers.messages import CANCEL, JOB, VALUE, WARM, Message
from tutor.workers.result import Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from concurrent.futures import Future

    from tutor.workers.local import Local
    from tutor.workers.remote import Remote
    from tutor.workers.result import Failure

_FAILURES: tuple[Failure | None, ...] = (None, "timeout", "memory", "died", "error")
# Servers lost in a row without an answer, before what waits is given up.
_MOST_LOSSES = 3
_GIBIBYTE = 1 << 30
_DAY = 86400.0


class Pool:
    """Processes that run named functions of the mathematics, with a deadline and a memory limit.

    `size` is how many slow jobs (not `urgent`) may run at once; one more process is kept for urgent jobs, so a
    verdict never waits for a proof. `memory` is what a job may use, in bytes, on top of the warm mathematics.
    `allowed` are the beginnings of the names a job may have, `warm_up` is the job that imports the mathematics.
    `forks` says whether to fork runners from one warm server; by default that is done where it is safe.
    """

    def __init__(
        self,
        *,
        size: int = 1,
        memory: int = _GIBIBYTE,
        allowed: tuple[str, ...] = ("tutor.maths.",),
        warm_up: str = "tutor.maths.judge.warm_up",
        forks: bool | None = None,
    ) -> None:
        self._settings = Settings(size, memory, warm_up, allowed)
        self._forks = forks
        self._lock = threading.Lock()
        self._link: Remote | Local | None = None
        self._waiting: dict[int, tuple[Message, Future[Result]]] = {}
        self._losses = 0
        self._last_number = 0
        self._closed = False

    def __enter__(self) -> Pool:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the processes with nothing imported in them: milliseconds. Starting twice is once."""
        with suppress(OSError):  # a job will try again, and its result says what is wrong
            self._connect().start()

    def warm_up(self) -> None:
        """Tell the processes to import the mathematics; returns at once."""
        with suppress(OSError):
            self._connect().send(Message(WARM))

    def submit(
        self, job: str, *arguments: object, seconds: float, learner: str = "", urgent: bool = False
    ) -> Future[Result]:
        """Have a job done; from any thread, and without waiting.

        Args:
            job: the dotted name of a function, under one of the allowed beginnings.
            arguments: values that can be pickled.
            seconds: how long it may run, a day at most; waiting for its turn and the warm-up are not counted.
            learner: whose job it is; learners take turns.
            urgent: somebody watches the screen for it: it goes before every job that is not urgent.

        Returns:
            A future that always gets a result, whatever becomes of the processes. Cancelling it drops the job,
            or ends it where it runs.

        Raises:
            ValueError: the name is not allowed, or the arguments are larger than a message may be.
            Exception: the arguments cannot be pickled.
        """
        import pickle
        from concurrent.futures import Future

        if not self._settings.allows(job):
            raise ValueError(f"{job} is no job")
        limit = max(0.0, min(seconds, _DAY))
        payload = pickle.dumps((job, arguments), pickle.HIGHEST_PROTOCOL)
        future: Future[Result] = Future()
        with self._lock:
            self._last_number += 1
            number = self._last_number
            message = Message(JOB, number, int(urgent), payload, limit, learner.encode("utf-8", "replace"))
            self._waiting[number] = message, future
        self._ask(number)
        future.add_done_callback(lambda done: self._cancel(number) if done.cancelled() else None)
        return future

    def run(self, job: str, *arguments: object, seconds: float, learner: str = "", urgent: bool = False) -> Result:
        """Have a job done and wait for its result; see `submit`."""
        return self.submit(job, *arguments, seconds=seconds, learner=learner, urgent=urgent).result()

    def close(self) -> None:
        """End the processes. Every job that still waits ends as `"died"`, and so does every later one."""
        with self._lock:
            self._closed = True
            link = self._link
        if link:
            link.close()
        for number in list(self._waiting):
            self._resolve(number, Result(failure="died", text="the pool is closed"))

    def _connect(self) -> Remote | Local:
        with self._lock:
            if self._closed:
                raise OSError("the pool is closed")
            if not self._link:
                if _can_fork() if self._forks is None else self._forks:
                    from tutor.workers.remote import Remote

                    self._link = Remote(self._settings, self._answered, self._lost)
                else:
                    from tutor.workers.local import Local

                    self._link = Local(self._settings, self._answered)
            return self._link

    def _ask(self, number: int) -> None:
        with self._lock:
            asked = self._waiting.get(number)
        if not asked:
            return
        message, _ = asked
        try:
            self._connect().send(message)
        except OSError as error:
            self._resolve(number, Result(failure="died", text=str(error)))

    def _cancel(self, number: int) -> None:
        with self._lock:
            asked = self._waiting.pop(number, None)
        if not asked:
            return
        _, future = asked
        future.set_running_or_notify_cancel()
        with suppress(OSError):  # no server: nothing is left to end
            self._connect().send(Message(CANCEL, number))

    def _answered(self, message: Message) -> None:
        self._losses = 0
        if message.flag == VALUE:
            result = self._read(message.payload)
        else:
            result = Result(failure=_FAILURES[message.flag], text=message.payload.decode("utf-8", "replace"))
        self._resolve(message.number, result)

    def _read(self, payload: bytes) -> Result:
        from tutor.workers.values import read_value

        try:
            return Result(read_value(payload, self._settings.allowed))
        except Exception as error:
            return Result(failure="error", text=f"{type(error).__name__}: {error}"[:200])

    def _lost(self) -> None:
        """The server has ended by itself: what it had is asked of another, unless no server lives to answer."""
        self._losses += 1
        for number in list(self._waiting):
            if self._losses < _MOST_LOSSES:
                self._ask(number)
            else:
                self._resolve(number, Result(failure="died", text="the server of the pool died"))

    def _resolve(self, number: int, result: Result) -> None:
        with self._lock:
            asked = self._waiting.pop(number, None)
        if asked:
            _, future = asked
            if future.set_running_or_notify_cancel():
                future.set_result(result)


def _can_fork() -> bool:
    """Whether forking from a warm process is safe: macOS has `fork`, but its libraries do not outlive it."""
    return sys.platform == "linux" and hasattr(os, "fork") and hasattr(os, "posix_spawn")
