"""A form made ready to be filled in: whatever is the same in every record is found out once.

A publication has very many rows of few kinds. What a cell is merged with, how wide it is, what it is for others
and which fields it prints is known before the first record, and a cell of a fixed text as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import gcd, lcm

from attrs import define

from perflang.document import Above, Cell, Grid, grid
from perflang.forms.form import CellSpec, GridSpec, RowSpec
from perflang.forms.records import Record, reader
from perflang.forms.rows import NEVER, Line, RepeatedRow, abreast, is_outer
from perflang.forms.template import Template

_LABELLING = frozenset({"scale", "year"})  # slots that may stand in a label
_FINEST = 60  # parts of a column; past it the cells of a repeat are nearly of one width

_Line = list[Cell | Above]
# The records that the cells of a table repeat over.
_Inner = Mapping[str, Sequence[Record]]


# Where a text of a document comes from: the record that its slots are read from, and the slots. There is one for
# each cell, so that it is no class of its own.
Origin = tuple[Record, tuple[str, ...]]


def filler(template: Template) -> Callable[[Record], str]:
    """What fills ``template`` in for a record."""
    first, *literals = template.literals
    parts = tuple(zip(map(reader, template.slots), literals, strict=True))

    def filled(record: Record) -> str:
        text = first
        for read, literal in parts:
            text += read(record)[0] + literal
        return text

    return filled


# Cells


def _making(
    template: Template, merge: Sequence[str], role: str, columns: int
) -> Callable[[Line], Cell]:
    """What makes a cell of a line that leaves the slots ``merge`` to the line above."""
    slots, only = template.slots, template.only
    fill, read = filler(template), reader(only or slots[0])
    index = merge.index(only) if only in merge else 0

    def with_texts(line: Line) -> Cell:
        record = line.record
        return Cell(fill(record), role, columns, 1, None, (), (record, slots))

    def with_slot(line: Line) -> Cell:
        record = line.record
        text, value = read(record)
        return Cell(text, role, columns, 1, value, (), (record, slots))

    def with_merged(line: Line) -> Cell:
        text, value = line.merged[index]
        return Cell(text, role, columns, 1, value, (), (line.record, slots))

    def with_name(line: Line) -> Cell:
        record = line.record
        text = line.breakdown + read(record)[0]
        return Cell(text, role, columns, 1, None, (), (record, slots))

    if only is None:
        return with_texts
    if only in merge:
        return with_merged
    return with_name if only == "indicator" else with_slot


@define(eq=False)
class _Cell:
    """A cell of a form: what makes it in a line, or what it is in all of them where nothing does.

    It is merged with the one ``above`` where the line above has printed as many of the merged slots as it
    ``needs``, and below the first line of an outer record where it ``is_outer``.
    """

    columns: int
    above: Above
    fixed: Cell | Above
    make: Callable[[Line], Cell] | None = None
    each: str | None = None
    needs: int = NEVER
    is_outer: bool = False

    def repeated(self, records: Sequence[Record]) -> Iterator[Cell]:
        """One cell for each record; together they are as wide as what is left of the row."""
        columns, count = self.columns, len(records)
        for index, one in enumerate(records):
            width = columns * (index + 1) // count - columns * index // count
            cell = self.make(Line(one)) if self.make else self.fixed
            assert isinstance(cell, Cell), "what repeats has a template"
            yield cell.sized(max(width, 1))


def _line(cells: Sequence[_Cell], line: Line, inner: _Inner | None = None) -> _Line:
    """A line of a table; ``inner`` are the records that its cells repeat over, where they are known."""
    same, is_first = line.same, line.is_first
    made: _Line = []
    for cell in cells:
        if cell.needs <= same or (cell.is_outer and not is_first):
            made.append(cell.above)
        elif cell.each is not None:
            made += cell.repeated(inner[cell.each] if inner else line.record.each(cell.each))
        else:
            made.append(cell.make(line) if cell.make else cell.fixed)
    return made


@define(eq=False)
class _Maker:
    """Makes the cells of a row ready. Its repeat takes ``left`` columns; each has been divided into ``parts``."""

    row: RowSpec
    left: int
    parts: int

    def cells(
        self, specs: Sequence[CellSpec], rows: RepeatedRow | None = None
    ) -> tuple[_Cell, ...]:
        """The cells for the lines of ``rows``; None for a line that stands by itself."""
        merge, outer = (rows.merge, rows.outer) if rows else ((), frozenset[str]())
        return tuple(self._cell(spec, merge, outer) for spec in specs)

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
            return _Cell(columns, above, Cell(template.literals[0], role, columns), None, spec.each)
        slots = template.slots
        outside, inside = is_outer(slots, outer), set(merge).issuperset(slots)
        names = spec.each is None and (outside or inside or _is_label(spec, self.row))
        role = "header" if is_header else "label" if names else "value"
        return _Cell(
            columns,
            above,
            above,
            _making(template, merge, role, columns),
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


@define(eq=False)
class _Single:
    """A row that is one line."""

    cells: tuple[_Cell, ...]

    def lines(self, whole: Line, inner: _Inner) -> Sequence[_Line]:
        return [_line(self.cells, whole, inner)]


@define(eq=False)
class _Repeated:
    """A row that is a line for each record."""

    cells: tuple[_Cell, ...]
    row: RepeatedRow

    def lines(self, whole: Line, _inner: _Inner) -> Sequence[_Line]:
        return [_line(self.cells, line) for line in self.row.lines(whole.record)]


@define(eq=False)
class _Beside:
    """Rows that stand side by side.

    ``commons`` are the cells before them, ready for the first line of each row; ``absent`` are the cells of a
    row where only others go on.
    """

    rows: tuple[RepeatedRow, ...]
    commons: tuple[tuple[_Cell, ...], ...]
    cells: tuple[tuple[_Cell, ...], ...]
    absent: tuple[tuple[_Cell, ...], ...]

    def lines(self, whole: Line, _inner: _Inner) -> Sequence[_Line]:
        return list(self._lines(whole.record))

    def _lines(self, record: Record) -> Iterator[_Line]:
        for lines in abreast(self.rows, record):
            first, line = next((n, line) for n, line in enumerate(lines) if line is not None)
            made = _line(self.commons[first], line)
            for number, one in enumerate(lines):
                if one is not None:
                    made += _line(self.cells[number], one)
                else:
                    nothing = Record(self.rows[number].of, None, record.print_as)
                    made += _line(self.absent[number], Line(nothing))
            yield made


_Row = _Single | _Repeated | _Beside


class GridPlan:
    """A table of a form, ready for any record."""

    def __init__(self, spec: GridSpec) -> None:
        self._spec = spec
        self._columns = spec.columns
        cells = [(row, cell) for row in spec.rows for cell in row.cells]
        self._each = [(cell.each, self._left(row)) for row, cell in cells if cell.each is not None]
        self._repeats = tuple(dict.fromkeys(each for each, _ in self._each))
        self._rows: dict[int, list[_Row]] = {}  # for each number of parts of a column

    def grid(self, record: Record) -> Grid:
        """The table of a record."""
        inner = {each: record.each(each) for each in self._repeats}
        parts = self._parts(inner)
        rows = self._rows.get(parts)
        if rows is None:
            rows = self._rows[parts] = [self._row(row, parts) for row in self._spec.rows]
        whole = Line(record)
        lines: list[_Line] = []
        for row in rows:
            lines += row.lines(whole, inner)
        widths = self._spec.widths
        if parts > 1:
            widths = tuple(one for one in widths for _ in range(parts))
        return grid(lines, self._spec.caption, widths)

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

    def _row(self, row: RowSpec, parts: int) -> _Row:
        ready = _Maker(row, self._left(row), parts)
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
