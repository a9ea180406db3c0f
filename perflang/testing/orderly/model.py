"""Every class of :mod:`perflang.model`, each as tables in order have it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from perflang.model import (
    Budget,
    BudgetPart,
    Department,
    Goal,
    Indicator,
    Level,
    LevelName,
    OtherField,
    Project,
    Schedule,
    ScheduleStage,
    Task,
    Unit,
    YearBudget,
)
from perflang.testing.bureaus import frameworks
from perflang.testing.orderly.dice import Dice
from perflang.testing.orderly.publications import asked_of, of_schema
from perflang.testing.orderly.rows import Asked, rows_of
from perflang.testing.orderly.tables import ProjectMaker, goals_of
from perflang.testing.schemas import Chosen, schema

One = TypeVar("One")


def projects(
    framework: Chosen = None,
    form: Chosen = None,
    *,
    language: str = "zh",
    quiet: bool = False,
    fields: str = "printed",
) -> st.SearchStrategy[Project]:
    """One project, as :func:`perflang.testing.publications` has them."""
    wanted = schema(framework, form, language)
    of_one = of_schema(wanted, (1, 1), quiet=quiet, fields=fields, shown=False)
    return of_one.map(lambda found: (*found.projects, *found.wholes)[0])


def indicators(
    framework: Chosen = None,
    form: Chosen = None,
    *,
    language: str = "zh",
    quiet: bool = False,
    fields: str = "printed",
) -> st.SearchStrategy[Indicator]:
    """One row, as the tables of :func:`perflang.testing.publications` have them."""
    asked = asked_of(schema(framework, form, language), quiet=quiet, fields=fields)
    return _made(asked, lambda dice: rows_of(dice, asked, asked.words.things[0], least=1)[0])


def departments(language: str = "zh") -> st.SearchStrategy[Department]:
    """The head of a publication: settings, units and lists."""
    found = of_schema(schema(None, None, language), (0, 0), fields="all", shown=False)
    return found.map(lambda publication: publication.department)


def units(language: str = "zh") -> st.SearchStrategy[Unit]:
    """Budget units."""
    return st.sampled_from([Unit(*one) for one in _asked(language).words.units])


def goals(language: str = "zh") -> st.SearchStrategy[Goal]:
    """Items of a list."""
    words = _asked(language).words
    return _made(_asked(language), lambda dice: goals_of(dice, words.head_goals, least=1)[0])


def budgets(language: str = "zh") -> st.SearchStrategy[Budget]:
    """Totals and what they are made of, which adds up."""
    return _parts(language, lambda maker: maker.purse.budget())


def budget_parts(language: str = "zh") -> st.SearchStrategy[BudgetPart]:
    """Sources of money."""
    return budgets(language).map(lambda budget: budget.parts[0])


def year_budgets(language: str = "zh") -> st.SearchStrategy[YearBudget]:
    """The money of one year."""
    return _parts(language, lambda maker: maker.purse.years(least=1)[0])


def schedules(language: str = "zh") -> st.SearchStrategy[Schedule]:
    """Stages in the order of the year, whose shares rise to 100 %."""
    return _parts(language, ProjectMaker.schedule)


def schedule_stages(language: str = "zh") -> st.SearchStrategy[ScheduleStage]:
    """Stages of a schedule."""
    return schedules(language).map(lambda schedule: schedule.stages[0])


def tasks(language: str = "zh") -> st.SearchStrategy[Task]:
    """Tasks of a year."""
    return _parts(language, lambda maker: maker.tasks(least=1)[0])


def other_fields(language: str = "zh") -> st.SearchStrategy[OtherField]:
    """Fields of labels of their own."""
    return st.sampled_from([OtherField(*one) for one in _asked(language).words.others])


def levels() -> st.SearchStrategy[Level]:
    """Levels of frameworks that bureaus may write."""
    return frameworks(least=1).map(lambda framework: framework.first[0])


def level_names() -> st.SearchStrategy[LevelName]:
    """The names of the levels of the framework of 2021."""
    found = schema().framework
    return st.sampled_from([LevelName(level.zh) for level in (*found.first, *found.second)])


@cache
def _asked(language: str) -> Asked:
    return asked_of(schema(None, None, language), fields="all")


def _parts(language: str, part: Callable[[ProjectMaker], One]) -> st.SearchStrategy[One]:
    asked = _asked(language)
    return _made(asked, lambda dice: part(ProjectMaker(dice, asked)))


def _made(asked: Asked, make: Callable[[Dice], One]) -> st.SearchStrategy[One]:
    @st.composite
    def made(draw: st.DrawFn) -> One:
        return make(Dice(draw))

    return made()
