"""A text in parts: its head, and what stands from each line that opens a project, a whole or a unit to the next.

Units above the first project belong to the head.
Blank lines and comments right above such a line belong to it: a comment for us is about the line below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from perflang.live.block import Block
from perflang.source import Limits, SourceFile
from perflang.source.classes import define
from perflang.source.regex import regex
from perflang.syntax import Opening, parse
from perflang.vocabulary import vocabulary

HEAD, UNIT, BLOCK = "head", "unit", "block"
_KINDS = {"unit": UNIT, "project": BLOCK, "whole": BLOCK}
_BLANK = "[ \t\u00a0\u3000]"
_QUIET = regex(f"{_BLANK}*(?:[#＃][^\r\n]*)?\r?")


@define(eq=False)
class Part:
    """A piece of the text. ``block`` is what it says, once it has been read.

    ``odd`` says that the line above it is one of which the grammar and the reader of comments think otherwise.
    """

    kind: str
    text: str
    odd: bool = False
    block: Block | None = None


def parts_of(text: str, limits: Limits, *, has_head: bool = True) -> list[Part]:
    """The parts of a text, of which the first is the head unless the text is a piece of one without it."""
    cuts: list[tuple[int, str, bool]] = [(0, HEAD, False)] if has_head else []
    for start, kind in _openings(text, limits):
        if kind == UNIT and cuts and cuts[-1][1] == HEAD:
            continue  # it is one of those that the head opens
        lowest = cuts[-1][0] if cuts else 0
        above, odd = _above(text, start, lowest)
        cuts.append((above, kind, odd))
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    return [
        Part(kind, text[start:end], odd) for (start, kind, odd), end in zip(cuts, ends, strict=True)
    ]


def _openings(text: str, limits: Limits) -> Iterator[tuple[int, str]]:
    """Where the lines begin that open something; the grammar has the last word on each."""
    for match in _may_open().finditer(text):
        end = text.find("\n", match.end()) + 1 or len(text)
        kind = _kind_of(text[match.start() : end], limits)
        if kind is not None:
            yield match.start(), kind


@lru_cache(maxsize=256)
def _kind_of(line: str, limits: Limits) -> str | None:
    """What a line opens; the lines around a change are asked again and again."""
    read = parse(SourceFile("", line), limits)[0].lines[0]
    return _KINDS[read.keyword.text] if isinstance(read, Opening) else None


def _above(text: str, start: int, lowest: int) -> tuple[int, bool]:
    """Where the blank lines and comments right above a line begin, and whether the line above those is odd."""
    while start > lowest:
        before = text.rfind("\n", lowest, start - 1) + 1 or lowest
        if not _QUIET.fullmatch(text, before, start - 1):
            return start, text[before:start].strip()[:1] in ("", "#", "＃")
        start = before
    return start, False


@cache
def _may_open() -> re.Pattern[str]:
    """A line that begins with one of the words, in whatever case and with whatever blanks."""
    spellings = {one for name in _KINDS for one in vocabulary()[name].spellings}
    words = (f"{_BLANK}+".join(map(re.escape, one.split())) for one in sorted(spellings))
    return re.compile(
        f"^{_BLANK}*(?:{'|'.join(words)}){_BLANK}*[:：]", re.MULTILINE | re.IGNORECASE
    )
