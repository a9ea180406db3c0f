"""Markup of which most is known before: texts, and the tags around them.

A step of a template for each of a million cells would cost most of the time. So templates give what stands before
and behind texts, which is kept by what was asked for, and all texts of a section are escaped in one go before both
are put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import field
from jinja2.filters import do_forceescape

from perflang.backends.environment import macros
from perflang.document import Note
from perflang.source.classes import define

_APART = "\0"  # which no source may hold, between texts

# What stands before the first text, and behind each of them, in UTF-8.
Tags = tuple[bytes, Sequence[bytes]]


@lru_cache(maxsize=1024)
def tags_of(macro: str, texts: int, *known: object) -> Tags:
    """What a macro of the page puts around so many texts, which are its first argument."""
    markup = str(getattr(macros("page.html"), macro)([_APART] * texts, *known))
    first, *others = markup.encode("utf-8").split(_APART.encode())
    return first, others


@define
class Markup:
    """Texts with the tags before and behind each of them; ``marks`` stand behind texts, by their number."""

    texts: list[str] = field(factory=list)
    tags: list[bytes] = field(factory=lambda: [b""])
    marks: dict[int, bytes] = field(factory=dict)

    def add(self, tags: Tags, texts: Sequence[str]) -> None:
        """Texts with the tags around them."""
        opening, others = tags
        self.tags[-1] += opening
        self.tags += others
        self.texts += texts

    def mark(self, notes: Mapping[int, tuple[Note, ...]], first: int = 0) -> None:
        """Marks behind the texts that are added next; ``notes`` are by their numbers, from the ``first`` one."""
        for number, of_text in notes.items():
            if of_text:
                marks = str(macros("page.html").marks(of_text))
                self.marks[len(self.texts) + first + number] = marks.encode("utf-8")

    def __bytes__(self) -> bytes:
        texts = escaped(self.texts) if self.texts else []
        for number, marks in self.marks.items():
            texts[number] += marks
        pieces = [b""] * (2 * len(texts) + 1)
        pieces[::2] = self.tags
        pieces[1::2] = texts
        return b"".join(pieces)

    def __html__(self) -> str:
        return bytes(self).decode("utf-8")


def join(around: Tags, inner: Tags) -> Tags:
    """Tags with others in the place of their last text."""
    opening, (*others, end) = around
    first, rest = inner
    pieces = [opening, *others]
    pieces[-1] += first
    pieces += rest
    pieces[-1] += end
    return pieces[0], pieces[1:]


def escaped(texts: Sequence[str]) -> list[bytes]:
    """The markup of each text.

    All are escaped in one call: one for each of a million cells would cost more than everything else.
    """
    parts = markup_of(_APART.join(texts)).split(_APART.encode())
    return parts if len(parts) == len(texts) else [markup_of(text) for text in texts]


def markup_of(text: str) -> bytes:
    """The markup of a text, in which line breaks are ``<br>``."""
    return do_forceescape(text).encode("utf-8").replace(b"\n", b"<br>")
