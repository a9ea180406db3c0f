"""Which lines of a table a row of a form becomes: repeated, grouped, merged, filled up with empty ones."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, zip_longest

from perflang.document import Filling
from perflang.forms.fields import field_of
from perflang.forms.form import RowSpec, repeat
from perflang.forms.records import Record, reader, reader_in
from perflang.forms.slots import text_of
from perflang.model import Indicator, LevelName
from perflang.source.classes import frozen

NEVER = sys.maxsize  # more slots than any row merges


# One line: the record it prints, what its merged slots hold, how many of these the line above has printed alike,
# whether it is the first line of an outer record, and whether it is that of a part. There is one for each line, so
# that it is no class of its own.
Line = tuple[Record, Sequence[Filling], int, bool, bool]


def is_outer(slots: Sequence[str], outer: frozenset[str]) -> bool:
    """Whether all of ``slots`` are fields of records of the kinds ``outer``."""
    return bool(outer and slots) and all(field_of(slot).of in outer for slot in slots)


def outer_kinds(row: RowSpec) -> frozenset[str]:
    """The kinds of record that a row repeats over outside its innermost one."""
    return frozenset(repeat(each).of for each in row.each[:-1])


class RepeatedRow:
    """A row that is repeated, ready for any record. Beside others it has the ``common`` slots before it.

    ``merge`` are the slots that a line may leave to the one above, ``outer`` the kinds of record outside of the
    innermost one, which is of kind ``of``.
    """

    def __init__(self, row: RowSpec, common: tuple[str, ...] = ()) -> None:
        self.row = row
        self.common = len(common)
        self.merge = (*common, *row.merge)
        self.outer = outer_kinds(row)
        self.of = repeat(row.each[-1]).of
        self._readers = [reader_in(name, self.of) for name in self.merge]
        self._of_empty = [reader(name) for name in self.merge]

    def lines(self, record: Record) -> Iterator[Line]:
        """The lines in ``record``."""
        if len(self.row.each) == 1:
            return self._inner(record)
        return chain.from_iterable(map(self._inner, _records(record, self.row.each[:-1])))

    def _inner(self, around: Record) -> Iterator[Line]:
        """The lines of the innermost repeat: equal texts in merged slots are printed once."""
        has_parts = self.row.breakdown is not None
        before: Sequence[Filling] = ()
        is_first = True
        for record in _in_order(self.row, self.of, around):
            thing = record.thing
            readers = self._readers if thing is not None else self._of_empty
            merged = [read(record) or "" for read in readers]
            same = 0
            if before:
                for slot in merged:
                    above = before[same]
                    if slot != above and (
                        slot.__class__ is above.__class__ is str or text_of(slot) != text_of(above)
                    ):
                        break
                    same += 1
            yield record, merged, same, is_first, False
            before, is_first = merged, False
            if has_parts and thing is not None and thing.parts:
                for part in record.each("parts"):
                    yield part, (), len(self.merge), False, True


def _records(record: Record, repeats: Sequence[str]) -> Iterator[Record]:
    found = [record]
    for one in repeats:
        found = [inner for outer in found for inner in outer.each(one)]
    yield from found


def abreast(rows: Sequence[RepeatedRow], record: Record) -> Iterator[tuple[Line | None, ...]]:
    """The lines of rows that stand side by side; None beside a row that has no more.

    Those of one text in the common cells begin together.
    """
    sides = [list(_runs(row, record)) for row in rows]
    for runs in _together(sides):
        yield from zip_longest(*runs)


@frozen
class _Run:
    """Lines in a row that say the same in the common cells."""

    key: tuple[str, ...]
    lines: list[Line]


def _runs(row: RepeatedRow, record: Record) -> Iterator[_Run]:
    key: tuple[str, ...] = ()
    keyed: list[tuple[tuple[str, ...], Line]] = []
    for line in row.lines(record):
        _, merged, _, _, is_part = line
        if not is_part:  # which belongs to the line above
            key = tuple(map(text_of, merged[: row.common]))
        keyed.append((key, line))
    for key, lines in groupby(keyed, lambda one: one[0]):
        yield _Run(key, [line for _, line in lines])


def _together(sides: Sequence[Sequence[_Run]]) -> Iterator[list[list[Line]]]:
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


def _in_order(row: RowSpec, of: str, around: Record) -> list[Record]:
    """The records of the innermost repeat in the order of the form, with the empty ones that it asks for."""
    innermost = row.each[-1]
    records = around.each(innermost)
    if row.every_level:
        records = [*records, *_empty_levels(records, around)]
    if row.order == "levels":
        records = _by_level(records, around)
    least = max(row.least, 1 if len(row.each) > 1 else 0)
    while len(records) < least:
        records.append(Record(of, None, around.print_as, len(records) + 1, around))
    if row.every_level or row.order == "levels":
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
