"""Stages of a year — 3月底, 第一季度, 上半年 — in the order of the calendar."""

from __future__ import annotations

from functools import lru_cache

from attrs import field

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.calendar import last_day, read_span
from perflang.values.spelling import half_width

_BY = regex("[前止]$")
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
_MONTH_NAME = regex(r"(?:(?:by|endof)?)([a-z]{3,9})")
_Q = regex(r"q([1-4])")
# What an unquoted stage cannot be called: another stage, a sign or a figure has got into its name.
_NO_NAME = regex(
    r"[%％。:：=＝/／]|[-+－＋−][ \t\u00a0\u3000]*$|(?:^|[ \t\u00a0\u3000])[0-9０-９.]+$|^$"
)


@frozen
class Stage:
    """A point of the year; ``when`` is (year or 0, month, day) for ordering, None if not understood."""

    name: str
    when: tuple[int, int, int] | None = field(default=None, eq=False)


@lru_cache(maxsize=1024)
def read_stage(name: str) -> Stage:
    """A stage by its name; every name is one, not every one has its place in the year."""
    return Stage(name, _when(half_width(name).replace(" ", "")))


@lru_cache(maxsize=1024)
def is_stage_name(text: str) -> bool:
    """Whether a stage can be called so without quotes."""
    if text.isalnum() and not text[-1].isdecimal():
        return True  # no pattern is needed to see that
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
    if name.endswith(("+", "-")) and name[-2:-1] == " ":
        name = name[:-1]
    last = name.rstrip()[-1:]
    if last.isascii() or not last.isalpha():
        return None
    return text[: len(name)].rstrip(), plain[len(name) :].strip()


def _when(name: str) -> tuple[int, int, int] | None:
    span = read_span(_BY.sub("", name))
    if span is None:
        return _english(name.lower())
    year, month = span.last.year, span.last.month or 12
    return (year or 0, month, span.last.day or last_day(year, month))


def _english(name: str) -> tuple[int, int, int] | None:
    """``Q2``, ``end of June``, ``Jun``."""
    if match := _Q.fullmatch(name):
        return (0, 3 * int(match[1]), last_day(None, 3 * int(match[1])))
    match = _MONTH_NAME.fullmatch(name)
    months = [n for n, month in enumerate(_MONTHS, 1) if match and month.startswith(match[1])]
    return (0, months[0], last_day(None, months[0])) if len(months) == 1 else None
