"""PF514: a figure in the goals that no indicator of the project carries.

Looks at goals in forms whose projects have indicators; those for the whole time only where a row has a target
for it. A figure is carried where any row holds its number, in whatever unit, or where the rows add up to it,
where it and its neighbours add up to a row, or where a row speaks of the same thing (PF515 compares the two).
100 % is said of anything and left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perflang.diagnostics import Diagnostic
from perflang.review.mentions import Mention, carried, in_a_sum, of_goals
from perflang.review.texts import speaks_of
from perflang.review.view import Around
from perflang.values import amounts_of, measure

CODE = "PF514"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding a goal, with all its figures that are lost."""
    project = around.project
    if not project.indicators:
        return
    found = of_goals(project.goals, around.file.settings.year or "")
    if project.long_goals and any(row.long_target is not None for row in around.indicators):
        found += of_goals(project.long_goals)
    if not found:
        return
    numbers = carried(around.indicators)
    for goal, figures in found:
        lost = [
            one
            for one in figures
            if not _is_carried(around, one, numbers) and not in_a_sum(one, figures, numbers)
        ]
        if lost:
            values = {"figures": tuple(dict.fromkeys(one.written for one in lost))}
            yield around.finding(CODE, goal.at["text"], values)


def _is_carried(around: Around, one: Mention, numbers: set[Fraction]) -> bool:
    if one.is_whole or not numbers.isdisjoint(one.values):
        return True
    for row in around.indicators:
        for target in (row.target, row.long_target):
            units = [amount.unit for amount in amounts_of(target)] if target else []
            known = (measure(unit) for unit in units)
            dimensions = {found.dimension for found in known if found}
            if one.measure.dimension in dimensions and speaks_of(one.before, one.behind, row.name):
                return True
    return False
