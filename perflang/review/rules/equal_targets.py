"""PF510: one number for all the targets of a project, whatever they measure.

Looks at projects with five numbers or more. Nought and 100 % may well be meant for all: no accident, every batch.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import amounts, unit_of
from perflang.values import measure

CODE = "PF510"
_FEWEST = 5
_HUNDRED = 100


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first line of such a project."""
    rows = [(row, amount) for row in around.indicators for amount in amounts(row.target)]
    numbers = {amount.number.value for _, amount in rows}
    if len(rows) < _FEWEST or len(numbers) != 1:
        return
    number = next(iter(numbers))
    if number == 0 or (number == _HUNDRED and all(_is_share(unit_of(*one)) for one in rows)):
        return
    values = {"count": str(len(rows)), "number": rows[0][1].number.spelling}
    labels = [around.label("target", rows[0][0].at["target"])]
    yield around.finding(CODE, around.project.at[""], values, labels=labels)


def _is_share(unit: str) -> bool:
    known = measure(unit)
    return bool(unit) and known is not None and known.dimension == "percentage"
