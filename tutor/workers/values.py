"""Results come back as plain values: numbers, texts, containers and the classes of the mathematics, no more."""

from __future__ import annotations

import io
import pickle
from typing import Any

_PLAIN = ("builtins", "collections", "datetime", "decimal", "fractions")


def read_value(payload: bytes, allowed: tuple[str, ...]) -> Any:
    """The value a runner pickled.

    A runner has worked on a stranger's text, so what it sends can name no function and no class from elsewhere;
    and SymPy's own objects, which would bring SymPy into the process that draws, are refused.

    Raises:
        Exception: the bytes are no such value.
    """
    return _PlainUnpickler(io.BytesIO(payload), allowed).load()


class _PlainUnpickler(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, allowed: tuple[str, ...]) -> None:
        super().__init__(stream)
        self._allowed = allowed

    def find_class(self, module: str, name: str) -> Any:
        if module in _PLAIN or module.startswith(self._allowed):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
