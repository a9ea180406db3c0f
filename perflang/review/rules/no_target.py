"""PF527: an indicator without a target among others that have one.

Looks at rows without a breakdown and without a target for the whole time; a row that stands for an empty level
(无) is left alone, so is a table that holds no target at all, and a row whose name holds its target (PF231).
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.review.words import is_placeholder
from perflang.semantics.held_target import holds_target
from perflang.values import Unset

CODE = "PF527"
_DOES_NOT_APPLY = ("不适用", "不涉及")


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the name of each such row."""
    rows = around.indicators
    lacking = [row for row in rows if _lacks(row)]
    if lacking and any(not _is_empty(row) for row in rows):
        for row in lacking:
            at = row.at.get("name", row.at[""])
            yield around.finding(CODE, at, {"name": row.name}, missing="target")


def _lacks(row: Indicator) -> bool:
    if not _is_empty(row) or row.parts or row.long_target is not None:
        return False
    if is_placeholder(row.name) or row.name.strip() in _DOES_NOT_APPLY:
        return False
    return not holds_target(row.name)


def _is_empty(row: Indicator) -> bool:
    """Whether its cell is empty; what is written for want of a target (待定, -) is told by PF508."""
    target = row.target
    return target is None or (isinstance(target, Unset) and not target.printed().strip())
