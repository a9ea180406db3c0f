"""A repeated row on its way back: lines become records, merged cells are filled, empty lines left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from perflang.forms.form import RowSpec, repeat
from perflang.forms.rows import is_outer, outer_kinds
from perflang.forms.template import Template

# A field as it was read: its text, or a list of texts (items), or of records (what repeats).
Texts = dict[str, "str | list[str] | list[Texts]"]
# The texts of the records around a place, by their kind; the last one is the innermost.
Scope = dict[str, Texts]


def records_of(texts: Texts, each: str) -> list[Texts]:
    """The records that repeat in ``texts``, which a reader may add to."""
    return cast("list[Texts]", texts.setdefault(each, []))


def innermost(scope: Scope) -> Texts:
    """The texts of the innermost record."""
    return next(reversed(scope.values()))


def known_in(scope: Scope, each: str) -> int | None:
    """How many records a row above has shown for ``each``; None where this is the first."""
    return next((len(records_of(texts, each)) for texts in scope.values() if each in texts), None)


class Lines:
    """The records that the lines of a repeated row make: merged cells are filled, empty lines left out."""

    def __init__(self, row: RowSpec, scope: Scope) -> None:
        self.row = row
        self.around = scope
        self.outer = outer_kinds(row)
        self.scope = scope
        self.records: list[Texts] = []
        self.record: Texts = {}
        self.is_empty: list[bool] = []
        self.opened: Texts | None = None
        # records that a table above has shown already are gone through again
        self.known = records_of(innermost(scope), row.each[0])
        self.current: Texts = {}
        self.number = 0

    def begin(self, common: Texts) -> None:
        """Another line; whether it belongs to the outer records above is seen from its cells.

        ``common`` is what is said before several rows that stand side by side.
        """
        self.record = dict(common)
        self.opened = None
        self._continue()

    def _continue(self) -> None:
        """In the outer record that was opened last, where there is one."""
        of = repeat(self.row.each[-1]).of
        if not self.outer:
            self.scope = self.around | {of: self.record}
            return
        first = repeat(self.row.each[0])
        self.records = records_of(self.current, self.row.each[-1])
        self.scope = self.around | {first.of: self.current, of: self.record}

    def goes_on(self, template: Template | None, text: str) -> bool:
        """Whether a cell is merged with the one above: its texts are those of the line before."""
        slots = template.slots if template else ()
        if not slots or text:
            return False
        if is_outer(slots, self.outer):
            return True
        if self.opened is None and self.records and set(self.row.merge).issuperset(slots):
            self.record |= {slot: self.records[-1].get(slot, "") for slot in slots}
            return True
        return False

    def read_into(self, template: Template | None) -> Scope:
        """The scope for a cell that holds something; a field of an outer record opens another one."""
        if template and self.opened is None and is_outer(template.slots, self.outer):
            self._leave_out(1)
            if self.number == len(self.known):
                self.known.append({})
            self.opened = self.current = self.known[self.number]
            self.number += 1
            self.is_empty = []
            self._continue()
        return self.scope

    def end(self) -> Iterator[tuple[int, Texts]]:
        """The line is complete; the records that it began, with their numbers."""
        if not self.record and self.opened is None:
            return
        if self.opened is not None:
            yield self.number, self.opened
        name = self.record.get("indicator")
        breakdown = self.row.breakdown
        if breakdown and self.records and isinstance(name, str) and name.startswith(breakdown):
            self.record["indicator"] = name.removeprefix(breakdown)
            records_of(self.records[-1], "parts").append(self.record)
            return
        merged = set(self.row.merge) if self.records else set()
        told = (text for slot, text in self.record.items() if slot not in merged)
        self.is_empty.append(not any(map(_says_something, told)))
        self.records.append(self.record)
        yield len(self.records), self.record

    def close(self) -> Iterator[tuple[str, str, str]]:
        """The last line has been read: those that the form adds by itself are left out.

        What a table above has said otherwise of one record comes back: the slot, its text there, and here.
        """
        self._leave_out(1 if self.outer else 0)
        if self.outer:
            return
        for number, record in enumerate(self.records):
            if number == len(self.known):
                self.known.append({})
            known = self.known[number]
            for slot, read in record.items():
                if known.setdefault(slot, read) != read:
                    yield slot, str(known[slot]), str(read)

    def _leave_out(self, least: int) -> None:
        if len(self.records) <= max(self.row.least, least):
            while self.is_empty and self.is_empty[-1]:
                self.is_empty.pop()
                self.records.pop()


def _says_something(read: str | list[str] | list[Texts]) -> bool:
    if isinstance(read, str):
        return bool(read)
    return any(any(one.values()) if isinstance(one, dict) else one for one in read)
