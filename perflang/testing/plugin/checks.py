"""A user's own checks in Python over the model, and where in the sources what they are about stands.

A check is a function; the name of its first argument says what it is asked for, and the names of others what that
is to stand in: ``def check(indicator, project)`` is asked once for every row of every project's table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import update_wrapper
from inspect import signature
from typing import Any, TypeVar

import attrs

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic
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
from perflang.source import NOWHERE, Span

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

Function = TypeVar("Function", bound=Callable[..., Any])


class Check:
    """A function that says what is wrong, and what it is asked for; it can be called as the function can."""

    def __init__(self, function: Callable[..., Any]) -> None:
        names = tuple(signature(function).parameters)
        unknown = [name for name in names if name not in KINDS]
        if unknown or not names:
            wrong = ", ".join(unknown) or "()"
            raise TypeError(
                f"{function.__qualname__}: 参数要用这些名称 arguments are named like these: "
                f"{', '.join(KINDS)}; 不是 not {wrong}"
            )
        update_wrapper(self, function)
        del self.__dict__[
            "__wrapped__"
        ]  # by which pytest would take it for a test, if it is named so
        self.function = function
        self.name = function.__name__
        self.kinds = names

    def __call__(self, *objects: Any, **named: Any) -> Any:
        return self.function(*objects, **named)

    def findings(self, compilation: Compilation) -> list[Diagnostic]:
        """What it says of a publication, as findings whose code is its name and whose text is ``said``.

        What it raises is raised with a note of what it was asked for. TypeError or ValueError where its
        answer means nothing.
        """
        places = _Places(compilation)
        found = []
        for objects in _asked(compilation.publication, self.kinds):
            try:
                answers = [_answer(one, objects[0]) for one in _several(self.function(*objects))]
                found += [self._finding(places, *one) for one in answers]
            except Exception as error:
                error.add_note(f"{self.name}: {places.shown(objects[0])}")
                raise
        return found

    def _finding(self, places: _Places, about: Any, text: str, field: str) -> Diagnostic:
        path, at = places.of(about, field)
        return Diagnostic(self.name, path, at, {"said": text}, level="error")


def perf_check(function: Function) -> Function:
    """Make a function a check of the publications of ``pytest --perf``: one in a ``conftest.py`` or a module.

    Its first argument is one of ``publication``, ``department``, ``unit``, ``project``, ``whole``, ``indicator``,
    ``breakdown``, ``budget``, ``goal`` and so on; others are what that stands in. It returns or yields what is
    wrong: a text about its first argument, ``(object, text)`` about another object of the model, or
    ``(object, text, field)`` about one field of it. TypeError for an argument of another name.
    """
    return Check(function)  # type: ignore[return-value]


def _several(answer: Any) -> Iterable[Any]:
    """What a check returned: nothing, one thing, or several."""
    if answer is None:
        return ()
    if isinstance(answer, str | tuple):
        return (answer,)
    if not isinstance(answer, Iterable):
        raise TypeError(f"返回的不是文字 neither a text nor several: {answer!r}")
    return answer


def _answer(answer: Any, asked: Any) -> tuple[Any, str, str]:
    """The object, the text and the field of one thing that is wrong."""
    match answer:
        case str():
            return asked, answer, ""
        case (about, str(text)):
            return about, text, ""
        case (about, str(text), str(field)):
            return about, text, field
    raise TypeError(
        "写“文字”、“(对象, 文字)”或者“(对象, 文字, 栏目)” "
        f"write a text, (object, text) or (object, text, field), not {answer!r}"
    )


Chain = tuple[tuple[str, Any], ...]


def _walk(root: Any, kind: str) -> Iterator[Chain]:
    """Each object below ``root``, in the order of the sources, behind what it stands in, each with its kind."""
    waiting: list[Chain] = [((kind, root),)]
    while waiting:
        chain = waiting.pop()
        yield chain
        inner: list[Chain] = []
        for kind, one in _inside(chain[-1][1]):
            inner.append((*chain, (kind, one)))
        waiting += reversed(inner)


def _inside(one: Any) -> Iterator[tuple[str, Any]]:
    """What stands in an object, with its kind."""
    for field in attrs.fields(type(one)):
        value = getattr(one, field.name)
        for inner in value if isinstance(value, tuple) else (value,):
            kind = _KINDS.get(type(inner))
            if kind is not None:
                yield _BY_FIELD.get((type(one), field.name), kind), inner


def _asked(publication: Publication, kinds: tuple[str, ...]) -> Iterator[list[Any]]:
    """Each object of the first kind, with those of the others that it stands in; all of them must be there."""
    first, *others = kinds
    for chain in _walk(publication, _KINDS[Publication]):
        kind, one = chain[-1]
        around: Mapping[str, Any] = dict(chain[:-1])
        if kind == first and all(other in around for other in others):
            yield [one, *(around[other] for other in others)]


class _Places:
    """Where the objects of a publication stand: what is not read from a source has no place."""

    def __init__(self, compilation: Compilation) -> None:
        self._paths: dict[int, str] = {}
        self._sources = {one.path: one for one in compilation.sources}
        for file in compilation.files:
            for root in (file.department, *file.projects, *file.wholes):
                for chain in _walk(root, ""):
                    self._paths.setdefault(id(chain[-1][1]), file.source.path)
        whole = compilation.publication
        for one in (whole, whole.department):
            self._paths[id(one)] = compilation.sources[0].path

    def of(self, about: Any, field: str) -> tuple[str, Span]:
        """The path and the span of a field of an object, else of where it begins."""
        path = self._paths.get(id(about))
        if path is None:
            raise TypeError(
                f"不是这套文本里的对象 no object of this publication: {about!r}；"
                "单位、指标值这样的，写它所在的对象和栏目 of a value, name its object and the field"
            )
        at: Mapping[str, Span] = getattr(about, "at", {})
        if field and field not in at and field not in attrs.fields_dict(type(about)):
            names = ", ".join(one.name for one in attrs.fields(type(about)) if one.name != "at")
            raise ValueError(f"没有这个栏目 no such field: {field}（{names}）")
        first = min(at.values(), default=NOWHERE)
        return path, at[field] if field in at else at.get("", first)

    def shown(self, about: Any) -> str:
        """``path:line`` of an object."""
        path, at = self.of(about, "")
        return f"{path}:{self._sources[path].line_of(at.start)}"
