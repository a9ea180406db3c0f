"""A schedule however it was written: stages and what is spent by then, in per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from perflang.advice.targets import without_letters
from perflang.source.regex import regex
from perflang.values import half_width, read_plain, read_stage
from perflang.values.money import EXACT, plain_decimal
from perflang.values.numerals import with_digits

_STAGE = regex(
    "(?:[0-9]{4}年)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:初|上旬|中旬|下旬|中|底|末|份|[0-9]{1,2}日)?[前止]?"
    "|(?:[0-9]{4}年)?第?[1-4一二三四]季度[底末]?|(?:[0-9]{4}年)?(?:上半年|下半年|全年|年底|年末|年终|年中)"
    "|[Qq][1-4](?![0-9])"
    "|(?i:(?:end of )?(?:january|february|march|april|may|june|july|august|september|october|november|december))"
)
_PERCENT = regex(r"(?<![0-9.,])([0-9]+(?:\.[0-9]+)?)[ \t]*(%|亿元|万元|元)?")
# What may stand between stages and percentages and says nothing.
_NOTHING = regex(
    "累计|支出|进度|达到|完成|支付|达|为|至|到|和|及|与|并|占|约|计划|预算|的|by|and"
    "|[-,，;；、。./／:：=()（）|\t 　—～~]+"
)
_ALL = regex("全部(?:支出|支付|完成|拨付|到位)?(?:完毕|完成)?")
# 25%（37.5万元）
_AMOUNT = regex("(?<=%)[ ]?[(][^()]{1,20}元[)]")
_CHINESE = regex("百分之[一二三四五六七八九十百零〇两点]{1,9}")
_DECEMBER = 12
_WHOLE = 100
# 25,00% for 25.00%
_DECIMAL_COMMA = regex("(?<=[0-9]),(?=[0-9]{1,2}[ ]?%)")
_SLIP_OF_MONTH = regex(
    "(?<![0-9])([0-9]{1,2})(?:月(?=[低抵第地未抹]))?([底末低抵第地未抹])(?![0-9])"
)
_ENDS = {"低": "底", "抵": "底", "第": "底", "地": "底", "未": "末", "抹": "末"}
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def schedule(text: str, total: str | None = None) -> str | None:
    """``3月底25%6月底50%`` as ``3月底 25%, 6月底 50%``; None where stages and shares do not pair off.

    ``total`` is the project's budget, for a schedule in amounts.
    """
    pairs = _pairs(text)
    shares = _shares([number for _, number, _ in pairs], [unit for *_, unit in pairs], total)
    if shares is None:
        return None
    return written([stage for stage, *_ in pairs], shares)


def with_stages(text: str) -> str | None:
    """A schedule in which a stage is a slip, ``12月低`` or ``6底``, with the stage that is meant."""
    plain = _SLIP_OF_MONTH.sub(
        lambda match: f"{match[1]}月{_ENDS.get(match[2], match[2])}", half_width(text)
    )
    return schedule(plain) if plain != half_width(text) else None


def slip(text: str) -> str:
    """What is wrong with a schedule that could be put right, by the name of the help for it."""
    plain = with_digits(half_width(text))
    if "元" in plain:
        return "amounts"
    if "%" not in plain and "百分比" not in plain:
        return "fractions" if "0." in plain else "signs"
    first = _STAGE.search(plain)
    if first is not None and _PERCENT.search(plain, 0, first.start()):
        return "order"
    return "write"


def cumulated(text: str) -> str | None:
    """A schedule of each stage's own share as one of what is spent by then."""
    pairs = _pairs(text)
    numbers = [read_plain(number) for _, number, _ in pairs]
    if not pairs or any(number is None for number in numbers):
        return None
    sums = accumulate((number.value for number in numbers if number is not None), EXACT.add)
    decimals = max(len(number.partition(".")[2]) for _, number, _ in pairs)
    return written([stage for stage, *_ in pairs], [f"{value:.{decimals}f}" for value in sums])


def of_quarters(text: str) -> str | None:
    """Four percentages and no stages: those of the quarters."""
    shares = [match[1] for match in _PERCENT.finditer(half_width(text))]
    left = _NOTHING.sub("", _PERCENT.sub("", half_width(text)))
    return written(_QUARTERS, shares) if len(shares) == len(_QUARTERS) and not left else None


def of_rows(names: str, shares: str) -> str | None:
    """Two rows of a table: the stages, and below each its percentage."""
    stages = [match[0] for match in _STAGE.finditer(names)]
    numbers = [match[1] for match in _PERCENT.finditer(half_width(shares))]
    rest = _NOTHING.sub("", _PERCENT.sub("", half_width(shares)))
    return written(stages, numbers) if stages and len(stages) == len(numbers) and not rest else None


