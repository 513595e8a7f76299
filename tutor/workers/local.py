"""A pool where there is no `fork`: a thread of the program supervises runners that are spawned one by one."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from tutor.workers.launch import Settings, environment
from tutor.workers.messages import JOB, WARM, Decoder, Message, encode
from tutor.workers.supervisor import Runner, Supervisor

_CHUNK = 1 << 16


class SpawnedRunner(Runner):
    """A Python of its own, and the thread that listens to it."""

    def __init__(self, settings: Settings, heard: Callable[[SpawnedRunner, Message | str], None]) -> None:
        self._heard = heard
        self._process = subprocess.Popen(
            settings.command("runner"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment(),
            start_new_session=os.name == "posix",
            creationflags=_creation_flags(),
        )
        super().__init__(ready=False, process=self._process.pid)
        self.thread = threading.Thread(target=self._listen, name="worker", daemon=True)
        try:
            self.thread.start()
        except RuntimeError as error:
            self.kill()
            self._process.wait()
            self.close()
            raise OSError("no thread could be started") from error

    def send(self, message: Message) -> None:
        """See `Runner`. A runner reads whenever it is sent something, so this does not wait."""
        assert self._process.stdin
        view = memoryview(encode(message))
        try:
            while view:
                view = view[os.write(self._process.stdin.fileno(), view) :]
        except (OSError, ValueError):
            pass  # it has ended, and its thread says so

    def kill(self) -> None:
        """See `Runner`."""
        self._process.kill()

    def resident(self) -> int:
        """See `Runner`."""
        return resident_memory(self.process)

    def close(self) -> None:
        """Close the pipes of a runner that has ended."""
        for stream in (self._process.stdin, self._process.stdout):
            assert stream
            stream.close()

    def _listen(self) -> None:
        assert self._process.stdout
        assert self._process.stdin
        decoder = Decoder()
        try:
            while data := os.read(self._process.stdout.fileno(), _CHUNK):
                for message in decoder.feed(data):
                    self._heard(self, message)
        except (OSError, ValueError):
            self._process.kill()
        code = self._process.wait()
        self._heard(self, f"the process ended with code {code}")


class Local:
    """Runners as processes of this program, and the thread that supervises them."""

    def __init__(self, settings: Settings, answered: Callable[[Message], None]) -> None:
        if _kernel_limits():
            self._settings, watched = settings, None
        else:
            self._settings, watched = settings.without_limit(), settings.memory
        self._answered = answered
        self._events: SimpleQueue[Message | tuple[SpawnedRunner, Message | str] | None] = SimpleQueue()
        self._supervisor = Supervisor(self._hatch, size=settings.size, watched=watched)
        self._spawned: list[SpawnedRunner] = []
        self._warm = False
        self._lock = threading.Lock()
        self._closed = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Start the thread, which starts the runners.

        Raises:
            OSError: it is closed.
        """
        with self._lock:
            if self._closed:
                raise OSError("the pool is closed")
            if not self._thread:
                self._thread = threading.Thread(target=self._supervise, name="workers", daemon=True)
                self._thread.start()

    def send(self, message: Message) -> None:
        """Pass a message from any thread, without waiting.

        Raises:
            OSError: it is closed.
        """
        self.start()
        self._events.put(message)

    def answer(self, message: Message) -> None:
        """Pass an answer on: this pool is its only connection."""
        self._answered(message)

    def close(self) -> None:
        """End the runners and the thread."""
        with self._lock:
            self._closed = True
        self._events.put(None)
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def _supervise(self) -> None:
        self._supervisor.fill()
        while True:
            try:
                event = self._events.get(timeout=self._supervisor.patience())
            except Empty:
                self._supervisor.tick()
                continue
            if event is None:
                break
            if isinstance(event, Message):
                self._take(event)
            else:
                self._hear(*event)
            self._supervisor.tick()
        for runner in self._spawned:
            runner.kill()
        for runner in self._spawned:
            runner.thread.join()
            runner.close()

    def _take(self, message: Message) -> None:
        if message.kind in (WARM, JOB) and not self._warm:
            self._warm = True
            for runner in self._spawned:
                runner.send(Message(WARM))
        if message.kind != WARM:
            self._supervisor.accept(self, message)

    def _hear(self, runner: SpawnedRunner, said: Message | str) -> None:
        if isinstance(said, Message):
            self._supervisor.heard(runner, said)
            return
        self._spawned.remove(runner)
        runner.close()
        self._supervisor.lost(runner, said)

    def _hatch(self) -> SpawnedRunner:
        runner = SpawnedRunner(self._settings, lambda runner, said: self._events.put((runner, said)))
        self._spawned.append(runner)
        if self._warm:
            runner.send(Message(WARM))
        return runner


def resident_memory(process: int) -> int:
    """The bytes a process holds in memory, 0 if it is gone."""
    if sys.platform == "linux":
        try:
            with open(f"/proc/{process}/statm", "rb") as numbers:
                return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0
    import psutil

    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


def _kernel_limits() -> bool:
    """Whether the kernel holds a limit on memory: macOS takes one and forgets it."""
    try:
        import resource
    except ImportError:
        return False
    return sys.platform != "darwin" and hasattr(resource, "RLIMIT_AS")


def _creation_flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0
