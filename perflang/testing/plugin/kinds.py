"""What own checks can be asked for: each kind of object of a publication, and what it stands in.

The name of a check's first argument says what it is asked for, and the names of others what that is to stand in:
``def check(indicator, project)`` is asked once for every row of every project's table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from inspect import Parameter, signature
from typing import Any, get_args, get_type_hints

import attrs

from perflang.model import (
    Budget,
    BudgetPart,
    Department,
    Goal,
    Indicator,
    OtherField,
    Project,
    Publication,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
    YearBudget,
)
from perflang.source.classes import frozen
from perflang.vocabulary import nearest, vocabulary

_CLASSES = (
    Publication,
    Department,
    Unit,
    Goal,
    Project,
    Budget,
    BudgetPart,
    YearBudget,
    Task,
    Schedule,
    ScheduleStage,
    OtherField,
    Indicator,
)
# What has another name than its class has where it stands in a field.
_BY_FIELD = {(Publication, "wholes"): "whole", (Indicator, "parts"): "breakdown"}
_KINDS: dict[type, str] = {
    one: re.sub("(?<=[a-z])(?=[A-Z])", "_", one.__name__).lower() for one in _CLASSES
}
KINDS = (*_KINDS.values(), *_BY_FIELD.values())

# An object behind all that it stands in, each with its kind.
Chain = tuple[tuple[str, Any], ...]


@frozen
class Wanted:
    """What a check is asked for; of what that stands in the kinds that it needs, and those that it takes."""

    kind: str
    needed: tuple[str, ...]
    taken: tuple[str, ...]

    def objects(self, publication: Publication) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Each object of the kind with what was wanted of that which it stands in, in the order of the sources.

        The unit of several tables is one object, unless it is wanted with what it stands in.
        """
        seen: set[int] = set()
        for chain in walk(publication):
            kind, one = chain[-1]
            around = _around(chain, publication) if kind == self.kind else {}
            given = {name: around[name] for name in self.taken if name in around}
            if kind != self.kind or any(name not in given for name in self.needed):
                continue
            if id(one) not in seen or given.keys() - {"publication", "department"}:
                seen.add(id(one))
                yield one, given


def wanted(function: Callable[..., Any]) -> Wanted:
    """What the names of a function's arguments say; TypeError where they say nothing, or nothing that there is.

    An argument with a default need not be there; one of another name with a default is left alone.
    """
    parameters = list(signature(function).parameters.values())
    called = getattr(function, "__qualname__", repr(function))
    ours = [one for one in parameters if one.name in KINDS]
    first, others = parameters[:1], ours[1:]
    wrong = [
        one.name
        for one in parameters
        if one not in ours and (one in first or one.default is Parameter.empty)
    ]
    if wrong or not first:
        raise TypeError(
            f"{called}: 参数要用这些名称 arguments are named like these: {', '.join(KINDS)}; "
            f"不是 not {', '.join(wrong) or '()'}{_meant(wrong)}"
        )
    kind = first[0].name
    known = _stands_in()[kind]
    never = [one.name for one in others if one.name not in known]
    if never:
        raise TypeError(
            f"{called}: {kind} 上面没有 never stands in {', '.join(never)}; "
            f"只有 only in {', '.join(sorted(known)) or '()'}"
        )
    needed = tuple(one.name for one in others if one.default is Parameter.empty)
    return Wanted(kind, needed, tuple(one.name for one in others))


def _meant(wrong: Sequence[str]) -> str:
    """What the first of wrong names may be: a word of the language, or a slip of the hand."""
    keyword = vocabulary().find(wrong[0]) if wrong else None
    meant = keyword.id if keyword and keyword.id in KINDS else nearest("".join(wrong[:1]), KINDS)
    return f"; 是不是 did you mean {meant}?" if meant else ""


def walk(root: Any) -> Iterator[Chain]:
    """Each object from ``root`` down, in the order of the sources, behind what it stands in."""
    waiting: list[Chain] = [((_KINDS[type(root)], root),)]
    while waiting:
        chain = waiting.pop()
        yield chain
        waiting += [(*chain, inner) for inner in reversed(list(_inside(chain[-1][1])))]


def _inside(one: Any) -> Iterator[tuple[str, Any]]:
    """What stands in an object, with its kind."""
    for field in attrs.fields(type(one)):
        value = getattr(one, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            kind = _KINDS.get(type(inner))
            if kind is not None:
                yield _BY_FIELD.get((type(one), field.name), kind), inner


def _around(chain: Chain, publication: Publication) -> dict[str, Any]:
    """What the last object of a chain stands in; the head is above all, and a unit above its tables."""
    outer = dict(chain[:-1])
    table = outer.get("project", outer.get("whole", chain[-1][1]))
    unit = table.unit if isinstance(table, Project) else None
    units = {"unit": unit} if unit is not None and chain[-1][1] is not unit else {}
    return {"department": publication.department, **units, **outer}


@cache
def _stands_in() -> dict[str, frozenset[str]]:
    """The kinds that an object of each kind may stand in, however far up."""
    above: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for outer in _CLASSES:
        hints = get_type_hints(outer)
        for field in attrs.fields(outer):
            for inner in _KINDS.keys() & set(_classes(hints[field.name])):
                above[_BY_FIELD.get((outer, field.name), _KINDS[inner])] |= _kinds_of(outer)
    for _ in KINDS:
        for found in above.values():
            found |= {far for near in tuple(found) for far in above[near]}
    of_tables = {kind for kind in KINDS if {kind, *above[kind]} & {"project", "whole"}}
    return {
        kind: frozenset({"department", *found, *(["unit"] if kind in of_tables else [])} - {kind})
        for kind, found in above.items()
    }


def _kinds_of(one: type) -> set[str]:
    """What objects of a class are called, wherever they stand."""
    named = {
        kind
        for (outer, field), kind in _BY_FIELD.items()
        if one in _classes(get_type_hints(outer)[field])
    }
    return {_KINDS[one], *named}


def _classes(hint: Any) -> Iterator[Any]:
    """The classes that a type is made of."""
    inner = get_args(hint)
    if not inner:
        yield hint
    for one in inner:
        yield from _classes(one)
