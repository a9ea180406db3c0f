"""What a form is: sections of blocks, grids of rows, rows of cells, cells of texts and slots.

No expressions and no conditions: they could not be inverted. :mod:`perflang.forms.form_file` reads one from
its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from perflang.forms.fields import Repeat, repeat_named
from perflang.forms.template import Template
from perflang.source.classes import define, frozen
from perflang.values import OPERATORS, Gaps


@frozen
class CellSpec:
    """A cell: its template (None: merged with the one above), its width, and what it repeats over.

    ``is_header`` says that a repeated cell titles the one below it.
    """

    template: Template | None
    columns: int = 1
    each: str | None = None
    is_header: bool = False


@frozen
class RowSpec:
    """A row. ``each`` are the ids of what it repeats over, from the outside to the inside.

    Fields of the outer records are printed once for all rows of theirs, slots in ``merge`` once for a run of
    equal ones. ``breakdown`` stands before the name in a breakdown row below. ``order`` is ``author``, or
    ``levels``: rows of one level stand together, in the order of the framework. ``every_level`` gives a level
    without rows an empty one, and ``least`` is how many rows there are at least.

    ``beside`` are rows that stand side by side, each with a repeat of its own: their cells are the last ones
    of ``cells``, and what the cells before them say is common to all of them.
    """

    cells: tuple[CellSpec, ...]
    is_header: bool = False
    each: tuple[str, ...] = ()
    merge: tuple[str, ...] = ()
    breakdown: str | None = None
    order: str = "author"
    every_level: bool = False
    least: int = 0
    beside: tuple[RowSpec, ...] = ()

    @property
    def parts(self) -> tuple[RowSpec, ...]:
        """What is repeated: the row itself, or each of those that stand side by side; nothing in a single row."""
        return self.beside or ((self,) if self.each else ())

    @property
    def common(self) -> tuple[CellSpec, ...]:
        """The cells before those that stand side by side."""
        return self.cells[: len(self.cells) - sum(len(part.cells) for part in self.beside)]

    @property
    def slots(self) -> Iterator[str]:
        """The slots of all its cells."""
        for cell in self.cells:
            yield from cell.template.slots if cell.template else ()


@frozen
class TextSpec:
    """A paragraph or a heading; a heading may make an entry in a table of contents.

    ``depth`` is that of :class:`perflang.document.Heading`. An ``optional`` one is left out where all its slots
    are empty.
    """

    template: Template
    is_heading: bool
    entry: Template | None = None
    list: str = ""
    level: int = 0
    depth: int = 1
    optional: bool = False


@frozen
class ItemsSpec:
    """The items of a list."""

    slot: str


@frozen
class GridSpec:
    """The rows of a table, and what it is called for those who cannot see it.

    ``widths`` are those of its columns as shares of the whole, none where they are left to the reader.
    """

    rows: tuple[RowSpec, ...]
    caption: str = ""
    widths: tuple[int, ...] = ()

    @property
    def columns(self) -> int:
        return max(sum(cell.columns for cell in row.cells) for row in self.rows)


BlockSpec = TextSpec | ItemsSpec | GridSpec


@frozen
class SectionSpec:
    """A page; ``each`` (``projects``, ``wholes``) repeats it."""

    blocks: tuple[BlockSpec, ...]
    each: str | None = None


@define(frozen=True, slots=False, eq=False)
class Form:
    """A form; ``language`` is that of its labels and of the levels it prints, ``gaps`` what stands between
    the operator, the number and the unit of a target.

    ``scale`` is the unit of its money, None for that of the publication, and ``decimals`` how many decimals an
    amount has at least that was converted to it. ``signs`` are printed for ``OPERATORS``, each in its place, and
    ``qualitative`` for the operator of a target that compares nothing. ``title`` are the parts of the document's
    title; one whose slots are not all filled is left out. ``source`` says where the form comes from. A form that
    is not ``whole`` has a mistake in its file.
    """

    id: str
    zh: str
    en: str
    language: str
    sections: tuple[SectionSpec, ...]
    gaps: Gaps = ("", "")
    title: tuple[Template, ...] = ()
    scale: str | None = None
    decimals: int = 0
    qualitative: str = ""
    signs: tuple[str, ...] = OPERATORS
    source: str = ""
    whole: bool = True

    @cached_property
    def slots(self) -> frozenset[str]:
        """Every slot of the tables and texts."""
        return frozenset(
            slot for section in self.sections for block in section.blocks for slot in _slots(block)
        )

    @cached_property
    def fields(self) -> frozenset[str]:
        """The ids of the fields that it has a place for."""
        return frozenset(slot.partition(":")[0] for slot in self.slots)

    @cached_property
    def repeated_rows(self) -> tuple[RowSpec, ...]:
        """The rows that are repeated; each of those that stand side by side."""
        return tuple(
            part
            for section in self.sections
            for block in section.blocks
            if isinstance(block, GridSpec)
            for row in block.rows
            for part in row.parts
        )

    @cached_property
    def repeats(self) -> frozenset[str]:
        """The ids of whatever it repeats over."""
        return frozenset(_repeats(self.sections))


def repeat(identifier: str) -> Repeat:
    """The repeat of an id, which a form's file has been checked to name."""
    found = repeat_named(identifier)
    assert found is not None
    return found


def _slots(block: BlockSpec) -> Iterator[str]:
    match block:
        case TextSpec():
            yield from block.template.slots
        case ItemsSpec():
            yield block.slot
        case GridSpec():
            for row in block.rows:
                yield from row.slots


def _repeats(sections: Iterable[SectionSpec]) -> Iterator[str]:
    for section in sections:
        if section.each is not None:
            yield section.each
        for block in section.blocks:
            for row in block.rows if isinstance(block, GridSpec) else ():
                for part in row.parts:
                    yield from part.each
                yield from (cell.each for cell in row.cells if cell.each is not None)
