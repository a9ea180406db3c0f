"""What sources say, with the place of every field, and what is said where a line of a full one is spoilt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from perflang.compiler import Compilation
from perflang.compiler.formatting import style_of
from perflang.diagnostics import Diagnostic
from perflang.semantics.write import HeadFile, write_head, write_project
from perflang.source import SourceFile, Span
from perflang.syntax import Tree
from perflang.syntax.printing import print_tree
from perflang.values import DIRECTIONS, IMPORTANCES
from perflang.values.choice import spellings
from perflang.vocabulary import LANGUAGES
from tests.readings import shown
from tests.support import ROOT, compile_text, shipped

FULL = (ROOT / "tests" / "full.perf").read_text(encoding="utf-8")
# An indicator for every way of saying its direction and its importance.
CHOICES = "金额单位: 万元\n项目: 甲\n" + "".join(
    f"  数量指标: 第{number}项 ≥ 1 个\n    {keyword}: {word}\n"
    for keyword, choices in (("方向", DIRECTIONS), ("重要性", IMPORTANCES))
    for number, word in enumerate(spellings(choices), 1)
)
# Budgets on one line and on several, and units that are named in several ways.
BUDGETS = """\
金额单位: 万元
预算单位: "120急救中心"
项目: 甲
  预算: 100 = …
预算单位: 301 "12市图书馆"
项目: 乙
  预算: 100 = 子 50 (…) + 丑 50
预算单位: 市文化馆
项目: 丙
  预算: 100 = 子 20 + 丑 20 + 寅 20 + 卯 40
  产出指标/数量指标: 培训 ≥ 5 次
项目: 丁
  预算: 100 = 子 20 + 丑 20 + 寅 20 + 卯 20 + 辰 20
项目: 戊
  预算: 100 = 子 50 + 丑 50 (寅 20 + 卯 30)
"""
GARBAGE = "这一行谁也读不懂"
Lines = list[str]


def _replaced(new: str) -> Callable[[Lines, int], Lines]:
    return lambda lines, at: [*lines[:at], new, *lines[at + 1 :]]


# What happens to a line of a full source.
SLIPS: dict[str, Callable[[Lines, int], Lines]] = {
    "lost": _replaced(GARBAGE),
    "gone": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "twice": lambda lines, at: [*lines[: at + 1], *lines[at:]],
    "first": lambda lines, at: [lines[at], *lines[:at], *lines[at + 1 :]],
    "last": lambda lines, at: [*lines[:at], *lines[at + 1 :], lines[at]],
    "empty": lambda lines, at: [*lines[:at], lines[at].partition(":")[0] + ":", *lines[at + 1 :]],
    "below a title": lambda lines, at: [*lines[:at], "效益指标:", *lines[at:]],
    "below a lost line": lambda lines, at: [*lines[:at], GARBAGE, *lines[at:]],
}


def model_of(compilation: Compilation) -> str:
    """The publication, a field a line, with the places of each thing."""
    found, sources = compilation.publication, compilation.sources
    source = sources[0] if len(sources) == 1 else None
    things = {"department": (found.department,), "project": found.projects, "whole": found.wholes}
    return "".join(
        f"{line}\n"
        for name, several in things.items()
        for one in several
        for line in _lines(name, one, source, "")
    )


def _lines(name: str, thing: object, source: SourceFile | None, indent: str) -> Iterator[str]:
    if isinstance(thing, tuple) and thing and hasattr(thing[0], "at"):
        for number, one in enumerate(thing, 1):
            yield from _lines(f"{name} {number}", one, source, indent)
    elif hasattr(thing, "at"):
        places = "; ".join(f"{name or '='} {_place(at, source)}" for name, at in thing.at.items())
        yield f"{indent}{name} ({places})"
        fields: Any = type(thing)
        for field in attrs.fields(fields):
            value = getattr(thing, field.name)
            if field.name != "at" and value not in (None, ()):
                yield from _lines(field.name, value, source, f"{indent}  ")
    else:
        yield f"{indent}{name}: {shown(thing)}"


def _place(at: Span, source: SourceFile | None) -> str:
    if source is None:
        return f"{at.start}–{at.end}"
    start, end = source.position(at.start), source.position(at.end)
    return f"{start.line}:{start.column}–{end.column}"


def slipped(name: str) -> str:
    """What is said where each line of a full source in turn has this slip, a finding a line."""
    lines = FULL.rstrip("\n").split("\n")
    told = []
    for at in range(len(lines)):
        text = "\n".join([*SLIPS[name](lines, at), ""])
        compilation = compile_text(text)
        source = compilation.sources[0]
        place = f"{at + 1}" if compilation.readable else f"{at + 1} unreadable"
        told += [f"{place} {_told(one, source)}\n" for one in compilation.diagnostics]
    return "".join(told)


def _told(found: Diagnostic, source: SourceFile) -> str:
    said = [f"{found.code} {_place(found.at, source)}", found.hint or "", str(dict(found.values))]
    said += [f"{label.name} {_place(label.at, source)}" for label in found.labels]
    return "; ".join(filter(None, said))


def written_as(compilation: Compilation) -> str:
    """The publication as a source in both languages: its head file, then its projects and wholes."""
    found = compilation.publication
    head = found.department
    framework = shipped(head.framework)
    settings = {name: getattr(head, name) for name in ("year", "scale", "framework", "form")}
    given = {name: value for name, value in settings.items() if value is not None}
    trees = [write_head(HeadFile(given | {"department": head.name or ""}, head))]
    text = ""
    for language in LANGUAGES:
        style = style_of(language, [framework])
        for one in (*found.projects, *found.wholes):
            is_whole = one in found.wholes
            trees.append(
                write_project(one, framework, language, names_unit=True, is_whole=is_whole)
            )
        text += "".join(print_tree(Tree(one.lines, SourceFile("", "")), style) for one in trees)
        trees = []
    return text
