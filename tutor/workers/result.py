"""What became of a job: its value, or one word why there is none."""

from __future__ import annotations

TYPE_CHECKING = False  # importing `typing` for this costs the first frame ten milliseconds
if TYPE_CHECKING:
    from typing import Any, Literal, TypeAlias

    Failure: TypeAlias = Literal["timeout", "memory", "died", "error"]
else:
    Failure = str


class Result:
    """The value of a job, or the kind of its failure; never both.

    `failure` is None (there is a value), `"timeout"` (the deadline passed), `"memory"` (the limit was reached),
    `"died"` (the process ended, or the pool was closed) or `"error"` (the job raised). `text` is a short
    technical word on a failure, for logs: it is no sentence for a learner and holds no traceback.
    """

    __slots__ = ("failure", "text", "value")

    def __init__(self, value: Any = None, failure: Failure | None = None, text: str = "") -> None:
        self.value = value
        self.failure = failure
        self.text = text

    def __repr__(self) -> str:
        if self.failure is None:
            return f"Result({self.value!r})"
        return f"Result(failure={self.failure!r}, text={self.text!r})"
