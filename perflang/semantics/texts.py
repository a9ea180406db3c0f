"""A text that may go on over further lines (``|``), and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from perflang.semantics.report import Report
from perflang.source import NOWHERE, Span
from perflang.syntax import Leaf


class Text:
    """The leaf a text begins with (None: nothing was written) and its further lines."""

    def __init__(self, first: Leaf | None) -> None:
        self.first = first
        self.lines = [first.text if first else ""]

    def add_line(self, leaf: Leaf | None) -> None:
        self.lines.append(leaf.text if leaf else "")

    @property
    def text(self) -> str:
        lines = self.lines
        return lines[0] if len(lines) == 1 else "\n".join(lines)

    @property
    def quoted(self) -> bool:
        return self.first is not None and self.first.quoted

    def at(self, otherwise: Span = NOWHERE) -> Span:
        return self.first.at if self.first else otherwise


def check_lengths(report: Report, texts: Iterable[tuple[Text, Span]], limit: int) -> None:
    """Texts with all their further lines, each with its place, against the limit (PF118)."""
    for text, at in texts:
        lines = text.lines
        length = len(lines[0]) if len(lines) == 1 else sum(map(len, lines)) + len(lines) - 1
        if length > limit:
            report.add("PF118", at, {"length": str(length), "limit": str(limit)})
