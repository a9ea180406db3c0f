"""PF515: an indicator whose target is less than the goals say of the same thing.

Compares a figure of a goal with the rows that speak of the same thing in the same measure: the goals of the
year with the target of the year, those for the whole time with theirs. A row that asks for more than the goal
does keeps it, and where one of several rows agrees nothing is said; nor of a row for a part of it (其中) or for
the sum of several. A row that has the goal's digits without their 万 need only touch on the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from perflang.diagnostics import Diagnostic
from perflang.model import Goal, Indicator
from perflang.review.mentions import Mention, in_a_sum, of_goals
from perflang.review.texts import speaks_of, touches_on
from perflang.review.view import Around
from perflang.values import Comparison, Figure, measure

CODE = "PF515"
_TARGETS = {"goals": "target", "long_goals": "long_target"}


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each such target, with the goal as its other place."""
    for goals, target in _TARGETS.items():
        year = around.file.settings.year or "" if goals == "goals" else ""
        for goal, figures in of_goals(getattr(around.project, goals), year):
            for figure in figures:
                if figure.alone:
                    yield from _compare(around, goal, figure, target, figures)


def _compare(
    around: Around, goal: Goal, figure: Mention, name: str, figures: list[Mention]
) -> Iterator[Diagnostic]:
    rows = [
        (row, verdict)
        for row in around.project.indicators
        if (verdict := _contradicts(row, getattr(row, name), figure, figures)) is not None
    ]
    if not rows or not all(verdict for _, verdict in rows):
        return
    row = rows[0][0]
    target = getattr(row, name)
    values = {"name": row.name, "target": target.printed(), "figure": figure.written}
    labels = (around.label("goal", goal.at["text"]),)
    yield around.finding(CODE, row.at[name], values, labels=labels)


def _contradicts(
    row: Indicator, target: object, figure: Mention, figures: list[Mention]
) -> bool | None:
    """Whether a row says less than a goal; None where the two are not to be compared."""
    if not isinstance(target, (Comparison, Figure)):
        return None
    known = measure(target.unit)
    if known is None or known.base != figure.measure.base:
        return None
    value = Fraction(target.number.value) * known.scale
    if not speaks_of(figure.before, figure.behind, row.name):
        return _lost_its_multiple(row, value, figure)
    if value in figure.parts or in_a_sum(figure, figures, {value}):
        return None
    match figure.bound, target.operator:
        case "≤", "≥" | ">":
            return None
        case "≤", _:
            return value > figure.value
        case _, "≤" | "<":
            return None
        case "≥", _:
            return value < figure.value
        case _, "≥" | ">":
            return value < figure.value
        case _:
            return value != figure.value


def _lost_its_multiple(row: Indicator, value: Fraction, figure: Mention) -> bool | None:
    """Whether a row has the digits of a goal without their 万 (3.5万人, 3.5 人), and no row has them with it."""
    if figure.number.denominator == 1 or figure.many == figure.number:
        return None
    if value == figure.value:
        return False
    is_slip = value == figure.number * figure.measure.scale
    return True if is_slip and touches_on(figure.before, figure.behind, row.name) else None
