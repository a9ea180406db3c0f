"""Frameworks of indicators (指标体系): which levels there are, as data files."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from attrs import field, frozen

from perflang.source import packaged_names, packaged_text

_FOLDER = "model/frameworks"
_ID = re.compile("[0-9a-z][0-9a-z-]{0,39}")


@frozen
class LevelName:
    """The name of a level. ``spelling`` is set where it was written in another way than the framework's."""

    name: str
    spelling: str | None = field(default=None, eq=False)

    @property
    def written(self) -> str:
        return self.spelling or self.name


@frozen
class Level:
    """One level of a framework: its two names, other spellings of it, and the level 1 it stands under."""

    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None

    def named(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def in_source(self, language: str) -> str:
        """The name as a source spells it: English in lower case, as keywords are."""
        return self.zh if language == "zh" else self.en.lower()

    def as_written(self, spelling: str) -> LevelName:
        plain = spelling == self.zh or spelling.lower() == self.en.lower()
        return LevelName(self.zh, None if plain else spelling)


@frozen
class Framework:
    """The levels of a framework in their order; a flat one has none."""

    id: str
    zh: str
    en: str
    first: tuple[Level, ...] = ()
    second: tuple[Level, ...] = ()
    _by_spelling: dict[str, list[Level]] = field(init=False, eq=False, repr=False)

    @_by_spelling.default
    def _index(self) -> dict[str, list[Level]]:
        found: dict[str, list[Level]] = {}
        for level in (*self.first, *self.second):
            for spelling in dict.fromkeys((level.zh, level.en.lower(), *level.aliases)):
                found.setdefault(spelling, []).append(level)
        return found

    @property
    def is_flat(self) -> bool:
        return not self.first

    def first_level(self, spelling: str) -> Level | None:
        return next((level for level in self._find(spelling) if level.parent is None), None)

    def second_level(self, spelling: str, parent: str | None = None) -> Level | None:
        """The level 2 of this name, the one under ``parent`` where several levels have it."""
        found = [level for level in self._find(spelling) if level.parent is not None]
        return next((level for level in found if level.parent == parent), next(iter(found), None))

    def spellings(self) -> list[str]:
        return list(self._by_spelling)

    def label(self, name: LevelName, language: str) -> str:
        """A level as it is printed in a table in ``language``."""
        if name.spelling is not None or language == "zh":
            return name.written
        levels = self._find(name.name)
        return levels[0].named(language) if levels else name.name

    def _find(self, spelling: str) -> list[Level]:
        return self._by_spelling.get(spelling) or self._by_spelling.get(spelling.lower(), [])


@cache
def framework(identifier: str) -> Framework | None:
    """The framework that perflang ships under this id, or None."""
    if not _ID.fullmatch(identifier):
        return None
    try:
        table = tomllib.loads(packaged_text(f"{_FOLDER}/{identifier}.toml"))
    except KeyError:
        return None
    first, second = [], []
    for entry in table.get("level", []):
        first.append(_level(entry, None))
        second += [_level(inner, entry["zh"]) for inner in entry["second"]]
    return Framework(table["id"], table["zh"], table["en"], tuple(first), tuple(second))


def framework_names() -> list[str]:
    """The ids of the frameworks that perflang ships."""
    return packaged_names(_FOLDER, ".toml")


def _level(entry: dict[str, object], parent: str | None) -> Level:
    aliases = entry.get("aliases", [])
    assert isinstance(aliases, list)
    return Level(str(entry["zh"]), str(entry["en"]), tuple(aliases), parent)
