"""PF526: a target that is none: the name of the indicator written once more.

Looks at rows with their breakdown rows. Blanks and punctuation are no difference, any further word is one. A row
that stands for an empty level (无: 无) says so, and a satisfaction in words is told by PF505.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import is_placeholder, is_satisfaction, squeezed

CODE = "PF526"
_DOES_NOT_APPLY = ("不适用", "不涉及")


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    if row.target is None or squeezed(row.target.printed()) != squeezed(row.name):
        return
    is_empty = is_placeholder(row.name) or row.name.strip() in _DOES_NOT_APPLY
    if not is_empty and not is_satisfaction(row):
        yield around.finding(CODE, row.at["target"], {"name": row.name})
