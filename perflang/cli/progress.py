"""How far a run is, for somebody who waits at a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

from perflang.source import column_width

_Item = TypeVar("_Item")
_PATIENCE = 1.0  # seconds: what is done sooner needs no bar
_PAUSE = 0.1
_WIDTH = 30
_WORDS = {"zh": "正在编 {bar} {done}/{all}", "en": "building {bar} {done}/{all}"}


def shown(items: Iterable[_Item], count: int, language: str) -> Iterator[_Item]:
    """``items``, of which there are ``count``, with a line on the terminal about how many are done.

    The line shows up after a second, is gone in the end, and is no part of what is said.
    """
    stream = getattr(sys.stderr, "stream", sys.stderr)
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield from items
        return
    next_time = time.monotonic() + _PATIENCE
    line = ""
    try:
        for done, item in enumerate(items, 1):
            if time.monotonic() >= next_time:
                line = _line(done, count, language)
                _write(stream, f"\r{line}")
                next_time = time.monotonic() + _PAUSE
            yield item
    finally:
        if line:
            _write(stream, f"\r{' ' * column_width(line)}\r")


def _line(done: int, count: int, language: str) -> str:
    full = _WIDTH * min(done, count) // max(count, 1)
    bar = f"[{'#' * full}{'.' * (_WIDTH - full)}]"
    return (
        _WORDS[language]
        .replace("{bar}", bar)
        .replace("{done}", str(done))
        .replace("{all}", str(count))
    )


def _write(stream: TextIO, text: str) -> None:
    """A terminal that went away is met again by whoever has something to say."""
    with contextlib.suppress(OSError, ValueError):
        stream.write(text)
        stream.flush()
