"""The cells of a row of a form made ready: what they are in a line of each kind, and what reads their texts.

What a cell is merged with, how wide it is, what it is for others and which fields it prints is known before the
first record, and a cell of a fixed text as a whole. So a line is its kind and the texts of its holes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from attrs import field

from perflang.document import Above, Cell, Filling, Hole, Row
from perflang.forms.form import CellSpec, RowSpec, repeat
from perflang.forms.records import Record, reader_in
from perflang.forms.rows import NEVER, Line, RepeatedRow, is_outer
from perflang.forms.slots import Slot, is_measured, text_of
from perflang.forms.template import Template
from perflang.source.classes import define

_LABELLING = frozenset({"scale", "year"})  # slots that may stand in a label

_Place = Cell | Hole | Above
_Reader = Callable[[Record], Slot]
# The records that the cells of a table repeat over.
Inner = Mapping[str, Sequence[Record]]


def filler(template: Template, of: str = "") -> Callable[[Record], str]:
    """What fills ``template`` in for a record; where its kind ``of`` is given, for one that is not empty."""
    first, *literals = template.literals
    readers = (reader_in(slot, of) for slot in template.slots)
    parts = tuple(zip(readers, literals, strict=True))

    def filled(record: Record) -> str:
        text = first
        for read, literal in parts:
            slot = read(record)
            text += (slot[0] if isinstance(slot, tuple) else slot or "") + literal
        return text

    return filled


# Cells


def _reading(template: Template, of: str, before: str = "") -> _Reader:
    """What reads the text of a cell in a record; ``before`` stands before a name."""
    only = template.only
    if only is None:
        return filler(template, of)
    read = reader_in(only, of)
    if before and only == "indicator":
        return lambda record: before + text_of(read(record))
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
class Kind:
    """Lines of one kind: their ``row`` in a pattern, and what reads the texts of its holes, from the left.

    The first ones are ``merged`` slots of the line, and the next the first run; ``holes`` counts both. There are
    others only where cells repeat.
    """

    row: Row
    merged: slice
    readers: Sequence[_Reader]
    of_empty: Sequence[_Reader]
    holes: int
    others: Sequence[_Run]


Kinds = Kind | tuple[Kind, ...]


@define(eq=False)
class Table:
    """A table that is being filled: the kind of each line, or the kinds beside each other, and the texts."""

    lines: list[Kinds] = field(factory=list)
    filled: list[Filling] = field(factory=list)
    origins: list[Record] = field(factory=list)


@define(eq=False)
class Cells:
    """Cells that stand beside each other in lines over records of kind ``of``.

    Those of slots in ``merge`` may be left to the line above; ``breakdown`` stands before a name in a part's line.
    """

    cells: tuple[_Cell, ...]
    of: str
    merge: Sequence[str] = ()
    breakdown: str = ""
    repeats: tuple[str, ...] = field(init=False)
    kind: Callable[[int, bool, bool, tuple[int, ...]], Kind] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self.repeats = tuple(cell.each for cell in self.cells if cell.each is not None)
        self.kind = lru_cache(maxsize=256)(self._kind)

    def fill(
        self, lines: Iterable[Line], table: Table, inner: Inner | None = None
    ) -> Sequence[Kind]:
        """Fill lines in, and what kinds they are; ``inner`` is what cells repeat over, where that is known."""
        kinds: list[Kind] = []
        filled, origins, repeats = table.filled, table.origins, self.repeats
        counts: tuple[int, ...] = ()
        found: Inner = inner or {}
        for record, merged, same, is_first, is_part in lines:
            if repeats:
                found = inner or {each: record.each(each) for each in repeats}
                counts = tuple([len(found[each]) for each in repeats])
            kind = self.kind(same, is_first, is_part, counts)
            kinds.append(kind)
            filled += merged[kind.merged]
            readers = kind.readers if record.thing is not None else kind.of_empty
            filled += [read(record) or "" for read in readers]
            origins += [record] * kind.holes
            for each, readers, of_empty in kind.others:
                if each is not None:
                    filled += [read(one) or "" for one in found[each] for read in readers]
                    origins += found[each]
                else:
                    chosen = readers if record.thing is not None else of_empty
                    filled += [read(record) or "" for read in chosen]
                    origins += [record] * len(chosen)
        return kinds

    def _kind(self, same: int, is_first: bool, is_part: bool, counts: tuple[int, ...]) -> Kind:
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
        return Kind(Row(tuple(places)), merged, readers, of_empty, count, runs)

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
class Maker:
    """Makes the cells of a row ready, for records of kind ``of``.

    Its repeat takes ``left`` columns; each has been divided into ``parts``.
    """

    row: RowSpec
    left: int
    parts: int
    of: str

    def cells(self, specs: Sequence[CellSpec], rows: RepeatedRow | None = None) -> Cells:
        """The cells for the lines of ``rows``; None for a line that stands by itself."""
        merge, outer = (rows.merge, rows.outer) if rows else ((), frozenset[str]())
        cells = tuple(self._cell(spec, merge, outer) for spec in specs)
        breakdown = rows.row.breakdown if rows else None
        return Cells(cells, rows.of if rows else self.of, merge, breakdown or "")

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
            Hole(role, columns, 1, is_measured(template.only), slots),
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
