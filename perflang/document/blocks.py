"""What a document is made of. Nothing here knows of budgets; texts may hold line breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import count
from typing import ClassVar

from attrs import evolve, field

from perflang.source.classes import define, frozen


@define
class Entry:
    """An entry in a table of contents: its text, the letter of the list, its level (Word's TC field)."""

    text: str
    list: str
    level: int


@frozen
class Note:
    """A mark behind a text that leads to a remark: its ``number`` and the ids of both ends.

    ``label`` is what it is called for those who hear it, ``look`` how it differs for those who see it.
    """

    number: int
    anchor: str
    leads_to: str
    label: str
    look: str = ""


Notes = tuple[Note, ...]


def _notes() -> Notes:
    return field(default=(), eq=False, repr=False)


def _origin() -> object:
    """What the maker of a document knows a text by; nothing that is rendered depends on it."""
    return field(default=None, eq=False, repr=False)


@define
class Heading:
    """A heading, with the entry it makes in a table of contents or None.

    ``depth`` 1 stands right below the title of the document, 2 below that; 0 is the title itself.
    """

    text: str
    entry: Entry | None = None
    depth: int = 1
    notes: Notes = _notes()
    origin: object = _origin()


@frozen
class Paragraph:
    """A paragraph of running text."""

    text: str
    notes: Notes = _notes()
    origin: object = _origin()


@frozen
class Items:
    """The items of a list, markers included; ``notes`` are those of its items by their index."""

    texts: tuple[str, ...]
    notes: Mapping[int, Notes] = field(factory=dict, eq=False, repr=False)
    origin: object = _origin()


@define
class Cell:
    """A cell of a grid. It is not frozen, which would cost each of a million cells; nobody changes one.

    ``role`` is ``header`` (it titles the cells below), ``label`` (it names what stands on its right) or
    ``value``; ``columns`` and ``rows`` are its spans. ``value`` is the typed value of a cell that holds
    one quantity, None otherwise.
    """

    text: str
    role: str = "value"
    columns: int = 1
    rows: int = 1
    value: object = field(default=None, eq=False)
    notes: Notes = _notes()
    origin: object = _origin()

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n")

    def sized(self, columns: int, rows: int = 1) -> Cell:
        """This cell with other spans."""
        return Cell(self.text, self.role, columns, rows, self.value, self.notes, self.origin)


@frozen
class Above:
    """The place of a cell that is merged with the one above it: it has nothing of its own."""

    text = None
    role = ""
    rows = 0
    value = None
    notes: ClassVar[Notes] = ()
    columns: int = 1


@frozen
class Hole:
    """A cell of a pattern whose text each table has for itself; all texts have the ``origin`` in common.

    Only where it ``is_measured`` may one of them be a quantity.
    """

    role: str
    columns: int = 1
    rows: int = 1
    is_measured: bool = True
    origin: object = _origin()

    def sized(self, columns: int, rows: int = 1) -> Hole:
        """This cell with other spans."""
        return Hole(self.role, columns, rows, self.is_measured, self.origin)


# What stands at a place of a pattern.
Place = Cell | Hole | Above
# The text of a hole, with its typed value where a cell has one.
Filling = str | tuple[str, object]


@frozen(eq=False)
class Row:
    """A row of a pattern. There are few, each in very many tables: what is found out about one is kept."""

    places: tuple[Place, ...]
    width: int = field(init=False)

    @width.default
    def _columns(self) -> int:
        return sum([one.columns for one in self.places])


@frozen(eq=False)
class Pattern:
    """What very many tables have in common: their cells with all spans, and the texts that are the same in all."""

    rows: tuple[Row, ...]
    width: int


@define(eq=False, slots=False)
class Grid:
    """Rows of cells; a cell that spans rows stands in its first one, :class:`Above` in the others.

    A grid is a pattern and what fills its holes, in their order, with the ``origins`` of these texts. Who needs
    its cells one by one asks for its ``rows``.

    ``caption`` says what the table is for those who cannot see it; it is not part of what is published.
    ``widths`` are those of the columns as shares of the whole, none where they are left to the reader.
    ``notes`` are those of the holes by their numbers.
    """

    pattern: Pattern
    filled: Sequence[Filling]
    origins: Sequence[object] = ()
    caption: str = ""
    widths: tuple[int, ...] = ()
    notes: Mapping[int, Notes] = field(factory=dict, repr=False)

    @cached_property
    def rows(self) -> tuple[tuple[Cell | Above, ...], ...]:
        """The cells, made when they are asked for and the same ones each time."""
        numbers = count()
        return tuple(
            tuple(
                self._filled(one, next(numbers)) if isinstance(one, Hole) else one
                for one in row.places
            )
            for row in self.pattern.rows
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Grid):
            return NotImplemented
        said = (self.rows, self.caption, self.widths)
        return said == (other.rows, other.caption, other.widths)

    __hash__ = None  # type: ignore[assignment]

    def _filled(self, hole: Hole, number: int) -> Cell:
        filled = self.filled[number]
        text, value = (filled, None) if isinstance(filled, str) else filled
        origin = (self.origins[number], hole.origin) if self.origins else hole.origin
        notes = self.notes.get(number, ())
        return Cell(text, hole.role, hole.columns, hole.rows, value, notes, origin)


Block = Heading | Paragraph | Items | Grid


@define
class Section:
    """What belongs on one page, one sheet."""

    blocks: tuple[Block, ...]


@frozen
class Document:
    """A publication laid out; ``language`` is that of its labels (``zh``, ``en``).

    ``sections`` may be made each time they are asked for, see :mod:`perflang.document.sections`.
    """

    title: str
    language: str
    sections: Sequence[Section]


def grid(
    rows: Sequence[Sequence[Cell | Above]], caption: str = "", widths: tuple[int, ...] = ()
) -> Grid:
    """A grid of cells with the row spans counted from what is merged from above."""
    spanned = pattern([Row(tuple(row)) for row in rows])
    return grid_of([row.places for row in spanned.rows], caption, widths)


def grid_of(
    rows: Sequence[Sequence[Place]], caption: str = "", widths: tuple[int, ...] = ()
) -> Grid:
    """A grid of cells that have their spans."""
    cells = [cell for row in rows for cell in row if isinstance(cell, Cell)]
    made = tuple([Row(tuple(map(_hole, row))) for row in rows])
    width = max((row.width for row in made), default=0)
    return Grid(
        Pattern(made, width),
        [cell.text if cell.value is None else (cell.text, cell.value) for cell in cells],
        (),
        caption,
        widths if len(widths) == width else (),
        {number: cell.notes for number, cell in enumerate(cells) if cell.notes},
    )


def _hole(place: Place) -> Place:
    if isinstance(place, Cell):
        is_measured = place.value is not None
        return Hole(place.role, place.columns, place.rows, is_measured, place.origin)
    return place


def pattern(rows: Sequence[Row]) -> Pattern:
    """A pattern with the row spans counted from what is merged from above.

    Every row is as wide as the widest: the last cell of a shorter one takes what is missing.
    """
    width = max([row.width for row in rows], default=0)
    waiting: _Waiting = ()
    spanned: list[Row] = []
    for row in reversed(rows):
        made, waiting = _spanning(row, width, waiting)
        spanned.append(made)
    return Pattern(tuple(reversed(spanned)), width)


# How many places below wait for the cell above, by their column.
_Waiting = tuple[tuple[int, int], ...]


@lru_cache(maxsize=4096)
def _spanning(row: Row, width: int, waiting: _Waiting) -> tuple[Row, _Waiting]:
    """A row with the spans of its cells that places below wait for, and what waits for the row above it."""
    places = list(row.places)
    if places and row.width < width:
        places[-1] = evolve(places[-1], columns=places[-1].columns + width - row.width)
    merged = dict(waiting)
    column = 0
    for number, place in enumerate(places):
        below = merged.pop(column, 0)
        if isinstance(place, Above):
            merged[column] = below + 1
        elif below:
            places[number] = place.sized(place.columns, below + 1)
        column += place.columns
    return Row(tuple(places)), tuple(sorted(merged.items()))
