"""Dates, deadlines and periods as targets: 2021年12月31日, 12月底前完成, 2023.07-2024.01."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from perflang.source.regex import regex
from perflang.values.calendar import Day, Span, read_span
from perflang.values.target import Timing

_BETWEEN = regex(
    "(?<=[0-9年月日底初末旬度一二三])(?:-{1,2}|—{1,2}|–|−|~|至|到)(?=[0-9年第当本次翌明一二三四])"
)
_UNTIL = regex(
    "^(?:于|在|力争|确保|预计|计划)?(?:截至|截止到|截止至|截止|不晚于|不迟于|最晚|最迟|到|至|(?P<by>))"
)
_BEFORE = regex("(?P<day>[^前]{1,14}[^前以之])(?:以前|之前|前)(?P<done>[^0-9,，;；。]{0,12})")
_DONE = regex("(?P<day>[^完建竣实开]{1,14})(?:完成|建成|竣工|完工|实施完毕|开工|开业)")
_WITHIN = regex(
    "(?:(?P<year>[12][0-9]{3})年度?内|[当本今]?年度?(?:之|以)?内)(?:全部)?(?:完成|建成|竣工|完工|实施完毕)?"
    "|[当本今]年度?(?:全部)?(?:完成|建成|竣工|完工|实施完毕)"
)
_PLAN = {"十三五": 2016, "十四五": 2021, "十五五": 2026}
_PLAN_PERIOD = regex('[“"]?(十[三四五]五)[”"]?(?:时期|期间|规划期)')
_NOTE = regex(r"(?<=[^()])\([^()]{0,40}\)$")
_OF_TIME = frozenset("年月日季旬期")
_IN_FIGURES = regex("[0-9][-./][0-9]|[0-9]{8}")


def read_timing(text: str, operator: str = "") -> Timing | None:
    """``text`` (half width, no blanks) as a date, a deadline or a period; None where it is none of them.

    Behind ``≤`` or ``<`` a point of time is a deadline.
    """
    if _OF_TIME.isdisjoint(text) and (text.isalpha() or not _IN_FIGURES.search(text)):
        return None
    text = _NOTE.sub("", text)
    if operator:
        return _behind(operator, text)
    return _point_or_name(text) or _deadline(text) or _period(text)


def _behind(operator: str, text: str) -> Timing | None:
    late = operator in "≤<"
    span = read_span(text)
    if span is not None:
        kind, first = ("deadline", None) if late else ("date", span.first)
        return Timing(kind, first, span.last, operator)
    by = _deadline(text) if late else None
    return evolve(by, operator=operator) if by else None


def _point_or_name(text: str) -> Timing | None:
    span = read_span(text)
    if span is not None:
        return Timing("date" if span.is_point else "period", span.first, span.last)
    plan = _PLAN_PERIOD.fullmatch(text)
    if plan is not None:
        first = _PLAN[plan[1]]
        return Timing("period", Day(first), Day(first + 4))
    return None


def _deadline(text: str) -> Timing | None:
    opened = _UNTIL.match(text)
    assert opened is not None
    rest = text[opened.end() :]
    by = opened["by"] is None
    if match := _WITHIN.fullmatch(rest):
        year = int(match["year"]) if match["year"] else None
        return Timing("deadline", None, Day(year, 12, 31))
    for pattern in (_BEFORE, _DONE):
        if match := pattern.fullmatch(rest):
            span = read_span(match["day"])
            return Timing("deadline", None, span.last) if span else None
    by = by or rest.endswith("止") or opened[0] in ("预计", "计划")
    span = read_span(rest.removesuffix("止")) if by else None
    if span is not None:
        operator = "≤" if opened[0].endswith(("晚于", "迟于")) else ""
        return Timing("deadline", None, span.last, operator)
    return None


def _period(text: str) -> Timing | None:
    """A period whose end does not come before its beginning."""
    for first, last in ends_of(text):
        return Timing("period", first.first, last) if _in_order(first, last) else None
    return None


def ends_of(text: str) -> Iterator[tuple[Span, Day]]:
    """Two points: the second has the year of the first, the first the unit of the second."""
    for between in _BETWEEN.finditer(text):
        before, after = text[: between.start()], text[between.end() :]
        last = read_span(after)
        if last is None:
            continue
        first = read_span(before) or read_span(before + _sign_of(after))
        if first is None:
            continue
        yield first, evolve(last.last, year=last.last.year or first.last.year)


def _sign_of(after: str) -> str:
    """What the point before a hyphen left out: 年 of 2021-2023年, 月 of 1-12月."""
    tail = re.search("[年月]|日$|季度", after)
    return tail[0] if tail and len(re.findall("[年月]|季度", after)) == 1 else ""


def _in_order(first: Span, last: Day) -> bool:
    start = first.first
    if start.year is None or last.year is None:
        return True
    return (start.year, start.month or 1) <= (last.year, last.month or 12)