def in_order(text: str) -> Iterator[str]:
    """A schedule whose stages stand in the wrong order, or one of them twice."""
    pairs = _pairs(text)
    stages = [stage for stage, *_ in pairs]
    shares = [number for _, number, _ in pairs]
    dated = sorted(stages, key=lambda stage: read_stage(stage).when or (0, 0, 0))
    if len(set(stages)) < len(stages):
        if len(stages) == len(_QUARTERS) and all("季度" in stage for stage in stages):
            yield written(_QUARTERS, shares)
        return
    yield written(dated, shares)
    by_stage = dict(zip(stages, shares, strict=True))
    yield written(dated, [by_stage[stage] for stage in dated])


def to_the_end(text: str) -> str | None:
    """A schedule that stops before the year does, with the end of the year behind it."""
    pairs = _pairs(text)
    when = read_stage(pairs[-1][0]).when if pairs else None
    if when is None or when[1] >= _DECEMBER:
        return None
    last = pairs[-1][0]
    english = last.isascii()
    end = "Q4" if english and last[:1] in "Qq" else "December" if english else "12月底"
    end = "四季度" if "季度" in last else end
    shares = [number for _, number, _ in pairs]
    return written([*(stage for stage, *_ in pairs), end], [*shares, "100"])


def with_less(text: str) -> Iterator[str]:
    """A schedule in which what is over 100 % is a tenth or a hundredth of that."""
    pairs = _pairs(text)
    numbers = [found.value for _, number, _ in pairs if (found := read_plain(number))]
    if len(numbers) != len(pairs):
        return
    for factor in (Decimal("0.1"), Decimal("0.01")):
        shares = [EXACT.multiply(one, factor) if one > _WHOLE else one for one in numbers]
        yield written([stage for stage, *_ in pairs], list(map(plain_decimal, shares)))


def up_to_the_whole(text: str) -> str | None:
    """A schedule in which what is over 100 % is 100 %."""
    pairs = _pairs(text)
    numbers = [(number, read_plain(number)) for _, number, _ in pairs]
    if not pairs or any(found is None for _, found in numbers):
        return None
    shares = [
        str(_WHOLE) if found and found.value > _WHOLE else number for number, found in numbers
    ]
    return written([stage for stage, *_ in pairs], shares)


def is_stage(text: str) -> bool:
    """Whether a line is a stage, or stages, with percentages."""
    return bool(_pairs(text))


def written(stages: Sequence[str], shares: Sequence[str]) -> str:
    """Stages and numbers as a source has them."""
    return ", ".join(f"{stage} {share}%" for stage, share in zip(stages, shares, strict=True))


def _pairs(text: str) -> list[tuple[str, str, str]]:
    """Every stage with the one number and unit that stands behind it, or before it throughout."""
    text = without_letters(half_width(text).replace("百分比", "%"))
    text = _DECIMAL_COMMA.sub(".", text)
    text = _AMOUNT.sub("", _ALL.sub("100%", text))
    plain = _CHINESE.sub(lambda match: with_digits(match[0]), text)
    plain = plain.replace("%分之", "")
    stages = list(_STAGE.finditer(plain))
    if not stages:
        return []
    edges = [0, *(edge for stage in stages for edge in stage.span()), len(plain)]
    gaps = [plain[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    for between in (gaps[1:], gaps[:-1]):
        found = [list(_PERCENT.finditer(gap)) for gap in between]
        others = gaps[0] if between == gaps[1:] else gaps[-1]
        left = _NOTHING.sub("", "".join(_PERCENT.sub("", gap) for gap in between) + others)
        if not left and all(len(matches) == 1 for matches in found):
            numbers = [(matches[0][1], matches[0][2] or "") for matches in found]
            return [(stage[0], *one) for stage, one in zip(stages, numbers, strict=True)]
    return []


def _shares(numbers: list[str], units: list[str], total: str | None) -> list[str] | None:
    """The numbers in per cent: fractions and amounts are worked out, where all of them are such."""
    values = [number.value for one in numbers if (number := read_plain(one))]
    if not values or len(values) != len(numbers):
        return None
    if set(units) <= {"", "%"}:
        return _of(values, Decimal(1)) if "%" not in units and values[-1] <= 1 else numbers
    whole = read_plain(total) if total else None
    if whole is None or not whole.value or len(set(units)) != 1:
        return None
    return _of(values, whole.value)


def _of(values: Sequence[Decimal], whole: Decimal) -> list[str] | None:
    """Each value in per cent of the whole, where that comes out even."""
    shares = [EXACT.divide(EXACT.multiply(value, Decimal(100)), whole) for value in values]
    even = all(EXACT.multiply(share, Decimal(100)) % 1 == 0 for share in shares)
    return [plain_decimal(share) for share in shares] if even else None
