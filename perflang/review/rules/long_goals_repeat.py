"""PF534: a project of several years whose goals for the whole time are those of this year, word for word.

Looks at projects that say so: by a period of more than a year, or by a budget for the whole time that is another
one than this year's.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import is_placeholder, squeezed
from perflang.values import Day, Money, Timing

CODE = "PF534"
_A_YEAR = 12


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first of the goals for the whole time."""
    project = around.project
    long = [squeezed(goal.text) for goal in project.long_goals]
    if not long or long != [squeezed(goal.text) for goal in project.goals]:
        return
    if all(is_placeholder(goal.text) for goal in project.goals) or not _runs_on(around):
        return
    labels = [around.label("year", project.goals[0].at["text"])]
    yield around.finding(CODE, project.long_goals[0].at["text"], labels=labels)


def _months(day: Day, month: int) -> int:
    """The months up to a day; of a year alone, up to ``month``. Nought where no year is named."""
    return day.year * 12 + (day.month or month) if day.year else 0


def _runs_on(around: Around) -> bool:
    period = around.project.period
    if isinstance(period, Timing) and period.first is not None:
        return _months(period.last, 12) - _months(period.first, 1) >= _A_YEAR
    long, year = around.project.long_budget, around.project.budget
    if long is None or year is None:
        return False
    totals = (long.total, year.total)
    return all(isinstance(one, Money) for one in totals) and totals[0] != totals[1]
