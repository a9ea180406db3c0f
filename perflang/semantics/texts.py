"""A text that may go on over further lines (``|``), and where it stands."""

from __future__ import annotations

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
        return "\n".join(self.lines)

    @property
    def quoted(self) -> bool:
        return self.first is not None and self.first.quoted

    def at(self, otherwise: Span = NOWHERE) -> Span:
        return self.first.at if self.first else otherwise
