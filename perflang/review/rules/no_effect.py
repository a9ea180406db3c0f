"""PF518: a table that asks whether people are content and never what the money brings.

Looks at frameworks that have a level for effects (效益, 效果). Rows under it that are satisfaction (满意), by
their level or by their name, are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.rules.required_level_missing import missing_levels
from perflang.review.view import Around
from perflang.review.words import is_satisfaction, levels_of
from perflang.source.regex import regex

CODE = "PF518"
_EFFECT = regex("效益|效果|成效")


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first row of satisfaction."""
    found = around.groups
    framework = around.framework
    if found is None or framework is None:
        return
    if not any(_is_effect(level.zh) and not level.fewest for level in framework.first):
        return
    effects = [name for name, group in found.items() if group.rows and _is_effect(name)]
    if not all(_is_satisfaction(row) for name in effects for row in found[name].rows):
        return
    rows = [row for group in found.values() for row in group.rows]
    content = [row for row in rows if _is_satisfaction(row)]
    if content and not any(_is_effect(name) for name in missing_levels(around)):  # told by PF517
        yield around.finding(CODE, content[0].at[""], {"name": content[0].name})


@lru_cache(maxsize=1024)
def _is_effect(level: str) -> bool:
    return _EFFECT.search(level) is not None


def _is_satisfaction(row: Indicator) -> bool:
    return "满意" in "".join(levels_of(row)) or is_satisfaction(row)
