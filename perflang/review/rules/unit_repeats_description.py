"""PF525: a unit of measure that is none: the description of the indicator written once more.

Looks where PF502 does.
"""

from __future__ import annotations

from collections.abc import Sequence

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.rules.unit_repeats_name import may_repeat, units_that_are
from perflang.review.view import Around
from perflang.rules.unknown_unit import is_text

CODE = "PF525"


def concerns(outline: Outline) -> bool:
    """A unit that nobody knows, and that is not the name."""
    return any(may_repeat(unit) and not is_text(unit, outline.name) for unit in outline.every_unit)


def of_indicator(row: Indicator, around: Around) -> Sequence[Diagnostic]:
    """A finding at the first such unit of a row."""
    return units_that_are(CODE, "description", row, around)
