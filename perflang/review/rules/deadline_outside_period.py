"""PF519: a deadline, a date or a period in a target that lies outside the project's period, or outside the year.

Looks at a deadline that a name begins with, too (2020年12月底前完成). Compares as exactly as both were written: by
the month where one of them names no day. A project with a period of its own is held to that, for the whole time it
runs; any other to the year of the publication. A school year belongs to two, and what comes after the works (质保,
结算, 绩效评价) is due later.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.deadlines import deadline_of, is_outside
from perflang.review.outline import TIMES, Outline
from perflang.review.view import Around
from perflang.source.regex import regex
from perflang.values import Day, Timing

CODE = "PF519"
_SCHOOL = ("学年", "学期")
_AFTERWARDS = regex("质保|保修|尾款|结算|决算|审计|后评价|绩效评价")


def concerns(outline: Outline) -> bool:
    """A point or a span of time, or a name that begins with a deadline."""
    if outline.kind not in TIMES and not outline.has_long and deadline_of(outline.name) is None:
        return False
    return _AFTERWARDS.search(outline.name) is None


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at each such target, and at such a deadline in a name."""
    found = False
    for name in ("target", "long_target"):
        target = getattr(row, name)
        if isinstance(target, Timing) and not _of_school(row, target):
            for one in _check(row, name, target, around):
                found = True
                yield one
    said = deadline_of(row.name)
    if said is not None and not found and not isinstance(row.target, Timing):
        timing = Timing("deadline", None, said.day, verbatim=said.written)
        yield from _check(row, "name", timing, around)


def _check(row: Indicator, field: str, target: Timing, around: Around) -> Iterator[Diagnostic]:
    period, year = around.project.period, around.file.settings.year
    if target.last.year is None:
        return
    values = {"name": row.name, "target": target.printed()}
    if period is not None:
        if isinstance(period, Timing) and is_outside(target, period):
            labels = (around.label("period", around.project.at["period"]),)
            values["span"] = period.printed()
            yield around.finding(CODE, row.at[field], values, labels=labels)
    elif field != "long_target" and year and year.isdigit():
        whole = Timing("period", Day(int(year)), Day(int(year)))
        if is_outside(target, whole):
            yield around.finding(CODE, row.at[field], values | {"span": year}, hint="year")


def _of_school(row: Indicator, target: Timing) -> bool:
    return any(word in text for word in _SCHOOL for text in (row.name, target.printed()))
