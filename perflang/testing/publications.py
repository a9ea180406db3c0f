"""Publications that are in order, for any framework and form: what a framework asks is there, what a form has
no place for is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from attrs import evolve
from attrs import fields as fields_of
from hypothesis import note
from hypothesis import strategies as st

from perflang.forms.form import Form
from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    Department,
    Goal,
    Indicator,
    OtherField,
    OwnFile,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
    YearBudget,
)
from perflang.testing.dice import Dice
from perflang.testing.purse import Purse
from perflang.testing.rows import EVERY_FIELD, Asked, rows_of
from perflang.testing.schema import Chosen, Schema, schema
from perflang.testing.words import WORDS, Words
from perflang.testing.written import Written
from perflang.values import Percentage, Prose, Timing, read_percentage, read_stage
from perflang.values.period import read_period

_YEARS = tuple(str(year) for year in (2026, 2025, 2024, 2021))
_SCALES = ("万元", "元")
_MARKERS = ("{n}.", "（{n}）", "")
_STAGES = {"zh": ("3月底", "6月底", "9月底", "12月底"), "en": ("Q1", "Q2", "Q3", "Q4")}
# What a project is about, until projects are told apart by their places.
_THING = "{thing}"


def publications(
    framework: Chosen = None,
    form: Chosen = None,
    *,
    language: str = "zh",
    projects: tuple[int, int] = (1, 3),
    quiet: bool = False,
    fields: str = "printed",
    own: Iterable[OwnFile] = (),
) -> st.SearchStrategy[Publication]:
    """Publications in which ``check`` finds no error, and with ``quiet`` no warning either.

    ``framework`` and ``form`` are each the name of one that perflang ships or of one of the files ``own``, the
    path of a bureau's own file, or the text of one; see :func:`schema`. ``projects`` is how many tables there
    are, at least and at most. ``fields`` is ``printed`` for what the form has a place for, or ``all``. When a
    test fails, its publication is shown as the source that says it.

    Raises :class:`ValueError` where there is no such framework or form, or a mistake in its file.
    """
    return of_schema(schema(framework, form, language, own), projects, quiet=quiet, fields=fields)


def of_schema(
    wanted: Schema,
    projects: tuple[int, int] = (1, 3),
    *,
    quiet: bool = False,
    fields: str = "printed",
) -> st.SearchStrategy[Publication]:
    """The same of a schema that is there already."""
    known = EVERY_FIELD if fields == "all" else printed_fields(wanted.form)
    words = WORDS[wanted.language]
    heads = _heads(wanted, words, known)
    least, most = projects

    def whole(head: Department) -> st.SearchStrategy[Publication]:
        asked = Asked(wanted, words, head.year or _YEARS[0], head.scale or _SCALES[0], quiet, known)
        tables = st.lists(_tables(asked, head.units), min_size=least, max_size=most)
        return tables.map(lambda found: _bound(wanted, words, head, found, fields == "all"))

    return heads.flatmap(whole).map(lambda found: _noted(wanted, found))


def projects(
    framework: Chosen = None,
    form: Chosen = None,
    *,
    language: str = "zh",
    quiet: bool = False,
    fields: str = "printed",
) -> st.SearchStrategy[Project]:
    """One project, as :func:`publications` has them."""
    of_one = of_schema(schema(framework, form, language), (1, 1), quiet=quiet, fields=fields)
    return of_one.map(lambda found: (*found.projects, *found.wholes)[0])


@lru_cache(maxsize=32)
def printed_fields(form: Form) -> frozenset[str]:
    """The fields that a form has a place for; ``parts`` where it prints breakdown rows."""
    of_other = {
        "core": "importance",
        "begin": "period",
        "end": "period",
        "path": "parts.funding",
        "task_begin": "task_period",
        "task_end": "task_period",
    }
    rows = {"parts"} if any(row.breakdown for row in form.repeated_rows) else set[str]()
    return frozenset(
        {*form.fields, *(of_other[one] for one in form.fields if one in of_other), *rows}
    )


def _noted(wanted: Schema, publication: Publication) -> Publication:
    note(Written(wanted, publication))
    return publication


def _heads(wanted: Schema, words: Words, known: frozenset[str]) -> st.SearchStrategy[Department]:
    @st.composite
    def heads(draw: st.DrawFn) -> Department:
        dice = Dice(draw)
        lists: dict[str, Any] = {
            name: _goals(dice, words.head_goals)
            for name in ("overall", "specific", "safeguards")
            if name in known
        }
        return Department(
            name=dice.pick(words.departments),
            year=dice.pick(_YEARS),
            scale=dice.pick(_SCALES),
            framework=wanted.framework.id,
            form=wanted.form.id,
            units=tuple(Unit(*one) for one in words.units[: dice.upto(len(words.units))]),
            **lists,
        )

    return heads()


def _goals(dice: Dice, texts: tuple[str, ...], thing: str = "") -> tuple[Goal, ...]:
    """The first few of some goals, with one kind of marker or without any."""
    marker = dice.pick(_MARKERS)
    chosen = texts[: dice.upto(len(texts))]
    return tuple(
        Goal(marker.replace("{n}", str(n)), text.replace(_THING, thing))
        for n, text in enumerate(chosen, 1)
    )


def _tables(asked: Asked, units: tuple[Unit, ...]) -> st.SearchStrategy[Project]:
    """Projects of one publication, all about one thing until they are told apart."""

    @st.composite
    def tables(draw: st.DrawFn) -> Project:
        dice = Dice(draw)
        maker = _Maker(dice, asked)
        return maker.project(dice.pick(units) if units else None)

    return tables()


class _Maker:
    """Makes the parts of one project; ``{thing}`` stands for what it is about."""

    def __init__(self, dice: Dice, asked: Asked) -> None:
        self.dice = dice
        self.asked = asked
        self.words = asked.words
        self.purse = Purse(dice, asked)

    def project(self, unit: Unit | None) -> Project:
        known, dice = self.asked.fields, self.dice
        texts = self.dice.some([name for name in PROJECT_TEXTS if name in known])
        optional: dict[str, Any] = {name: self.words.fields[name] for name in texts}
        yearly = self.purse.years() if {"yearly", "long_budget"} <= known else ()
        long = self.purse.sum_of(yearly) if yearly else None
        return Project(
            name=_THING,
            code="" if "code" in known and dice.flag() else None,
            unit=unit,
            budget=self._budget(yearly),
            schedule=self._schedule() if {"stage", "percent"} <= known and self.wanted() else None,
            goals=_goals(dice, self.words.goals, _THING) if "goals" in known else (),
            long_goals=_goals(dice, self.words.long_goals, _THING) if "long_goals" in known else (),
            period=self._period() if "period" in known and self.wanted() else None,
            long_budget=long
            if long
            else self.purse.budget()
            if "long_budget" in known and self.wanted()
            else None,
            yearly=yearly,
            tasks=self._tasks() if "task" in known else (),
            others=self._others(),
            indicators=rows_of(dice, self.asked, _THING),
            **optional,
        )

    def wanted(self) -> bool:
        """Whether what may be left out is there."""
        return self.dice.flag()

    def _budget(self, years: tuple[YearBudget, ...]) -> Budget | None:
        """That of the year: the same where it stands among the years."""
        if "budget" not in self.asked.fields:
            return None
        if years and self.purse.names("budget") == self.purse.names("yearly"):
            return years[0].budget
        if years:
            return Budget(years[0].budget.total)
        return self.purse.budget() if self.asked.quiet or self.wanted() else None

    def _schedule(self) -> Schedule:
        names = _STAGES[self.asked.schema.language]
        first = self.dice.upto(len(names) - 1)
        shares = [25 * at + self.dice.upto(9) for at in range(first + 1, len(names))]
        return Schedule(
            tuple(
                ScheduleStage(read_stage(name), _percentage(share))
                for name, share in zip(names[first:], [*shares, 100], strict=True)
            )
        )

    def _period(self) -> Timing | Prose:
        year = int(self.asked.year)
        last = year + self.dice.upto(3)
        if self.asked.schema.language == "en":
            return read_period(f"{year}-01-01—{last}-12-31")
        return read_period(f"{year}年1月—{last}年12月")

    def _tasks(self) -> tuple[Task, ...]:
        known = self.asked.fields
        return tuple(
            Task(
                name,
                content if "task_content" in known else None,
                self._period() if "task_period" in known and self.wanted() else None,
                self.purse.budget("task_budget")
                if "task_budget" in known and self.wanted()
                else None,
            )
            for name, content in self.words.tasks[: self.dice.upto(len(self.words.tasks))]
        )

    def _others(self) -> tuple[OtherField, ...]:
        """The fields for which the form has labels of its own."""
        if self.asked.fields is EVERY_FIELD:
            among = self.words.others
        else:
            slots = (
                slot for slot in sorted(self.asked.schema.form.slots) if slot.startswith("other:")
            )
            texts = (text for _, text in self.words.others)
            among = tuple(
                zip((slot.partition(":")[2].split("|")[0] for slot in slots), texts, strict=False)
            )
        return tuple(OtherField(*one) for one in among if self.wanted())


def _percentage(share: int) -> Percentage:
    return read_percentage(f"{share}.00%")


def _bound(
    wanted: Schema, words: Words, head: Department, tables: list[Project], takes_all: bool
) -> Publication:
    """Tables told apart: each is about a thing of its own, and has a code of its own if it has one."""
    named = tuple(_named(table, words, n) for n, table in enumerate(tables))
    if "wholes" in wanted.form.repeats or (takes_all and len(named) > 1):
        count = 1 if takes_all else len(named)
        wholes = tuple(evolve(one, code=None) for one in named[:count])
        return Publication(head, named[count:], wholes)
    return Publication(head, named)


def _named(table: Project, words: Words, number: int) -> Project:
    turn, at = divmod(number, len(words.things))
    thing = words.things[at]
    if turn:
        place = words.places[(turn - 1) % len(words.places)]
        thing = f"{place}{thing}" if not thing.isascii() else f"{place} {thing.lower()}"
    if turn > len(words.places):
        thing = f"{thing}（{turn}）"
    named: Project = _about(table, thing)
    return evolve(named, code=f"20800126D{number + 1:012}") if table.code is not None else named


def _about(one: Any, thing: str) -> Any:
    """An object of the model in which ``{thing}`` is a thing."""
    if isinstance(one, str):
        return one.replace(_THING, thing)
    if isinstance(one, tuple):
        return tuple(_about(inner, thing) for inner in one)
    if not isinstance(one, (Project, Indicator, Goal)):
        return one
    names = [field.name for field in fields_of(type(one)) if field.name != "at"]
    before = [(name, getattr(one, name)) for name in names]
    after = ((name, value, _about(value, thing)) for name, value in before if value)
    changes = {name: new for name, value, new in after if new is not value and new != value}
    return evolve(one, **changes) if changes else one
