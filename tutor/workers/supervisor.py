"""Which runner does which job, and until when: the rules alone, without pipes or processes."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable

from tutor.workers.messages import (
    ANSWER,
    CANCEL,
    DIED,
    FAREWELL,
    JOB,
    MEMORY,
    READY,
    TIMEOUT,
    Message,
)
from tutor.workers.waiting import Connection, FairQueue, Job

# Runners lost in a row without doing a job, before the supervisor stops trying until the next job comes.
MOST_LOSSES = 3
WATCH_INTERVAL = 0.05


class Runner(ABC):
    """A process that does one job at a time.

    `process` is its number as it says itself: on Windows the process that was started only starts another.
    `resting` is what it held in memory when it became ready.
    """

    def __init__(self, *, ready: bool, process: int) -> None:
        self.ready = ready
        self.process = process
        self.job: Job | None = None
        self.deadline = 0.0
        self.resting = 0

    @abstractmethod
    def send(self, message: Message) -> None:
        """Pass a message to the process; does nothing if it is gone."""

    @abstractmethod
    def kill(self) -> None:
        """End the process at once."""

    @abstractmethod
    def resident(self) -> int:
        """The bytes it holds in memory, 0 if that cannot be told."""


class Supervisor:
    """Keeps `size` runners for any job and one more that slow jobs never get.

    Urgent jobs go first and may use every runner; the spare one means that a verdict never waits for a proof.
    `watched` is the memory a job may use where the kernel does not hold the limit itself. `hatch` makes a new
    runner and may raise OSError.
    """

    def __init__(
        self,
        hatch: Callable[[], Runner],
        *,
        size: int,
        watched: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.runners: list[Runner] = []
        self._hatch = hatch
        self._size = size
        self._watched = watched
        self._clock = clock
        self._urgent = FairQueue()
        self._slow = FairQueue()
        self._jobs: dict[tuple[Connection, int], Job] = {}
        self._losses = 0

    def accept(self, connection: Connection, message: Message) -> None:
        """A job, or the wish to cancel one, has come from a connection."""
        if message.kind == JOB:
            self._losses = 0
            job = Job(connection, message)
            self._jobs[connection, message.number] = job
            (self._urgent if job.urgent else self._slow).put(job)
        elif message.kind == CANCEL:
            self._cancel(connection, message.number)
        self.fill()

    def heard(self, runner: Runner, message: Message) -> None:
        """A runner has spoken."""
        if runner not in self.runners:
            return
        if message.kind == READY:
            runner.ready = True
            runner.process = message.number
            runner.resting = runner.resident() if self._watched else 0
        elif message.kind in (ANSWER, FAREWELL):
            job, runner.job = runner.job, None
            self._losses = 0
            if job:
                self._finish(job, message.flag, message.payload)
            if message.kind == FAREWELL:
                self.runners.remove(runner)
            elif self._held(runner, 0.5):
                self.runners.remove(runner)
                runner.kill()
        self.fill()

    def lost(self, runner: Runner, how: str) -> None:
        """The process of a runner has ended by itself; one that was killed here is not counted again."""
        if runner not in self.runners:
            return
        self.runners.remove(runner)
        job, runner.job = runner.job, None
        if job:
            self._finish(job, DIED, how.encode())
        else:
            self._losses += 1
        self.fill()

    def tick(self) -> None:
        """Stop what is past its deadline or over its memory."""
        now = self._clock()
        for runner in list(self.runners):
            if runner.job and now >= runner.deadline:
                self._stop(runner, TIMEOUT, b"the deadline passed")
            elif runner.job and self._held(runner, 1.0):
                self._stop(runner, MEMORY, b"the memory limit was reached")
        self.fill()

    def patience(self) -> float | None:
        """Seconds until `tick` has something to do; None when nothing runs."""
        deadlines = [runner.deadline for runner in self.runners if runner.job]
        if not deadlines:
            return None
        wait = max(0.0, min(deadlines) - self._clock())
        return min(wait, WATCH_INTERVAL) if self._watched else wait

    def fill(self) -> None:
        """Hatch the runners that are missing, and give them work."""
        while len(self.runners) <= self._size and self._losses < MOST_LOSSES:
            try:
                self.runners.append(self._hatch())
            except OSError:
                self._losses += 1
        if not self.runners:
            for job in list(self._jobs.values()):
                self._finish(job, DIED, b"no process could be started")
            self._urgent, self._slow = FairQueue(), FairQueue()
        self._assign()

    def _assign(self) -> None:
        for runner in self.runners:
            if runner.ready and not runner.job:
                job = self._urgent.take() or (self._slow.take() if self._may_run_slow() else None)
                if not job:
                    return
                runner.job = job
                runner.deadline = self._clock() + job.message.seconds
                runner.send(job.message)

    def _may_run_slow(self) -> bool:
        ready = sum(runner.ready for runner in self.runners)
        slow = sum(runner.job is not None and not runner.job.urgent for runner in self.runners)
        one_is_left = slow + 1 < ready or self._losses >= MOST_LOSSES
        return slow < self._size and one_is_left

    def _held(self, runner: Runner, share: float) -> bool:
        """Whether a watched runner holds more than this share of what it may."""
        return bool(self._watched) and runner.resident() > runner.resting + share * (self._watched or 0)

    def _cancel(self, connection: Connection, number: int) -> None:
        job = self._jobs.pop((connection, number), None)
        if not job:
            return
        for runner in self.runners:
            if runner.job is job:
                self.runners.remove(runner)
                runner.kill()
                return
        (self._urgent if job.urgent else self._slow).remove(job)

    def _stop(self, runner: Runner, flag: int, text: bytes) -> None:
        self.runners.remove(runner)
        runner.kill()
        if runner.job:
            self._finish(runner.job, flag, text)

    def _finish(self, job: Job, flag: int, payload: bytes) -> None:
        number = job.message.number
        if self._jobs.pop((job.connection, number), None):
            job.connection.answer(Message(ANSWER, number, flag, payload))
