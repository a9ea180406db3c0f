"""A deadline that a name begins with: 2021年12月底前完成; and which of two days is later."""

from __future__ import annotations

from functools import lru_cache

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import Day, Timing, half_width, read_cell

_BEGINS = regex(
    "(?:于|在|确保)?((?:(?:20[0-9]{2}|[本当])年)?[0-9]{1,2}月(?:[底末]|[0-9]{1,2}[日号]|[上中下]旬)?(?:[之以])?前"
    "|(?:20[0-9]{2}|[本当])年(?:年?[底末])?(?:[之以])?前|年[底末]前)"
)
# What is done by then, and no rate or count of it; nor 2000年底前建成的小区.
_DEED = regex(
    "(?:按[时期]|全部|全面|基本|已|均|如期|需|应)?(?:完成|完工|竣工|交付|投入使用|投用|支付|拨付|发放|到位|实施|通过|上报|报送|开工|验收)"
    "[^的0-9]{0,16}(?<![率比度数量例积额程])"
)
_BARE_DEED = regex(
    "(?:按[时期]|全部|全面|基本|如期)?(?:完成|完工|竣工|交付|投入使用|投用|实施|到位)(?:完[成毕])?"
    "(?:项目|工程|任务|工作|建设|施工|各项工作|全部工作|全部任务)?"
)


@frozen
class Deadline:
    """The day of a deadline, as it is written, and whether the name says nothing but that all is done by then."""

    written: str
    day: Day
    is_all: bool


@lru_cache(maxsize=4096)
def deadline_of(name: str) -> Deadline | None:
    """The deadline that a name begins with, where a deed follows; None for any other name."""
    plain = half_width(name).replace(" ", "").rstrip("。.;,")
    match = _BEGINS.match(plain)
    if match is None:
        return None
    deed = plain[match.end() :]
    timing = read_cell(match[1])
    if not _DEED.fullmatch(deed) or not isinstance(timing, Timing):
        return None
    return Deadline(match[1], timing.last, _BARE_DEED.fullmatch(deed) is not None)


def is_outside(target: Timing, period: Timing) -> bool:
    """Whether it ends after the period's end, or before it begins; what names no year is within."""
    late = period.last.year is not None and is_after(target.last, period.last)
    first = period.first
    early = first is not None and first.year is not None and is_after(first, target.last)
    return late or early


def is_after(one: Day, other: Day) -> bool:
    """Whether one day is later, as exactly as both are known."""
    known = []
    for left, right in zip(_parts(one), _parts(other), strict=True):
        if left is None or right is None:
            break
        known.append((left, right))
    return [left for left, _ in known] > [right for _, right in known]


def differ(one: Day, other: Day) -> bool:
    """Whether two days are not the same, as exactly as both are known; a year left out is the other's."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return any(left != right for left, right in pairs if left is not None and right is not None)


def _parts(day: Day) -> tuple[int | None, int | None, int | None]:
    return day.year, day.month, day.day
