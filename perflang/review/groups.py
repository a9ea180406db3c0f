"""The rows of a table by their level 1 and level 2, for rules about what a table holds."""

from __future__ import annotations

from collections.abc import Sequence

from perflang.model import Framework, Indicator
from perflang.source.classes import define


@define
class Group:
    """The rows under one level 1, by the names of their levels 2."""

    rows: tuple[Indicator, ...]

    @property
    def second(self) -> set[str]:
        return {row.level2.name for row in self.rows if row.level2}


def groups(framework: Framework | None, rows: Sequence[Indicator]) -> dict[str, Group] | None:
    """The named rows of a project by the Chinese name of their level 1, in the order of the framework.

    None where nothing can be said: no levels, no rows, or a row whose place is not known.
    """
    if framework is None or framework.is_flat or not framework.whole:
        return None
    by_name: dict[str, list[Indicator]] = {}
    for row in rows:
        if row.name:
            by_name.setdefault(row.level1.name if row.level1 is not None else "", []).append(row)
    found: dict[str, tuple[Indicator, ...]] = {level.zh: () for level in framework.first}
    for name, below in by_name.items():
        level = framework.first_level(name)
        if level is None:
            return None
        found[level.zh] += tuple(below)
    return {name: Group(below) for name, below in found.items()} if by_name else None


def english(framework: Framework | None, name: str) -> str:
    """A level's English name, or its Chinese one where there is none."""
    level = framework.first_level(name) or framework.second_level(name) if framework else None
    return level.en if level else name
