"""The sources of money of a budget by their paths: 财政资金 / 上级."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from perflang.forms.fields import OR
from perflang.model import Budget, BudgetPart
from perflang.values import Money, Nothing

PATH = " / "
_PARTS = attrgetter("parts")
# A source of money: its path and its amount.
Source = tuple[str, Money | Nothing | None]


def sources(budget: Budget | None) -> list[Source]:
    """Every source of money at every level, by its path; an explicit stack over the nesting."""
    if budget is None:
        return []
    parts = budget.parts
    if not any(map(_PARTS, parts)):  # which is so in most budgets
        return [(part.name, part.amount) for part in parts]
    found: list[Source] = []
    stack: list[tuple[str, BudgetPart]] = [("", part) for part in reversed(parts)]
    while stack:
        above, part = stack.pop()
        path = above + part.name
        found.append((path, part.amount))
        stack += [(path + PATH, inner) for inner in reversed(part.parts)]
    return found


def names_of(narrowed: str) -> list[str]:
    """The names that a slot such as ``budget:财政拨款|财政资金`` gives its source; the first is the form's own."""
    return [name.strip() for name in narrowed.split(OR)]


def source_of(budget: Budget | None, names: Sequence[str]) -> Source | None:
    """The source that has the first of ``names`` that the budget has."""
    known = sources(budget)
    for name in names:
        for source in known:
            if source[0] == name:
                return source
    return None
