"""PF517: a level of which a table has to have an indicator, and has none.

Without a profile that is 产出指标: whatever the money is spent on, something comes out. A profile names more in
its table [levels]. Only levels that the framework has are asked for; where the framework itself asks PF235 says
it. Not said of a department as a whole (整体支出), whose tables differ from place to place, nor of money that
keeps a unit going (人员类, 公用经费).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.model import Level
from perflang.review.groups import english
from perflang.review.view import Around
from perflang.source.regex import regex

CODE = "PF517"
_ALWAYS = ("产出指标",)
_KEEPS_GOING = regex("人员类|工资|津贴补贴|社保缴费|公积金|公用经费|日常公用|运转类")


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding a project, at its name, with all that is missing."""
    framework, missing = around.framework, missing_levels(around)
    if framework is not None and missing:
        values = {
            "levels": tuple(missing),
            "levels_en": tuple(english(framework, name) for name in missing),
        }
        at = around.project.at.get("name", around.project.at[""])
        yield around.finding(CODE, at, values)


def missing_levels(around: Around) -> list[str]:
    """The levels that are asked for, and not by the framework itself, and have no row."""
    framework = around.framework
    found = None if around.is_whole else around.groups
    if framework is None or found is None:
        return []
    present = {name for name, group in found.items() if group.rows}
    wanted = [name for name in _wanted(around) if name not in present]
    if not wanted or _keeps_going(around):
        return []
    present |= {name for group in found.values() for name in group.second}
    missing: list[str] = []
    for name in wanted:
        level = framework.first_level(name) or framework.second_level(name)
        if level is None or level.zh in present or level.parent in missing:
            continue
        if not _asked(level, framework.below(level)):
            missing.append(level.zh)
    return missing


def _keeps_going(around: Around) -> bool:
    project = around.project
    return any(_KEEPS_GOING.search(text or "") for text in (project.name, project.category))


def _wanted(around: Around) -> Sequence[str]:
    """Levels 1 before their levels 2."""
    wanted: Sequence[str] = around.profile.table("levels").get("required", _ALWAYS)
    return wanted


def _asked(level: Level, below: Sequence[Level]) -> bool:
    """Whether the framework asks for it itself."""
    return bool(level.fewest) or (level.parent is None and any(one.fewest for one in below))
