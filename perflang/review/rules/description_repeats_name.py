"""PF507: a description or an explanation that only repeats the name of its indicator.

Looks at rows with their breakdown rows. Blanks and punctuation are no difference, any further word is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import squeezed

CODE = "PF507"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first such text of each row."""
    for row in around.indicators:
        field = ""
        if row.description and squeezed(row.description) == squeezed(row.name):
            field = "description"
        elif row.explanation and squeezed(row.explanation) == squeezed(row.name):
            field = "explanation"
        if field and squeezed(row.name):
            yield around.finding(CODE, row.at[field], {"name": row.name})
