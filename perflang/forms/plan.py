"""A form made ready to be filled in: whatever is the same in every record is found out once.

A publication has very many lines of few kinds. What a cell is merged with, how wide it is, what it is for others
and which fields it prints is known before the first record, and a cell of a fixed text as a whole. So a line is
its kind and the texts of its holes, and tables whose lines are of the same kinds have one pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from math import gcd, lcm

from attrs import define, field

from perflang.document import Above, Cell, Filling, Grid, Hole, Pattern, pattern
from perflang.forms.form import CellSpec, GridSpec, RowSpec, repeat
from perflang.forms.records import Record, reader_in
from perflang.forms.rows import NEVER, Line, RepeatedRow, abreast, is_outer
from perflang.forms.template import Template

_LABELLING = frozenset({"scale", "year"})  # slots that may stand in a label
_FINEST = 60  # parts of a column; past it the cells of a repeat are nearly of one width
_LONGEST = 200  # lines of a table that may be like another one

_Place = Cell | Hole | Above
_Reader = Callable[[Record], Filling]
# The records that the cells of a table repeat over.
_Inner = Mapping[str, Sequence[Record]]


# Where a text of a document comes from: the record that its slots are read from, and the slots. There is one for
# each cell, so that it is no class of its own.
Origin = tuple[Record, tuple[str, ...]]


def filler(template: Template, of: str = "") -> Callable[[Record], str]:
    """What fills ``template`` in for a record; where its kind ``of`` is given, for one that is not empty."""
    first, *literals = template.literals
    readers = (reader_in(slot, of) for slot in template.slots)
    parts = tuple(zip(readers, literals, strict=True))

    def filled(record: Record) -> str:
        text = first
        for read, literal in parts:
            text += read(record)[0] + literal
        return text

    return filled


# Cells


def _reading(template: Template, of: str, before: str = "") -> _Reader:
    """What reads the text of a cell in a record; ``before`` stands before a name."""
    only = template.only
    if only is None:
        fill = filler(template, of)
        return lambda record: (fill(record), None)
    read = reader_in(only, of)
    if before and only == "indicator":
        return lambda record: (before + read(record)[0], None)
    return read


@define(eq=False)
class _Cell:
    """A cell of a form: the ``place`` that it takes in a line, and the template of its text if that is a hole.

    It is merged with the one ``above`` where the line above has printed as many of the merged slots as it
    ``needs``, and below the first line of an outer record where it ``is_outer``.
    """

    columns: int
    above: Above
    place: _Place
    template: Template | None = None
    each: str | None = None
    needs: int = NEVER
    is_outer: bool = False

    def repeated(self, count: int) -> list[_Place]:
        """As many cells, which together are as wide as what is left of the row."""
        columns, place = self.columns, self.place
        assert not isinstance(place, Above), "what repeats has a template"
        widths = [
            columns * (index + 1) // count - columns * index // count for index in range(count)
        ]
        return [place.sized(max(width, 1)) for width in widths]


# Lines


# What reads the texts of holes beside each other in the record of a line, and in an empty one; in the records that
# one cell repeats over where that is named.
_Run = tuple[str | None, Sequence[_Reader], Sequence[_Reader]]


@define(eq=False)
class _Kind:
    """Lines of one kind: their ``places``, and what reads the texts of those that are holes, from the left.

    The first ones are ``merged`` slots of the line, and the next the first run; ``holes`` counts both. There are
    others only where cells repeat.
    """

    places: tuple[_Place, ...]
    merged: slice
    readers: Sequence[_Reader]
    of_empty: Sequence[_Reader]
    holes: int
    others: Sequence[_Run]


_Line = _Kind | tuple[_Kind, ...]


@define(eq=False)
class _Table:
    """A table that is being filled: the kind of each line, or the kinds beside each other, and the texts."""

    lines: list[_Line] = field(factory=list)
    filled: list[Filling] = field(factory=list)
    origins: list[Record] = field(factory=list)


@define(eq=False)
class _Cells:
    """Cells that stand beside each other in lines over records of kind ``of``.

    Those of slots in ``merge`` may be left to the line above; ``breakdown`` stands before a name in a part's line.
    """

    cells: tuple[_Cell, ...]
    of: str
    merge: Sequence[str] = ()
    breakdown: str = ""
    repeats: tuple[str, ...] = field(init=False)
    kind: Callable[[int, bool, bool, tuple[int, ...]], _Kind] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.repeats = tuple(cell.each for cell in self.cells if cell.each is not None)
        self.kind = lru_cache(maxsize=256)(self._kind)

    def fill(
        self, lines: Iterable[Line], table: _Table, inner: _Inner | None = None
    ) -> Sequence[_Kind]:
        """Fill lines in, and what kinds they are; ``inner`` is what cells repeat over, where that is known."""
        kinds: list[_Kind] = []
        filled, origins, repeats = table.filled, table.origins, self.repeats
        counts: tuple[int, ...] = ()
        found: _Inner = inner or {}
        for record, merged, same, is_first, is_part in lines:
            if repeats:
                found = inner or {each: record.each(each) for each in repeats}
                counts = tuple([len(found[each]) for each in repeats])
            kind = self.kind(same, is_first, is_part, counts)
            kinds.append(kind)
            filled += merged[kind.merged]
            readers = kind.readers if record.thing is not None else kind.of_empty
            filled += [read(record) for read in readers]
            origins += [record] * kind.holes
            for each, readers, of_empty in kind.others:
                if each is not None:
                    filled += [read(one) for one in found[each] for read in readers]
                    origins += found[each]
                else:
                    chosen = readers if record.thing is not None else of_empty
                    filled += [read(record) for read in chosen]
                    origins += [record] * len(chosen)
        return kinds

    def _kind(self, same: int, is_first: bool, is_part: bool, counts: tuple[int, ...]) -> _Kind:
        counted = iter(counts)
        places: list[_Place] = []
        holes: list[tuple[str | None, Template]] = []
        for cell in self.cells:
            count = next(counted) if cell.each is not None else 1
            if cell.needs <= same or (cell.is_outer and not is_first):
                places.append(cell.above)
                continue
            places += [cell.place] if cell.each is None else cell.repeated(count)
            if cell.template is not None:
                holes.append((cell.each, cell.template))
        merged = slice(0, 0) if is_part else _leading(holes, self.merge)
        rest = holes[merged.stop - merged.start :]
        before = self.breakdown if is_part else ""
        runs = list(self._runs(rest, before))
        _, readers, of_empty = runs.pop(0) if runs and runs[0][0] is None else (None, (), ())
        count = merged.stop - merged.start + len(readers)
        return _Kind(tuple(places), merged, readers, of_empty, count, runs)

    def _runs(self, holes: Sequence[tuple[str | None, Template]], before: str) -> Iterator[_Run]:
        """What reads holes, each of those that repeat by itself."""
        groups = groupby(enumerate(holes), lambda one: (one[1][0], one[1][0] and one[0]))
        for (each, _), group in groups:
            templates = [template for _, (_, template) in group]
            of = self.of if each is None else repeat(each).of
            yield (
                each,
                tuple(_reading(one, of, before) for one in templates),
                tuple(_reading(one, "", before) for one in templates),
            )


def _leading(holes: Sequence[tuple[str | None, Template]], merge: Sequence[str]) -> slice:
    """The part of the slots ``merge`` that holes begin with."""
    slots = [template.only if each is None else None for each, template in holes]
    start = merge.index(slots[0]) if slots and slots[0] in merge else 0
    end = start
    while end < len(merge) and end - start < len(slots) and slots[end - start] == merge[end]:
        end += 1
    return slice(start, end)


@define(eq=False)
class _Maker:
    """Makes the cells of a row ready, for records of kind ``of``.

    Its repeat takes ``left`` columns; each has been divided into ``parts``.
    """

    row: RowSpec
    left: int
    parts: int
    of: str

    def cells(self, specs: Sequence[CellSpec], rows: RepeatedRow | None = None) -> _Cells:
        """The cells for the lines of ``rows``; None for a line that stands by itself."""
        merge, outer = (rows.merge, rows.outer) if rows else ((), frozenset[str]())
        cells = tuple(self._cell(spec, merge, outer) for spec in specs)
        breakdown = rows.row.breakdown if rows else None
        return _Cells(cells, rows.of if rows else self.of, merge, breakdown or "")

    def _cell(self, spec: CellSpec, merge: Sequence[str], outer: frozenset[str]) -> _Cell:
        columns, template = spec.columns * self.parts, spec.template
        above = Above(columns)
        if template is None:
            return _Cell(columns, above, above)
        is_header = self.row.is_header if spec.each is None else spec.is_header
        if spec.each is not None:
            columns = self.left * self.parts
        if template.is_literal:
            role = "header" if is_header else "label"
            cell = Cell(template.literals[0], role, columns)
            return _Cell(columns, above, cell, None, spec.each)
        slots = template.slots
        outside, inside = is_outer(slots, outer), set(merge).issuperset(slots)
        names = spec.each is None and (outside or inside or _is_label(spec, self.row))
        role = "header" if is_header else "label" if names else "value"
        return _Cell(
            columns,
            above,
            Hole(role, columns, 1, slots),
            template,
            spec.each,
            max(merge.index(slot) for slot in slots) + 1 if inside else NEVER,
            outside,
        )


def _is_label(spec: CellSpec, row: RowSpec) -> bool:
    """Whether a cell is a fixed text with the unit of money or the year in it, beside what it names."""
    template = spec.template
    if template is None or not any(map(str.strip, template.literals)):
        return False
    others = [cell for cell in row.cells if cell is not spec]
    titles = all(cell.template is None or cell.template.is_literal for cell in others)
    return _LABELLING.issuperset(template.slots) and (titles or spec is not row.cells[-1])


# Rows and tables


class _Plain:
    """Rows below each other of one line each, in which nothing repeats: they are the same in all records."""

    def __init__(self, rows: Sequence[_Cells]) -> None:
        self._kinds = [cells.kind(0, True, False, ()) for cells in rows]
        self._readers = [read for kind in self._kinds for read in kind.readers]

    def fill(self, record: Record, _inner: _Inner, table: _Table) -> None:
        table.lines += self._kinds
        table.filled += [read(record) for read in self._readers]
        table.origins += [record] * len(self._readers)


@define(eq=False)
class _Single:
    """A row that is one line in which cells repeat."""

    cells: _Cells

    def fill(self, record: Record, inner: _Inner, table: _Table) -> None:
        table.lines += self.cells.fill([(record, (), 0, True, False)], table, inner)


@define(eq=False)
class _Repeated:
    """A row that is a line for each record."""

    cells: _Cells
    row: RepeatedRow

    def fill(self, record: Record, _inner: _Inner, table: _Table) -> None:
        table.lines += self.cells.fill(self.row.lines(record), table)


@define(eq=False)
class _Beside:
    """Rows that stand side by side.

    ``commons`` are the cells before them, ready for the first line of each row; ``absent`` are the cells of a
    row where only others go on.
    """

    rows: tuple[RepeatedRow, ...]
    commons: tuple[_Cells, ...]
    cells: tuple[_Cells, ...]
    absent: tuple[_Cells, ...]

    def fill(self, record: Record, _inner: _Inner, table: _Table) -> None:
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
        self._rows: dict[int, list[_Row]] = {}  # for each number of parts of a column
        self._pattern = lru_cache(maxsize=256)(_pattern)

    def grid(self, record: Record) -> Grid:
        """The table of a record."""
        inner = {each: record.each(each) for each in self._repeats}
        parts = self._parts(inner)
        rows = self._rows.get(parts)
        if rows is None:
            rows = self._rows[parts] = list(self._ready(parts))
        table = _Table()
        for row in rows:
            row.fill(record, inner, table)
        lines = tuple(table.lines)
        found = self._pattern(lines) if len(lines) <= _LONGEST else _pattern(lines)
        widths = self._spec.widths
        if parts > 1:
            widths = tuple(one for one in widths for _ in range(parts))
        if len(widths) != found.width:
            widths = ()
        return Grid(found, table.filled, table.origins, self._spec.caption, widths)

    def _parts(self, inner: _Inner) -> int:
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
            makers = [(row, _Maker(row, self._left(row), parts, self._of)) for row in rows]
            if is_plain:
                yield _Plain([ready.cells(row.cells) for row, ready in makers])
            else:
                yield from (self._row(row, ready) for row, ready in makers)

    def _row(self, row: RowSpec, ready: _Maker) -> _Row:
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


def _pattern(lines: tuple[_Line, ...]) -> Pattern:
    return pattern(
        [
            [place for kind in line for place in kind.places]
            if isinstance(line, tuple)
            else line.places
            for line in lines
        ]
    )
