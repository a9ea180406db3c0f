"""The objects of a publication. Each has ``at`` (field to span in its file, outside ``==``) and ``key``.

A text may hold line breaks; an empty one is ``""`` where the field was written, and None where not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import field

from perflang.model.framework import LevelName
from perflang.source import Span
from perflang.source.classes import define
from perflang.values import (
    Choice,
    History,
    Money,
    Nothing,
    Number,
    Percentage,
    Prose,
    Stage,
    Target,
    Timing,
    increments,
)

At = Mapping[str, Span]


def _places() -> At:
    return field(factory=dict, eq=False, repr=False)


@define
class Goal:
    """An item of a list; ``marker`` is what is printed before it (``1.``), empty if nothing is."""

    marker: str
    text: str
    at: At = _places()

    @property
    def key(self) -> str:
        return self.text


@define
class Unit:
    """A budget unit (预算单位); ``code`` has three to six digits or is None."""

    code: str | None
    name: str
    at: At = _places()

    @property
    def key(self) -> str:
        return self.code or self.name


@define
class BudgetPart:
    """One source of money and the sources it is made of; ``rest`` says that more is not broken down."""

    name: str
    amount: Money | Nothing | None = None
    parts: tuple[BudgetPart, ...] = ()
    rest: bool = False
    at: At = _places()

    @property
    def key(self) -> str:
        return self.name


@define
class Budget:
    """A total and its parts; see :class:`BudgetPart`."""

    total: Money | Nothing | None = None
    parts: tuple[BudgetPart, ...] = ()
    rest: bool = False
    at: At = _places()


@define
class YearBudget:
    """The money of one year of a project that goes on for several; ``year`` has four digits."""

    year: str
    budget: Budget
    at: At = _places()

    @property
    def key(self) -> str:
        return self.year


@define
class Task:
    """A task of a year (年度主要任务): what is done, when, and with what money."""

    name: str
    content: str | None = None
    period: Timing | Prose | None = None
    budget: Budget | None = None
    at: At = _places()

    @property
    def key(self) -> str:
        return self.name


@define
class ScheduleStage:
    """A stage and the percentage of the budget spent by then, cumulative; None where none is given."""

    stage: Stage
    percent: Percentage | None
    at: At = _places()

    @property
    def key(self) -> str:
        return self.stage.name


@define
class Schedule:
    """The stages of a project's spending in the author's order."""

    stages: tuple[ScheduleStage, ...] = ()
    at: At = _places()

    @property
    def increments(self) -> list[Decimal | None]:
        """What each stage adds to the one before it, in per cent; None where that is not known."""
        return increments([stage.percent.value if stage.percent else None for stage in self.stages])


@define
class OtherField:
    """A field that some form asks for and the language has no word of its own for: its label and its text."""

    name: str
    text: str
    at: At = _places()

    @property
    def key(self) -> str:
        return self.name


@define
class Indicator:
    """A row of the table. Levels are None in a flat framework; ``name`` is empty in an empty row.

    ``target`` is that of the year, ``long_target`` that of the whole time a project runs for. ``sign`` and
    ``measure`` are what the columns of the operator and of the unit hold where that is not what the target says.
    ``basis`` is the text as it stands; :func:`perflang.values.standard_of` reads from it which standard it
    names. A weight, direction, history or importance that is none is kept as the text it is.
    """

    name: str
    level1: LevelName | None = None
    level2: LevelName | None = None
    target: Target | None = None
    description: str | None = None
    basis: str | None = None
    weight: Number | Prose | None = None
    remark: str | None = None
    parts: tuple[Indicator, ...] = ()
    direction: Choice | Prose | None = None
    importance: Choice | Prose | None = None
    baseline: Target | None = None
    history: History | Prose | None = None
    method: str | None = None
    source: str | None = None
    responsible: str | None = None
    explanation: str | None = None
    long_target: Target | None = None
    sign: str | None = None
    measure: str | None = None
    others: tuple[OtherField, ...] = ()
    at: At = _places()

    @property
    def key(self) -> tuple[str, str, str]:
        """Level 1, level 2 and name; unique in a project that is in order."""
        levels = (level.name if level else "" for level in (self.level1, self.level2))
        return (*levels, self.name)  # type: ignore[return-value]


# The fields of a project that are texts, in the order in which they are written.
PROJECT_TEXTS = (
    "category",
    "nature",
    "authority",
    "implementer",
    "leader",
    "contact",
    "phone",
    "summary",
    "grounds",
    "necessity",
    "feasibility",
    "measures",
    "purpose",
    "footnote",
)


@define
class Project:
    """One table. ``unit`` is the unit it belongs to, None where the publication declares none.

    ``budget``, ``goals`` and the targets are those of the year; ``long_budget`` and ``long_goals`` are for the
    whole time that the project runs for, ``yearly`` for each of its years.
    """

    name: str
    code: str | None = None
    unit: Unit | None = None
    budget: Budget | None = None
    purpose: str | None = None
    schedule: Schedule | None = None
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    category: str | None = None
    nature: str | None = None
    period: Timing | Prose | None = None
    authority: str | None = None
    implementer: str | None = None
    leader: str | None = None
    contact: str | None = None
    phone: str | None = None
    summary: str | None = None
    grounds: str | None = None
    necessity: str | None = None
    feasibility: str | None = None
    measures: str | None = None
    footnote: str | None = None
    long_budget: Budget | None = None
    yearly: tuple[YearBudget, ...] = ()
    long_goals: tuple[Goal, ...] = ()
    tasks: tuple[Task, ...] = ()
    others: tuple[OtherField, ...] = ()
    at: At = _places()

    @property
    def key(self) -> str:
        """The code; names are no keys, two projects of one publication may share one."""
        return self.code or self.name


@define
class Department:
    """The settings and the lists of part one. Settings that were not given are None."""

    name: str | None = None
    year: str | None = None
    scale: str | None = None
    framework: str | None = None
    form: str | None = None
    overall: tuple[Goal, ...] = ()
    specific: tuple[Goal, ...] = ()
    safeguards: tuple[Goal, ...] = ()
    units: tuple[Unit, ...] = ()
    at: At = _places()

    @property
    def key(self) -> str:
        return self.name or ""


@define
class Publication:
    """A department's projects of a year, in the order in which they are printed.

    ``wholes`` are the tables of the department, or of units of it, as a whole (整体支出): they have the fields of
    a project and are none.
    """

    department: Department = field(factory=Department)
    projects: tuple[Project, ...] = ()
    wholes: tuple[Project, ...] = ()
