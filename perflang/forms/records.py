"""Model to record and back: the names under which a form knows each field of a publication.

A record maps a name to a slot (a text and, for a quantity, its typed value), a list of slots (items),
or a list of records (what a form repeats over: projects, stages, indicators, funding). It is the
same for every form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from perflang.model import (
    BudgetPart,
    Framework,
    Goal,
    Indicator,
    LevelName,
    Project,
    Publication,
    Schedule,
)
from perflang.values import (
    Choice,
    Comparison,
    Figure,
    Gaps,
    History,
    Money,
    Nothing,
    Number,
    Prose,
    Range,
    Target,
)

PATH = " / "
# Slots that hold the items of a list, one a paragraph.
LISTS = {"overall", "specific", "safeguards", "goals"}
# Fields that a source writes on one line; every other text may go on over further lines.
ONE_LINE = {
    "number",
    "scale",
    "year",
    "code",
    "unit.code",
    "unit.name",
    "department",
    "budget",
    "amount",
    "path",
    "stage",
    "percent",
    "level1",
    "level2",
    "weight",
    "direction",
    "importance",
}
# The attributes of an indicator that are texts.
TEXTS = ("description", "explanation", "method", "source", "basis", "responsible", "remark")
# Whatever has no place in a form is reported, except for what every table only repeats.
UNREPORTED = {"number", "unit.code", "unit.name", "scale", "department", "year"}


@frozen
class Slot:
    """A field as it is printed, and its typed value where it is one quantity."""

    text: str
    value: object = field(default=None, eq=False)


@frozen
class PrintAs:
    """How a form prints values: amounts in ``scale``, levels in ``language``, targets with ``gaps``."""

    scale: str
    framework: Framework
    language: str
    gaps: Gaps


Record = dict[str, "Slot | list[Slot] | list[Record]"]


def department_record(publication: Publication) -> Record:
    """The settings and lists; the projects' records are made one by one, see :func:`project_record`."""
    department = publication.department
    return {
        "department": Slot(department.name or ""),
        "year": Slot(department.year or ""),
        "scale": Slot(department.scale or ""),
        "overall": items(department.overall),
        "specific": items(department.specific),
        "safeguards": items(department.safeguards),
    }


def project_record(number: int, project: Project, print_as: PrintAs) -> Record:
    """A project, ``number`` in its publication."""
    scale = print_as.scale
    unit = project.unit
    funding = list(_funding(project, scale))
    record: Record = {
        "number": Slot(str(number)),
        "scale": Slot(scale),
        "code": Slot(project.code or ""),
        "name": Slot(project.name),
        "unit.code": Slot((unit.code or "") if unit else ""),
        "unit.name": Slot(unit.name if unit else ""),
        "purpose": Slot(project.purpose or ""),
        "budget": _money(project.budget.total if project.budget else None, scale),
        "stages": list(_stages(project.schedule)),
        "goals": items(project.goals),
        "funding": [_source(path, amount) for path, amount in funding],
        "indicators": [_indicator(row, print_as) for row in project.indicators],
    }
    times: dict[str, int] = {}
    for path, amount in funding:
        times[path] = times.get(path, 0) + 1
        # named twice: the second has no cell of its own, and is said to have none
        again = f" ({times[path]})" if times[path] > 1 else ""
        record[f"budget:{path}{again}"] = amount
    return record


def items(goals: Sequence[Goal]) -> list[Slot]:
    """The items of a list as they are printed."""
    return [Slot(goal.marker + goal.text) for goal in goals]


def _funding(project: Project, scale: str) -> Iterator[tuple[str, Slot]]:
    """Every source of money at every level, by its path; an explicit stack over the nesting."""
    stack: list[tuple[str, BudgetPart]] = []
    if project.budget is not None:
        stack = [("", part) for part in reversed(project.budget.parts)]
    while stack:
        above, part = stack.pop()
        path = above + part.name
        yield path, _money(part.amount, scale)
        stack += [(path + PATH, inner) for inner in reversed(part.parts)]


def _source(path: str, amount: Slot) -> Record:
    return {"path": Slot(path), "amount": amount}


def _money(amount: Money | Nothing | None, scale: str) -> Slot:
    if amount is None:
        return Slot("")
    if isinstance(amount, Nothing):
        return Slot(amount.spelling)
    return Slot(amount.cell(scale), amount)


def _stages(schedule: Schedule | None) -> Iterator[Record]:
    for stage in schedule.stages if schedule else ():
        percent = stage.percent
        yield {
            "stage": Slot(stage.stage.name),
            "percent": Slot(percent.spelling, percent) if percent else Slot(""),
        }


def _indicator(row: Indicator, print_as: PrintAs) -> Record:
    return {
        "level1": Slot(_level(row.level1, print_as)),
        "level2": Slot(_level(row.level2, print_as)),
        "name": Slot(row.name),
        "target": _target(row.target, print_as),
        "baseline": _target(row.baseline, print_as),
        "history": Slot(_history(row.history, print_as)),
        "direction": Slot(_choice(row.direction)),
        "importance": Slot(_choice(row.importance)),
        **{name: Slot(getattr(row, name) or "") for name in TEXTS},
        "weight": _weight(row.weight),
        "parts": [_indicator(part, print_as) for part in row.parts],
    }


def _target(target: Target | None, print_as: PrintAs) -> Slot:
    typed = target if isinstance(target, Comparison | Figure | Range) else None
    return Slot(target.printed(print_as.gaps) if target else "", typed)


def _history(history: History | Prose | None, print_as: PrintAs) -> str:
    if isinstance(history, History):
        return history.printed(print_as.gaps, print_as.language)
    return history.text if history else ""


def _choice(choice: Choice | Prose | None) -> str:
    if isinstance(choice, Choice):
        return choice.spelling
    return choice.text if choice else ""


def _weight(weight: Number | Prose | None) -> Slot:
    if isinstance(weight, Prose):
        return Slot(weight.text)
    return Slot(weight.spelling, weight) if weight else Slot("")


def _level(name: LevelName | None, print_as: PrintAs) -> str:
    return print_as.framework.label(name, print_as.language) if name else ""
