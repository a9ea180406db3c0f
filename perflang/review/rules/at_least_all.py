"""PF538: ≥ 100 % of what cannot be more than all of it.

Asked for by a profile with ``[bounds] whole = true``. Looks at rates that have a whole (合格率, 覆盖率, 满意度); a
plan, a growth or a budget may be more than fulfilled.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.wanted import HAS_A_WHOLE
from perflang.review.words import bare, in_unit
from perflang.source import Edit, Span
from perflang.source.regex import regex
from perflang.values import Comparison

CODE = "PF538"
_HUNDRED = 100
_MORE = regex("≥|>=|≧|＞＝|>＝")


def concerns(outline: Outline) -> bool:
    """A rate that has a whole, at least so much of it."""
    if outline.kind != "comparison" or outline.operator != "≥":
        return False
    name = bare(outline.name)
    return outline.is_satisfaction or (name.endswith("率") and HAS_A_WHOLE.search(name) is not None)


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target, which ``= 100 %`` says exactly."""
    target = row.target
    if not around.profile.table("bounds").get("whole") or not isinstance(target, Comparison):
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
