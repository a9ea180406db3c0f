"""A project as its lines say it, built when its last line has been read."""

from __future__ import annotations

from typing import Any

from perflang.model import PROJECT_TEXTS, Goal, Indicator, Project, Unit, YearBudget
from perflang.model import Schedule as ScheduleModel
from perflang.semantics.demands import FileDemands, Table
from perflang.semantics.equations import OpenEquation
from perflang.semantics.levels import LevelReader, Levels
from perflang.semantics.lists import ListReader
from perflang.semantics.other_fields import read_others
from perflang.semantics.periods import period_of
from perflang.semantics.report import Report
from perflang.semantics.rows import NO_ROW, OpenIndicator
from perflang.semantics.schedule import read_schedule
from perflang.semantics.tasks import OpenTask
from perflang.semantics.texts import Places, Text
from perflang.semantics.years import check_whole, read_years
from perflang.source import Limits, Place, Span, span_of
from perflang.source.regex import regex
from perflang.syntax import Leaf, Opening, Row, Schedule, Yearly

_CODE = regex("[0-9]{8}[0-9A-Z]{13}")
_UNIT_CODE = regex("[0-9]{6}")
_OTHER_CODE = regex("[0-9A-Za-z][0-9A-Za-z-]{4,98}[0-9A-Za-z]")
CODE_LENGTH = 21
# Fields that a project may be given more than once, and what holds them in the model.
_SEVERAL = {"yearly": "yearly", "task": "tasks", "other": "others"}
# A word, its colon, and something after it: whatever was meant, no title of a level 1.
_TITLE_WITH_MORE = regex("[^:：]*[:：][ \t\u00a0\u3000]*[^ \t\u00a0\u3000]")
# The pieces of a code with blanks in it, at the start of a name.
_BROKEN_CODE = regex("[0-9][0-9A-Z]{1,19}(?: [0-9A-Z]{2,19}){1,4} ")


