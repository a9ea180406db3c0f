"""Canonical text back into paragraphs and cells; see ``backends/text.py`` for what it looks like."""

from __future__ import annotations

from collections.abc import Callable

from perflang.document import Entry
from perflang.document.pieces import Piece, ReadCell, ReadParagraph
from perflang.source.regex import regex

# The end of Word's field for a contents entry; its beginning is the first TC of the line.
_FIELD_END = regex(r" \\f ([A-Za-z]) \\l ([1-9]) *\Z")


def read(text: str, follows_table: Callable[[ReadParagraph], bool]) -> list[Piece]:
    """The pieces of ``text`` in order.

    A line below a table is a paragraph of its last cell unless two empty lines stand before it, or somewhat above
    it, and ``follows_table`` knows it as what comes after a table.
    """
    pieces: list[Piece] = []
    lines = text.replace("\r\n", "\n").split("\n")
    number = 0
    while number < len(lines):
        if not lines[number].strip(" "):
            number += 1
        elif lines[number].startswith("\t"):
            end = _end_of_cell(lines, number, follows_table)
            pieces.append(ReadCell((lines[number][1:], *lines[number + 1 : end]), number + 1))
            number = end
        else:
            end = number + 1
            while end < len(lines) and not lines[end]:
                end += 1
            pieces.append(_paragraph(lines[number], number + 1, end - number - 1))
            number = end
    return pieces


def _end_of_cell(
    lines: list[str], start: int, follows_table: Callable[[ReadParagraph], bool]
) -> int:
    end = start + 1
    blank = 0
    gap: int | None = (
        None  # behind the last two empty lines; strays may stand between them and what follows
    )
    while end < len(lines) and not lines[end].startswith("\t"):
        if not lines[end]:
            blank += 1
        else:
            gap, blank = end if blank >= 2 else gap, 0
            if gap is not None and follows_table(_paragraph(lines[end], end + 1, 0)):
                return gap
        end += 1
    return end


def _paragraph(line: str, number: int, blank: int) -> ReadParagraph:
    end = _FIELD_END.search(line)
    text, field, entry = line[: end.start()].partition(" TC ") if end else (line, "", "")
    if end is None or not field:
        return ReadParagraph(line, number, blank)
    return ReadParagraph(text, number, blank, Entry(entry, end[1], int(end[2])))
