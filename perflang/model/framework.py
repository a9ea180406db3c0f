"""Frameworks of indicators (指标体系): which levels there are, and what is asked of their indicators."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve, field

from perflang.source.classes import frozen

_NONE: list[Level] = []


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
    """One level of a framework: its two names, other spellings of it, and the level 1 it stands under.

    The rest is what is asked of the indicators below it: how many there are, what their weights sum to,
    the direction of their targets (one of ``values.DIRECTIONS``) and the sorts of target that it admits;
    where it is None nothing is asked, or what the level 1 above asks.
    """

    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    required: bool = False
    least: int | None = None
    most: int | None = None
    weight: Decimal | None = None
    direction: str | None = None
    admits: tuple[str, ...] | None = None

    def __hash__(self) -> int:
        return hash((self.zh, self.parent))  # it is looked up for every row

    @property
    def fewest(self) -> int:
        """How many indicators it needs; none where nothing is asked."""
        return self.least or 0 if not self.required else max(self.least or 0, 1)

    @property
    def counts(self) -> bool:
        """Whether it asks for a number of indicators."""
        return self.required or bool(self.least) or self.most is not None

    @property
    def spellings(self) -> list[str]:
        """What it is found by; Latin ones in lower case too."""
        also = (spelling for alias in self.aliases for spelling in (alias, alias.lower()))
        return list(dict.fromkeys((self.zh, self.en.lower(), *also)))

    def named(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def in_source(self, language: str) -> str:
        """The name as a source spells it: English in lower case, as keywords are."""
        return self.zh if language == "zh" else self.en.lower()

    def as_written(self, spelling: str) -> LevelName:
        if spelling == self.zh or spelling.lower() == self.en.lower():
            return LevelName(self.zh)
        return LevelName(self.zh, spelling)


@frozen
class Framework:
    """The levels of a framework in their order; a flat one has none.

    ``counts`` says whether any level asks for a number of indicators; ``weights`` are the sums that the
    weights of a project may have, none where any will do. One that is not ``whole`` has levels that could
    not be read: no word is called unknown for its sake.
    """

    id: str
    zh: str
    en: str
    first: tuple[Level, ...] = ()
    second: tuple[Level, ...] = ()
    source: str = ""
    weights: tuple[Decimal, ...] = ()
    whole: bool = True
    counts: bool = field(init=False, eq=False, repr=False)
    _by_spelling: dict[str, list[Level]] = field(init=False, eq=False, repr=False)
    _by_parent: dict[str | None, list[Level]] = field(init=False, eq=False, repr=False)
    _rows: dict[tuple[str | None, str | None], list[Level]] = field(
        init=False, factory=dict, eq=False, repr=False
    )

    def __hash__(self) -> int:
        return hash(self.id)

    @counts.default
    def _asks_for_numbers(self) -> bool:
        """Whether any level says how many indicators it has."""
        levels = (*self.first, *self.second)
        return any(level.counts for level in levels)

    @_by_spelling.default
    def _index(self) -> dict[str, list[Level]]:
        found: dict[str, list[Level]] = {}
        for level in (*self.first, *self.second):
            for spelling in level.spellings:
                found.setdefault(spelling, []).append(level)
        return found

    @_by_parent.default
    def _families(self) -> dict[str | None, list[Level]]:
        found: dict[str | None, list[Level]] = {}
        for level in self.second:
            found.setdefault(level.parent, []).append(level)
        return found

    @property
    def is_flat(self) -> bool:
        return self.whole and not self.first

    def first_level(self, spelling: str) -> Level | None:
        for level in self._find(spelling):
            if level.parent is None:
                return level
        return None

    def second_level(self, spelling: str, parent: str | None = None) -> Level | None:
        """The level 2 of this name, the one under ``parent`` where several levels have it."""
        found: Level | None = None
        for level in self._find(spelling):
            if level.parent is not None:
                if level.parent == parent:
                    return level
                found = found or level
        return found

    def below(self, first: Level) -> list[Level]:
        """The levels 2 that stand under a level 1."""
        return self._by_parent.get(first.zh, [])

    def of(self, level1: LevelName | None, level2: LevelName | None) -> list[Level]:
        """The levels of a row, the nearest first; without those that the framework does not have."""
        names = level1.name if level1 else None, level2.name if level2 else None
        known = self._rows.get(names)
        if known is None:
            first = self.first_level(level1.name) if level1 else None
            second = self.second_level(level2.name, first.zh if first else None) if level2 else None
            known = [level for level in (second, first) if level is not None]
            if len(known) > 1:  # names of its own, of which there are not many
                self._rows[names] = known
        return known

    def spellings(self) -> list[str]:
        return list(self._by_spelling)

    def label(self, name: LevelName, language: str, above: LevelName | None = None) -> str:
        """A level as it is printed in a table in ``language``: a level 2 under the level 1 ``above`` it."""
        if name.spelling is not None or language == "zh":
            return name.written
        if above is None:
            found = next(iter(self._find(name.name)), None)
        else:
            found = self.second_level(name.name, above.name)
        return found.named(language) if found else name.name

    def _find(self, spelling: str) -> list[Level]:
        return self._by_spelling.get(spelling) or self._by_spelling.get(spelling.lower(), _NONE)


def without_demands(framework: Framework) -> Framework:
    """The levels of a framework, of which nothing is asked."""
    first, second = (
        tuple(Level(one.zh, one.en, one.aliases, one.parent) for one in levels)
        for levels in (framework.first, framework.second)
    )
    return evolve(framework, first=first, second=second, weights=())


def direction_of(levels: Iterable[Level]) -> str | None:
    """The direction of a row, by the nearest of its levels that has one."""
    for level in levels:
        if level.direction:
            return level.direction
    return None


def admitted_by(levels: Iterable[Level]) -> tuple[str, ...] | None:
    """The sorts of target that a row may have; None where any will do."""
    for level in levels:
        if level.admits is not None:
            return level.admits
    return None
