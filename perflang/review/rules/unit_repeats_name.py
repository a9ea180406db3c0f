"""PF502: a unit of measure that is none: the name of the indicator written once more.

Looks at the units of targets and at the column of units. A name that is a unit itself (人次 ≥ 300 人次)
is none of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import amounts
from perflang.rules.unknown_unit import is_text, repeated
from perflang.source import Span
from perflang.values import measure

CODE = "PF502"


def concerns(outline: Outline) -> bool:
    """A unit that nobody knows, and that is the name."""
    return any(may_repeat(unit) and is_text(unit, outline.name) for unit in outline.every_unit)


def of_indicator(row: Indicator, around: Around) -> Sequence[Diagnostic]:
    """A finding at the first such unit of a row."""
    return units_that_are(CODE, "name", row, around)


def may_repeat(unit: str) -> bool:
    """Whether a unit is none, so that it may be a text of its row; any word of English is one."""
    return not unit.isascii() and measure(unit) is None


def units_that_are(code: str, what: str, row: Indicator, around: Around) -> Sequence[Diagnostic]:
    """A finding at the first unit of a row that is its ``name`` or its ``description``."""
    for amount in amounts(row.target):
        if repeated(row, amount.unit) == what:
            return (_found(code, row, "target", amount.unit, around),)
    if row.measure and repeated(row, row.measure) == what:
        return (_found(code, row, "measure", row.measure, around),)
    return ()


def _found(code: str, row: Indicator, field: str, unit: str, around: Around) -> Diagnostic:
    at = row.at[field]
    start = around.file.source.text.find(unit, at.start, at.end)
    place = Span(start, start + len(unit)) if start >= 0 else at
    return around.finding(code, place, {"name": row.name, "unit": unit})
