"""The command `calc-tutor`. Without arguments it opens the app at once; only the rest needs a command line parser."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command."""
    if len(sys.argv) == 1:
        from tutor.commands.opening import open_app

        open_app(no_motion=bool(os.environ.get("CALC_TUTOR_NO_MOTION")))
        return
    from tutor.commands.group import group

    group(prog_name="calc-tutor")
