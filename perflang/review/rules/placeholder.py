"""PF508: something that holds the place of a text: 无, -, /, **, 待定, xx; or is left of a template: ≥**%.

Looks at lists, purposes and the other reasons for a project, the content of tasks; at names, descriptions, bases
and targets. Where 无 is an honest answer (other funds, remarks, other fields) nothing is said, nor of a row that
stands for an empty level, nor of 无 as the target of what is not to happen. Personal fields are often masked.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.wanted import NOT_TO_HAPPEN
from perflang.review.words import is_placeholder
from perflang.semantics import FileModel
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
_NONE_OF_IT = ("无", "没有", "暂无")
_DOES_NOT_APPLY = ("不适用", "不涉及")
_OPENS = regex("[(（][^()（）]{0,12}$")
_CLOSES = regex("[^()（）]{0,12}[)）]")


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each text of a project that is one."""
    project = around.project
    for field in _OF_PROJECT:
        text = getattr(project, field)
        if _holds_a_place(text):
            yield _found(around, project.at[field], text)
    for goal in (*project.long_goals, *project.goals):
        if _holds_a_place(goal.text):
            yield _found(around, goal.at[""], goal.text)
        elif rest := _left_of_template(goal.text):
            yield _left(around, goal.at[""], rest)
    for task in project.tasks:
        if _holds_a_place(task.content):
            yield _found(around, task.at["content"], task.content or "")


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at each such text of a row."""
    target = row.target
    empty = isinstance(target, Unset) or (isinstance(target, Prose) and is_placeholder(target.text))
    if is_placeholder(row.name):
        if row.name and target is not None and not empty:
            yield _found(around, row.at["name"], row.name)
        return
    for field in ("name", *_OF_ROW):
        text = getattr(row, field)
        if _holds_a_place(text):
            yield _found(around, row.at[field], text)
        elif rest := _left_of_template(text):
            yield _left(around, row.at[field], rest)
    if target is not None and empty and target.printed().strip():
        said = target.printed().strip()
        is_none = said in _NONE_OF_IT and NOT_TO_HAPPEN.search(row.name)
        if said not in _DOES_NOT_APPLY and not is_none:
            yield _found(around, row.at["target"], target.printed())


def of_file(file: FileModel) -> Iterator[Diagnostic]:
    """A finding at each item of the department's lists that is one."""
    department = file.department
    for items in (department.overall, department.specific, department.safeguards):
        for item in items:
            if _holds_a_place(item.text):
                values = {"text": item.text.strip()}
                yield Diagnostic(CODE, file.source.path, item.at[""], values)


def _holds_a_place(text: str | None) -> bool:
    return bool(text) and len(text or "") <= _LONGEST and is_placeholder(text or "")


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


def _left(around: Around, at: Span, text: str) -> Diagnostic:
    return around.finding(CODE, at, {"text": text}, hint="template")


def _found(around: Around, at: Span, text: str) -> Diagnostic:
    return around.finding(CODE, at, {"text": text.strip()})
