"""What the terminal is: its language, its colours, and streams that never fail on a character."""

from __future__ import annotations

import contextlib
import os
import sys

TYPE_CHECKING = False  # typing itself is not imported by who only asks the cache
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TextIO

_COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "place": "1",
    "mark": "31;1",
    "label": "34;1",
    "help": "36",
    "added": "32",
    "removed": "31",
}


def prepare_streams() -> None:
    """A character that the console cannot show is written out instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors="backslashreplace")


def language_of(chosen: str | None) -> str:
    """``zh`` or ``en``: as chosen, else as the locale says, else Chinese for a Chinese Windows."""
    if chosen:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    try:
        named = locale.setlocale(locale.LC_CTYPE, "") or ""
    except locale.Error:
        return "en"
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"


class Printer:
    """Lines to a stream; colours only where somebody looks at a terminal (``NO_COLOR`` honoured)."""

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        colours = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.colours = colours and stream is not None and stream.isatty()

    def line(self, text: str = "") -> None:
        if self.stream is not None:
            self.stream.write(text + "\n")

    def text(self, text: str) -> None:
        """Lines as they are."""
        if self.stream is not None:
            self.stream.write(text)

    def coloured(self, text: str, role: str) -> str:
        return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if self.colours and text else text


def complain(text: str) -> None:
    """A line to standard error, if there is one."""
    with contextlib.suppress(OSError, ValueError):
        Printer(sys.stderr).line(text)


class Recorded:
    """A stream that also keeps what it was told."""

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        self.pieces: list[str] = []  # all that was written

    def write(self, text: str) -> int:
        """Write and keep."""
        self.pieces.append(text)
        return self.stream.write(text) if self.stream is not None else len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextlib.contextmanager
def recorded() -> Iterator[Recorded]:
    """Keep what is said on standard error meanwhile, if there is one."""
    before, said = sys.stderr, Recorded(sys.stderr)
    if before is not None:
        sys.stderr = said
    try:
        yield said
    finally:
        sys.stderr = before
