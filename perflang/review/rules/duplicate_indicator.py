"""PF506: one name for two indicators of a project.

Looks at the rows of a table, with their names squeezed. Breakdown rows are left out: 其中: 农村 stands under
several rows. So are names without a word (a figure, a dash), whose mistake is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

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
        name = _plain(row.name)
        before = first.setdefault(name, row) if name else row
        if before is not row:
            labels = [around.label("first", before.at["name"])]
            yield around.finding(CODE, row.at["name"], {"name": row.name}, labels=labels)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    """A name to compare, without its unit in brackets; empty where it has no word, or says that there is none."""
    unit = unit_in_brackets(name)
    plain = squeezed(half_width(name).replace(f"({unit})", "") if unit else name)
    return plain if _WORD.search(plain) and plain not in _NONE else ""
