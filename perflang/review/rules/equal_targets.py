"""PF510: one number for all the targets of a project, whatever they measure.

Looks at projects with five numbers or more. Nought and 100 % may well be meant for all: no accident, every batch.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import amounts, unit_of
from perflang.values import Quantity, measure

CODE = "PF510"
_FEWEST = 5
_HUNDRED = 100


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first line of such a project."""
    rows: list[tuple[Indicator, Quantity]] = []
    for row in around.indicators:
        for amount in amounts(row.target):
            if rows and amount.number.value != rows[0][1].number.value:
                return
            rows.append((row, amount))
    if len(rows) < _FEWEST:
        return
    number = rows[0][1].number.value
    if number == 0 or (number == _HUNDRED and all(_is_share(unit_of(*one)) for one in rows)):
        return
    values = {"count": str(len(rows)), "number": rows[0][1].number.spelling}
    labels = [around.label("target", rows[0][0].at["target"])]
    yield around.finding(CODE, around.project.at[""], values, labels=labels)


def _is_share(unit: str) -> bool:
    known = measure(unit)
    return bool(unit) and known is not None and known.dimension == "percentage"
