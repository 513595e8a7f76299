"""A real pseudo-terminal with a program in it, and the screen as a person sees it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pexpect
import pyte

PATIENCE = 60.0
_TELLING = """
import atexit, pathlib, sys
atexit.register(lambda: pathlib.Path({path!r}).write_text("\\n".join(sys.modules)))
from tutor.cli import main
main()
"""


class Terminal:
    """Runs `calc-tutor ARGUMENTS` in a pty of the given size.

    Nothing is remembered from earlier; a `newcomer` sees the first start. With `modules`, the names of the modules
    it has loaded are written to that file when it ends.
    """

    def __init__(
        self, *arguments: str, width: int = 80, height: int = 24, modules: Path | None = None, newcomer: bool = False
    ) -> None:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "", "LANG": "C.UTF-8", "NO_COLOR": ""}
        environment.pop("NO_COLOR")
        self._config = TemporaryDirectory()
        environment["CALC_TUTOR_CONFIG"] = self._config.name
        if not newcomer:
            (Path(self._config.name) / "state.json").write_text('{"started": true}')
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self.screen)
        start = ["-m", "tutor"] if modules is None else ["-c", _TELLING.format(path=str(modules))]
        self.process = pexpect.spawn(
            sys.executable, [*start, *arguments], dimensions=(height, width), env=environment, timeout=PATIENCE
        )

    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, found: str | Callable[[str], bool]) -> str:
        """Read what the program draws until the screen shows something; fail with the screen after a while."""
        shows = (lambda text: found in text) if isinstance(found, str) else found
        end = time.monotonic() + PATIENCE
        while not shows(self.text()):
            if time.monotonic() > end:
                raise AssertionError(f"never saw {found!r}; the screen was\n{self.text()}")
            try:
                self._stream.feed(self.process.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                if shows(self.text()):
                    break
                raise AssertionError(f"the program ended; the screen was\n{self.text()}") from None
        return self.text()

    def type(self, text: str) -> None:
        """Send keys."""
        self.process.send(text)

    def enter(self, text: str) -> None:
        """Type a line, see it stand there, and press Enter."""
        self.type(text)
        self.until(text)
        self.type("\r")

    def close(self) -> None:
        self.process.close(force=True)
        self._config.cleanup()


def marked(line: str, mark: str) -> Callable[[str], bool]:
    """Whether the screen shows a line that begins with this text and carries this mark."""
    return lambda text: any(line in row and f" {mark}" in row.split(line, 1)[1] for row in text.splitlines())
