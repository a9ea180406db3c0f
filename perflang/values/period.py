"""When a project or a task runs (起止时间): 2022年1月—2024年12月, 2022-2024, 2022年, 2022年底前, 长期."""

from __future__ import annotations

import re

from attrs import evolve

from perflang.source.regex import regex
from perflang.values.calendar import Day
from perflang.values.spelling import half_width
from perflang.values.target import Prose, Timing
from perflang.values.timing import ends_of, read_timing

_BARE_YEAR = regex(
    "(?<![0-9.年月/-])((?:19|20)[0-9]{2})(?=(?:--?|—{1,2}|–|~|至|到)(?:19|20)[0-9]{2}(?:$|年)|$)"
)
_LAST_BARE_YEAR = regex("(?<=[-—–~至到])((?:19|20)[0-9]{2})$")
_TO = regex(r"(?<=[0-9年月日号])[ ]+(?:to|until|till)[ ]+(?=[0-9])", re.IGNORECASE)
_FROM = regex("^(?:自|从|始于|from)", re.IGNORECASE)
_LENGTH = (
    "(?:[0-9.]+|[一二两三四五六七八九十半]+)(?:个)?(?:年半?|月|周|天|日|季度|学年|学期|工作日|年度)"
)
# How long it takes, said beside the dates.
_BESIDE = regex(rf"^{_LENGTH}\((?P<dates>[^()]+)\)$|[,;，；]?(?:共计?|为期|历时){_LENGTH}$")
_OPENED = regex("(?:起|开始)(?=-|—|–|~|至|到)")
_CLOSED = regex("(?:止|为止|截止|结束)$")
# No two points of time, and yet all there is to say.
_OPEN = regex(
    "长期|常年|经常|每年|年年|逐年|按年|年度|当年|本年|今年|全年|一次性|持续|连续|跨年|永久|滚动|不限|不定期|至今|以来"
    "|[起始]$|完成为止|待定|未定|另行|视.{0,12}(?:情况|进度)|无"
    "|ongoing|annual|every|each|yearly|permanent|open|long-term|recurring|once|onwards?$|[^ ] on$",
    re.IGNORECASE,
)
_LASTING = regex(
    rf"(?:约|共|为期|计划)?{_LENGTH}(?:以?内)?"
    r"|(?:[0-9.]+|one|two|three|four|five|six) ?(?:years?|months?|weeks?|days?)",
    re.IGNORECASE,
)
_DASHES = regex("[-—–/]*")
_LONGEST = 200  # beyond that a period is a text


def read_period(text: str) -> Timing | Prose:
    """A period that prints ``text`` again; what is none is kept as the text that it is."""
    if len(text) > _LONGEST or is_backwards(text):
        return Prose(text)
    found = read_timing(_plain(text))
    if found is None:
        return Prose(text)
    return found if found.printed() == text else evolve(found, verbatim=text)


def is_backwards(text: str) -> bool:
    """Whether a period ends before it begins."""
    for first, last in ends_of(_plain(text)) if len(text) <= _LONGEST else ():
        return _key(last, (12, 31)) < _key(first.first, (1, 1)) and None not in (
            first.first.year,
            last.year,
        )
    return False


def needs_no_dates(text: str) -> bool:
    """Whether a text that is no period says enough: 长期, 每年, 三年."""
    plain = half_width(text[:_LONGEST]).strip()
    return any(
        (
            _OPEN.search(plain),
            _LASTING.fullmatch(plain),
            _DASHES.fullmatch(plain),
        )
    )


def _plain(text: str) -> str:
    """Half width, without blanks and what is said around the points of time; bare years as years."""
    plain = "".join(_TO.sub("至", half_width(text)).split())
    plain = _BESIDE.sub(lambda match: match["dates"] or "", plain)
    plain = _CLOSED.sub("", _OPENED.sub("", _FROM.sub("", plain)))
    return _LAST_BARE_YEAR.sub(r"\1年", _BARE_YEAR.sub(r"\1年", plain))


def _key(day: Day, otherwise: tuple[int, int]) -> tuple[int, int, int]:
    return day.year or 0, day.month or otherwise[0], day.day or otherwise[1]
