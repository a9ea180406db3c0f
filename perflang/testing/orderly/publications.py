"""Publications that are in order, for any framework and form: what a framework asks is there, what a form has
no place for is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from attrs import evolve
from attrs import fields as fields_of
from hypothesis import strategies as st

from perflang.forms.form import Form
from perflang.model import (
    Department,
    Goal,
    Indicator,
    OwnFile,
    Project,
    Publication,
    Unit,
)
from perflang.testing.asked import counts, flag, one_of
from perflang.testing.orderly.dice import Dice, Simplest
from perflang.testing.orderly.rows import EVERY_FIELD, Asked
from perflang.testing.orderly.tables import THING, ProjectMaker, goals_of
from perflang.testing.orderly.words import WORDS, Words
from perflang.testing.schemas import Chosen, Schema, schema
from perflang.testing.writing.notes import noted
from perflang.testing.writing.written import Written

_YEARS = tuple(str(year) for year in (2026, 2025, 2024, 2021))
_SCALES = ("万元", "元")
_FEW = 10  # tables of one publication, each of which may be long
# What is spent for the tables of one publication, and for the simplest ones: see :class:`Dice`.
_MEASURE, _LEAST_MEASURE = 6000, 3600


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

    Under a level that admits no target at all there is none, which is a warning in any publication.

    ``framework`` and ``form`` are each the name of one that perflang ships or of one of the files ``own``, the
    path of a bureau's own file, or the text of one; see :func:`schema`. ``projects`` is how many tables there
    are, at least and at most. ``fields`` is ``printed`` for what the form has a place for, or ``all``. When a
    test fails, its publication is shown as the source that says it.

    Raises :class:`ValueError` where there is no such framework, form, language or ``fields``, or a mistake in a
    file, and for numbers of projects that cannot be; :class:`TypeError` for arguments of other types.
    """
    return of_schema(schema(framework, form, language, own), projects, quiet=quiet, fields=fields)


def of_schema(
    wanted: Schema,
    projects: tuple[int, int] = (1, 3),
    *,
    quiet: bool = False,
    fields: str = "printed",
    shown: bool = True,
) -> st.SearchStrategy[Publication]:
    """The same of a schema that is there already; ``shown`` says whether a failing test shows the source."""
    words = WORDS[wanted.language]
    plain = asked_of(wanted, quiet=quiet, fields=fields)
    least, most = counts(projects)
    plain = evolve(plain, long=most <= _FEW)
    most_drawn = _most_drawn(plain)

    @st.composite
    def whole(draw: st.DrawFn) -> Publication:
        dice = Dice(draw)
        head = dice.apart(lambda: _head(dice, wanted, words, plain.fields))
        asked = evolve(plain, year=head.year or plain.year, scale=head.scale or plain.scale)
        count = least + dice.upto(most - least)
        drawn: list[Project] = []
        while len(drawn) < min(count, most_drawn) and dice.spent < _MEASURE:
            drawn.append(dice.apart(lambda: _table(dice, asked, head.units)))
        found = [drawn[n % len(drawn)] for n in range(count)]
        return _bound(wanted, words, head, found, plain.takes_all)

    found = whole()
    return found.map(lambda one: noted(one, Written(wanted, one))) if shown else found


def asked_of(wanted: Schema, *, quiet: bool = False, fields: str = "printed") -> Asked:
    """What is asked of the tables of a schema, in its first year and money unit."""
    flag("quiet", quiet)
    one_of("fields", fields, ("printed", "all"))
    takes_all = fields == "all"
    known = EVERY_FIELD if takes_all else printed_fields(wanted.form)
    words = WORDS[wanted.language]
    return Asked(wanted, words, _YEARS[0], _SCALES[0], quiet, known, takes_all)


@lru_cache(maxsize=32)
def printed_fields(form: Form) -> frozenset[str]:
    """The fields that a form has a place for; ``parts`` where it prints breakdown rows."""
    of_other = {
        "core": "importance",
        "begin": "period",
        "end": "period",
        "task_begin": "task_period",
        "task_end": "task_period",
    }
    rows = {"parts"} if any(row.breakdown for row in form.repeated_rows) else set[str]()
    return frozenset(
        {*form.fields, *(of_other[one] for one in form.fields if one in of_other), *rows}
    )


def _head(dice: Dice, wanted: Schema, words: Words, known: frozenset[str]) -> Department:
    lists: dict[str, Any] = {
        name: goals_of(dice, words.head_goals)
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


def _most_drawn(asked: Asked) -> int:
    """How many tables of one publication are drawn, at most; further ones are those again."""
    dice = Simplest()
    _table(dice, asked, ())
    return max(1, _LEAST_MEASURE // max(dice.spent, 1))


def _table(dice: Dice, asked: Asked, units: tuple[Unit, ...]) -> Project:
    """A project, about one thing as all others until they are told apart."""
    return ProjectMaker(dice, asked).project(dice.pick(units) if units else None)


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
        thing = words.numbered(thing, turn)
    named: Project = _about(table, thing)
    return evolve(named, code=f"20800126D{number + 1:012}") if table.code is not None else named


def _about(one: Any, thing: str) -> Any:
    """An object of the model in which ``{thing}`` is a thing."""
    if isinstance(one, str):
        return one.replace(THING, thing)
    if isinstance(one, tuple):
        return tuple(_about(inner, thing) for inner in one)
    if not isinstance(one, (Project, Indicator, Goal)):
        return one
    names = [field.name for field in fields_of(type(one)) if field.name != "at"]
    before = [(name, getattr(one, name)) for name in names]
    after = ((name, value, _about(value, thing)) for name, value in before if value)
    changes = {name: new for name, value, new in after if new is not value and new != value}
    return evolve(one, **changes) if changes else one
