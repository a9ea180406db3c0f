"""The years of a project's money (分年度预算): each has its year, they run on, and they make up the whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise

from perflang.model import Budget, Project, YearBudget
from perflang.semantics.budget import ANY_SCALE, value_of
from perflang.semantics.equations import OpenEquation
from perflang.semantics.report import Report
from perflang.source import Span
from perflang.syntax import Yearly
from perflang.values import Money
from perflang.values.money import EXACT, plain_decimal


def read_years(report: Report, written: Sequence[OpenEquation]) -> tuple[YearBudget, ...]:
    """The years of one project in the order of the source; a line with nothing in it gives none."""
    years = [_read(one.line, one.build()) for one in written if isinstance(one.line, Yearly)]
    given = [one for one in years if one.year or one.budget.total is not None or one.budget.parts]
    first: dict[str, Span] = {}
    for one in given:
        at = one.at["year"]
        if not one.year:
            report.add("PF244", at)
        elif one.year in first:
            report.add("PF245", at, {"year": one.year}, labels={"first": first[one.year]})
        else:
            first[one.year] = at
    for before, after in pairwise(one for one in given if one.year):
        if after.year < before.year and after.at["year"] == first[after.year]:
            values = {"year": after.year, "before": before.year}
            report.add("PF246", after.at["year"], values, labels={"before": before.at["year"]})
            break
    return tuple(given)


def _read(line: Yearly, budget: Budget) -> YearBudget:
    at = line.year.at if line.year else line.keyword.at
    return YearBudget(
        line.year.text if line.year else "", budget, {"": line.keyword.at, "year": at}
    )


def check_whole(
    report: Report, years: Sequence[YearBudget], whole: Budget | None, scale: str | None
) -> None:
    """PF247: the years against the budget of all of them; silent where one of them is not known."""
    named = {one.year for one in years}
    if whole is None or not years or "" in named or len(named) < len(years):
        return
    known = scale or _own_scale(whole) or ANY_SCALE
    expected = value_of(whole.total, known)
    amounts = [value_of(one.budget.total, known) for one in years]
    if expected is None or None in amounts:
        return
    added = reduce(EXACT.add, (one for one in amounts if one is not None), Decimal(0))
    if added != expected:
        values = {
            "total": plain_decimal(expected),
            "sum": plain_decimal(added),
            "difference": plain_decimal(EXACT.subtract(added, expected).copy_abs()),
        }
        hint = "more" if added > expected else "less"
        labels = {"years": years[0].at["year"]}
        report.add("PF247", whole.at["total"], values, hint=hint, labels=labels)


def check_this_year(report: Report, project: Project, year: str | None, scale: str | None) -> None:
    """PF248: the budget of the publication's year stands in two places and differs."""
    budget = project.budget
    for one in project.yearly:
        if one.year != year or budget is None:
            continue
        known = scale or _own_scale(budget) or ANY_SCALE
        amounts = value_of(one.budget.total, known), value_of(budget.total, known)
        if None not in amounts and amounts[0] != amounts[1]:
            values = {
                "year": one.year,
                "amount": plain_decimal(amounts[0] or Decimal(0)),
                "budget": plain_decimal(amounts[1] or Decimal(0)),
            }
            labels = {"budget": budget.at["total"]}
            report.add("PF248", one.budget.at["total"], values, labels=labels)
        return


def _own_scale(budget: Budget) -> str | None:
    return budget.total.scale if isinstance(budget.total, Money) else None
