"""PF531: a name that is a deadline (2021年12月底前完成), and a target that is another one or none.

Looks at names that begin with a day by which something is done. A share of what is done by then
(11月底前完成支付 ≥ 95 %) is a target; of 12月底前完成, which leaves nothing out, it is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.deadlines import deadline_of, differ
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import in_unit
from perflang.values import Comparison, Figure, Timing

CODE = "PF531"
_HUNDRED = 100
_OF_THE_YEAR = ("月", "日", "号", "年", "月份")  # ≤ 12 月 is December


def concerns(outline: Outline) -> bool:
    """A name that begins with a deadline."""
    return outline.kind != "" and deadline_of(outline.name) is not None


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    target = row.target
    said = deadline_of(row.name) if target is not None else None
    if target is None or said is None:
        return
    hint = ""
    if isinstance(target, Timing):
        hint = "day" if differ(said.day, target.last) else ""
    elif isinstance(target, (Comparison, Figure)) and said.is_all:
        is_whole = in_unit(row, target.amount, "%", "percentage") == _HUNDRED
        hint = "" if is_whole or target.unit in _OF_THE_YEAR else "number"
    if hint:
        values = {"name": row.name, "deadline": said.written, "target": target.printed()}
        yield around.finding(CODE, row.at["target"], values, hint=hint)
