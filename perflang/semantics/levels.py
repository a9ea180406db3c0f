"""Which levels a row belongs to: from its head, the framework, and the heading above it."""

from __future__ import annotations

from attrs import evolve, frozen

from perflang.model import Catalogue, Framework, Level, LevelName
from perflang.semantics.report import Report
from perflang.syntax import Leaf, Row


@frozen
class Levels:
    """The levels of a row; ``heading`` says that the line is the title of a level 1.

    They are not ``sure`` where the level above may have been lost.
    """

    level1: LevelName | None = None
    level2: LevelName | None = None
    heading: bool = False
    sure: bool = True


_NONE_YET = Levels()
# The level 2 and the levels of a row by its framework, its head, and the title above it: those of a file.
KnownLevels = dict[tuple[str, str, str | None], tuple[Level, Levels]]


class LevelReader:
    """Follows the headings and levels of one project."""

    def __init__(
        self,
        report: Report,
        catalogue: Catalogue,
        found: Framework,
        is_doubtful: bool,
        known: KnownLevels,
    ) -> None:
        self.report = report
        self.catalogue = catalogue
        self.framework = found
        self.is_doubtful = is_doubtful
        self.title: tuple[LevelName, Leaf] | None = None
        self.below_title: list[tuple[Leaf, Level]] = []
        self.last = _NONE_YET
        self.known = known

    @property
    def has_begun(self) -> bool:
        """Whether a level has been met."""
        return self.title is not None or self.last is not _NONE_YET

    def adopt(self, found: Framework, is_doubtful: bool) -> None:
        """The framework that holds where the first level stands; later it is too late to change it.

        A doubtful one may have been set in a line that was lost: then levels of any framework do.
        """
        if not self.has_begun:
            self.framework = found
            self.is_doubtful = is_doubtful

    def read(self, row: Row, lost: bool) -> Levels | None:
        """The levels of ``row``; None when its head is no word that is known (reported).

        ``lost`` says that a line above could not be read, so that a level may have been lost with it.
        """
        if row.is_keyword:
            has_levels = self.framework.whole and not self.framework.is_flat
            if has_levels and self.last.level2 is None and not lost:
                self.report.add("PF209", row.head, hint="indicator")
            if lost:
                self.last = evolve(self.last, sure=False)
            return evolve(self.last, heading=False) if self.last.heading else self.last
        if "/" in row.head.text and self._is_path(row.head.text):
            levels: Levels | None = self._path(row.head)
        else:
            levels = self._single(row)
        if levels is not None:
            self.last = levels
        return levels

    def _is_path(self, text: str) -> bool:
        """Whether one half of it is a level: 2022/1/5 10 is no path of levels."""
        above, below = text.split("/", 1)
        known = self._first(above) or self._second(above, None) or self._second(below, None)
        return self.framework.is_flat or known is not None

    def _path(self, head: Leaf) -> Levels:
        above, below = head.text.split("/", 1)
        first = self._first(above)
        second = self._second(below, first.zh if first else None)
        self.close_title()
        if first is None or (second is None and below):
            is_reversed = first is None and self._second(above, None) and self._first(below)
            unknown = head.text if is_reversed else above if first is None else below
            self._unknown_level(head, unknown)
        elif second is not None and second.parent != first.zh:
            values = {"level2": second.zh, "right": second.parent or "", "level1": above}
            self.report.add("PF207", head, values)
        elif second is None:
            self.report.add("PF209", head, hint="path")
        return Levels(_named(first, above), _named(second, below))

    def _single(self, row: Row) -> Levels | None:
        text = row.head.text
        title = self.title[0].name if self.title else None
        key = self.framework.id, text, title
        if row.name is not None and not self.is_doubtful and key in self.known:
            second, levels = self.known[key]
            if title is not None:
                self.below_title.append((row.head, second))
            return levels
        found = self._second(text, title)
        is_title = row.name is None and self._first(text) is not None
        if found is not None and not is_title:
            levels = Levels(self._level1(row.head, found), found.as_written(text))
            if not self.is_doubtful:
                self.known[key] = found, levels
            return levels
        first = self._first(text)
        if first is None:
            self._unknown_word(row.head)
            return None
        if row.name is not None:
            self.report.add("PF209", row.head, {"level": text}, hint="first")
            return Levels(first.as_written(text), None)
        self.close_title()
        self.title = (first.as_written(text), row.head)
        return Levels(first.as_written(text), None, heading=True)

    def close_title(self) -> None:
        """No more rows stand under the title: were they the rows it is the title of?

        A title that none of its rows belongs under is wrong itself; else the rows are that do not.
        """
        if self.title is None or self.is_doubtful:
            self.title, self.below_title = None, []
            return
        (name, leaf), rows = self.title, self.below_title
        self.title, self.below_title = None, []
        strangers = [(head, level) for head, level in rows if level.parent != name.name]
        if len(rows) > 1 and len(strangers) == len(rows):
            head, level = strangers[0]
            values = {"level2": level.zh, "right": level.parent or "", "level1": name.written}
            self.report.add("PF207", leaf, values, hint="title", labels={"row": head.at})
            return
        for head, level in strangers:
            values = {"level2": level.zh, "right": level.parent or "", "level1": name.written}
            self.report.add("PF207", head, values, labels={"title": leaf.at})

    def _level1(self, head: Leaf, second: Level) -> LevelName:
        """Level 1 follows from level 2; the title above is checked when all its rows are known."""
        assert second.parent is not None
        if self.title is None:
            return LevelName(second.parent)
        self.below_title.append((head, second))
        name = self.title[0]
        return name if name.name == second.parent else LevelName(second.parent)

    def _first(self, spelling: str) -> Level | None:
        found = self.framework.first_level(spelling)
        if found is not None or not self.is_doubtful:
            return found
        levels = (one.first_level(spelling) for one in self.catalogue.frameworks)
        return next((level for level in levels if level is not None), None)

    def _second(self, spelling: str, parent: str | None) -> Level | None:
        found = self.framework.second_level(spelling, parent)
        if found is not None or not self.is_doubtful:
            return found
        levels = (one.second_level(spelling, parent) for one in self.catalogue.frameworks)
        return next((level for level in levels if level is not None), None)

    def _unknown_level(self, head: Leaf, unknown: str) -> None:
        if self.framework.whole:
            self.report.add("PF208", head, {"level": unknown, "framework": self.framework.id})

    def _unknown_word(self, head: Leaf) -> None:
        word = " ".join(head.text.split())
        if self.framework.whole:
            self.report.add("PF201", head, {"word": word, "framework": self.framework.id})


def _named(level: Level | None, spelling: str) -> LevelName | None:
    if level is not None:
        return level.as_written(spelling)
    return LevelName(spelling, spelling) if spelling else None
