"""PF537: an indicator that has no name of its own but that of its level: 数量指标 under 数量指标.

Looks at rows under a level 2 or a level 1. 服务对象满意度 is a name as well as a level; a row that stands for an
empty level (经济效益: 不适用) says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import is_placeholder, levels_of, squeezed

CODE = "PF537"
_DOES_NOT_APPLY = ("不适用", "不涉及", "无")


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the name of such a row."""
    name = squeezed(row.name).removesuffix("指标")
    if not name or "满意" in name or row.target is None:
        return
    said = row.target.printed().strip()
    if said in _DOES_NOT_APPLY or is_placeholder(said):
        return
    if any(name == squeezed(level).removesuffix("指标") for level in levels_of(row) if level):
        yield around.finding(CODE, row.at["name"], {"name": row.name})
