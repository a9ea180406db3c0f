"""Which object of the model, and which field of it, a place in a source belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Any

from attrs import fields

from perflang.model import (
    BudgetPart,
    Indicator,
    OtherField,
    Project,
    ScheduleStage,
    Task,
    YearBudget,
)
from perflang.semantics import FileModel
from perflang.source import Span
from perflang.source.classes import frozen

# Objects that a form repeats over: it prints their fields in rows or cells of their own.
_REPEATED = (Project, Indicator, ScheduleStage, Task, YearBudget)
# What a form calls the fields that the objects call otherwise; a name that stands twice is looked for in turn.
_SLOTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("Project", "name"): ("project",),
    ("Project", "unit"): ("unit.name", "unit.code"),
    ("Project", "period"): ("period", "begin", "end"),
    ("Project", "schedule"): ("percent", "stage"),
    ("Indicator", "name"): ("indicator",),
    ("Indicator", "target"): ("target", "value", "bound", "quantity", "share"),
    ("Indicator", "operator"): ("operator", "bound", "target"),
    ("Indicator", "sign"): ("operator", "bound", "target"),
    ("Indicator", "measure"): ("measure", "quantity", "target"),
    ("Indicator", "importance"): ("importance", "core"),
    ("ScheduleStage", "stage"): ("stage",),
    ("Task", "name"): ("task",),
    ("Task", "content"): ("task_content",),
    ("Task", "period"): ("task_period", "task_begin", "task_end"),
    ("Task", "budget"): ("task_budget",),
    ("YearBudget", "year"): ("budget_year",),
    ("YearBudget", "budget"): ("yearly",),
}
# The slots that name an object: a finding about all of it is marked there.
NAMING: Mapping[str, tuple[str, ...]] = {
    "Project": ("project",),
    "Indicator": ("indicator",),
    "ScheduleStage": ("percent", "stage"),
    "Task": ("task",),
    "YearBudget": ("yearly", "budget_year"),
}


@frozen
class Owned:
    """A field of the model: of ``thing``, which stands in ``project``, None for the department.

    ``slots`` are those that print it, ``narrowed`` the source of money or the label that it is for, and
    ``index`` which item of a list it is. A line that says nothing of the model ``is_line``: it belongs to its
    project and to none of its fields.
    """

    thing: Any
    project: Project | None
    slots: tuple[str, ...]
    narrowed: str = ""
    index: int | None = None
    is_line: bool = False


class Owners:
    """The fields of one file by their places."""

    def __init__(self, file: FileModel) -> None:
        found = sorted(_fields(file), key=lambda one: (one[0].start, one[0].end))
        self.exact = dict(reversed(found))
        self.starts = [at.start for at, _ in found]
        self.found = [owned for _, owned in found]
        self.ends = [at.end for at, _ in found]
        self.source = file.source

    def of(self, at: Span) -> Owned | None:
        """The field that ``at`` is, else the nearest before it in its line, or behind; else its line.

        None before all fields.
        """
        if at in self.exact:
            return self.exact[at]
        number = bisect_right(self.starts, at.start) - 1
        if number >= 0 and at.start < self.ends[number]:
            return self.found[number]
        for near in (number, number + 1):
            if 0 <= near < len(self.starts) and self._are_in_line(self.starts[near], at.start):
                return self.found[near]
        if number < 0:
            return None
        project = self.found[number].project
        return Owned(project, project, (), is_line=True)

    def _are_in_line(self, one: int, other: int) -> bool:
        return self.source.line_of(one) == self.source.line_of(other)


def _fields(file: FileModel) -> Iterator[tuple[Span, Owned]]:
    yield from _of_thing(file.department, file.department, None, "")
    for project in (*file.projects, *file.wholes):
        yield from _of_thing(project, project, project, "")


def _of_thing(
    thing: Any, holder: Any, project: Project | None, field: str, index: int | None = None
) -> Iterator[tuple[Span, Owned]]:
    """The fields of ``thing``, which is ``holder`` or belongs to its ``field``, and of all below it."""
    narrowed = thing.name if isinstance(thing, BudgetPart | OtherField) else ""
    for name, at in thing.at.items():
        slots = _slots(holder, field or name)
        yield at, Owned(holder, project, slots, narrowed, index)
    for attribute in fields(type(thing)):
        if attribute.name == "unit" and isinstance(thing, Project):
            continue  # it is written elsewhere
        value = getattr(thing, attribute.name)
        several = isinstance(value, tuple)
        for number, inner in enumerate(value if several else (value,)):
            if not isinstance(getattr(inner, "at", None), Mapping):
                continue
            below = field or attribute.name
            if isinstance(inner, _REPEATED):
                yield from _of_thing(inner, inner, project, "")
            else:
                item = number if several and not field else index
                yield from _of_thing(inner, holder, project, below, item)


def _slots(holder: Any, field: str) -> tuple[str, ...]:
    kind = type(holder).__name__
    if not field:
        return NAMING.get(kind, ())
    if field == "others":
        return ("column",) if isinstance(holder, Indicator) else ("other",)
    return _SLOTS.get((kind, field), (field,))
