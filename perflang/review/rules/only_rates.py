"""PF536: indicators of quantity that are all rates, so that nothing is counted.

Asked for by a profile with ``[measurable] counts = true``. Looks at the rows of a level called 数量,
breakdown rows and rows without a number left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import amounts, levels_of, unit_of
from perflang.values import measure

CODE = "PF536"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first of them."""
    if not around.profile.table("measurable").get("counts"):
        return
    rows = [row for row in around.project.indicators if row.target and "数量" in levels_of(row)[1]]
    if rows and not around.is_whole and all(_is_rate(row) for row in rows):
        yield around.finding(CODE, rows[0].at[""], {"name": rows[0].name})


def _is_rate(row: Indicator) -> bool:
    known = [measure(unit_of(row, amount)) for amount in amounts(row.target)]
    return bool(known) and all(one is not None and one.dimension == "percentage" for one in known)
