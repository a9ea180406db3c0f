"""PF520: a schedule of spending that a profile calls front-loaded or back-loaded.

Looks at schedules of two or more stages. Percentages are cumulative, so that much is known between two stages
too: less than the next stage's has been spent by any month before it, and no less than the last one's by any
month after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from perflang.diagnostics import Diagnostic
from perflang.model import ScheduleStage
from perflang.review.view import Around

CODE = "PF520"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at the first stage that is too late or too early."""
    limits = around.profile.table("schedule")
    schedule = around.project.schedule
    stages = _placed(schedule.stages) if schedule and limits else []
    if len(stages) < 2:
        return
    for limit in limits.get("late", ()):
        by = next((one for one in stages if one[0] >= limit["month"]), None)
        if by is not None and by[1] < Decimal(str(limit["percent"])):
            yield _found(around, by[2], limit, "late")
            return
    for limit in limits.get("early", ()):
        before = [one for one in stages if one[0] <= limit["month"]]
        if before and before[-1][1] > Decimal(str(limit["percent"])):
            yield _found(around, before[-1][2], limit, "early")
            return


def _placed(stages: tuple[ScheduleStage, ...]) -> list[tuple[int, Decimal, ScheduleStage]]:
    """Month, per cent, stage, in order; nothing where a stage has no place in one year."""
    found: list[tuple[int, Decimal, ScheduleStage]] = []
    for one in stages:
        percent = one.percent.value if one.percent else None
        if one.stage.when is None or percent is None:
            return []
        found.append((one.stage.when[1], percent, one))
    years = {one.stage.when[0] for one in stages if one.stage.when}
    return sorted(found, key=lambda one: one[0]) if len(years) == 1 else []


def _found(around: Around, stage: ScheduleStage, limit: dict[str, object], hint: str) -> Diagnostic:
    assert stage.percent is not None
    assert stage.percent.value is not None
    values = {
        "stage": stage.stage.name,
        "percent": f"{stage.percent.value:f}".removesuffix(".00"),
        "month": str(limit["month"]),
        "limit": str(limit["percent"]),
    }
    return around.finding(CODE, stage.at[""], values, hint=hint)
