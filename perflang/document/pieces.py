"""What a reader finds in a published document: paragraphs and cells in order, no rows yet.

Canonical text does not mark where a row ends, so that the form cuts the rows.
"""

from __future__ import annotations

from perflang.document.blocks import Entry
from perflang.source.classes import frozen


@frozen
class ReadParagraph:
    """A line outside of tables. ``blank`` counts the empty lines after it; ``line`` is its number."""

    text: str
    line: int
    blank: int = 0
    entry: Entry | None = None

    @property
    def first(self) -> str:
        """Its first line."""
        return self.text


@frozen
class ReadCell:
    """A cell with everything up to the next one: its paragraphs and the empty lines after it.

    Which of the empty lines end a row, and which are paragraphs of the cell, the form decides.
    """

    lines: tuple[str, ...]
    line: int

    @property
    def first(self) -> str:
        """Its first line."""
        return self.lines[0]

    def text(self, ends: int) -> str:
        """The cell's text when ``ends`` empty lines at its end belong to the row and the table."""
        lines = list(self.lines)
        while ends and len(lines) > 1 and not lines[-1]:
            lines.pop()
            ends -= 1
        return "\n".join(lines)

    @property
    def may_end_row(self) -> bool:
        return len(self.lines) > 1 and not self.lines[-1]

    @property
    def may_end_table(self) -> bool:
        return len(self.lines) > 2 and not self.lines[-1] and not self.lines[-2]


Piece = ReadParagraph | ReadCell
