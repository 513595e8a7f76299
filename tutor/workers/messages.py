"""What travels between the processes: one framed message, and its bytes.

The header is a fixed record and the payload is opaque, so that the process which supervises never unpickles
what it passes on.
"""

from __future__ import annotations

from struct import Struct

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# Kinds of message.
JOB: Final = 1  # client -> supervisor -> runner
CANCEL: Final = 2  # client -> supervisor: nobody waits for this job any more
WARM: Final = 3  # client -> supervisor, supervisor -> spawned runner: import the mathematics
READY: Final = 4  # runner -> supervisor: jobs may come; the number is that of its process
ANSWER: Final = 5  # runner -> supervisor -> client
FAREWELL: Final = 6  # runner -> supervisor: an answer, and the runner ends after it

# What the flag of an answer says. A payload is the pickled value, or for a failure its text.
VALUE: Final = 0
TIMEOUT: Final = 1
MEMORY: Final = 2
DIED: Final = 3
ERROR: Final = 4

LARGEST_PAYLOAD: Final = 16 << 20
LONGEST_LEARNER: Final = 200

_HEADER = Struct("<BBQdHI")


class Message:
    """One message. `number` names a job within its connection; `flag` is `urgent` for a job."""

    __slots__ = ("flag", "kind", "learner", "number", "payload", "seconds")

    def __init__(
        self,
        kind: int,
        number: int = 0,
        flag: int = 0,
        payload: bytes = b"",
        seconds: float = 0.0,
        learner: bytes = b"",
    ) -> None:
        self.kind = kind
        self.number = number
        self.flag = flag
        self.payload = payload
        self.seconds = seconds
        self.learner = learner


def encode(message: Message) -> bytes:
    """The bytes of a message.

    Raises:
        ValueError: the payload is larger than `LARGEST_PAYLOAD`.
    """
    if len(message.payload) > LARGEST_PAYLOAD:
        raise ValueError("the message is too large")
    learner = message.learner[:LONGEST_LEARNER]
    header = _HEADER.pack(
        message.kind, message.flag, message.number, message.seconds, len(learner), len(message.payload)
    )
    return header + learner + message.payload


class Decoder:
    """Bytes as they arrive -> the messages that are complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """Add bytes; return the messages they complete, in order.

        Raises:
            ValueError: the bytes are no messages of ours.
        """
        buffer = self._buffer
        buffer += data
        messages = []
        start = 0
        while len(buffer) - start >= _HEADER.size:
            kind, flag, number, seconds, learner_size, payload_size = _HEADER.unpack_from(buffer, start)
            if not JOB <= kind <= FAREWELL or payload_size > LARGEST_PAYLOAD:
                raise ValueError("not a message")
            learner_start = start + _HEADER.size
            payload_start = learner_start + learner_size
            end = payload_start + payload_size
            if len(buffer) < end:
                break
            learner = bytes(buffer[learner_start:payload_start])
            payload = bytes(buffer[payload_start:end])
            messages.append(Message(kind, number, flag, payload, seconds, learner))
            start = end
        del buffer[:start]
        return messages
