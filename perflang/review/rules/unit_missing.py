"""PF503: a number that does not say what it counts.

Looks at targets without a unit: none behind the number, none in the column of units, none in brackets in the name.
What has no unit is left alone: scores, indices, ratios, ranks, years, nought, a rate written as a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import amounts, unit_of
from perflang.source import Edit, Span
from perflang.values import Comparison, Figure, Quantity, half_width

CODE = "PF503"
# Figures of their own kind, which are written without a unit.
_BARE = re.compile(
    "指数|系数|倍数|比值|得分|评分|分值|分数|打分|积分|总分|均分|绩效分|排名|名次|位次|排位|等级|级别|星级|评级|档次"
    "|年份|年度$|时间|日期|时点|节点|月份|(?<!新)编号|代码|标准号|型号|容积率|PUE|能效|[pP][hH]|浓度比|密度比|(?<![占分])比$|比例系数"
    "|[iI]ndex|score|ratio|rank|rate|factor|coefficient|year|date"
)
_RATE = re.compile("(?:率|比|比例|比重|占比|程度|满意度|度)$")
# What counts itself in its last word, so that everybody would write the same unit.
_EVIDENT = {
    "人次": "人次",
    "人数": "人",
    "次数": "次",
    "户数": "户",
    "天数": "天",
    "场次": "场次",
    "批次": "批次",
    "满意度": "%",
    "率": "%",
}
_YEARS = range(1990, 2100)
_HUNDRED = 100


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at a target none of whose numbers has a unit."""
    numbers = amounts(row.target)
    if not numbers or any(unit_of(row, amount) for amount in numbers):
        return
    if _says_its_unit(
        row, row.target.suffix if isinstance(row.target, Comparison | Figure) else ""
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
    if plain and not re.fullmatch("及?以[上下内]|含|左右|之内", plain):
        return True
    return (
        bool(row.description)
        and "单位" in half_width(row.description or "").replace("单位的", "")[-8:]
    )


def _needs_none(row: Indicator, amount: Quantity) -> bool:
    value, name = amount.number.value, half_width(row.name).rstrip(" )")
    if value == 0 or _BARE.search(name):
        return True
    if _RATE.search(name) and 0 < value <= 1:
        return True  # 0.97, written as a fraction
    return value in _YEARS and value == int(value) and any(sign in name for sign in "年期")


def _evident(row: Indicator, numbers: list[Quantity]) -> str:
    name = half_width(row.name).strip()
    unit = next((unit for word, unit in _EVIDENT.items() if name.endswith(word)), "")
    largest = max(amount.number.value for amount in numbers)
    if unit == "%" and (
        largest <= 1 or largest > _HUNDRED or name.endswith(("倍率", "频率", "效率"))
    ):
        return ""
    if unit not in ("", "%") and any(amount.number.value % 1 for amount in numbers):
        return ""
    return unit if largest > Decimal(0) else ""


def _written(row: Indicator, around: Around, unit: str) -> tuple[Edit, ...]:
    """The unit behind the number, where the number is all there is of the target."""
    target, at = row.target, row.at["target"]
    if not isinstance(target, Comparison | Figure) or target.verbatim or target.suffix:
        return ()
    if around.file.source.text[at.start : at.end].strip() != target.number.spelling:
        return ()
    return (Edit(Span(at.end, at.end), f" {unit}"),)
