"""A text with its positions: spans are code points, and each can be told in three other ways."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

from attrs import field

from perflang.source.classes import frozen
from perflang.source.width import column_width


class Span(NamedTuple):
    """A half-open range of code points of one file's text."""

    start: int
    end: int


NOWHERE = Span(0, 0)
# A span as one number, its start before 32 bits for its end: so many words have one that their weight counts.
Place = int
_END = (1 << 32) - 1
_new = tuple.__new__  # a third of what calling the class costs


def place_of(start: int, end: int) -> Place:
    """The number that stands for a span."""
    return start << 32 | end


def span_of(place: Place) -> Span:
    """The span that a number stands for."""
    return _new(Span, (place >> 32, place & _END))


class Position(NamedTuple):
    """A place in a text, everything counted from 1.

    ``column`` counts code points, ``utf16`` UTF-16 code units (editors), ``display`` terminal
    columns with tabs at every eighth.
    """

    line: int
    column: int
    utf16: int
    display: int


@frozen
class Edit:
    """What is to stand in the place of a span of a text."""

    at: Span
    text: str


@frozen
class Fault:
    """Something wrong that was found below the floor where diagnostics are made.

    ``code`` names the page in ``diagnostics/codes``; ``values`` fill its message, ``hint`` chooses its help,
    ``fix`` mends it.
    """

    code: str
    at: Span = NOWHERE
    values: dict[str, str] = field(factory=dict)
    hint: str | None = None
    fix: tuple[Edit, ...] = ()


class SourceFile:
    """A decoded text and the name it is reported under. Lines end with LF; CR before it is kept.

    ``encoding`` is Python's name for how the file holds the text (``utf-8-sig``: with a BOM before it).
    ``seen`` tells the file from what it may become: its stamp and digest, where a reader took them down.
    """

    seen: tuple[str, str] | None = None

    def __init__(self, path: str, text: str, encoding: str = "utf-8") -> None:
        self.path = path
        self.text = text
        self.encoding = encoding

    def __repr__(self) -> str:
        return f"SourceFile({self.path!r}, {len(self.text)} characters)"

    @cached_property
    def line_starts(self) -> array[int]:
        """The offset of the first character of each line; a final line break opens one more."""
        lengths = map(len, self.text.split("\n")[:-1])
        # each break is one more; a large file has so many lines that a list of numbers would weigh
        return array("q", map(add, accumulate(lengths, initial=0), count()))

    @cached_property
    def prints(self) -> bool:
        """Whether Python knows each of its characters to print, but for line breaks and wide blanks."""
        text = self.text.replace("\r\n", "\n") if "\r" in self.text else self.text
        return text.replace("\n", "").replace("\u3000", "").isprintable()

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, that holds ``offset``."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """Line ``line`` (from 1) without its line break."""
        start = self.line_starts[line - 1]
        last = line == len(self.line_starts)
        end = len(self.text) if last else self.line_starts[line] - 1
        if not last and end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        start, end = self.line_span(line)
        return self.text[start:end]

    def line_with(self, at: Span, text: str) -> str:
        """The line of ``at`` with ``text`` in the place of what stands there, without blanks around."""
        line = self.line_of(at.start)
        start = at.start - self.line_starts[line - 1]
        end = at.end - self.line_starts[line - 1]
        whole = self.line_text(line)
        return (whole[:start] + text + whole[end:]).strip(" \t\u00a0\u3000")

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """The line and the column in code points, both from 1; it costs the same anywhere in a line."""
        offset = min(offset, len(self.text))
        line = self.line_of(offset)
        return line, offset - self.line_starts[line - 1] + 1

    def position(self, offset: int) -> Position:
        """Where ``offset`` is; past the end means the end."""
        offset = min(offset, len(self.text))
        line = self.line_of(offset)
        before = self.text[self.line_starts[line - 1] : offset]
        wide = sum(1 for character in before if ord(character) > 0xFFFF)
        return Position(line, len(before) + 1, len(before) + wide + 1, column_width(before) + 1)
