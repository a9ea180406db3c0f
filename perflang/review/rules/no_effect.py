"""PF518: a table that asks whether people are content and never what the money brings.

Looks at frameworks that have a level for effects (效益, 效果). Rows under it that are satisfaction (满意), by
their level or by their name, are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.groups import groups
from perflang.review.rules.required_level_missing import missing_levels
from perflang.review.view import Around
from perflang.review.words import is_satisfaction
from perflang.source.regex import regex

CODE = "PF518"
_EFFECT = regex("效益|效果|成效")


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first row of satisfaction."""
    found = groups(around)
    framework = around.framework
    if found is None or framework is None:
        return
    if not any(_EFFECT.search(level.zh) and not level.fewest for level in framework.first):
        return
    rows = [row for group in found.values() for row in group.rows]
    content = [row for row in rows if _is_satisfaction(row)]
    effects = [name for name, group in found.items() if _EFFECT.search(name) and group.rows]
    if not content or not all(
        map(_is_satisfaction, (row for name in effects for row in found[name].rows))
    ):
        return
    if not any(_EFFECT.search(name) for name in missing_levels(around)):  # told by PF517
        yield around.finding(CODE, content[0].at[""], {"name": content[0].name})


def _is_satisfaction(row: Indicator) -> bool:
    levels = (level.name for level in (row.level1, row.level2) if level)
    return any("满意" in name for name in levels) or is_satisfaction(row)
