"""The process of a pool where there is `fork`: it warms up once, then forks its runners from the warm state.

It never runs a job and has one thread, so a runner that ends in whatever way costs a fork: milliseconds.
"""

from __future__ import annotations

import gc
import math
import os
import select
import signal
from contextlib import suppress

from tutor.workers import runner as inside
from tutor.workers.channel import Channel
from tutor.workers.launch import Settings, take_pipes
from tutor.workers.messages import WARM, Message
from tutor.workers.supervisor import Runner, Supervisor


def main(arguments: list[str]) -> None:
    """The life of the server: until the client at the other end of the pipe is gone."""
    reading, writing = take_pipes()
    inside.keep_quiet()
    _let_go({reading, writing})
    Server(Channel(reading, writing), Settings.read(arguments)).run()


class Client:
    """The program that asks: one connection."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def answer(self, message: Message) -> None:
        """Send an answer back."""
        self.channel.send(message)


class ForkedRunner(Runner):
    """A child of this process."""

    def __init__(self, process: int, channel: Channel) -> None:
        super().__init__(ready=True, process=process)
        self.channel = channel

    def send(self, message: Message) -> None:
        """See `Runner`."""
        self.channel.send(message)

    def kill(self) -> None:
        """See `Runner`. The child stays a child until `end`, so the number cannot name another process."""
        os.kill(self.process, signal.SIGKILL)

    def resident(self) -> int:
        """See `Runner`. The kernel holds the limit of forked runners."""
        return 0

    def end(self) -> str:
        """Close the pipes and take leave of a process that has ended; says how it ended."""
        self.channel.close()
        _, status = os.waitpid(self.process, 0)
        code = os.waitstatus_to_exitcode(status)
        if code >= 0:
            return f"the process ended with code {code}"
        return f"the process ended by {signal.Signals(-code).name}"


class Server:
    """The loop that waits on all pipes and lets the supervisor decide."""

    def __init__(self, channel: Channel, settings: Settings) -> None:
        self._client = Client(channel)
        self._settings = settings
        self._supervisor = Supervisor(self._hatch, size=settings.size)
        self._runners: dict[int, ForkedRunner] = {}  # by the descriptor read from; the dying too
        self._warm = False

    def run(self) -> None:
        """Serve until the client is gone, then end every runner."""
        while self._step():
            pass
        for child in self._runners.values():
            child.kill()
            child.end()

    def _step(self) -> bool:
        for descriptor, _ in self._poll():
            if child := self._runners.get(descriptor):
                messages = child.channel.receive()
                for message in messages or ():
                    self._supervisor.heard(child, message)
                if messages is None:
                    del self._runners[descriptor]
                    child.kill()
                    self._supervisor.lost(child, child.end())
            elif descriptor == self._client.channel.reading:
                messages = self._client.channel.receive()
                if messages is None:
                    return False
                for message in messages:
                    self._take(message)
        self._supervisor.tick()
        return True

    def _poll(self) -> list[tuple[int, int]]:
        """Wait for something to read, after a flush for all that can be written; or for a deadline."""
        poll = select.poll()
        for channel in self._channels():
            channel.flush()
            poll.register(channel.reading, select.POLLIN)
            if channel.unsent:
                poll.register(channel.writing, select.POLLOUT)
        patience = self._supervisor.patience()
        return poll.poll(None if patience is None else math.ceil(patience * 1000))

    def _channels(self) -> list[Channel]:
        return [self._client.channel, *(child.channel for child in self._runners.values())]

    def _take(self, message: Message) -> None:
        if message.kind == WARM:
            self._supervisor.fill()
        else:
            self._supervisor.accept(self._client, message)

    def _hatch(self) -> ForkedRunner:
        if not self._warm:
            inside.warm_up(self._settings)
            gc.collect()
            gc.freeze()  # what is frozen is not touched by the collector, so it stays shared
            self._warm = True
        to_read, from_server = os.pipe()
        from_runner, to_write = os.pipe()
        try:
            process = os.fork()
        except OSError:
            for descriptor in (to_read, from_server, from_runner, to_write):
                os.close(descriptor)
            raise
        if process == 0:
            self._live(to_read, to_write, (from_server, from_runner))
        os.close(to_read)
        os.close(to_write)
        child = ForkedRunner(process, Channel(from_runner, from_server))
        self._runners[from_runner] = child
        return child

    def _live(self, reading: int, writing: int, others: tuple[int, int]) -> None:
        """In the child: hold no pipe but its own, or the end of the others would not be noticed. Never returns."""
        with suppress(BaseException):
            for channel in self._channels():
                channel.close()
            for descriptor in others:
                os.close(descriptor)
            inside.serve(reading, writing, self._settings)
        os._exit(0)


def _let_go(own: set[int]) -> None:
    """Close what the program happened to leave open for its children: it is none of theirs."""
    with suppress(OSError):
        for descriptor in map(int, os.listdir("/proc/self/fd")):
            if descriptor > 2 and descriptor not in own:
                with suppress(OSError):
                    os.close(descriptor)
