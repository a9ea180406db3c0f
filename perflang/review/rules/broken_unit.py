"""PF530: a unit of measure that is only a piece of one: /株, 个/, 250万 in the column of units; or a bare 万.

Looks at the units of targets and at the column of units. 1/10万 and m² are units; 万 alone is none unless the name
says what is counted (受益人数 ≥ 3 万).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import amounts, bare, unit_in_brackets
from perflang.source import Span
from perflang.source.regex import regex
from perflang.values import half_width, measure

CODE = "PF530"
_PIECE = regex("[/·]|.{0,40}[/·]|.{0,40}[/·]{2}.{0,40}|/[^/0-9]{1,20}|[≥≤=<>].{0,20}")
_NUMBER_TOO = regex("[0-9][0-9.,]*(?![0-9])[^/]{1,8}")
_COUNTED = regex("[数量次户人额积重程粒尾株]$")


def concerns(outline: Outline) -> bool:
    """A unit that is a piece of one."""
    return any(_piece(unit) for unit in outline.every_unit)


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the first such unit of a row."""
    units = [("target", amount.unit) for amount in amounts(row.target)]
    if row.measure:
        units.append(("measure", row.measure))
    for field, unit in units:
        hint = _broken(row, unit)
        if hint:
            at, text = row.at[field], around.file.source.text
            start = text.rfind(unit, at.start, at.end)
            place = Span(start, start + len(unit)) if start >= 0 else at
            yield around.finding(CODE, place, {"name": row.name, "unit": unit}, hint=hint)
            return


def _broken(row: Indicator, unit: str) -> str:
    hint = _piece(unit)
    if hint != "multiple":
        return hint
    says = row.measure or unit_in_brackets(row.name) or _COUNTED.search(bare(row.name))
    return "" if says else hint


@lru_cache(maxsize=1024)
def _piece(unit: str) -> str:
    """``piece``, ``number`` or ``multiple``; empty for a whole unit."""
    plain = half_width(unit).replace(" ", "")
    if not plain:
        return ""
    if _PIECE.fullmatch(plain) or plain.count("(") != plain.count(")"):
        return "piece"
    known = measure(unit)
    if known is None:
        return "number" if _NUMBER_TOO.fullmatch(plain) else ""
    return "multiple" if known.dimension == "number" and not plain.strip("十百千万亿") else ""