class OpenProject:
    """A project that is still being written; ``opening`` is None for one whose own line was lost."""

    def __init__(
        self,
        report: Report,
        opening: Opening | None,
        name: Text,
        levels: LevelReader,
        demands: FileDemands,
    ) -> None:
        self.report = report
        self.opening = opening
        self.name = name
        self.levels = levels
        self.demands = demands
        self.places: dict[str, Place] = {}
        self.texts: dict[str, Text] = {}
        self.lists: dict[str, ListReader] = {}
        self.equations: dict[str, OpenEquation] = {}
        self.years: list[OpenEquation] = []
        self.equation: OpenEquation | None = None  # the one that a further line goes on with
        self.tasks: list[OpenTask] = []
        self.stray_tasks: list[OpenTask] = []
        self.others: list[tuple[Leaf, Text]] = []
        self.doubled: Span | None = None
        self.unit: Unit | None = None
        self.schedule: ScheduleModel | None = None
        self.has_lost = False
        self.rows: list[OpenIndicator] = []
        self.strays: list[OpenIndicator] = []
        self.row: OpenIndicator | None = None
        self.indicator: OpenIndicator | None = None

    @classmethod
    def nowhere(cls, report: Report, levels: LevelReader, demands: FileDemands) -> OpenProject:
        """The unknown project that a lost line may have opened; it is checked and not kept."""
        return cls(report, None, Text(None), levels, demands)

    @property
    def is_whole(self) -> bool:
        """Whether it is no project, but the department or a unit as a whole."""
        return self.opening is not None and self.opening.keyword.text == "whole"

    @property
    def task(self) -> OpenTask | None:
        """The task above."""
        return self.tasks[-1] if self.tasks else None

    def lose_line(self, text: str) -> None:
        """``text`` could not be read: it may have been a part of the open budget, or another title."""
        self.has_lost = True
        if not _TITLE_WITH_MORE.match(text):
            self.levels.close_title()
        if self.equation is not None:
            self.equation.lose_line(text)

    def has(self, field: str) -> bool:
        return field in self.places and field not in _SEVERAL

    def first_place(self, field: str) -> Span:
        return span_of(self.places[field])

    def set_text(self, keyword: Leaf, text: Text) -> None:
        self._begin(keyword)
        match keyword.text:
            case "task":
                self.tasks.append(OpenTask(keyword.at, text))
            case "other":
                self.others.append((keyword, text))
            case name:
                self.texts[name] = text

    def set_schedule(self, line: Schedule, limits: Limits) -> None:
        self._begin(line.keyword)
        self.schedule = read_schedule(self.report, line.keyword.at, line.stages, limits)

    def set_equation(self, equation: OpenEquation) -> None:
        """The budget of the year, that of all years, or that of one of them."""
        keyword = equation.line.keyword
        self._begin(keyword)
        if isinstance(equation.line, Yearly):
            self.years.append(equation)
        else:
            self.equations[keyword.text] = equation
        self.equation = equation

    def set_task_budget(self, task: OpenTask, equation: OpenEquation) -> None:
        """The budget of a task, which goes on below like any other."""
        self._begin(None)
        task.set_equation(equation.line.keyword, equation)
        self.equation = equation

    def close_budget(self) -> None:
        """What follows is no part of the budget above."""
        self.equation = None

    def set_list(self, keyword: Leaf, reader: ListReader) -> None:
        self._begin(keyword)
        self.lists[keyword.text] = reader

    def stray_task(self) -> OpenTask:
        """An unknown task that a lost line may have opened; it is checked and not kept."""
        task = OpenTask(Span(0, 0), Text(None))
        self.stray_tasks.append(task)
        return task

    def add_row(self, row: OpenIndicator, *, continues_level: bool) -> None:
        """A further row; a level that only opened ``指标:`` lines below it is no row of its own."""
        self.equation = self.doubled = None
        rows = self.rows
        if continues_level and rows and rows[-1].is_bare:
            rows.pop()
        rows.append(row)
        self.row = self.indicator = row

    def stray(self, row: Row = NO_ROW) -> OpenIndicator:
        """An unknown indicator that a lost line may have opened; it is checked and not kept."""
        stray = OpenIndicator(row, Levels())
        stray.is_stray = True
        self.strays.append(stray)
        return stray

    def add_breakdown(self, part: OpenIndicator) -> None:
        """A breakdown row of the row above; what follows belongs to it."""
        assert self.row is not None
        self.row.further.parts.append(part)
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
            places[""] = self.opening.keyword.place
            places["name"] = self.name.place
            if not self.name.text.strip() and not self.is_whole:
                self.report.add("PF225", self.opening.keyword)
            if self.opening.code is not None:
                places["code"] = self.opening.code.place
                code = self.opening.code.text
                self._check_code(code)
            elif (broken := _BROKEN_CODE.match(self.name.text)) and not self.name.quoted:
                values = {"code": broken[0].strip()}
                self.report.add("PF205", self.name.at, values, hint="blank")
        for stray in self.strays:
            stray.build(self.report, limits)
        for task in self.stray_tasks:
            task.build(self.report)
        return self._with_fields(code, places, self._indicators(limits))

    def _with_fields(
        self, code: str | None, places: dict[str, Place], rows: tuple[Indicator, ...]
    ) -> Project:
        texts: dict[str, Any] = {
            name: text.text for name, text in self.texts.items() if name in PROJECT_TEXTS
        }
        period = self.texts.get("period")
        # what is wrong is told in this order
        more: dict[str, Any] = {
            "goals": self._goals("goals"),
            "period": period_of(self.report, period) if period else None,
            "long_goals": self._goals("long_goals"),
            "tasks": tuple([task.build(self.report) for task in self.tasks if not task.is_empty]),
            "others": read_others(self.report, self.others),
        }
        budgets, years = self._money()
        return Project(
            self.name.text,
            code,
            unit=self.unit,
            schedule=self.schedule,
            indicators=rows,
            yearly=years,
            at=Places(places),
            **texts,
            **more,
            **budgets,
        )

    def _money(self) -> tuple[dict[str, Any], tuple[YearBudget, ...]]:
        """The budgets of the project, which have to agree."""
        budgets = {name: equation.build() for name, equation in self.equations.items()}
        years = read_years(self.report, self.years) if self.years else ()
        whole = budgets.get("long_budget")
        if whole is not None and not self.has_lost:
            scale = self.equations["long_budget"].reader.scale
            check_whole(self.report, years, whole, scale)
        return budgets, years

    def _goals(self, name: str) -> tuple[Goal, ...]:
        return self.lists[name].goals() if name in self.lists else ()

    def _indicators(self, limits: Limits) -> tuple[Indicator, ...]:
        """The rows, held against what their framework asks, where it is known which one that is."""
        report = self.report
        rows = tuple([row.build(report, limits) for row in self.rows])
        framework = self.levels.framework
        if framework.whole and not self.levels.is_doubtful:
            at = self.opening.keyword.at if self.opening is not None else Span(0, 0)
            table = Table(self.name.text, at, rows, [row.levels for row in self.rows])
            all_known = self.opening is not None and not self.has_lost and not self.strays
            self.demands.of(framework).check(report, table, all_known=all_known)
        return rows

    def _begin(self, keyword: Leaf | None) -> None:
        """Another statement: the budget above is closed."""
        self.equation = None
        self.doubled = None
        if keyword is not None:
            self.places.setdefault(_SEVERAL.get(keyword.text, keyword.text), keyword.place)

    def _check_code(self, code: str) -> None:
        if is_code(code) or (self.is_whole and _UNIT_CODE.fullmatch(code)):
            return
        assert self.opening is not None
        assert self.opening.code is not None
        if self.opening.code.quoted and _OTHER_CODE.fullmatch(code):
            return  # that of another system, and meant as it stands
        hint = "length" if len(code) != CODE_LENGTH else "case" if is_code(code.upper()) else None
        values = {"code": code, "length": str(len(code)), "needed": str(CODE_LENGTH)}
        self.report.add("PF205", self.opening.code, values, hint=hint)


def is_code(text: str) -> bool:
    """Six digits of the region, two of the year, thirteen digits or capitals."""
    return _CODE.fullmatch(text) is not None
