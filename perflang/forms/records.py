"""Records: one object of the model (the publication, a project, an indicator …) in those around it.

Its texts are made when a form asks for them; forms ask for a small part of what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from perflang.forms.fields import COLON, field_of
from perflang.forms.slots import NARROWED, SLOTS, PrintAs, Slot, recipient, several_of, text_of
from perflang.forms.sources import sources
from perflang.model import Goal, Publication
from perflang.source.classes import define


@define(eq=False)
class Record:
    """An object of kind ``of`` in the record ``around`` it; None is a row that the form leaves empty.

    ``number`` counts it among its like, from 1.
    """

    of: str
    thing: Any
    print_as: PrintAs
    number: int = 1
    around: Record | None = None

    def slot(self, name: str) -> tuple[str, object]:
        """The text that a slot prints here, and its typed value; items of a list are lines of one text."""
        slot = reader(name)(self)
        return slot if isinstance(slot, tuple) else (slot or "", None)

    def text(self, name: str) -> str:
        """The text that a slot prints here."""
        return text_of(reader(name)(self))

    def items(self, name: str) -> list[str]:
        """The items of a list, markers included."""
        holder = self.holder(field_of(name).of)
        thing = holder.thing if holder else None
        owner = thing.department if isinstance(thing, Publication) else thing
        goals: Sequence[Goal] = getattr(owner, name, ())
        return [goal.marker + goal.text for goal in goals]

    def each(self, repeat: str) -> list[Record]:
        """The records that ``repeat`` repeats over here."""
        of, within, things = _REPEATED[repeat]
        holder = self if self.of == within else self.holder(within)
        found = things(holder) if holder and holder.thing is not None else ()
        if not found:
            return []
        around = self if of == "recipient" else holder
        return [
            Record(of, thing, self.print_as, number, around)
            for number, thing in enumerate(found, 1)
        ]

    def holder(self, of: str) -> Record | None:
        """This record or the one around it that is of kind ``of``."""
        record: Record | None = self
        while record is not None and record.of != of:
            record = record.around
        return record


def publication_record(publication: Publication, print_as: PrintAs) -> Record:
    """The outermost record."""
    return Record("department", publication, print_as)


def _recipients(record: Record) -> list[str]:
    """Whoever gets a value of their own in a project, in the order in which they are named."""
    rows = (row for one in record.thing.indicators for row in (one, *one.parts))
    found = filter(None, map(several_of, rows))
    return list(dict.fromkeys(name for several in found for name, _ in several.values))


Things = Callable[[Record], Sequence[Any]]
_REPEATED: dict[str, tuple[str, str, Things]] = {
    "projects": ("project", "department", lambda record: record.thing.projects),
    "wholes": ("project", "department", lambda record: record.thing.wholes),
    "indicators": ("indicator", "project", lambda record: record.thing.indicators),
    "long_indicators": (
        "indicator",
        "project",
        lambda record: [row for row in record.thing.indicators if row.long_target],
    ),
    "year_indicators": (
        "indicator",
        "project",
        lambda record: [
            row for row in record.thing.indicators if row.target or not row.long_target
        ],
    ),
    "parts": ("indicator", "indicator", lambda record: record.thing.parts),
    "stages": (
        "stage",
        "project",
        lambda record: record.thing.schedule.stages if record.thing.schedule else (),
    ),
    "funding": ("source", "project", lambda record: sources(record.thing.budget)),
    "tasks": ("task", "project", lambda record: record.thing.tasks),
    "years": ("year", "project", lambda record: record.thing.yearly),
    "recipients": ("recipient", "project", _recipients),
}


@lru_cache(maxsize=1024)
def reader(name: str) -> Callable[[Record], Slot]:
    """What prints a slot in a record: it reads the record around it that the slot belongs to."""
    of = field_of(name).of
    if of == "every":
        return lambda record: str(record.number) if record.thing is not None else None
    read = _read(name)

    def slot(record: Record) -> Slot:
        holder = record if record.of == of else record.holder(of)
        return None if holder is None or holder.thing is None else read(holder)

    return slot


@lru_cache(maxsize=1024)
def reader_in(name: str, of: str) -> Callable[[Record], Slot]:
    """The reader of a slot for records that are of kind ``of`` and not empty, so that it need not look."""
    return _read(name) if field_of(name).of == of else reader(name)


def _read(name: str) -> Callable[[Record], Slot]:
    """What prints a slot in the record that it belongs to."""
    identifier, _, narrowed = name.partition(COLON)
    found = field_of(name)
    if found.lines == "items":
        return lambda holder: "\n".join(holder.items(identifier))
    if found.of == "recipient":
        return lambda holder: recipient(holder, identifier)
    if narrowed:
        return NARROWED[identifier](narrowed)
    return SLOTS[found.of][identifier]
