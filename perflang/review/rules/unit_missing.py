"""PF503: a number that does not say what it counts.

Looks at targets without a unit: none behind the number, none in the column of units, none in brackets in the name.
What has no unit is left alone: scores, indices, ratios, ranks, years, nought, a rate written as a fraction.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import amounts
from perflang.source import Edit, Span
from perflang.source.regex import regex
from perflang.values import Comparison, Figure, Quantity, half_width

CODE = "PF503"
# Figures of their own kind, which are written without a unit.
_BARE = regex(
    "指数|系数|倍数|比值|(?:得|评|打|积|总|均|绩效)分(?!率)|分[值数]|排名|名次|位次|排位|等级|级别|[星评]级|档次|年份|年度$"
    "|月份|编号|代码|型号|容积率|PUE|能效|[pP][hH]|(?<![占分])比$"
    "|[iI]ndex|[sS]core|[rR]atio|[rR]ank|[fF]actor|[cC]oefficient|[yY]ear"
)
_RATE = regex("(?:率|比|比例|比重|占比|程度|满意度|度)$")
# What counts itself in its last word, so that everybody would write the same unit: 人次, 户数, 合格率.
_COUNT = regex("(人次|场次|批次)$|([人次户天个件份台套家座处项期场间辆条张])数$")
_SHARE = regex("(?:满意度|(?<![倍频效])率)$")
_BOUND = regex("及?以[上下内]|含|左右|之内")
_YEARS = (1990, 2100)
_HUNDRED = 100


def concerns(outline: Outline) -> bool:
    """A number that has no unit anywhere."""
    return outline.units != () and not any(map(outline.unit_of, outline.units))


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at a target none of whose numbers has a unit."""
    numbers = amounts(row.target)
    if _says_its_unit(
        row, row.target.suffix if isinstance(row.target, (Comparison, Figure)) else ""
    ):
        return
    if all(_needs_none(row, amount) for amount in numbers):
        return
    unit = _evident(row, numbers)
    assert row.target is not None
    values = {"name": row.name, "target": row.target.printed(), "unit": unit}
    hint = "evident" if unit else None
    fix = _written(row, around, unit) if unit else ()
    yield around.finding(CODE, row.at["target"], values, hint=hint, fix=fix, unsafe=bool(fix))


def _says_its_unit(row: Indicator, suffix: str) -> bool:
    """Whether more than 以上 stands behind the number, or the description says the unit."""
    plain = half_width(suffix).strip("() ")
    if plain and not _BOUND.fullmatch(plain):
        return True
    return "单位:" in half_width(row.description or "")


def _needs_none(row: Indicator, amount: Quantity) -> bool:
    value, name = amount.number.value, half_width(row.name).rstrip(" )")
    if value == 0 or _BARE.search(name):
        return True
    if _RATE.search(name) and 0 < value <= 1:
        return True  # 0.97, written as a fraction
    is_year = _YEARS[0] <= value <= _YEARS[1] and value == value.to_integral_value()
    return is_year and any(word in name for word in ("年", "期", "时间"))


def _evident(row: Indicator, numbers: list[Quantity]) -> str:
    """The unit that everybody would write, empty where that is not certain."""
    name = half_width(row.name).strip()
    values = [amount.number.value for amount in numbers]
    if _SHARE.search(name):
        return "%" if all(1 < value <= _HUNDRED for value in values) else ""
    found = _COUNT.search(name)
    is_count = found and all(value == value.to_integral_value() for value in values)
    return (found[1] or found[2]) if found and is_count else ""


def _written(row: Indicator, around: Around, unit: str) -> tuple[Edit, ...]:
    """The unit behind the number, where the number is all there is of the target."""
    target, at = row.target, row.at["target"]
    if not isinstance(target, (Comparison, Figure)) or target.verbatim or target.suffix:
        return ()
    if around.file.source.text[at.start : at.end].strip() != target.number.spelling:
        return ()
    return (Edit(Span(at.end, at.end), f" {unit}"),)
