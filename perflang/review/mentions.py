"""Figures in running text: 建成口袋公园 12 个, 培训农民3000人次, 满意度达到90%以上.

Only what a target could hold is a figure here: so many of a thing, a rate, a length, an area. A date, an
ordinal, a sum of money, a duration, what there is already (现有, 全县) and what is quoted are none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from fractions import Fraction
from functools import cache, lru_cache
from itertools import islice

from attrs import evolve

from perflang.model import Goal, Indicator
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import Measure, Several, amounts_of, half_width, measure, unit_names

_ASIDE = regex("“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕|「[^「」]*」")
_DIGIT = regex("[0-9０-９]")
_RANGE = regex("[0-9][0-9.]{0,11}[ ]?[%]?[ ]?[-—–~至到]{1,2}[ ]?[0-9][0-9.]{0,11}")
_SENTENCE = regex("[，。；;：:！!?？\n()]|,(?![0-9]{3})")
_PERIOD = regex("[。；;\n]")
# What follows says what a figure is made of, or what there is in all: 其中…, （占总数 200 台的 75%）.
_PARTS = regex("其中")
_ASIDES = regex("约?占|总[数量]|一?共|原有?|现有?|含|包[括含]")
_NUMBER = regex("(?<![0-9.A-Za-z+])[0-9][0-9,]*(?:[.][0-9]+)?(?![0-9])")
_TIMES = regex("[十百千]?[万亿]|[百千]")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# What is said before a number that is no target: what there is, a comparison, one of many, a share of each.
_NO_TARGET = regex(
    "现有|原有|共有|下辖|辖区|其余|剩余|上年|去年|往年|同比|环比|较[上去往]|每|各[县市区乡镇村校]|[人户亩日月年校村平]均"
    "|全[国省市县区镇乡旗]|涉及|第$|前$|前后|距|单[个位次项件]|约|近$|大约|占地|[A-Za-z]$|累计已"
    "|占(?:总|全部)[^的0-9]*$|占[^0-9]*[0-9.]+[^0-9的]*的$"
)
_CHANGE = regex("[从由自].{0,12}$")
# Of whom, or so many for each: it is the number of something else.
_WHO = regex("[/／每]|以上的|以下的|以上规模|及以上[^，]|口之家")
_AT_MOST = regex(
    "不超过|不高于|不多于|不大于|不突破|以下|以内|之内|低于|少于|小于|控制在|降至|降到|降低到|减少到|[≤<]"
)
_NEGATED = regex("不低于|不少于|不小于")
_AT_LEAST = regex("以上|不低于|不少于|不小于|超过|达到|[≥>]|至少")
_DIMENSIONS = {"count", "percentage", "length", "area", "volume", "mass", "energy", "data"}
# Where it is done, not how much of it: 在7个林场实施, 11个乡镇.
_PLACE = regex(
    "(?:乡镇?|镇街?|街道|市州|县市?区?|市区?|区|部门|科室|单位|处室)(?:$|实施|开展|的|分别|共|推)"
)
_IN = regex("(?:^|[^存现实旨正制持定])在")
_DEED = regex("开展|推广|实施|完成|建[设成立造]|[新改扩修]建|举办|组织|培训|改造|打造|种植|推进|达")
# How thick, long or wide a thing is, unless something is done to it there: 厚度约 5 厘米, but 改造长度 3 公里.
_SIZE = regex("(?:[厚长宽高深径]|间距)度?(?:约|均?为)?$")
# What comes with it and is no aim of its own: 配套管理房 3 间, 3 台配套水泵.
_WITH_IT = regex("配套([^□0-9]{0,8})$")
_YEAR = regex("(?<![0-9])((?:19|20)[0-9]{2})[ ]*(?:年|[-—–~至到]{1,2}[ ]*20[0-9]{2}[ ]*年)")
# Words that count the place in a row, a degree or a part of a name rather than things.
_NO_COUNT = frozenset("级类届期轮层路站线面点星等倍科口字核转帧档版格屏幕成率度平方则步生")
_NEAR_BY = regex("[内外范有处宽高深长见]|以[内外]|半径")
_LONGEST_UNIT = 5
_LONGEST = 20_000  # a longer text is no goal
_MOST = 40  # of a project, so that comparing each with each row takes work by the rows


@frozen
class Mention:
    """One figure: its number as written and with its multiple, its value in the base of the measure.

    ``before`` and ``behind`` are what stands around it in its clause; ``alone`` says that no other figure does.
    ``parts`` are the values of what 其中 says of it.
    """

    written: str
    number: Fraction
    many: Fraction
    measure: Measure
    before: str
    behind: str
    alone: bool = True
    parts: tuple[Fraction, ...] = ()

    @property
    def value(self) -> Fraction:
        return self.many * self.measure.scale

    @property
    def values(self) -> tuple[Fraction, ...]:
        """What a row may write for it."""
        return self.number, self.many, self.value

    @property
    def bound(self) -> str:
        """``≤``, ``≥``, or ``=`` where nothing is said."""
        around = f"{self.before[-8:]}|{self.behind[:4]}"
        if _AT_MOST.search(_NEGATED.sub("", around)):
            return "≤"
        return "≥" if _AT_LEAST.search(around) else "="

    @property
    def is_whole(self) -> bool:
        """Whether it is 100 %, which is said of anything."""
        return self.measure.dimension == "percentage" and self.value == 1


def mentions(text: str, year: str = "") -> Iterator[Mention]:
    """The figures of a text, in order; of one that speaks of ``year`` none of another year."""
    plain = _ASIDE.sub(_blank, half_width(text))
    start = 0
    for end in (*(match.start() for match in _PERIOD.finditer(plain)), len(plain)):
        yield from _of_sentence(plain[start:end], year)
        start = end


@lru_cache(maxsize=1024)
def _first_mentions(text: str, year: str) -> tuple[Mention, ...]:
    """As many as are looked at of one project."""
    return tuple(islice(mentions(text, year), _MOST))


def _of_sentence(text: str, year: str) -> list[Mention]:
    """The figures up to a full stop; those behind 其中 are parts of the last one of their measure before it."""
    found: list[Mention] = []
    parts_of: int | None = None  # how many figures stand before what says their parts
    is_place = False
    without_ranges = _RANGE.sub(_blank, text)
    start = 0
    for match in (*_SENTENCE.finditer(text), None):
        end = match.start() if match else len(text)
        opening, said = text[start - 1 : start], text[start:end]
        if opening == ")":
            parts_of = None
        if parts_of is None and (_PARTS.search(said) or (opening == "(" and _ASIDES.match(said))):
            parts_of = len(found)
        if not (year and any(other != year for other in _YEAR.findall(said))):
            is_place = False
            for clause in without_ranges[start:end].split("、"):
                here, is_place = _of_clause(clause, is_place)
                alone = len(here) == 1
                _put(found, (evolve(one, alone=alone) for one in here), parts_of)
        start = match.end() if match else end
    return found


def _put(found: list[Mention], here: Iterable[Mention], parts_of: int | None) -> None:
    """Append figures, or count them as parts of an earlier one."""
    for one in here:
        bases = [] if parts_of is None else [before.measure.base for before in found[:parts_of]]
        if one.measure.base in bases:
            at = len(bases) - 1 - bases[::-1].index(one.measure.base)
            found[at] = evolve(found[at], parts=(*found[at].parts, one.value))
        elif "其中" not in one.before:
            found.append(one)


def of_goals(goals: Iterable[Goal], year: str = "") -> list[tuple[Goal, list[Mention]]]:
    """The goals that hold figures, with the first of them; ``year`` is theirs, empty for no single one."""
    found = []
    left = _MOST
    for goal in goals:
        if len(goal.text) > _LONGEST or not _DIGIT.search(goal.text):
            continue
        figures = list(_first_mentions(goal.text, year)[:left])
        left -= len(figures)
        if figures:
            found.append((goal, figures))
        if not left:
            break
    return found


def _of_clause(clause: str, is_place: bool) -> tuple[list[Mention], bool]:
    """The figures of a clause, and whether its last one says where something is done: 在 7 个林场、11 个乡镇."""
    found = []
    end = 0
    for match in _NUMBER.finditer(clause):
        place = _says_where(clause[end : match.start()], is_place and end == 0)
        one = _mention(clause, match)
        if one is not None and not place:
            found.append(one)
        end, is_place = match.end(), place
    return found, _says_where(clause[end:], is_place)


def _says_where(text: str, before: bool) -> bool:
    """Whether a place is named, here or before, and nothing done there yet."""
    return (before or _IN.search(text) is not None) and _DEED.search(text) is None


def _blank(match: re.Match[str]) -> str:
    return "□" * len(match[0])


def _mention(clause: str, match: re.Match[str]) -> Mention | None:
    before, rest = clause[: match.start()].rstrip(), clause[match.end() :]
    number = Fraction(match[0].replace(",", ""))
    if _NO_TARGET.search(before) or _CHANGE.search(before) or number <= 1:
        return None
    tail = rest.lstrip()
    times = _TIMES.match(tail)
    unit = _unit(tail[times.end() :] if times else tail)
    known = measure(unit) if unit else None
    if known is None or known.dimension not in _DIMENSIONS or unit in _NO_COUNT:
        return None
    end = (times.end() if times else 0) + len(unit)
    behind = tail[end:]
    if _PLACE.match(behind) or _WHO.match(behind):
        return None
    if known.dimension == "length" and (_NEAR_BY.match(behind) or _is_size(clause, before)):
        return None
    if behind.lstrip().startswith("配套") or _comes_along(before):
        return None
    many = number * _many(times[0] if times else "")
    written = match[0] + rest[: len(rest) - len(tail)] + tail[:end]
    return Mention(written, number, many, known, before, behind)


def _is_size(clause: str, before: str) -> bool:
    return _SIZE.search(before) is not None and _DEED.search(clause) is None


def _comes_along(before: str) -> bool:
    along = _WITH_IT.search(before)
    return along is not None and _DEED.search(along[1]) is None


def _many(word: str) -> int:
    product = 1
    for character in word:
        product *= _SCALES[character]
    return product


def _unit(text: str) -> str:
    """The longest known unit that a text begins with."""
    known = _units()
    lengths = range(min(_LONGEST_UNIT, len(text)), 0, -1)
    return next((text[:length] for length in lengths if text[:length] in known), "")


@cache
def _units() -> frozenset[str]:
    return frozenset(unit_names())


def in_a_sum(one: Mention, figures: list[Mention], numbers: Container[Fraction]) -> bool:
    """Whether a figure and neighbours of its measure add up to a number: 一次网 12.6 公里、二次网 35 公里."""
    same = [other for other in figures if other.measure.base == one.measure.base]
    at = next((at for at, other in enumerate(same) if other is one), 0)
    for first in range(at + 1):
        many = value = Fraction(0)
        for last, other in enumerate(same[first:], first):
            many, value = many + other.many, value + other.value
            if last >= at and last > first and (many in numbers or value in numbers):
                return True
    return False


# Numbers wherever they stand: what a row carries may stand in its name, its description or in words.
_ANY_NUMBER = regex("([0-9][0-9,]*(?:[.][0-9]+)?)[ ]*([十百千]?[万亿])?")


def carried(rows: Iterable[Indicator]) -> set[Fraction]:
    """Every number that the rows of a table hold, as it is written and as so many of its unit; and their sums."""
    found: set[Fraction] = set()
    sums: dict[str, Fraction] = {}
    for row in rows:
        for target in (row.target, row.long_target):
            if target is None:
                continue
            amounts = list(amounts_of(target))
            for amount in amounts:
                number = Fraction(amount.number.value)
                known = measure(amount.unit)
                value = number * known.scale if known else number
                found |= {number, value}
                sums[amount.unit] = sums.get(amount.unit, Fraction(0)) + number
            if isinstance(target, Several):
                found.add(sum((Fraction(one.number.value) for one in amounts), Fraction(0)))
            found |= _numbers(target.printed())
        columns = (one.text for one in row.others)
        texts = (row.name, row.description, row.explanation, row.method, row.remark, *columns)
        for text in texts:
            found |= _numbers(text or "")
    return found | set(sums.values())


def _numbers(text: str) -> set[Fraction]:
    found: set[Fraction] = set()
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return found
    for match in _ANY_NUMBER.finditer(half_width(text)):
        number = Fraction(match[1].replace(",", "") or "0")
        found |= {number, number * _many(match[2] or ""), number / 100}
    return found
