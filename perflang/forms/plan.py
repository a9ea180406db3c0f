"""A form made ready to be filled in: whatever is the same in every record is found out once.

A publication has very many lines of few kinds, and very many tables whose lines are of the same kinds: these have
one pattern, and each of them is what fills its holes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import gcd, lcm

from perflang.document import Grid, Pattern, Row, pattern
from perflang.forms.cells import Cells, Inner, Kind, Kinds, Maker, Table
from perflang.forms.form import GridSpec, RowSpec
from perflang.forms.records import Record
from perflang.forms.rows import RepeatedRow, abreast
from perflang.source.classes import define

_FINEST = 60  # parts of a column; past it the cells of a repeat are nearly of one width
_LONGEST = 200  # lines of a table that may be like another one


# Where a text of a document comes from: the record that its slots are read from, and the slots. There is one for
# each cell, so that it is no class of its own.
Origin = tuple[Record, tuple[str, ...]]


# Rows and tables


class _Plain:
    """Rows below each other of one line each, in which nothing repeats: they are the same in all records."""

    def __init__(self, rows: Sequence[Cells]) -> None:
        self._kinds = [cells.kind(0, True, False, ()) for cells in rows]
        self._readers = [read for kind in self._kinds for read in kind.readers]

    def fill(self, record: Record, _inner: Inner, table: Table) -> None:
        table.lines += self._kinds
        table.filled += [read(record) or "" for read in self._readers]
        table.origins += [record] * len(self._readers)


@define(eq=False)
class _Single:
    """A row that is one line in which cells repeat."""

    cells: Cells

    def fill(self, record: Record, inner: Inner, table: Table) -> None:
        table.lines += self.cells.fill([(record, (), 0, True, False)], table, inner)


@define(eq=False)
class _Repeated:
    """A row that is a line for each record."""

    cells: Cells
    row: RepeatedRow

    def fill(self, record: Record, _inner: Inner, table: Table) -> None:
        table.lines += self.cells.fill(self.row.lines(record), table)


@define(eq=False)
class _Beside:
    """Rows that stand side by side.

    ``commons`` are the cells before them, ready for the first line of each row; ``absent`` are the cells of a
    row where only others go on.
    """

    rows: tuple[RepeatedRow, ...]
    commons: tuple[Cells, ...]
    cells: tuple[Cells, ...]
    absent: tuple[Cells, ...]

    def fill(self, record: Record, _inner: Inner, table: Table) -> None:
        for lines in abreast(self.rows, record):
            first, line = next((n, line) for n, line in enumerate(lines) if line is not None)
            kinds = [*self.commons[first].fill([line], table)]
            for number, one in enumerate(lines):
                if one is not None:
                    kinds += self.cells[number].fill([one], table)
                else:
                    nothing = Record(self.rows[number].of, None, record.print_as)
                    kinds += self.absent[number].fill([(nothing, (), 0, True, False)], table)
            table.lines.append(tuple(kinds))


_Row = _Plain | _Single | _Repeated | _Beside


class GridPlan:
    """A table of a form, ready for any record of kind ``of``."""

    def __init__(self, spec: GridSpec, of: str) -> None:
        self._spec = spec
        self._of = of
        self._columns = spec.columns
        cells = [(row, cell) for row in spec.rows for cell in row.cells]
        self._each = [(cell.each, self._left(row)) for row, cell in cells if cell.each is not None]
        self._repeats = tuple(dict.fromkeys(each for each, _ in self._each))
        # The rows, and the widths of the columns, for each number of parts of a column.
        self._divided: dict[int, tuple[list[_Row], tuple[int, ...]]] = {}
        self._pattern = lru_cache(maxsize=256)(_pattern)

    def grid(self, record: Record) -> Grid:
        """The table of a record."""
        inner = {each: record.each(each) for each in self._repeats}
        parts = self._parts(inner)
        divided = self._divided.get(parts)
        if divided is None:
            widths = tuple([one for one in self._spec.widths for _ in range(parts)])
            divided = self._divided[parts] = list(self._ready(parts)), widths
        rows, widths = divided
        table = Table()
        for row in rows:
            row.fill(record, inner, table)
        lines = tuple(table.lines)
        found = self._pattern(lines) if len(lines) <= _LONGEST else _pattern(lines)
        if len(widths) != found.width:
            widths = ()
        return Grid(found, table.filled, table.origins, self._spec.caption, widths)

    def _parts(self, inner: Inner) -> int:
        """Into how many parts a column is divided so that the cells of a repeat are of one width."""
        parts = 1
        for each, left in self._each:
            count = len(inner[each])
            if count:
                parts = lcm(parts, count // gcd(count, left))
        return parts if parts <= _FINEST else 1

    def _left(self, row: RowSpec) -> int:
        """The columns of a row that its repeat takes."""
        return self._columns - sum(cell.columns for cell in row.cells if cell.each is None)

    def _ready(self, parts: int) -> Iterator[_Row]:
        """The rows, each column divided into ``parts``."""
        for is_plain, rows in groupby(self._spec.rows, _is_plain):
            makers = [(row, Maker(row, self._left(row), parts, self._of)) for row in rows]
            if is_plain:
                yield _Plain([ready.cells(row.cells) for row, ready in makers])
            else:
                yield from (self._row(row, ready) for row, ready in makers)

    def _row(self, row: RowSpec, ready: Maker) -> _Row:
        if not row.beside:
            if not row.each:
                return _Single(ready.cells(row.cells))
            repeated = RepeatedRow(row)
            return _Repeated(ready.cells(row.cells, repeated), repeated)
        common = tuple(slot for cell in row.common if cell.template for slot in cell.template.slots)
        rows = tuple(RepeatedRow(part, common) for part in row.beside)
        return _Beside(
            rows,
            tuple(ready.cells(row.common, one) for one in rows),
            tuple(ready.cells(one.row.cells, one) for one in rows),
            tuple(ready.cells(one.row.cells) for one in rows),
        )


def _is_plain(row: RowSpec) -> bool:
    return not row.parts and all(cell.each is None for cell in row.cells)


def _pattern(lines: tuple[Kinds, ...]) -> Pattern:
    return pattern([_beside(line) if isinstance(line, tuple) else line.row for line in lines])


@lru_cache(maxsize=1024)
def _beside(kinds: tuple[Kind, ...]) -> Row:
    return Row(tuple([place for kind in kinds for place in kind.row.places]))
