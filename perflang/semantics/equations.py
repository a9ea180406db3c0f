"""A budget equation as its lines say it: its own line, and those below it that go on with it."""

from __future__ import annotations

import re

from perflang.model import Budget
from perflang.semantics.budget import BudgetReader
from perflang.syntax import Equation, Parts, Yearly


class OpenEquation:
    """An equation that may go on; ``whole`` is false where a line of it could not be read."""

    def __init__(self, line: Equation | Yearly, reader: BudgetReader) -> None:
        self.line = line
        self.reader = reader
        self.further: list[Parts] = []
        self.whole = True

    def add(self, line: Parts) -> None:
        """A line of further parts."""
        self.further.append(line)

    def lose_line(self, text: str) -> None:
        """``text`` could not be read: it may have been a part."""
        goes_on_below = bool(self.further) or not self.line.parts
        if goes_on_below or _may_be_a_part(text):
            self.whole = False

    def build(self) -> Budget:
        """What was written, its sums checked."""
        line = self.line
        parts = line.parts
        if self.further:
            parts = (*parts, *(part for more in self.further for part in more.parts))
        return self.reader.budget(line.keyword.at, line.total, parts, self.whole)


def _may_be_a_part(text: str) -> bool:
    """Whether a line that could not be read may go on with a budget that stood on one line."""
    begins = text.lstrip(" \t\u00a0\u3000")[:1] in ("=", "＝", "+", "＋")
    return begins or (re.search("[0-9０-９]", text) is not None and not re.search("[:：]", text))
