"""Which levels a row belongs to: from its head, the framework, and the heading above it."""

from __future__ import annotations

from attrs import evolve

from perflang.model import Catalogue, Framework, Level, LevelName
from perflang.semantics.report import Report
from perflang.source.classes import frozen
from perflang.syntax import Leaf, Row


@frozen(eq=False)
class Levels:
    """The levels of a row; ``heading`` says that the line is the title of a level 1.

    They are not ``sure`` where the level above may have been lost. Rows of one kind in a file share them.
    """

    level1: LevelName | None = None
    level2: LevelName | None = None
    heading: bool = False
    sure: bool = True


_NONE = Levels()


class KnownLevels:
    """What a framework says of the words of a file: titles, and rows by their head and the title above them.

    A row is remembered with its level 2, and whether that stands under another level 1 than the title says.
    """

    __slots__ = ("rows", "titles")

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str | None], tuple[Levels, Level, bool]] = {}
        self.titles: dict[str, Levels] = {}


class LevelReader:
    """Follows the headings and levels of one project; ``known`` are those of its file by their frameworks."""

    def __init__(
        self,
        report: Report,
        catalogue: Catalogue,
        found: Framework,
        is_doubtful: bool,
        known: dict[str, KnownLevels],
    ) -> None:
        self.report = report
        self.catalogue = catalogue
        self.framework = found
        self.is_doubtful = is_doubtful
        self.title: tuple[LevelName, Leaf] | None = None
        self.title_name: str | None = None
        self.below_title = 0
        self.strangers: list[
            tuple[Leaf, Level]
        ] = []  # rows below a title that they do not belong under
        self.last = _NONE
        self.has_begun = False  # a level has been met
        self.known_by_framework = known
        self.known = KnownLevels()

    def adopt(self, found: Framework, is_doubtful: bool) -> None:
        """The framework that holds where the first level stands; later it is too late to change it.

        A doubtful one may have been set in a line that was lost: then levels of any framework do.
        """
        if not self.has_begun:
            self.framework = found
            self.is_doubtful = is_doubtful
            known = self.known_by_framework
            self.known = KnownLevels() if is_doubtful else known.setdefault(found.id, KnownLevels())

    def read(self, row: Row, lost: bool) -> Levels | None:
        """The levels of ``row``; None when its head is no word that is known (reported).

        ``lost`` says that a line above could not be read, so that a level may have been lost with it.
        """
        if row.is_keyword:
            return self._of_keyword(row, lost)
        text = row.head.text
        if row.name is not None:
            known = self.known.rows.get((text, self.title_name))
            if known is not None:  # nearly always
                self.last, level, is_stranger = known
                self.has_begun = True
                self.below_title += 1
                if is_stranger:
                    self.strangers.append((row.head, level))
                return self.last
        elif text in self.known.titles:
            return self._begin_title(row.head, self.known.titles[text])
        if "/" in text and self._is_path(text):
            levels: Levels | None = self._path(row.head)
        else:
            levels = self._single(row)
        if levels is not None:
            self.last = levels
            self.has_begun = True
        return levels

    def _of_keyword(self, row: Row, lost: bool) -> Levels:
        """A row that names no level belongs to that of the row above."""
        has_levels = self.framework.whole and not self.framework.is_flat
        if has_levels and self.last.level2 is None and not lost:
            self.report.add("PF209", row.head, hint="indicator")
        if lost:
            self.last = evolve(self.last, sure=False)
            self.has_begun = True
        return evolve(self.last, heading=False) if self.last.heading else self.last

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
        found = self._second(text, self.title_name)
        first = self._first(text)
        if found is not None and (row.name is not None or first is None):
            return self._row(row, found)
        if first is None:
            self._unknown_word(row.head)
            return None
        name = first.as_written(text)
        if row.name is not None:
            self.report.add("PF209", row.head, {"level": text}, hint="first")
            return Levels(name, None)
        self.known.titles[text] = levels = Levels(name, None, heading=True)
        return self._begin_title(row.head, levels)

    def _row(self, row: Row, second: Level) -> Levels:
        """Level 1 follows from level 2; the title above is checked when all its rows are known."""
        assert second.parent is not None
        above = self.title[0] if self.title is not None else None
        is_stranger = above is not None and above.name != second.parent
        first = LevelName(second.parent) if above is None or is_stranger else above
        levels = Levels(first, second.as_written(row.head.text))
        self.below_title += 1
        if is_stranger:
            self.strangers.append((row.head, second))
        # a title may be spelled in several ways: rows are known below the framework's own alone
        if row.name is not None and (above is None or above.spelling is None):
            self.known.rows[row.head.text, self.title_name] = levels, second, is_stranger
        return levels

    def _begin_title(self, head: Leaf, levels: Levels) -> Levels:
        assert levels.level1 is not None
        self.close_title()
        self.title = levels.level1, head
        self.title_name = levels.level1.name
        self.last = levels
        self.has_begun = True
        return levels

    def close_title(self) -> None:
        """No more rows stand under the title: were they the rows it is the title of?

        A title that none of its rows belongs under is wrong itself; else the rows are that do not.
        """
        title, rows, strangers = self.title, self.below_title, self.strangers
        self.title = self.title_name = None
        self.below_title = 0
        if not strangers:
            return
        self.strangers = []
        if title is None or self.is_doubtful:
            return
        name, leaf = title
        if rows > 1 and len(strangers) == rows:
            head, level = strangers[0]
            values = {"level2": level.zh, "right": level.parent or "", "level1": name.written}
            self.report.add("PF207", leaf, values, hint="title", labels={"row": head.at})
            return
        for head, level in strangers:
            values = {"level2": level.zh, "right": level.parent or "", "level1": name.written}
            self.report.add("PF207", head, values, labels={"title": leaf.at})

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
