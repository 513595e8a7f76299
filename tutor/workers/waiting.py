"""Jobs that wait, and whose turn it is."""

from __future__ import annotations

from collections import deque
from typing import Protocol

from tutor.workers.messages import Message


class Connection(Protocol):
    """Where jobs come from and answers go: today the one client, later every served session."""

    def answer(self, message: Message) -> None:
        """Pass an answer on to whoever asked."""


class Job:
    """A job and the connection that waits for its answer."""

    __slots__ = ("connection", "message")

    def __init__(self, connection: Connection, message: Message) -> None:
        self.connection = connection
        self.message = message

    @property
    def urgent(self) -> bool:
        """Whether somebody watches the screen for it."""
        return bool(self.message.flag)


class FairQueue:
    """One line for each learner; learners take turns, so nobody waits behind another's fifty jobs."""

    def __init__(self) -> None:
        self._lines: dict[bytes, deque[Job]] = {}

    def put(self, job: Job) -> None:
        """Put a job at the end of its learner's line."""
        self._lines.setdefault(job.message.learner, deque()).append(job)

    def take(self) -> Job | None:
        """The first job of the learner whose turn it is, or None."""
        if not self._lines:
            return None
        learner = next(iter(self._lines))
        line = self._lines.pop(learner)
        job = line.popleft()
        if line:
            self._lines[learner] = line  # at the end: the others come first
        return job

    def remove(self, job: Job) -> None:
        """Take a waiting job out of its line.

        Raises:
            ValueError: the job does not wait here.
        """
        learner = job.message.learner
        line = self._lines.get(learner, deque())
        line.remove(job)
        if not line:
            del self._lines[learner]
