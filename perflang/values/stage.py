"""Stages of a year — 3月底, 第一季度, 上半年 — in the order of the calendar."""

from __future__ import annotations

import re

from attrs import field, frozen

from perflang.values.spelling import half_width

_CHINESE = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}
_CHINESE |= {"十一": 11, "十二": 12}
_DAY = {"初": 1, "上旬": 10, "中": 15, "中旬": 20, "下旬": 31, "底": 31, "末": 31, "份": 31, "": 31}
_YEAR = r"(?:([0-9]{4})年)?"
_MONTH = re.compile(
    _YEAR
    + r"([0-9]{1,2}|[一二三四五六七八九十]{1,2})月(初|上旬|中旬|中|下旬|底|末|份|[0-9]{1,2}日)?[前止]?"
)
_QUARTER = re.compile(_YEAR + r"第?([1-4一二三四])季度[底末]?")
_NAMED = {"上半年": (6, 31), "下半年": (12, 31), "半年": (6, 31), "全年": (12, 31)}
_NAMED_YEAR = re.compile(_YEAR + r"(上半年|下半年|半年|全年|年底|年末|年终|年中)")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NAME = re.compile(r"(?:(?:by|endof)?)([a-z]{3,9})")
_Q = re.compile(r"q([1-4])")
# What an unquoted stage cannot be called: another stage, a sign or a figure has got into its name.
_NO_NAME = re.compile(
    r"[%％。:：=＝/／]|[-+－＋−][ \t\u00a0\u3000]*$|(?:^|[ \t\u00a0\u3000])[0-9０-９.]+$|^$"
)


@frozen
class Stage:
    """A point of the year; ``when`` is (year or 0, month, day) for ordering, None if not understood."""

    name: str
    when: tuple[int, int, int] | None = field(default=None, eq=False)


def read_stage(name: str) -> Stage:
    """A stage by its name; every name is one, not every one has its place in the year."""
    return Stage(name, _when(half_width(name).replace(" ", "")))


def is_stage_name(text: str) -> bool:
    """Whether a stage can be called so without quotes."""
    return _NO_NAME.search(text) is None


def split_stage(text: str) -> tuple[str, str] | None:
    """``3月底25%`` as name and percentage; None where no number stands right behind a character of another
    script: what a Latin letter, a digit or a sign stands before may be a piece of another number.

    Read from the end, so that any text takes one pass.
    """
    plain = half_width(text)
    body = plain.rstrip().removesuffix("%").rstrip()
    name = body.rstrip("0123456789.,")
    if name == body:
        return None
    if name.endswith(("+", "-")) and name[-2:-1] in ("", " "):
        name = name[:-1]
    last = name.rstrip()[-1:]
    if last.isascii() or not last.isalpha():
        return None
    return text[: len(name)].rstrip(), plain[len(name) :].strip()


def _when(name: str) -> tuple[int, int, int] | None:
    if match := _MONTH.fullmatch(name):
        month = _CHINESE.get(match[2]) or (int(match[2]) if match[2].isdigit() else 0)
        day = match[3] or ""
        last = int(day[:-1]) if day.endswith("日") else _DAY[day]
        return (int(match[1] or 0), month, last) if 1 <= month <= 12 else None
    if match := _QUARTER.fullmatch(name):
        quarter = _CHINESE.get(match[2]) or int(match[2])
        return (int(match[1] or 0), 3 * quarter, 31)
    if match := _NAMED_YEAR.fullmatch(name):
        month, day_of = (6, 31) if match[2] == "年中" else _NAMED.get(match[2], (12, 31))
        return (int(match[1] or 0), month, day_of)
    return _english(name.lower())


def _english(name: str) -> tuple[int, int, int] | None:
    """``Q2``, ``end of June``, ``Jun``."""
    if match := _Q.fullmatch(name):
        return (0, 3 * int(match[1]), 31)
    match = _MONTH_NAME.fullmatch(name)
    months = [n for n, month in enumerate(_MONTHS, 1) if match and month.startswith(match[1])]
    return (0, months[0], 31) if len(months) == 1 else None
