"""PF508: something that holds the place of a text: 无, -, /, **, 待定, xx; or is left of a template: ≥**%.

Looks at lists, purposes and the other reasons for a project, the content of tasks; at names, descriptions, bases
and targets. Where 无 is an honest answer (other funds, remarks, other fields) nothing is said, nor of a row that
stands for an empty level, nor of 无 as the target of what is not to happen. Personal fields are often masked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around, View
from perflang.review.wanted import NOT_TO_HAPPEN
from perflang.review.words import is_placeholder
from perflang.source import Span
from perflang.source.regex import regex
from perflang.values import Prose, Unset

CODE = "PF508"
_OF_PROJECT = ("purpose", "summary", "grounds", "necessity", "feasibility", "measures")
_OF_ROW = ("description", "basis")
_LONGEST = 24
_MOST = 20_000
# What is left of a template inside a text; not 1920×1080 and not a masked name or phone: 张**, 138****1234.
_TEMPLATE = regex(
    r"(?<![\w）)*＊])[*＊]{2,}(?![\w*＊])|[≥≤][ ]*[*＊×_]|(?<![*＊])[*＊]{2,}[ ]*[%％]"
    r"|(?<![\w×])(?:[xX]{2,}|×{2,})(?![\w×])"
    "|(?<![0-9A-Za-z×])(?:[xX]{2,}|×{2,})(?=个(?!体)|亩|人次|万[元亩人吨]|年(?!级)|[%％])"
)
_MARKS = frozenset("*＊xX×≥≤")  # one of which each of these holds
_HELD_BY_TEMPLATES = ("*", "＊", "×", "_", "xx", "xX", "Xx", "XX")  # and one of these
_NONE_OF_IT = ("无", "没有", "暂无")
_DOES_NOT_APPLY = ("不适用", "不涉及")
_OPENS = regex("[(（][^()（）]{0,12}$")
_CLOSES = regex("[^()（）]{0,12}[)）]")


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each text of a project that is one, and at the descriptions and bases of its rows."""
    project = around.project
    for field in _OF_PROJECT:
        text = getattr(project, field)
        if _holds_a_place(text):
            yield _found(around, project.at[field], text)
    has_marks = _has_marks(around.file.source.text)
    for goal in (*project.long_goals, *project.goals):
        if has_marks or _holds_a_place(goal.text):
            yield from _of_text(around, goal.text, goal.at[""])
    for task in project.tasks:
        if _holds_a_place(task.content):
            yield _found(around, task.at["content"], task.content or "")
    for field in _OF_ROW:
        suspect = [
            (row, text)
            for row in around.indicators
            if (text := getattr(row, field))
            and (has_marks or (len(text) <= _LONGEST and is_placeholder(text)))
        ]
        for row, text in suspect:
            if not is_placeholder(row.name):
                yield from _of_text(around, text, row.at[field])


def _of_text(around: Around, text: str, at: Span) -> Iterator[Diagnostic]:
    if _holds_a_place(text):
        yield _found(around, at, text)
    elif rest := _left_of_template(text):
        yield around.finding(CODE, at, {"text": rest}, hint="template")


def concerns(outline: Outline) -> bool:
    """A target in words or of none, or a name that holds a place or is left of a template."""
    name = outline.name
    return (
        outline.kind in ("unset", "text") or is_placeholder(name) or _left_of_template(name) != ""
    )


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the name of a row and at its target."""
    target = row.target
    empty = isinstance(target, Unset) or (isinstance(target, Prose) and is_placeholder(target.text))
    if is_placeholder(row.name):
        if row.name and target is not None and not empty:
            yield _found(around, row.at["name"], row.name)
        return
    if rest := _left_of_template(row.name):
        yield around.finding(CODE, row.at["name"], {"text": rest}, hint="template")
    if target is not None and empty and target.printed().strip():
        said = target.printed().strip()
        is_none = said in _NONE_OF_IT and NOT_TO_HAPPEN.search(row.name)
        if said not in _DOES_NOT_APPLY and not is_none:
            yield _found(around, row.at["target"], target.printed())


def of_publication(view: View) -> Iterator[Diagnostic]:
    """A finding at each item of the department's lists that is one."""
    for file in view.compilation.files:
        department = file.department
        for items in (department.overall, department.specific, department.safeguards):
            for item in items if file.readable else ():
                if _holds_a_place(item.text):
                    values = {"text": item.text.strip()}
                    yield Diagnostic(CODE, file.source.path, item.at[""], values)


def _holds_a_place(text: str | None) -> bool:
    return text is not None and 0 < len(text) <= _LONGEST and is_placeholder(text)


@lru_cache(maxsize=16)  # projects are looked at file by file
def _has_marks(source: str) -> bool:
    """Whether a file holds anything that a template leaves, so that its texts have to be looked at."""
    return any(mark in source for mark in _HELD_BY_TEMPLATES)


def _left_of_template(text: str | None) -> str:
    """What nobody has filled in or removed, with its brackets; empty where there is none."""
    if not text or len(text) > _MOST or _MARKS.isdisjoint(text):
        return ""
    found = _TEMPLATE.search(text)
    if found is None:
        return ""
    before, behind = text[: found.start()], text[found.end() :]
    opens, closes = _OPENS.search(before), _CLOSES.match(behind)
    if opens and closes:
        return opens[0] + found[0] + closes[0]
    return found[0]


def _found(around: Around, at: Span, text: str) -> Diagnostic:
    return around.finding(CODE, at, {"text": text.strip()})
