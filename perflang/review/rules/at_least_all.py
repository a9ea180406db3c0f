"""PF538: ≥ 100 % of what cannot be more than all of it.

Asked for by a profile with ``[bounds] whole = true``. Looks at rates that have a whole (合格率, 覆盖率, 满意度); a
plan, a growth or a budget may be more than fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import bare, in_unit, is_satisfaction
from perflang.source import Edit, Span
from perflang.source.regex import regex
from perflang.values import Comparison

CODE = "PF538"
_OF_ALL = regex(
    "(?:合格|达标|完好|覆盖|及时|准确|优良|优秀|成活|入学|知晓|普及|通过|响应|办结|验收|建档|处置|整改|回复|受理|公开|正确|完整|保存"
    "|按[期时](?:完成|发放|支付|拨付|到位)|接种|普查|检测|持证上岗|应[^率]{1,3}尽[^率]{1,3})率$"
)
_HUNDRED = 100
_MORE = regex("≥|>=|≧|＞＝|>＝")


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target, which ``= 100 %`` says exactly."""
    target = row.target
    if not around.profile.table("bounds").get("whole") or not isinstance(target, Comparison):
        return
    if target.operator != "≥" or not (_OF_ALL.search(bare(row.name)) or is_satisfaction(row)):
        return
    if in_unit(row, target.amount, "%", "percentage") == _HUNDRED:
        values = {"name": row.name, "target": target.printed()}
        yield around.finding(CODE, row.at["target"], values, fix=_exactly(row, around))


def _exactly(row: Indicator, around: Around) -> list[Edit]:
    """``=`` for the sign before the number; nothing where it cannot be told where that stands."""
    at, text = row.at["target"], around.file.source.text
    line = text.rfind("\n", 0, at.start) + 1
    before = text[line : at.end]
    signs = list(_MORE.finditer(before))
    if len(signs) != 1 or '"' in before:
        return []
    return [Edit(Span(line + signs[0].start(), line + signs[0].end()), "=")]
