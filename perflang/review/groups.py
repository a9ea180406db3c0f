"""The rows of a table by their level 1 and level 2, for rules about what a table holds."""

from __future__ import annotations

from attrs import frozen

from perflang.model import Framework, Indicator
from perflang.review.view import Around


@frozen
class Group:
    """The rows under one level 1, by the names of their levels 2."""

    rows: tuple[Indicator, ...]

    @property
    def second(self) -> set[str]:
        return {row.level2.name for row in self.rows if row.level2}


def groups(around: Around) -> dict[str, Group] | None:
    """The named rows of a project by the Chinese name of their level 1, in the order of the framework.

    None where nothing can be said: no levels, no rows, a row whose place is not known, or a framework that may
    have been named in a line that could not be read.
    """
    framework = None if "framework" in around.file.settings.doubtful else around.framework
    rows = [row for row in around.project.indicators if row.name]
    if framework is None or framework.is_flat or not framework.whole or not rows:
        return None
    found: dict[str, list[Indicator]] = {level.zh: [] for level in framework.first}
    for row in rows:
        level = framework.first_level(row.level1.name) if row.level1 else None
        if level is None:
            return None
        found[level.zh].append(row)
    return {name: Group(tuple(below)) for name, below in found.items()}


def english(framework: Framework | None, name: str) -> str:
    """A level's English name, or its Chinese one where there is none."""
    level = framework.first_level(name) or framework.second_level(name) if framework else None
    return level.en if level else name
