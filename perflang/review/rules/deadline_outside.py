"""PF519: a deadline, a date or a period in a target that lies outside the project's period, or outside the year.

Compares as exactly as both were written: by the month where one of them names no day. A project with a period
of its own is held to that, for the whole time it runs; any other to the year of the publication. A school year
belongs to two, and what comes after the works (质保, 结算, 绩效评价) is due later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.view import Around
from perflang.values import Day, Timing

CODE = "PF519"
_SCHOOL = ("学年", "学期")
_AFTERWARDS = re.compile("质保|保修|尾款|结算|决算|审计|后评价|绩效评价")


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at each such target."""
    if _AFTERWARDS.search(row.name):
        return
    period, year = around.project.period, around.file.settings.year
    for name in ("target", "long_target"):
        target = getattr(row, name)
        if not isinstance(target, Timing) or target.last.year is None or _of_school(row, target):
            continue
        values = {"name": row.name, "target": target.printed()}
        if period is not None:
            if isinstance(period, Timing) and _is_outside(target, period):
                labels = (around.label("period", around.project.at["period"]),)
                values["span"] = period.printed()
                yield around.finding(CODE, row.at[name], values, labels=labels)
        elif name == "target" and year and year.isdigit():
            whole = Timing("period", Day(int(year)), Day(int(year)))
            if _is_outside(target, whole):
                yield around.finding(CODE, row.at[name], values | {"span": year}, hint="year")


def _of_school(row: Indicator, target: Timing) -> bool:
    return any(word in text for word in _SCHOOL for text in (row.name, target.printed()))


def _is_outside(target: Timing, period: Timing) -> bool:
    """Whether it ends after the period's end, or before it begins; what names no year is within."""
    late = period.last.year is not None and _after(target.last, period.last)
    first = period.first
    early = first is not None and first.year is not None and _after(first, target.last)
    return late or early


def _after(one: Day, other: Day) -> bool:
    """Whether one day is later, as exactly as both are known."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    known = []
    for left, right in pairs:
        if left is None or right is None:
            break
        known.append((left, right))
    return [left for left, _ in known] > [right for _, right in known]


def _parts(day: Day) -> tuple[int | None, int | None, int | None]:
    return day.year, day.month, day.day
