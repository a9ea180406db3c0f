"""Points and spans of the calendar as official texts write them: 2021年12月底, 第三季度, 2023.07-2024.01."""

from __future__ import annotations

import re

from perflang.source.classes import frozen
from perflang.source.regex import regex

_CHINESE = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_CHINESE |= {"十一": 11, "十二": 12}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = r"(?:([12][0-9]{3})年|(?:当年|本年|今年|次年|翌年|明年))"
_MONTH = r"([0-9]{1,2}|十[一二]?|[一二三四五六七八九])月"
_PART = "初|上旬|中旬|下旬|中|底|末|份"
_NUMERIC = regex(
    r"(?P<year>[12][0-9]{3})(?P<sign>[-./])(?P<month>[01]?[0-9])(?:(?P=sign)(?P<day>[0-3]?[0-9]))?"
)
_COMPACT = regex(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])")
_IN_MONTH = regex(rf"{_YEAR}?{_MONTH}(?:({_PART})|([0-9]{{1,2}})[日号])?")
_IN_YEAR = regex(
    rf"{_YEAR}?年?(?:度)?(年?[底末初中终]|上半年|下半年|半年|全年|第?[1-4一二三四]季度[底末初]?)"
)
_WHOLE_YEAR = regex(r"([12][0-9]{3})(?:年度?(?:全年|内|期间)?|学年度?)")
_THIS_YEAR = regex("[当本今]年度?(?:期间)?")
_NAMED = {"全年": (1, 12), "上半年": (1, 6), "下半年": (7, 12), "半年": (1, 6)}
_OF_MONTH = {
    "初": (1, 1),
    "上旬": (1, 10),
    "中旬": (11, 20),
    "中": (15, 15),
    "下旬": (21, 0),
}  # 0: its last day


@frozen
class Day:
    """A day, a month (``day`` None) or a year (``month`` None too); ``year`` is None where none is named."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it as far as it is known: ``2021-12-31``, ``2021-12``, ``--12-31``."""
        year = f"{self.year:04}" if self.year else "-"
        return "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part)])


@frozen
class Span:
    """From one day to another; ``is_point`` says that it was written as one point of time."""

    first: Day
    last: Day
    is_point: bool = False


def read_span(text: str) -> Span | None:
    """A point or a span of time that has one name; ``text`` is in half width and without blanks."""
    in_figures = text.isascii() and text[:1].isdecimal()
    match = (_NUMERIC.fullmatch(text) or _COMPACT.fullmatch(text)) if in_figures else None
    if match is not None:
        year, month, day = match["year"], match["month"], match["day"]
        return _point(Day(int(year), int(month), int(day) if day else None))
    if match := _IN_MONTH.fullmatch(text):
        return _in_month(match)
    if match := _WHOLE_YEAR.fullmatch(text):
        year = int(match[1])
        return Span(Day(year), Day(year))
    if _THIS_YEAR.fullmatch(text):
        return Span(Day(None, 1), Day(None, 12))
    if match := _IN_YEAR.fullmatch(text):
        return _in_year(int(match[1]) if match[1] else None, match[2])
    return None


def last_day(year: int | None, month: int) -> int:
    """How many days a month has; of a February in no year, 28."""
    leap = year is not None and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + (month == 2 and leap)


def _point(day: Day) -> Span | None:
    if day.month is not None and not 1 <= day.month <= 12:
        return None
    if (
        day.day is not None
        and day.month
        and not 1 <= day.day <= last_day(day.year or 2000, day.month)
    ):
        return None
    return Span(day, day, is_point=True)


def _in_month(match: re.Match[str]) -> Span | None:
    year = int(match[1]) if match[1] else None
    month = _CHINESE.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
    if not 1 <= month <= 12:
        return None
    part, day = match[3], match[4]
    if day:
        return _point(Day(year, month, int(day)))
    if part in ("底", "末"):
        return _point(Day(year, month, last_day(year, month)))
    if part in _OF_MONTH:
        first, last = _OF_MONTH[part]
        last = last or last_day(year, month)
        return Span(Day(year, month, first), Day(year, month, last), is_point=first == last)
    return _point(Day(year, month))


def _in_year(year: int | None, name: str) -> Span | None:
    if name in _NAMED:
        first, last = _NAMED[name]
        if name == "全年":
            return Span(Day(year), Day(year)) if year else Span(Day(None, 1), Day(None, 12))
        return Span(Day(year, first), Day(year, last))
    if "季度" in name:
        quarter = next(_CHINESE.get(one) or int(one) for one in name if one in "一二三四1234")
        if name[-1] in "底末":
            return _point(Day(year, 3 * quarter, last_day(year, 3 * quarter)))
        return Span(Day(year, 3 * quarter - 2), Day(year, 3 * quarter))
    month, day = {"初": (1, 1), "中": (6, 30)}.get(name[-1], (12, 31))
    return _point(Day(year, month, day))
