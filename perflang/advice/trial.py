"""A suggestion is tried before it is made: its lines are read and analysed where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.advice.place import Place
from perflang.model import Framework, Level
from perflang.semantics import analyse
from perflang.source import SourceFile
from perflang.syntax import (
    Comment,
    Equation,
    Field,
    Item,
    Line,
    ListHead,
    More,
    Opening,
    Parts,
    Row,
    TargetField,
    parse,
)
from perflang.vocabulary import vocabulary

LONGEST = 2000  # characters; a longer line is not rewritten
# About other lines than these: the order of numbers, a unit's other name, whether the year is set; or what
# a bureau asks of its indicators, which says nothing of how the line is written.
_ELSEWHERE = {"PF217", "PF218", "PF221", "PF224", "PF234", "PF235", "PF317", "PF318"}


def works(lines: Sequence[str], place: Place) -> bool:
    """Whether these lines are read without a finding in a project of the same framework."""
    text = "\n".join(lines)
    if not lines or len(text) > LONGEST or "\n" in "".join(lines):
        return False
    tree, unreadable = parse(SourceFile("", text))
    if unreadable or not _fits(tree.lines[0], place):
        return False
    above = _above(tree.lines[0], place.framework)
    tried, unreadable = parse(SourceFile("", above + text))
    _, found = analyse(tried, place.catalogue)
    return not unreadable and all(one.code in _ELSEWHERE for one in found)


def in_their_place(lines: tuple[str, ...], place: Place) -> Iterator[tuple[str, ...]]:
    """The lines as they may stand below the open heading: a stranger there names its own level 1."""
    if place.heading is not None and any(_is_stranger(line, place) for line in lines):
        yield tuple(
            f"{_parent(line, place)}/{line}" if _is_stranger(line, place) else line
            for line in lines
        )
    else:
        yield lines


def _is_stranger(line: str, place: Place) -> bool:
    parent = _parent(line, place)
    return bool(parent) and place.heading is not None and parent != _as_in(line, place.heading)


def _parent(line: str, place: Place) -> str:
    """The level 1 of the level 2 that a line begins with, in the line's language; else nothing."""
    head = re.split("[:：]", line, maxsplit=1)[0].strip()
    second = place.framework.second_level(head)
    first = place.framework.first_level(second.parent or "") if second else None
    is_title = line.rstrip().endswith((":", "：")) and place.framework.first_level(head) is not None
    return _as_in(line, first) if first is not None and not is_title else ""


def _as_in(line: str, level: Level) -> str:
    return level.en.lower() if line.split(":", maxsplit=1)[0].isascii() else level.zh


def _fits(line: Line, place: Place) -> bool:
    """Whether 指标: would have a level above that it goes on with."""
    goes_on = isinstance(line, Row) and line.is_keyword and line.head.text == "indicator"
    return not goes_on or place.row or place.framework.is_flat


def _above(line: Line, framework: Framework) -> str:
    """Lines in order that a line of this kind may follow."""
    settings = f"指标体系: {framework.id}\n"
    if isinstance(line, Comment) or _owner(line) == "publication":
        same = isinstance(line, Field) and line.keyword.text == "framework"
        return "" if same else settings
    settings += "金额单位: 万元\n项目: 甲\n"
    match line:
        case Item():
            return settings + "绩效目标:\n"
        case More():
            return settings + "用途: 甲\n"
        case Parts():
            return settings + "预算:\n"
    if _owner(line) == "task":
        return settings + "任务: 甲\n"
    if _owner(line) == "indicator" or (isinstance(line, Row) and line.is_keyword):
        return settings + ("指标: 甲\n" if framework.is_flat else f"{framework.second[0].zh}: 甲\n")
    return settings


def _owner(line: Line) -> str:
    if isinstance(line, Row) and not line.is_keyword:
        return "project"
    if isinstance(line, Opening | Field | ListHead | Equation | Row | TargetField):
        return vocabulary()[
            line.keyword.text if not isinstance(line, Row) else line.head.text
        ].owner
    return "project"
