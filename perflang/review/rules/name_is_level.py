"""PF537: an indicator that has no name of its own but that of its level: 数量指标 under 数量指标.

Looks at rows under a level 2 or a level 1. 服务对象满意度 is a name as well as a level; a row that stands for an
empty level (经济效益: 不适用) says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import is_placeholder, levels_of, squeezed

CODE = "PF537"
_DOES_NOT_APPLY = ("不适用", "不涉及", "无")


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the name of such a row."""
    if row.target is None or not _is_level(row.name, *levels_of(row)):
        return
    said = row.target.printed().strip()
    if said not in _DOES_NOT_APPLY and not is_placeholder(said):
        yield around.finding(CODE, row.at["name"], {"name": row.name})


@lru_cache(maxsize=4096)
def _is_level(name: str, *levels: str) -> bool:
    plain = squeezed(name).removesuffix("指标")
    if not plain or "满意" in plain:
        return False
    return any(plain == squeezed(level).removesuffix("指标") for level in levels if level)
