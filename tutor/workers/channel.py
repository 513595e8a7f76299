"""Two pipe ends as one conversation that never blocks."""

from __future__ import annotations

import os

from tutor.workers.messages import Decoder, Message, encode

_CHUNK = 1 << 16


class Channel:
    """Messages over a pair of file descriptors, which it owns.

    What the pipe does not take at once stays in `unsent`, for `flush` when the descriptor is writable.
    That the other end is gone is told by `receive` alone; sending to it does nothing.
    """

    def __init__(self, reading: int, writing: int) -> None:
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)
        self.reading = reading
        self.writing = writing
        self.unsent = bytearray()
        self._decoder = Decoder()

    def send(self, message: Message) -> None:
        """Send a message, or as much of it as the pipe takes.

        Raises:
            ValueError: the payload is too large.
        """
        self.unsent += encode(message)
        self.flush()

    def flush(self) -> None:
        """Write what is unsent, as far as the pipe takes it."""
        while self.unsent:
            try:
                written = os.write(self.writing, self.unsent[:_CHUNK])
            except BlockingIOError:
                return
            except OSError:
                self.unsent.clear()
                return
            del self.unsent[:written]

    def receive(self) -> list[Message] | None:
        """The messages that have arrived; None when the other end is gone or talks nonsense."""
        try:
            data = os.read(self.reading, _CHUNK)
            return self._decoder.feed(data) if data else None
        except BlockingIOError:
            return []
        except (OSError, ValueError):
            return None

    def end_sending(self) -> None:
        """Tell the other end that nothing more will come."""
        self.unsent.clear()
        if self.writing >= 0:
            os.close(self.writing)
            self.writing = -1

    def close(self) -> None:
        """Close both descriptors."""
        self.end_sending()
        if self.reading >= 0:
            os.close(self.reading)
            self.reading = -1
