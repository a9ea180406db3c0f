"""Which levels a row belongs to: from its head, the framework, and the heading above it."""

from __future__ import annotations

from attrs import frozen

from perflang.model import Framework, Level, LevelName
from perflang.semantics.report import Report
from perflang.syntax import Leaf, Row
from perflang.vocabulary import nearest, vocabulary


@frozen
class Levels:
    """The levels of a row; ``heading`` says that the line is the title of a level 1."""

    level1: LevelName | None = None
    level2: LevelName | None = None
    heading: bool = False


class LevelReader:
    """Follows the headings and levels of one project."""

    def __init__(self, report: Report, framework: Framework) -> None:
        self.report = report
        self.framework = framework
        self.title: tuple[LevelName, Leaf] | None = None
        self.title_is_wrong = False
        self.last = Levels()

    def adopt(self, framework: Framework) -> None:
        """The framework that holds where the first level stands; later it is too late to change it."""
        if self.title is None and self.last == Levels():
            self.framework = framework

    def read(self, row: Row, lost: bool) -> Levels | None:
        """The levels of ``row``; None when its head is no word that is known (reported).

        ``lost`` says that a line above could not be read, so that a level may have been lost with it.
        """
        if row.is_keyword:
            if not self.framework.is_flat and self.last.level2 is None and not lost:
                self.report.add("PF209", row.head, hint="indicator")
            return self.last
        if "/" in row.head.text:
            levels: Levels | None = self._path(row.head)
        else:
            levels = self._single(row)
        if levels is not None:
            self.last = levels
        return levels

    def _path(self, head: Leaf) -> Levels:
        above, below = head.text.split("/", 1)
        first = self.framework.first_level(above)
        second = self.framework.second_level(below, first.zh if first else None)
        self.title = None
        if first is None or (second is None and below):
            unknown, known = (above, self._firsts()) if first is None else (below, self._seconds())
            self._unknown_level(head, unknown, known)
        elif second is not None and second.parent != first.zh:
            self._disagrees(head, second, first.as_written(above))
        elif second is None:
            self.report.add("PF209", head, hint="path")
        return Levels(_named(first, above), _named(second, below))

    def _single(self, row: Row) -> Levels | None:
        text = row.head.text
        title = self.title[0] if self.title else None
        second = self.framework.second_level(text, title.name if title else None)
        if second is not None:
            return Levels(self._level1(row.head, second), second.as_written(text))
        first = self.framework.first_level(text)
        if first is None:
            self._unknown_word(row.head)
            return None
        if row.name is not None:
            self.report.add("PF209", row.head, {"level": text}, hint="first")
            return Levels(first.as_written(text), None)
        self.title = (first.as_written(text), row.head)
        self.title_is_wrong = False
        return Levels(first.as_written(text), None, heading=True)

    def _level1(self, head: Leaf, second: Level) -> LevelName:
        """Level 1 follows from level 2; a title that says otherwise is one finding."""
        assert second.parent is not None
        if self.title is None:
            return LevelName(second.parent)
        name, _ = self.title
        if name.name == second.parent:
            return name
        if not self.title_is_wrong:
            self._disagrees(head, second, name)
            self.title_is_wrong = True
        return LevelName(second.parent)

    def _disagrees(self, head: Leaf, second: Level, first: LevelName) -> None:
        values = {"level2": second.zh, "right": second.parent or "", "level1": first.written}
        labels = {"title": self.title[1].at} if self.title else None
        self.report.add("PF207", head, values, labels=labels)

    def _unknown_level(self, head: Leaf, unknown: str, known: list[str]) -> None:
        values = {"level": unknown, "framework": self.framework.id}
        near = nearest(unknown, known)
        hint = "flat" if self.framework.is_flat else "near" if near else None
        self.report.add("PF208", head, values | {"near": near or ""}, hint=hint)

    def _unknown_word(self, head: Leaf) -> None:
        words = [spelling for keyword in vocabulary() for spelling in keyword.spellings]
        near = nearest(head.text, [*self.framework.spellings(), *words])
        values = {"word": head.text, "framework": self.framework.id, "near": near or ""}
        hint = "scale" if head.text in ("单位",) else "near" if near else None
        self.report.add("PF201", head, values, hint=hint)

    def _firsts(self) -> list[str]:
        return [level.zh for level in self.framework.first]

    def _seconds(self) -> list[str]:
        return [level.zh for level in self.framework.second]


def _named(level: Level | None, spelling: str) -> LevelName | None:
    if level is not None:
        return level.as_written(spelling)
    return LevelName(spelling, spelling) if spelling else None
