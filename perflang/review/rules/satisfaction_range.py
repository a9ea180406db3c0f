"""PF505: a satisfaction that is no percentage, or one that nobody could miss or reach.

Looks at indicators called 满意度, 满意率. More than 100 % under 满意度指标 is told by PF306, a missing unit by
PF503. A score (90 分), a scale of grades and thresholds are ways of measuring it too, and so is last year's
where the row says what that was.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import bounds, in_unit, is_placeholder, unit_of
from perflang.rules.over_a_hundred import is_over
from perflang.source.regex import regex
from perflang.values import Grade, Prose, Quantity, Timing, measure

CODE = "PF505"
_SOME_NUMBER = regex("[0-9０-９]|百分之|[一二三四五六七八九]成")
_GROWTH = ("提升", "提高", "增长", "增加", "增幅", "上升", "同比", "环比")
_LAST_YEAR = regex("[上去]年|同期")
_HUNDRED = 100
_LOST_A_DIGIT = 10  # a satisfaction below it is no aim anywhere; a profile may ask for more


def concerns(outline: Outline) -> bool:
    """A satisfaction, and not how much it grows."""
    if not outline.kind or not outline.is_satisfaction:
        return False
    return not any(word in outline.name for word in _GROWTH)


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    if row.target is None:
        return
    hint = _wrong(row) or _too_low(row, around)
    if hint:
        values = {"name": row.name, "target": row.target.printed()}
        yield around.finding(CODE, row.at["target"], values, hint=hint)


def _wrong(row: Indicator) -> str:
    target = row.target
    if isinstance(target, Timing):
        return "text"
    if isinstance(target, (Prose, Grade)):
        text = target.printed()
        has_scale = isinstance(target, Grade) and ("/" in text or not target.grade)
        is_number = has_scale or _SOME_NUMBER.search(text) or is_placeholder(text)
        if is_number:
            return ""
        if _LAST_YEAR.search(text):
            return "" if row.baseline is not None or row.history is not None else "baseline"
        return "text"
    if is_over(row):
        return ""
    return next(filter(None, (_of_bound(row, *bound) for bound in bounds(target))), "")


def _too_low(row: Indicator, around: Around) -> str:
    """``low`` where so few content people would be enough."""
    least = max(around.profile.table("bounds").get("satisfaction", 0), _LOST_A_DIGIT)
    found = [in_unit(row, amount, "%", "percentage") for _, amount in bounds(row.target)]
    return "low" if any(value is not None and value < least for value in found) else ""


def _of_bound(row: Indicator, operator: str, amount: Quantity) -> str:
    if amount.number.value <= 0:
        return "zero"
    unit = unit_of(row, amount)
    known = measure(unit)
    if not unit or known is None:
        return ""
    if known.dimension != "percentage":
        return "" if known.dimension == "score" else "unit"
    value = in_unit(row, amount, "%", "percentage")
    if value is None:
        return ""
    if value > _HUNDRED or (operator == ">" and value == _HUNDRED):
        return "over"
    if value <= 1:
        return "fraction"
    return "most" if operator in ("≤", "<") else ""
