"""The objects of a publication. Each has ``at`` (field to span in its file, outside ``==``) and ``key``.

A text may hold line breaks; an empty one is ``""`` where the field was written, and None where not.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen

from perflang.model.framework import LevelName
from perflang.source import Span
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
    increments,
)

At = Mapping[str, Span]


def _places() -> At:
    return field(factory=dict, eq=False, repr=False)


@frozen
class Goal:
    """An item of a list; ``marker`` is what is printed before it (``1.``), empty if nothing is."""

    marker: str
    text: str
    at: At = _places()

    @property
    def key(self) -> str:
        return self.text


@frozen
class Unit:
    """A budget unit (预算单位); ``code`` has three to six digits or is None."""

    code: str | None
    name: str
    at: At = _places()

    @property
    def key(self) -> str:
        return self.code or self.name


@frozen
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


@frozen
class Budget:
    """A total and its parts; see :class:`BudgetPart`."""

    total: Money | Nothing | None = None
    parts: tuple[BudgetPart, ...] = ()
    rest: bool = False
    at: At = _places()


@frozen
class ScheduleStage:
    """A stage and the percentage of the budget spent by then, cumulative; None where none is given."""

    stage: Stage
    percent: Percentage | None
    at: At = _places()

    @property
    def key(self) -> str:
        return self.stage.name


@frozen
class Schedule:
    """The stages of a project's spending in the author's order."""

    stages: tuple[ScheduleStage, ...] = ()
    at: At = _places()

    @property
    def increments(self) -> list[Decimal | None]:
        """What each stage adds to the one before it, in per cent; None where that is not known."""
        return increments([stage.percent.value if stage.percent else None for stage in self.stages])


@frozen
class Indicator:
    """A row of the table. Levels are None in a flat framework; ``name`` is empty in an empty row.

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
    at: At = _places()

    @property
    def key(self) -> tuple[str, str, str]:
        """Level 1, level 2 and name; unique in a project that is in order."""
        levels = (level.name if level else "" for level in (self.level1, self.level2))
        return (*levels, self.name)  # type: ignore[return-value]


@frozen
class Project:
    """One table. ``unit`` is the unit it belongs to, None where the publication declares none."""

    name: str
    code: str | None = None
    unit: Unit | None = None
    budget: Budget | None = None
    purpose: str | None = None
    schedule: Schedule | None = None
    goals: tuple[Goal, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    at: At = _places()

    @property
    def key(self) -> str:
        """The code; names are no keys, two projects of one publication may share one."""
        return self.code or self.name


@frozen
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


@frozen
class Publication:
    """A department's projects of a year, in the order in which they are printed."""

    department: Department = field(factory=Department)
    projects: tuple[Project, ...] = ()
