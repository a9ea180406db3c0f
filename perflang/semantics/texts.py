"""A text that may go on over further lines (``|``), and where texts and other fields stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from perflang.semantics.report import Report
from perflang.source import Place, Span, span_of
from perflang.syntax import Leaf


class Text:
    """The leaf a text begins with (None: nothing was written) and its further lines.

    ``text`` has the further lines only when it has been closed: most texts have none, and those that have are
    put together once. ``at`` is where it stands, or where it would: with ``otherwise``.
    """

    __slots__ = ("_more", "is_long", "place", "quoted", "text")

    def __init__(self, first: Leaf | None, otherwise: Place = 0) -> None:
        self.is_long = False  # has further lines
        if first is None:
            self.text = ""
            self.quoted = False
            self.place = otherwise
        else:
            self.text = first.text
            self.quoted = first.quoted
            self.place = first.place

    @property
    def at(self) -> Span:
        return span_of(self.place)

    def add_line(self, leaf: Leaf | None) -> None:
        if not self.is_long:
            self.is_long = True
            self._more: list[str] = [self.text]
        self._more.append(leaf.text if leaf else "")

    def close(self) -> None:
        """No more lines follow."""
        if self.is_long:
            self.text = "\n".join(self._more)


class Places(Mapping[str, Span]):
    """Where the fields of a thing stand; few are ever asked for, and only those are made spans."""

    __slots__ = ("_placed",)

    def __init__(self, placed: dict[str, Place]) -> None:
        self._placed = placed

    def __getitem__(self, name: str) -> Span:
        return span_of(self._placed[name])

    def __contains__(self, name: object) -> bool:
        return name in self._placed

    def __iter__(self) -> Iterator[str]:
        return iter(self._placed)

    def __len__(self) -> int:
        return len(self._placed)


def check_lengths(report: Report, texts: Iterable[Text | Leaf], limit: int) -> None:
    """Closed texts, with all their further lines, against the limit (PF118)."""
    for text in texts:
        if len(text.text) > limit:
            report.add("PF118", text.at, {"length": str(len(text.text)), "limit": str(limit)})
