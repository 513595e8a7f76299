"""The client's end of a pool that lives in a server process: asks, listens, starts another when it is gone."""

from __future__ import annotations

import os
import select
import threading
from contextlib import suppress

from tutor.workers.channel import Channel
from tutor.workers.launch import Settings, environment
from tutor.workers.messages import Message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# How long a server may take to end its runners and itself, before it is killed with them.
_PATIENCE = 0.3
_SIGKILL = 9  # importing `signal` costs milliseconds


class Remote:
    """A server process and the thread that listens to it.

    `answered` is called in that thread with every answer, `lost` when the server has ended by itself. The next
    message starts another.
    """

    def __init__(self, settings: Settings, answered: Callable[[Message], None], lost: Callable[[], None]) -> None:
        self._command = settings.command("server")
        self._answered = answered
        self._lost = lost
        self._lock = threading.Lock()
        self._channel: Channel | None = None
        self._process: int | None = None
        self._thread: threading.Thread | None = None
        self._wake = -1
        self._closed = False

    def start(self) -> None:
        """Start the server if there is none.

        Raises:
            OSError: no process can be started.
        """
        with self._lock:
            if not self._channel:
                self._launch()

    def send(self, message: Message) -> None:
        """Send a message from any thread, without waiting.

        Raises:
            OSError: there is no server and none can be started.
        """
        with self._lock:
            if not self._channel:
                self._launch()
            assert self._channel
            self._channel.send(message)
            if self._channel.unsent:
                with suppress(BlockingIOError):  # the thread has more than enough to wake up for
                    os.write(self._wake, b".")

    def close(self) -> None:
        """End the server and its runners."""
        with self._lock:
            self._closed = True
            if self._channel:
                self._channel.end_sending()
            thread = self._thread
        if not thread or thread is threading.current_thread():
            return
        thread.join(_PATIENCE)
        with self._lock:
            self._kill()
        thread.join()

    def _launch(self) -> None:
        if self._closed:
            raise OSError("the pool is closed")
        to_read, to_write = os.pipe()
        answers, from_server = os.pipe()
        try:
            self._process = os.posix_spawn(
                self._command[0],
                self._command,
                environment(),
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, to_read, 0),
                    (os.POSIX_SPAWN_DUP2, from_server, 1),
                    (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                ],
                setsid=True,  # away from the terminal: its keys signal only the program that owns it
            )
        except OSError:
            os.close(answers)
            os.close(to_write)
            raise
        finally:
            os.close(to_read)
            os.close(from_server)
        woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        self._channel = Channel(answers, to_write)
        self._thread = threading.Thread(target=self._listen, args=(self._channel, woken), name="workers", daemon=True)
        try:
            self._thread.start()
        except RuntimeError as error:
            self._thread = None
            self._end(self._channel, woken)
            raise OSError("no thread could be started") from error

    def _listen(self, channel: Channel, woken: int) -> None:
        while True:
            poll = select.poll()
            poll.register(channel.reading, select.POLLIN)
            poll.register(woken, select.POLLIN)
            with self._lock:
                if channel.unsent:
                    poll.register(channel.writing, select.POLLOUT)
            ready = {descriptor for descriptor, _ in poll.poll()}
            if woken in ready:
                os.read(woken, 4096)
            with self._lock:
                channel.flush()
            if channel.reading in ready:
                messages = channel.receive()
                if messages is None:
                    break
                for message in messages:
                    self._answered(message)
        with self._lock:
            self._end(channel, woken)
        self._lost()

    def _end(self, channel: Channel, woken: int) -> None:
        """End what is left of the server and take leave of it; the lock is held."""
        self._kill()
        channel.close()
        os.close(woken)
        os.close(self._wake)
        process, self._process, self._channel = self._process, None, None
        if process is not None:
            with suppress(ChildProcessError):  # a program that ignores its children's end keeps none
                os.waitpid(process, 0)

    def _kill(self) -> None:
        """End the server and its runners: they are one process group, which lasts until the server is waited for."""
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):  # all have ended
                os.killpg(self._process, _SIGKILL)
