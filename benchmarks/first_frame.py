"""The time to the first frame of `calc-tutor`, against an empty Textual app, in one run.

Both are started in turns in a real pseudo-terminal of 120 by 40, as their own processes, from the start of the
interpreter until the whole first frame has arrived. Run: python benchmarks/first_frame.py [ROUNDS]
"""

from __future__ import annotations

import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from tempfile import TemporaryDirectory

EMPTY = ["-c", "from textual.app import App\nApp().run()"]
TUTOR = ["-m", "tutor"]
# The cursor goes to the upper left corner when a whole frame is drawn; the key bar is the last line of ours.
FRAME = b"\x1b[1;1H"
KEY_BAR = b"lessons"
LIMIT = 1.15
CONFIG = TemporaryDirectory()
# Somebody who has been here before: the first start of all is shown once.
(Path(CONFIG.name) / "state.json").write_text('{"started": true}')


def first_frame(arguments: list[str], *marks: bytes) -> float:
    """Seconds from the start of the process until all marks have been drawn."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.environ["CALC_TUTOR_CONFIG"] = CONFIG.name
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
        os.execv(sys.executable, [sys.executable, *arguments])
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    try:
        while not all(mark in seen for mark in marks):
            if not select.select([terminal], [], [], 20)[0]:
                raise SystemExit(f"no first frame from {arguments}: {seen[-200:]!r}")
            seen += os.read(terminal, 65536)
        return time.perf_counter() - start
    finally:
        os.write(terminal, b"\x11")
        _end(child, terminal)


def _end(child: int, terminal: int) -> None:
    """Let the app leave by ctrl+q, so that it ends its worker too; after five seconds end it."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            break
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                os.read(terminal, 65536)
            except OSError:
                break
    else:
        os.kill(child, signal.SIGTERM)
    with suppress(ChildProcessError):
        os.waitpid(child, 0)
    os.close(terminal)


def main() -> None:
    """Print both times and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    empty: list[float] = []
    tutor: list[float] = []
    first_frame(EMPTY, FRAME), first_frame(TUTOR, FRAME, KEY_BAR)  # the first run of each warms the disk
    for _ in range(rounds):
        empty.append(first_frame(EMPTY, FRAME))
        tutor.append(first_frame(TUTOR, FRAME, KEY_BAR))
    for name, times in (("empty Textual app", empty), ("calc-tutor", tutor)):
        print(f"{name:20} best {min(times) * 1000:6.0f} ms   median {statistics.median(times) * 1000:6.0f} ms")
    best = min(tutor) / min(empty)
    paired = statistics.median(ours / theirs for ours, theirs in zip(tutor, empty, strict=True))
    print(f"ratio                best {best:6.2f}      median {paired:6.2f}      (at most {LIMIT})")


if __name__ == "__main__":
    main()
