"""Which lines of a table a row of a form becomes: repeated, grouped, merged, filled up with empty ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from perflang.forms.fields import field_of
from perflang.forms.form import RowSpec, repeat
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


def lines_of_row(row: RowSpec, record: Record) -> Iterator[Line]:
    """The lines of ``row`` in ``record``."""
    if not row.each:
        yield Line(record)
    elif len(row.each) == 1:
        yield from _lines(row, record)
    else:
        *around, _ = row.each
        for outer in _records(record, around):
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


def _in_order(row: RowSpec, around: Record) -> list[Record]:
    """The records of the innermost repeat in the order of the form, with the empty ones that it asks for."""
    innermost = row.each[-1]
    records = around.each(innermost)
    if row.every_level:
        records = [*records, *_empty_levels(records, around)]
    if row.order == "levels":
        records = _by_level(records, around)
    of = repeat(innermost).of
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
