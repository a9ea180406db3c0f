"""Floor 7: people at a terminal."""

from __future__ import annotations

import gc
import sys

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> None:
    """The command line. It is imported here, so that Ctrl-C ends quietly from the first moment on."""
    if arguments is None:  # the process is our own
        # nothing that is made for a file refers to itself (a test holds that): no garbage waits to be looked for
        gc.set_threshold(0)
    try:
        from perflang.cli.again import answer

        status = answer(sys.argv[1:] if arguments is None else arguments)
        if status is not None:
            sys.exit(status)
        from perflang.cli.program import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run(arguments)
