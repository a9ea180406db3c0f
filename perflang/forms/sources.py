"""The sources of money of a budget by their paths: 财政资金 / 上级."""

from __future__ import annotations

from collections.abc import Iterator

from perflang.forms.fields import OR
from perflang.model import Budget, BudgetPart
from perflang.values import Money, Nothing

PATH = " / "


def sources(budget: Budget | None) -> Iterator[tuple[str, Money | Nothing | None]]:
    """Every source of money at every level, by its path; an explicit stack over the nesting."""
    stack: list[tuple[str, BudgetPart]] = []
    if budget is not None:
        stack = [("", part) for part in reversed(budget.parts)]
    while stack:
        above, part = stack.pop()
        path = above + part.name
        yield path, part.amount
        stack += [(path + PATH, inner) for inner in reversed(part.parts)]


def names_of(narrowed: str) -> list[str]:
    """The names that a slot such as ``budget:财政拨款|财政资金`` gives its source; the first is the form's own."""
    return [name.strip() for name in narrowed.split(OR)]


def source_of(budget: Budget | None, narrowed: str) -> tuple[str, Money | Nothing | None] | None:
    """The source that a slot names, by the first of its names that the budget has."""
    known: dict[str, Money | Nothing | None] = {}
    for path, amount in sources(budget):
        known.setdefault(path, amount)
    return next(((name, known[name]) for name in names_of(narrowed) if name in known), None)
