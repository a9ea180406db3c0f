"""A project as its lines say it, built when its last line has been read."""

from __future__ import annotations

import re

from perflang.model import Budget, Indicator, Project
from perflang.model import Schedule as ScheduleModel
from perflang.semantics.budget import BudgetReader
from perflang.semantics.demands import Table, check_numbers, check_target
from perflang.semantics.levels import LevelReader, Levels
from perflang.semantics.lists import ListReader
from perflang.semantics.report import Report
from perflang.semantics.rows import OpenIndicator
from perflang.semantics.schedule import read_schedule
from perflang.semantics.texts import Text
from perflang.source import Limits, Span
from perflang.syntax import Equation, Leaf, Opening, Parts, Row, Schedule

_CODE = re.compile("[0-9]{8}[0-9A-Z]{13}")
CODE_LENGTH = 21
# A word, its colon, and something after it: whatever was meant, no title of a level 1.
_TITLE_WITH_MORE = re.compile("[^:：]*[:：][ \t\u00a0\u3000]*[^ \t\u00a0\u3000]")
# The pieces of a code with blanks in it, at the start of a name.
_BROKEN_CODE = re.compile("[0-9][0-9A-Z]{1,19}(?: [0-9A-Z]{2,19}){1,4} ")


class OpenProject:
    """A project that is still being written; ``opening`` is None for one whose own line was lost."""

    def __init__(
        self, report: Report, opening: Opening | None, name: Text, levels: LevelReader
    ) -> None:
        self.report = report
        self.opening = opening
        self.name = name
        self.levels = levels
        self.places: dict[str, Span] = {}
        self.texts: dict[str, Text] = {}
        self.goals: ListReader | None = None
        self.equation: tuple[Equation, BudgetReader] | None = None
        self.parts: list[Parts] = []
        self.whole_budget = True
        self.budget_is_open = False
        self.doubled: Span | None = None
        self.schedule: ScheduleModel | None = None
        self.has_lost = False
        self.rows: list[OpenIndicator] = []
        self.strays: list[OpenIndicator] = []
        self.row: OpenIndicator | None = None
        self.indicator: OpenIndicator | None = None

    @classmethod
    def nowhere(cls, report: Report, levels: LevelReader) -> OpenProject:
        """The unknown project that a lost line may have opened; it is checked and not kept."""
        return cls(report, None, Text(None), levels)

    def lose_line(self, text: str) -> None:
        """``text`` could not be read: it may have been a part of the open budget, or another title."""
        self.has_lost = True
        if not _TITLE_WITH_MORE.match(text):
            self.levels.close_title()
        if self.budget_is_open and (self._goes_on_below() or _may_be_a_part(text)):
            self.whole_budget = False

    def _goes_on_below(self) -> bool:
        """Whether the open budget has its parts on lines of their own."""
        return bool(self.parts) or self.equation is None or not self.equation[0].parts

    def has(self, field: str) -> bool:
        return field in self.places

    def first_place(self, field: str) -> Span:
        return self.places[field]

    def set_text(self, keyword: Leaf, text: Text) -> None:
        self._begin(keyword)
        self.texts[keyword.text] = text

    def set_schedule(self, line: Schedule, limits: Limits) -> None:
        self._begin(line.keyword)
        self.schedule = read_schedule(self.report, line.keyword.at, line.stages, limits)

    def set_equation(self, line: Equation, reader: BudgetReader) -> None:
        self._begin(line.keyword)
        self.equation = (line, reader)
        self.budget_is_open = True

    def close_budget(self) -> None:
        """What follows is no part of the budget above."""
        self.budget_is_open = False

    def add_parts(self, line: Parts) -> None:
        self.parts.append(line)

    def set_goals(self, keyword: Leaf, reader: ListReader) -> None:
        self._begin(keyword)
        self.goals = reader

    def add_row(self, row: OpenIndicator, *, continues_level: bool) -> None:
        """A further row; a level that only opened ``指标:`` lines below it is no row of its own."""
        self._begin(None)
        if continues_level and self.rows and self.rows[-1].is_bare:
            self.rows.pop()
        self.rows.append(row)
        self.row = self.indicator = row

    def stray(self, row: Row | None = None) -> OpenIndicator:
        """An unknown indicator that a lost line may have opened; it is checked and not kept."""
        stray = OpenIndicator(row, Levels())
        stray.is_stray = True
        self.strays.append(stray)
        return stray

    def add_breakdown(self, part: OpenIndicator) -> None:
        """A breakdown row of the row above; what follows belongs to it."""
        assert self.row is not None
        self.row.is_bare = False
        self.row.parts.append(part)
        self.indicator = part

    def close_row(self) -> None:
        """A heading: what follows belongs to no row yet."""
        self._begin(None)
        self.row = self.indicator = None

    def build(self, limits: Limits) -> Project:
        """The project as it was written; findings that need all of it are reported now."""
        self.levels.close_title()
        places = dict(self.places)
        code = None
        if self.opening is not None:
            places[""] = self.opening.keyword.at
            places["name"] = self.name.at(self.opening.keyword.at)
            if not self.name.text.strip():
                self.report.add("PF225", self.opening.keyword)
            if self.opening.code is not None:
                places["code"] = self.opening.code.at
                code = self.opening.code.text
                self._check_code(code)
            elif (broken := _BROKEN_CODE.match(self.name.text)) and not self.name.quoted:
                values = {"code": broken[0].strip()}
                self.report.add(
                    "PF205", self.name.at(self.opening.keyword.at), values, hint="blank"
                )
        for stray in self.strays:
            stray.build(self.report, limits)
        purpose = self.texts.get("purpose")
        return Project(
            self.name.text,
            code,
            budget=self._budget(),
            purpose=purpose.text if purpose else None,
            schedule=self.schedule,
            goals=self.goals.goals() if self.goals else (),
            indicators=self._indicators(limits),
            at=places,
        )

    def _indicators(self, limits: Limits) -> tuple[Indicator, ...]:
        """The rows, held against what their framework asks, where it is known which one that is."""
        rows = tuple(row.build(self.report, limits) for row in self.rows)
        framework = self.levels.framework
        if not self.levels.is_doubtful and framework.whole:
            for row, one in zip(self.rows, rows, strict=True):
                if row.levels.sure:
                    check_target(self.report, framework, one)
            if self.opening is not None and not self.has_lost and not self.strays:
                table = Table(self.name.text, self.opening.keyword.at, rows)
                check_numbers(self.report, framework, table)
        return rows

    def _begin(self, keyword: Leaf | None) -> None:
        """Another statement: the budget above is closed."""
        self.budget_is_open = False
        self.doubled = None
        if keyword is not None:
            self.places[keyword.text] = keyword.at

    def _budget(self) -> Budget | None:
        if self.equation is None:
            return None
        line, reader = self.equation
        parts = [*line.parts, *(part for more in self.parts for part in more.parts)]
        return reader.budget(line.keyword.at, line.total, parts, self.whole_budget)

    def _check_code(self, code: str) -> None:
        if is_code(code):
            return
        assert self.opening is not None
        assert self.opening.code is not None
        hint = "length" if len(code) != CODE_LENGTH else "case" if is_code(code.upper()) else None
        values = {"code": code, "length": str(len(code)), "needed": str(CODE_LENGTH)}
        self.report.add("PF205", self.opening.code, values, hint=hint)


def _may_be_a_part(text: str) -> bool:
    """Whether a line that could not be read may go on with a budget that stood on one line."""
    begins = text.lstrip(" \t\u00a0\u3000")[:1] in ("=", "＝", "+", "＋")
    return begins or (re.search("[0-9０-９]", text) is not None and not re.search("[:：]", text))


def is_code(text: str) -> bool:
    """Six digits of the region, two of the year, thirteen digits or capitals."""
    return _CODE.fullmatch(text) is not None
