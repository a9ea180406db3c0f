"""Sections that are made when they are asked for: a publication of any size takes the memory of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from perflang.document.blocks import Section


class MadeSections(Sequence[Section]):
    """``count`` sections, each made by its number every time: who goes through them twice pays twice.

    ``outline`` makes them without what stands in their tables and lists, for those who only look for headings.
    """

    def __init__(
        self,
        count: int,
        make: Callable[[int], Section],
        outline: Callable[[int], Section],
    ) -> None:
        self._count = count
        self._make = make
        self._outline = outline

    @property
    def outline(self) -> MadeSections:
        return MadeSections(self._count, self._outline, self._outline)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Section]:
        return map(self._make, range(self._count))

    @overload
    def __getitem__(self, index: int) -> Section: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Section, ...]: ...
    def __getitem__(self, index: int | slice) -> Section | tuple[Section, ...]:
        numbers = range(self._count)[index]
        return self._make(numbers) if isinstance(numbers, int) else tuple(map(self._make, numbers))


def outline(sections: Sequence[Section]) -> Sequence[Section]:
    """``sections`` as far as their headings go, at less cost where they are still to be made."""
    return sections.outline if isinstance(sections, MadeSections) else sections
