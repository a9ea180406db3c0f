"""PF507: a description or an explanation that only repeats the name of its indicator.

Looks at rows with their breakdown rows. Blanks and punctuation are no difference, any further word is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import squeezed

CODE = "PF507"


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the first such text of a row."""
    for field in ("description", "explanation"):
        text = getattr(row, field)
        if text and squeezed(text) == squeezed(row.name) != "":
            yield around.finding(CODE, row.at[field], {"name": row.name})
            return
