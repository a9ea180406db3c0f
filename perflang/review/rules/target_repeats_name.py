"""PF526: a target that is none: the name of the indicator written once more.

Looks at rows with their breakdown rows. Blanks and punctuation are no difference, any further word is one. A row
that stands for an empty level (无: 无) says so, and a satisfaction in words is told by PF505.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import NUMBERS, Outline
from perflang.review.view import Around
from perflang.review.words import is_placeholder, squeezed
from perflang.source.regex import regex

CODE = "PF526"
_DOES_NOT_APPLY = ("不适用", "不涉及")
_NUMBER = regex("[0-9０-９]")


def concerns(outline: Outline) -> bool:
    """A name that may be a target: words, or a number."""
    if outline.kind not in NUMBERS or outline.verbatim:
        return outline.kind != "" and not outline.is_satisfaction
    return _NUMBER.search(outline.name) is not None and not outline.is_satisfaction


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    if row.target is None or squeezed(row.target.printed()) != squeezed(row.name):
        return
    is_empty = is_placeholder(row.name) or row.name.strip() in _DOES_NOT_APPLY
    if not is_empty:
        yield around.finding(CODE, row.at["target"], {"name": row.name})
