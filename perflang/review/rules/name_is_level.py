"""PF537: an indicator that has no name of its own but that of its level: 数量指标 under 数量指标.

Looks at rows under a level 2 or a level 1. 服务对象满意度 is a name as well as a level; a row that stands for an
empty level (经济效益: 不适用) says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import is_placeholder, squeezed

CODE = "PF537"
_DOES_NOT_APPLY = ("不适用", "不涉及", "无")


def concerns(outline: Outline) -> bool:
    """The name of the level above it."""
    return outline.kind != "" and _is_level(outline.name, outline.level1, outline.level2)


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the name of such a row."""
    if row.target is None:
        return
    said = row.target.printed().strip()
    if said not in _DOES_NOT_APPLY and not is_placeholder(said):
        yield around.finding(CODE, row.at["name"], {"name": row.name})


def _is_level(name: str, *levels: str) -> bool:
    plain = squeezed(name).removesuffix("指标")
    if not plain or "满意" in plain:
        return False
    return any(plain == squeezed(level).removesuffix("指标") for level in levels if level)
