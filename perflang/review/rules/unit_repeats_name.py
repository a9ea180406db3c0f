"""PF502: a unit of measure that is none: the name of the indicator, or its description, written once more.

Looks at the units of targets and at the column of units. A name that is a unit itself (人次 ≥ 300 人次)
is none of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import amounts
from perflang.rules.unknown_unit import repeated
from perflang.source import Span

CODE = "PF502"


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the first such unit of a row."""
    units = [("target", amount.unit) for amount in amounts(row.target)]
    if row.measure:
        units.append(("measure", row.measure))
    for field, unit in units:
        what = repeated(row, unit)
        if what:
            at, text = row.at[field], around.file.source.text
            start = text.find(unit, at.start, at.end)
            place = Span(start, start + len(unit)) if start >= 0 else at
            hint = "description" if what == "description" else None
            yield around.finding(CODE, place, {"name": row.name, "unit": unit}, hint=hint)
            return
