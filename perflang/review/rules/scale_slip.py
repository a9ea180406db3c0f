"""PF523: an amount that is most likely off by 万: a budget of 138 元, one project of a county that costs 138 亿元.

Looks at the budget of a project, for the year and for the whole time, against what ``amounts.toml`` (or the
profile) holds possible; and at cost indicators that speak of the whole budget and are ten thousand times as
much or as little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from perflang.diagnostics import Diagnostic
from perflang.model import Budget, Indicator
from perflang.review.profile import Profile
from perflang.review.view import Around
from perflang.source import packaged_table
from perflang.values import SCALES, Comparison, Figure, Money, measure

CODE = "PF523"
_WAN = 10_000


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each budget, and at each cost of the whole, that is off."""
    project, limits = around.project, _limits(around.profile)
    if around.is_whole:
        return
    for budget in (project.budget, project.long_budget):
        yuan = _yuan(around, budget)
        if budget is None or not yuan:
            continue
        values = {"amount": _written(around, budget)}
        least = limits["least" if _scale(around, budget) == "元" else "least_with_unit"]
        if yuan < least:
            yield around.finding(CODE, budget.at["total"], values, hint="little")
        elif yuan >= _most(around, limits, yuan):
            yield around.finding(CODE, budget.at["total"], values, hint="much")
    yuan = _yuan(around, project.budget)
    for row in project.indicators if yuan and project.budget else ():
        cost = _cost(row) if row.name in limits["whole_cost"] else None
        if cost is not None and yuan and cost / Fraction(yuan) in (_WAN, Fraction(1, _WAN)):
            assert row.target is not None
            assert project.budget is not None
            values = {"amount": row.target.printed(), "budget": _written(around, project.budget)}
            labels = (around.label("budget", project.budget.at["total"]),)
            yield around.finding(CODE, row.at["target"], values, hint="cost", labels=labels)


@cache
def _shipped() -> Mapping[str, Any]:
    table: Mapping[str, Any] = packaged_table("review/amounts.toml")["scale"]
    return table


def _limits(profile: Profile) -> Mapping[str, Any]:
    own = profile.table("scale")
    return {**_shipped(), **own} if own else _shipped()


def _yuan(around: Around, budget: Budget | None) -> Decimal | None:
    """A total in yuan, where its scale is known."""
    total = budget.total if budget else None
    if budget is None or not isinstance(total, Money) or _scale(around, budget) not in SCALES:
        return None
    return total.in_scale("元", around.file.settings.scale)


def _scale(around: Around, budget: Budget) -> str | None:
    """The unit that a total is written in."""
    own = budget.total.scale if isinstance(budget.total, Money) else None
    return own or around.file.settings.scale


def _written(around: Around, budget: Budget) -> str:
    assert isinstance(budget.total, Money)
    assert budget.total.number is not None
    return budget.total.number.spelling + (budget.total.scale or around.file.settings.scale or "")


def _most(around: Around, limits: Mapping[str, Any], yuan: Decimal) -> Any:
    """The most that is possible; whose the project is counts only where an amount lies between the two."""
    of_county, of_others = limits["most_of_county"], limits["most"]
    if yuan < min(of_county, of_others):
        return of_others
    return of_county if _of_county(around, limits) else of_others


def _of_county(around: Around, limits: Mapping[str, Any]) -> bool:
    """Whether a department's name is that of one of a county; a department without a name is not."""
    unit = around.project.unit
    name = around.file.settings.department or (unit.name if unit else "")
    for above in limits["above"]:
        name = name.rpartition(above)[2]
    return any(word in name for word in limits["county"])


def _cost(row: Indicator) -> Fraction | None:
    """The money of a row that speaks of the whole project, in yuan."""
    target = row.target
    if not isinstance(target, (Comparison, Figure)):
        return None
    known = measure(target.unit)
    if known is None or known.base != "元":
        return None
    return Fraction(target.number.value) * known.scale
