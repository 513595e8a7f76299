"""Opening the app: the worker first, then the screen."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

NO_TERMINAL = (
    'calc-tutor needs a terminal to open its screen. Without one, try: calc-tutor derive "sin(x^2)" --solution'
)


def open_app(
    function: str | None = None,
    wrt: Sequence[str] = (),
    at: Mapping[str, str] | None = None,
    *,
    no_motion: bool = False,
    lesson: Path | None = None,
) -> None:
    """Run the app, on the home screen or straight in a derivation. Ends with exit 1 where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(NO_TERMINAL, file=sys.stderr)
        raise SystemExit(1)
    import gc

    from tutor.workers import Pool

    # Nothing imported on the way to the first frame is garbage; the app switches the collector on after it.
    gc.disable()
    # The worker comes first: it gets a core to itself while the screen is still being imported.
    pool = Pool(size=1)
    pool.start()
    try:
        from tutor.app import run

        run(pool, function, wrt, at, no_motion=no_motion, lesson=lesson)
    finally:
        pool.close()
