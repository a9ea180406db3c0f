"""What a publication holds and a form has no place for, and the cells of the form that stay empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import fields

from perflang.forms.fields import COLON, FIELDS, REPEATS, field_of
from perflang.forms.form import Form
from perflang.forms.records import Record
from perflang.forms.slots import several_of
from perflang.forms.sources import PATH, names_of, sources
from perflang.model import Budget, Department, Indicator, OtherField, Project
from perflang.source.classes import frozen

if TYPE_CHECKING:
    from perflang.forms.found import Reading
    from perflang.forms.lines import Texts

# Parts of a target: whoever shows one in columns shows it as a target too, and the other way round.
_COLUMNS = {
    "target": ("operator", "value", "measure"),
    "bound": ("operator", "value"),
    "quantity": ("value", "measure"),
}
_ENDS = (("period", "begin", "end"), ("task_period", "task_begin", "task_end"))
_LISTS = ("long_indicators", "year_indicators")
_SPLIT = ("operator", "value", "measure")
# The objects that the fields of a kind of record are read from, as far as they go by the same names there.
_OBJECTS: dict[str, type] = {"project": Project, "indicator": Indicator}


@frozen
class Place:
    """A field, narrowed by a source of money or a label; ``rows`` counts those it stands in, 0 outside of rows."""

    field: str
    narrowed: str = ""
    rows: int = 0


@frozen
class Places:
    """The fields of one project, or of the department, that found no place, and the cells that stayed empty."""

    owner: Project | Department
    unplaced: tuple[Place, ...] = ()
    empty: tuple[Place, ...] = ()
    unknown: tuple[UnknownSource, ...] = ()


@frozen
class UnknownSource:
    """A source of money that no cell names, and the slots of cells that stay empty and may be meant for it."""

    name: str
    slots: tuple[str, ...]


def places(whole: Record, form: Form, *, tells_empty: bool) -> Iterator[Places]:
    """Whatever is to be said of the publication ``whole`` in ``form``."""
    department = whole.thing.department
    unplaced = [
        *_missing(whole, "department", form),
        *(
            Place(each)
            for each in ("projects", "wholes")
            if not _has(form, each) and whole.each(each)
        ),
    ]
    empty = []
    if tells_empty:
        empty = [_place(slot) for slot in _own(form, "department") if not whole.text(slot)]
    if unplaced or empty:
        yield Places(department, tuple(unplaced), tuple(empty))
    for each in ("wholes", "projects"):
        for project in whole.each(each) if _has(form, each) else ():
            missing = _of_project(project, form)
            unused = tuple(_empty(project, form)) if tells_empty else ()
            if missing or unused:
                unknown = tuple(_unknown_sources(project.thing, form))
                yield Places(project.thing, tuple(missing), unused, unknown)


def placed(form: Form, reading: Reading) -> list[Place]:
    """The fields in which the texts of a document stand now, each with how often it was filled in."""
    found = Counter(_filled(reading))
    order = {field.id: number for number, field in enumerate(FIELDS)}
    return [
        _place(slot, found[slot])
        for slot in sorted(form.slots, key=lambda slot: (order[slot.partition(COLON)[0]], slot))
        if found[slot]
    ]


def _filled(reading: Reading) -> Iterator[str]:
    """The slots of whatever was read, one for each time."""
    waiting: list[Texts] = [reading.department, *reading.projects, *reading.wholes]
    while waiting:
        for slot, read in waiting.pop().items():
            if isinstance(read, str):
                yield from [slot] if read else []
            else:
                inner = [one for one in read if isinstance(one, dict)]
                waiting += inner if slot not in ("projects", "wholes") else []
                yield from [slot] if read and not inner else []


def _place(slot: str, rows: int = 0) -> Place:
    field, _, narrowed = slot.partition(COLON)
    return Place(field, names_of(narrowed)[0], rows)


def _has(form: Form, each: str) -> bool:
    return each in form.repeats


def _own(form: Form, of: str) -> list[str]:
    """The slots of a form that are fields of this kind of record and may be left empty."""
    slots = (slot for slot in sorted(form.slots) if not field_of(slot).derived)
    return [slot for slot in slots if field_of(slot).of == of]


@lru_cache(maxsize=256)
def _shown(form: Form) -> frozenset[str]:
    """The fields that a form shows, a target by its columns as well."""
    shown = {slot.partition(COLON)[0] for slot in form.slots}
    for field, columns in _COLUMNS.items():
        if field in shown:
            shown.update(columns)
    if shown.issuperset(_SPLIT):
        shown.add("target")
    if "level2" in shown:  # of which the framework knows the level 1
        shown.add("level1")
    for whole, first, last in _ENDS:
        if whole in shown:
            shown |= {first, last}
        elif {first, last} <= shown:
            shown.add(whole)
    if "core" in shown:
        shown.add("importance")
    return frozenset(shown)


@lru_cache(maxsize=256)
def _not_shown(form: Form, of: str) -> tuple[str, ...]:
    """The fields of a kind of record that a form does not show and that may hold something."""
    return tuple(
        field.id
        for field in FIELDS
        if field.of == of
        and not (field.derived or field.id in _shown(form) or _is_part(field.id, form))
        and field.narrowed != "must"
    )


@lru_cache(maxsize=256)
def _say_nothing_else(form: Form, of: str, *also: str) -> Callable[[Sequence[object]], bool]:
    """What tells of objects without reading field by field that they have nothing that a form does not show.

    They have nothing in the fields ``also`` either. False is no answer: some fields are none of the object itself.
    """
    names = (*_not_shown(form, of), *also)
    defaults = {one.name: one.default for one in fields(_OBJECTS[of])} if of in _OBJECTS else {}
    if not names or not defaults.keys() >= set(names):
        return lambda _: not names
    as_they_come = tuple(defaults[name] for name in (*names, names[0]))
    read = attrgetter(*names, names[0])  # of two fields at least, which gives a tuple
    return lambda things: list(map(read, things)).count(as_they_come) == len(things)


def _missing(record: Record, of: str, form: Form) -> Sequence[Place]:
    """The fields of a record that hold something and that the form does not show."""
    thing = record.thing
    if _say_nothing_else(form, of)((thing,)):  # which is so in most records
        return ()
    found: list[Place] = []
    for field in _not_shown(form, of):
        if getattr(thing, field, field) is None:
            continue
        if field == "target" and "recipients" in form.repeats and several_of(thing):
            continue
        if record.text(field):
            found.append(Place(field))
    return found


def _is_part(field: str, form: Form) -> bool:
    """Whether a field only says in part what another one says, which is asked for itself."""
    if field in ("bound", "quantity", "core"):
        return True
    if any(field in ends for _, *ends in _ENDS):
        return True
    if field == "target":
        return not _shown(form).isdisjoint(_SPLIT)
    return field in _SPLIT and _shown(form).isdisjoint(_SPLIT)


def _of_project(record: Record, form: Form) -> list[Place]:
    project: Project = record.thing
    found = list(_missing(record, "project", form))
    if "funding" not in form.repeats:
        found += _sources(project.budget, "budget", form)
    found += _sources(project.long_budget, "long_budget", form)
    if project.others:
        found += [Place("other", name) for name in _others(project.others, "other", form)]
    if project.schedule and not _has(form, "stages"):
        found.append(Place("schedule"))
    if project.tasks:
        found += _of_rows(record, "tasks", form)
        for task in project.tasks if _has(form, "tasks") else ():
            found += _sources(task.budget, "task_budget", form)
    if project.yearly:
        found += _of_rows(record, "years", form)
        for year in project.yearly if _has(form, "years") else ():
            found += _sources(year.budget, "yearly", form)
    say_nothing_else = _say_nothing_else(form, "indicator", "parts", "others")
    if not (_has(form, "indicators") and say_nothing_else(project.indicators)):
        found += _of_rows(record, "indicators", form)
    if _shown(form).isdisjoint(("target", "share")):
        rows = (row for one in project.indicators for row in (one, *one.parts))
        if any(map(several_of, rows)):
            found.append(Place("recipient"))
    return found


def _of_rows(record: Record, each: str, form: Form) -> Iterator[Place]:
    """The fields of repeated records; all of them where the form does not repeat over them."""
    of = next(repeat.of for repeat in REPEATS if repeat.id == each)
    printed, lost = _printed(record, each, form)
    if lost:
        yield Place(each, rows=len(lost))
    parts = [
        part
        for one in printed
        if of == "indicator" and one.thing.parts
        for part in one.each("parts")
    ]
    if parts and not _has_breakdown(form):
        yield Place("part", rows=len(parts))
        parts = []
    found: Counter[tuple[str, str]] = Counter()
    for one in (*printed, *parts):
        found.update((place.field, "") for place in _missing(one, of, form))
        if of == "indicator" and one.thing.others:
            found.update(("column", name) for name in _others(one.thing.others, "column", form))
    yield from (Place(field, name, count) for (field, name), count in found.items())


def _printed(record: Record, each: str, form: Form) -> tuple[list[Record], list[Record]]:
    """The records that a form has rows for, and the others."""
    records = record.each(each)
    if _has(form, each):
        return records, []
    lists = [one for one in _LISTS if each == "indicators" and _has(form, one)]
    shown = {id(one.thing) for name in lists for one in record.each(name)}
    return (
        [one for one in records if id(one.thing) in shown],
        [one for one in records if id(one.thing) not in shown],
    )


@lru_cache(maxsize=256)
def _has_breakdown(form: Form) -> bool:
    """Whether the rows of indicators go on with those of their parts."""
    return any(row.breakdown for row in form.repeated_rows)


def _with_parts(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        yield record
        if isinstance(record.thing, Indicator):
            yield from record.each("parts")


def _sources(budget: Budget | None, field: str, form: Form) -> Sequence[Place]:
    """Sources that no cell names; a second one of the same name has none either."""
    if budget is None or not budget.parts:
        return ()
    known = sources(budget)
    nameless = [
        known[number] for number in _nameless(form, field, tuple([one[0] for one in known]))
    ]
    return [Place(field, path) for path, amount in nameless if amount is not None]


@lru_cache(maxsize=1024)
def _nameless(form: Form, field: str, paths: tuple[str, ...]) -> list[int]:
    """Which of these sources no cell names; budgets have few different ones."""
    taken: set[str] = set()
    for names in _narrowed(form, field):
        taken.update([name for name in names if name in paths][:1])
    found: list[int] = []
    left = list(paths)
    for number, path in enumerate(paths):
        if path not in taken or left.count(path) > 1:
            found.append(number)
            left.remove(path)
    return found


@lru_cache(maxsize=256)
def _narrowed(form: Form, field: str) -> list[list[str]]:
    slots = (slot.partition(COLON) for slot in form.slots)
    return [names_of(narrowed) for name, _, narrowed in slots if name == field and narrowed]


def _unknown_sources(project: Project, form: Form) -> Iterator[UnknownSource]:
    """Sources under a name that the form does not know, where it has an empty cell of the same rank."""
    for field, budget in (("budget", project.budget), ("long_budget", project.long_budget)):
        if field == "budget" and _has(form, "funding"):
            continue
        given = [path for path, amount in sources(budget) if amount is not None]
        cells = {
            slot: names_of(slot.partition(COLON)[2])
            for slot in sorted(form.slots)
            if slot.startswith(field + COLON)
        }
        named = {name for names in cells.values() for name in names}
        empty = {slot: names for slot, names in cells.items() if not set(names) & set(given)}
        for path in dict.fromkeys(given):
            alike = [slot for slot, names in empty.items() if _above(path) in map(_above, names)]
            if path not in named and alike:
                yield UnknownSource(path, tuple(alike))


def _above(path: str) -> str:
    """The path of what a source is a part of."""
    return path.rpartition(PATH)[0]


def _others(others: Sequence[OtherField], field: str, form: Form) -> list[str]:
    """The names of further fields that no slot prints; of the names of a slot, the first that there is."""
    if not others:
        return []
    given = [one.name for one in others]
    shown = {
        name
        for names in _narrowed(form, field)
        for name in [one for one in names if one in given][:1]
    }
    return [name for name in given if name not in shown]


def _empty(record: Record, form: Form) -> Iterator[Place]:
    """The cells that a project leaves empty, and how many of each column of its tables."""
    for slot in _own(form, "project"):
        if not record.text(slot):
            yield _place(slot)
    for kind, each in _repeated_kinds(form).items():
        records = list(_with_parts(one for name in each for one in record.each(name)))
        for slot in _own(form, kind):
            rows = len({id(one.thing) for one in records if not one.text(slot)})
            if rows or not records:
                yield _place(slot, rows)


@lru_cache(maxsize=256)
def _repeated_kinds(form: Form) -> dict[str, list[str]]:
    """The kinds of record that a form repeats in a project, each with what it repeats over."""
    found: dict[str, list[str]] = {}
    for repeat in REPEATS:
        shown = repeat.within == "project" and repeat.id in form.repeats
        if shown and repeat.of != "recipient":
            found.setdefault(repeat.of, []).append(repeat.id)
    return found
