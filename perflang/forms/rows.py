"""Which lines of a table a row of a form becomes: repeated, grouped, merged, filled up with empty ones."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from attrs import evolve, frozen

from perflang.forms.fields import field_of
from perflang.forms.form import CellSpec, RowSpec, repeat
from perflang.forms.records import Record
from perflang.model import Indicator, LevelName


@frozen
class Line:
    """One line: the record it prints, the slots that the line above has printed for it, and those that it may
    leave to one above. ``breakdown`` stands before its name."""

    record: Record
    printed: frozenset[str] = frozenset()
    outer: frozenset[str] = frozenset()
    merge: frozenset[str] = frozenset()
    is_first: bool = True
    breakdown: str = ""

    def goes_on(self, slots: Sequence[str]) -> bool:
        """Whether a cell with these slots is merged with the one above."""
        if not self.is_first and self._are_outer(slots):
            return True
        return self.printed.issuperset(slots)

    def may_go_on(self, slots: Sequence[str]) -> bool:
        """Whether a cell with these slots says what its line and those below it belong to."""
        return self.merge.issuperset(slots) or self._are_outer(slots)

    def _are_outer(self, slots: Sequence[str]) -> bool:
        return is_outer(slots, self.outer)


def is_outer(slots: Sequence[str], outer: frozenset[str]) -> bool:
    """Whether all of ``slots`` are fields of records of the kinds ``outer``."""
    return bool(outer and slots) and all(field_of(slot).of in outer for slot in slots)


def outer_kinds(row: RowSpec) -> frozenset[str]:
    """The kinds of record that a row repeats over outside its innermost one."""
    return frozenset(repeat(each).of for each in row.each[:-1])


# The cells of one line of a table, and what each of them prints.
Part = tuple[tuple[CellSpec, ...], Line]


def lines_of_row(row: RowSpec, record: Record) -> Iterator[tuple[Part, ...]]:
    """The lines of ``row`` in ``record``, each from the left to the right."""
    if row.beside:
        yield from _side_by_side(row, record)
    else:
        for line in _lines_of(row, record) if row.each else [Line(record)]:
            yield ((row.cells, line),)


def _lines_of(row: RowSpec, record: Record) -> Iterator[Line]:
    for outer in _records(record, row.each[:-1]):
        yield from _lines(row, outer)


def _records(record: Record, repeats: Sequence[str]) -> Iterator[Record]:
    found = [record]
    for one in repeats:
        found = [inner for outer in found for inner in outer.each(one)]
    yield from found


def _lines(row: RowSpec, around: Record) -> Iterator[Line]:
    """The lines of the innermost repeat: equal texts in merged slots are printed once."""
    outer, merge = outer_kinds(row), frozenset(row.merge)
    before: list[str] = []
    is_first = True
    for record in _in_order(row, around):
        texts = [record.slot(name).text for name in row.merge]
        same = next(
            (i for i, (a, b) in enumerate(zip(texts, before, strict=False)) if a != b), len(before)
        )
        yield Line(record, frozenset(row.merge[:same]), outer, merge, is_first)
        before, is_first = texts, False
        if row.breakdown is not None:
            for part in record.each("parts"):
                yield Line(part, merge, outer, merge, False, row.breakdown)


def _side_by_side(row: RowSpec, record: Record) -> Iterator[tuple[Part, ...]]:
    """The rows that stand side by side: those of one text in the common cells begin on one line."""
    common = tuple(slot for cell in row.common if cell.template for slot in cell.template.slots)
    sides = [
        list(_runs(evolve(part, merge=(*common, *part.merge)), common, record))
        for part in row.beside
    ]
    for runs in _abreast(sides):
        for lines in zip_longest(*runs):
            first = next(line for line in lines if line is not None)
            yield (
                (row.common, first),
                *(
                    (part.cells, line or Line(Record(_kind(part), None, record.print_as)))
                    for part, line in zip(row.beside, lines, strict=True)
                ),
            )


@frozen
class _Run:
    """Lines in a row that say the same in the common cells."""

    key: tuple[str, ...]
    lines: list[Line]


def _runs(row: RowSpec, common: Sequence[str], record: Record) -> Iterator[_Run]:
    key: tuple[str, ...] = ()
    keyed: list[tuple[tuple[str, ...], Line]] = []
    for line in _lines_of(row, record):
        if not line.breakdown:  # which belongs to the line above
            key = tuple(line.record.slot(slot).text for slot in common)
        keyed.append((key, line))
    for key, lines in groupby(keyed, lambda one: one[0]):
        yield _Run(key, [line for _, line in lines])


def _abreast(sides: Sequence[Sequence[_Run]]) -> Iterator[list[list[Line]]]:
    """Runs of one key beside each other, each side in its own order; what others have later waits for them."""
    waiting = [deque(side) for side in sides]
    later = [Counter(run.key for run in side) for side in sides]
    while any(waiting):
        heads = [side[0].key if side else None for side in waiting]
        known = [key for key in heads if key is not None]
        key = next(
            (
                key
                for key in known
                if all(
                    head == key or not left[key] for head, left in zip(heads, later, strict=True)
                )
            ),
            known[0],
        )
        lines: list[list[Line]] = []
        for side, head, left in zip(waiting, heads, later, strict=True):
            lines.append(side.popleft().lines if head == key else [])
            left[key] -= head == key
        yield lines


def _kind(row: RowSpec) -> str:
    """The kind of record that a repeated row prints."""
    return repeat(row.each[-1]).of


def _in_order(row: RowSpec, around: Record) -> list[Record]:
    """The records of the innermost repeat in the order of the form, with the empty ones that it asks for."""
    innermost = row.each[-1]
    records = around.each(innermost)
    if row.every_level:
        records = [*records, *_empty_levels(records, around)]
    if row.order == "levels":
        records = _by_level(records, around)
    of = _kind(row)
    least = max(row.least, 1 if len(row.each) > 1 else 0)
    while len(records) < least:
        records.append(Record(of, None, around.print_as, len(records) + 1, around))
    for number, record in enumerate(records, 1):
        record.number = number
    return records


def _empty_levels(records: Sequence[Record], around: Record) -> Iterator[Record]:
    """An empty row for each level 2 of the framework that has none."""
    if around.thing is None:
        return
    known = {_levels(record) for record in records}
    for level in around.print_as.framework.second:
        if (level.parent, level.zh) not in known:
            row = Indicator("", LevelName(level.parent or ""), LevelName(level.zh))
            yield Record("indicator", row, around.print_as, 1, around)


def _levels(record: Record) -> tuple[str | None, str | None]:
    row: Indicator = record.thing
    return row.level1.name if row.level1 else None, row.level2.name if row.level2 else None


def _by_level(records: Sequence[Record], around: Record) -> list[Record]:
    """Rows of one level together: in the order of the framework, then of their first appearance."""
    framework = around.print_as.framework
    order: dict[tuple[str | None, str | None], int]
    order = {(level.parent, level.zh): number for number, level in enumerate(framework.second)}
    first = {level.zh: number for number, level in enumerate(framework.first)}
    places: dict[tuple[str | None, str | None], tuple[int, int]] = {}
    for record in records:
        levels = _levels(record)
        if levels[0] not in first and levels[0] is not None:
            first[levels[0]] = len(first)
        order.setdefault(levels, len(order))
        places[levels] = (first.get(levels[0] or "", -1), order[levels])
    return sorted(records, key=lambda record: places[_levels(record)])
