"""PF506: one name for two indicators of a project.

Looks at the rows of a table, with their names squeezed. Breakdown rows are left out: 其中: 农村 stands under
several rows. So are names without a word (a figure, a dash), whose mistake is another.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import squeezed, unit_in_brackets
from perflang.source.regex import regex
from perflang.values import half_width

CODE = "PF506"
_WORD = regex(r"[^\W\d_]")
# What is said where a level has no indicator.
_NONE = {"无", "暂无", "不涉及", "不适用"}


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the second row of a name, and at each one after it."""
    first: dict[str, Indicator] = {}
    for row in around.project.indicators:
        unit = unit_in_brackets(row.name)
        name = squeezed(half_width(row.name).replace(f"({unit})", "") if unit else row.name)
        if not _WORD.search(name) or name in _NONE:
            continue
        before = first.setdefault(name, row)
        if before is not row:
            labels = [around.label("first", before.at["name"])]
            yield around.finding(CODE, row.at["name"], {"name": row.name}, labels=labels)
