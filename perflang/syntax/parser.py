"""Text to tree. Every text gives a tree; a line that is no statement becomes one node and one diagnostic."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import overload

from perflang.diagnostics import Diagnostic, from_fault
from perflang.source import Fault, Limits, SourceFile, Span, place_of
from perflang.source.gate import forbidden_in
from perflang.syntax.lines import line_reader
from perflang.syntax.mending import with_breaks
from perflang.syntax.tree import Blank, Leaf, Line, Tree, Unreadable


def parse(source: SourceFile, limits: Limits | None = None) -> tuple[Tree, list[Diagnostic]]:
    """The tree of ``source``, one node a line, and what could not be read, in the order of the lines."""
    reading = Reading(source, limits)
    return Tree(tuple(reading), source), reading.mistakes()


class Reading(Sequence[Line]):
    """The lines of a source, read as they are gone through; none of them is kept.

    So a file of any length takes the memory of one line. Whoever needs lines again and again asks :func:`parse`.
    """

    def __init__(self, source: SourceFile, limits: Limits | None = None) -> None:
        self._source = source
        self._refused = _refused_lines(source, limits or Limits())
        self._text = _without(source, self._refused)
        self._reader = line_reader(self._text)
        self._seen = False  # whether all lines have been gone through
        self._by_lark: dict[int, Line] | None = None  # None: lark has not been asked yet
        self._mistakes: dict[int, Diagnostic] = {}

    def __iter__(self) -> Iterator[Line]:
        if self._reader is None:
            return chain(map(self._left, self._source.line_starts), self._ended())
        lines = chain(self._reader.read(self._text, self._left), self._last(), self._ended())
        return self._without_refused(lines) if self._refused else lines

    def __len__(self) -> int:
        return self._source.text.count("\n") + 1

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return tuple(self)[at]
        start = self._source.line_starts[at]
        number = self._source.line_of(start)
        if self._reader is None or number in self._refused:
            return self._left(start)
        return next(chain(self._reader.read(self._text, self._left, start), self._last()))

    def mistakes(self) -> list[Diagnostic]:
        """What could not be read, in the order of the lines."""
        if not self._seen:
            deque(self, maxlen=0)
        found = self._in_refused() | self._mistakes
        return [found[number] for number in sorted(found)]

    def _in_refused(self) -> dict[int, Diagnostic]:
        path = self._source.path
        return {number: from_fault(path, fault) for number, fault in self._refused.items()}

    def _last(self) -> Iterator[Line]:
        """A break at the end opens one more line."""
        size = len(self._source.text)
        if self._source.text.endswith("\n"):
            yield Blank(Span(size, size))

    def _ended(self) -> Iterator[Line]:
        self._seen = True
        yield from ()

    def _without_refused(self, lines: Iterable[Line]) -> Iterator[Line]:
        for number, line in enumerate(lines, 1):
            start = self._source.line_starts[number - 1]
            yield self._left(start) if number in self._refused else line

    def _left(self, start: int) -> Line:
        """The line at ``start``, which the line reader leaves to lark, or which is not to be read."""
        number = self._source.line_of(start)
        if number not in self._refused:
            if self._by_lark is None:
                self._by_lark, self._mistakes = self._ask_lark()
            if number in self._by_lark:
                return self._by_lark[number]
            if number not in self._mistakes:
                return Blank(self._source.line_span(number))
        at = self._source.line_span(number)
        return Unreadable(Leaf(self._source.text[at.start : at.end], place_of(*at)))

    def _ask_lark(self) -> tuple[dict[int, Line], dict[int, Diagnostic]]:
        """What lark makes of all lines that the line reader leaves: it is asked once, by the first of them."""
        from perflang.syntax.by_lark import read_by_lark  # lark is imported by who needs it

        text = self._text
        if self._reader is not None:
            starts: list[int] = []

            def left(start: int) -> Line:
                starts.append(start)
                return Blank()

            deque(self._reader.read(text, left), maxlen=0)
            text = _without_others(text, starts)
        return read_by_lark(self._source, text)


def _refused_lines(source: SourceFile, limits: Limits) -> dict[int, Fault]:
    """The lines that are not even tried: forbidden characters, too long, brackets too deep."""
    faults = forbidden_in(source, limits)
    refused = {source.line_of(fault.at.start): fault for fault in reversed(faults)}
    for number, fault in refused.items():
        if fault.hint == "break" or fault.code == "PF105" or fault.fix:
            refused[number] = with_breaks(fault, source, parse)
    if source.text.count("(") + source.text.count("（") > limits.depth:
        for number, line in enumerate(source.text.split("\n"), 1):
            few = len(line) <= limits.depth  # there is no room for so many
            deep = None if few else _too_deep(source, number, limits.depth)
            if deep is not None:
                refused.setdefault(number, deep)
    return refused


def _too_deep(source: SourceFile, number: int, limit: int) -> Fault | None:
    text = source.line_text(number)
    if text.count("(") + text.count("（") <= limit or text.lstrip()[:1] in ("#", "＃"):
        return None
    depth, quoted = 0, False
    for column, character in enumerate(text):
        quoted ^= character == '"'
        if not quoted:
            depth = max(depth + (character in "(（") - (character in ")）"), 0)
        if depth > limit:
            at = source.line_starts[number - 1] + column
            return Fault("PF116", Span(at, at + 1), {"limit": str(limit)})
    return None


def _without_others(text: str, starts: list[int]) -> str:
    """``text`` with blanks in the place of all but the lines that begin at ``starts``, every offset as it was."""
    pieces, end = [], 0
    for start in starts:
        stop = text.index("\n", start) + 1
        pieces += [" " * (start - end), text[start:stop]]
        end = stop
    return "".join(pieces)


def _without(source: SourceFile, refused: dict[int, Fault]) -> str:
    """The text with refused lines blanked out, every offset kept, and a line break at its end."""
    pieces, end = [], 0
    for number in sorted(refused):
        at = source.line_span(number)
        pieces += [source.text[end : at.start], " " * (at.end - at.start)]
        end = at.end
    pieces.append(source.text[end:])
    if not source.text.endswith("\n"):
        pieces.append("\n")
    return "".join(pieces)
