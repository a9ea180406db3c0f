"""A user's own checks in Python over the model, and where in the sources what they are about stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import update_wrapper
from typing import Any, TypeVar

import attrs

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic
from perflang.source import NOWHERE, Span
from perflang.source.regex import regex
from perflang.testing.plugin.kinds import walk, wanted
from perflang.testing.plugin.speech import spoken
from perflang.vocabulary import nearest, vocabulary

_HOW = {
    "zh": (
        "{answer} 不是检查的回答：返回或者 yield 一句话、“(对象, 一句话)”、“(对象, 一句话, 栏目)”，"
        "没有问题就什么也不返回"
    ),
    "en": (
        "{answer} is no answer of a check: return or yield a text, (object, text) or "
        "(object, text, field), and nothing where nothing is wrong"
    ),
}
_EMPTY = {
    "zh": "{answer} 没有写哪里不对",
    "en": "{answer} does not say what is wrong",
}
_CODE = regex("(?i:PF)[0-9]+")
Function = TypeVar("Function", bound=Callable[..., Any])


class Check:
    """A function that says what is wrong, and what it is asked for; it can be called as the function can."""

    def __init__(self, function: Callable[..., Any]) -> None:
        if _CODE.fullmatch(function.__name__):
            raise ValueError(
                f"{function.__name__}: 检查不能用代码作名称 a check is not named like a code: "
                "换个名称 choose another name"
            )
        self.wanted = wanted(function)
        update_wrapper(self, function)
        del self.__dict__[
            "__wrapped__"
        ]  # by which pytest would take it for a test, if it is named so
        self.function = function
        self.name = function.__name__

    @property
    def place(self) -> str:
        """``path:line`` of the function."""
        code = self.function.__code__
        return f"{code.co_filename}:{code.co_firstlineno}"

    def __call__(self, *objects: Any, **named: Any) -> Any:
        return self.function(*objects, **named)

    def findings(self, compilation: Compilation) -> list[Diagnostic]:
        """What it says of a publication, as findings whose code is its name and whose text is ``said``.

        What it raises is raised with a note of what it was asked for. TypeError or ValueError where its
        answer means nothing.
        """
        places = _Places(compilation)
        found = []
        for one, around in self.wanted.objects(compilation.publication):
            try:
                answers = [_answer(said, one) for said in _several(self.function(one, **around))]
                found += [self._finding(places, *answer) for answer in answers]
            except BaseException as error:  # what pytest.fail raises is no Exception
                error.add_note(f"{self.name}: {places.shown(one)}")
                raise
        return found

    def _finding(self, places: _Places, about: Any, text: str, field: str) -> Diagnostic:
        path, at = places.of(about, field)
        return Diagnostic(self.name, path, at, {"said": text}, level="error")


def perf_check(function: Function) -> Function:
    """Make a function a check of the publications of ``pytest --perf``: one in a ``conftest.py`` or a module.

    Its first argument is one of ``publication``, ``department``, ``unit``, ``project``, ``whole``, ``indicator``,
    ``breakdown``, ``budget``, ``goal`` and so on; others are what that stands in, the head (``department``) and
    the ``unit`` of a table among them. With a default such a one need not be there, and one of another name is
    left alone. It returns or yields what is wrong: a text about its first argument, ``(object, text)`` about
    another object of the model, or ``(object, text, field)`` about one field of it, named as in the model or as in
    a source. TypeError for an argument of another name, or for what the first never stands in; ValueError for a
    function that is named like a code (``PF501``).
    """
    return Check(function)  # type: ignore[return-value]


def _several(answer: Any) -> Iterable[Any]:
    """What a check returned: nothing, one thing, or several."""
    if answer is None:
        return ()
    if isinstance(answer, str | tuple):
        return (answer,)
    if not isinstance(answer, Iterable) or isinstance(answer, Mapping | bytes):
        raise TypeError(_about(_HOW, answer))
    return answer


def _about(words: Mapping[str, str], answer: Any) -> str:
    return words[spoken()].replace("{answer}", repr(answer))


def _answer(answer: Any, asked: Any) -> tuple[Any, str, str]:
    """The object, the text and the field of one thing that is wrong."""
    about, field = asked, ""
    match answer:
        case str(text):
            pass
        case (about, str(text)):
            pass
        case (about, str(text), str(field)):
            pass
        case _:
            raise TypeError(_about(_HOW, answer))
    if not text.strip():
        raise ValueError(_about(_EMPTY, answer))
    return about, text, field


class _Places:
    """Where the objects of a publication stand: what is not read from a source has no place."""

    def __init__(self, compilation: Compilation) -> None:
        self._paths: dict[int, str] = {}
        self._sources = {one.path: one for one in compilation.sources}
        for file in compilation.files:
            for root in (file.department, *file.projects, *file.wholes):
                for chain in walk(root):
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
        first = min(at.values(), default=NOWHERE)
        return path, at.get(_field(about, field) if field else "", at.get("", first))

    def shown(self, about: Any) -> str:
        """``path:line`` of an object."""
        path, at = self.of(about, "")
        return f"{path}:{self._sources[path].line_of(at.start)}"


def _field(about: Any, name: str) -> str:
    """The field that is called so in the model, or in a source in any spelling; ValueError where there is none."""
    at: Mapping[str, Span] = getattr(about, "at", {})
    known = [one.name for one in attrs.fields(type(about)) if one.name != "at"]
    if name in known or name in at:
        return name
    keyword = vocabulary().find(name)
    if keyword is not None:
        named = (keyword.id, keyword.id.removeprefix("task_"))
        meant = next((one for one in named if one in known or one in at), None)
        if meant is None and keyword.kind in ("opening", "row") and "name" in known:
            meant = "name"
        if meant is not None:
            return meant
    near = nearest(name, known)
    hint = f"；是不是 did you mean {near}?" if near else ""
    raise ValueError(f"没有这个栏目 no such field: {name}（{', '.join(known)}）{hint}")
