"""The model as JSON: exact numbers as strings, spellings beside values, versioned.

``{"perflang": {"format": "model", "version": 3}, "department": {…}, "projects": […], "wholes": […]}``. A
field that was not given is null; nothing is left out, so that a reader never has to guess.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from perflang.exports.target_json import target_json
from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    BudgetPart,
    Goal,
    Indicator,
    LevelName,
    OtherField,
    Project,
    Publication,
    Schedule,
    Task,
    Unit,
)
from perflang.values import Choice, History, Money, Nothing, Number, Prose, Timing, standard_of

VERSION = 3
Json = dict[str, object]


def render(publication: Publication) -> Iterator[bytes]:
    """The publication in UTF-8, piece by piece; a project a piece."""
    head = {
        "perflang": {"format": "model", "version": VERSION},
        "department": _department(publication),
    }
    yield _text(head)[: -len("\n}")].encode()
    for name, tables in (("projects", publication.projects), ("wholes", publication.wholes)):
        yield f',\n  "{name}": ['.encode()
        for number, project in enumerate(tables):
            yield ((",\n" if number else "\n") + _indented(_text(_project(project)))).encode()
        yield b"\n  ]" if tables else b"]"
    yield b"\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))


def _department(publication: Publication) -> Json:
    department = publication.department
    return {
        "name": department.name,
        "year": department.year,
        "money_unit": department.scale,
        "framework": department.framework,
        "form": department.form,
        "units": [_unit(unit) for unit in department.units],
        "overall": _goals(department.overall),
        "specific": _goals(department.specific),
        "safeguards": _goals(department.safeguards),
    }


def _project(project: Project) -> Json:
    return {
        "key": project.key,
        "code": project.code,
        "name": project.name,
        "unit": _unit(project.unit) if project.unit else None,
        "period": _period(project.period),
        **{name: getattr(project, name) for name in PROJECT_TEXTS},
        "long_budget": _budget(project.long_budget),
        "yearly": [
            {"year": one.year or None, "budget": _budget(one.budget)} for one in project.yearly
        ],
        "budget": _budget(project.budget),
        "schedule": _schedule(project.schedule),
        "long_goals": _goals(project.long_goals),
        "goals": _goals(project.goals),
        "tasks": [_task(task) for task in project.tasks],
        "others": _others(project.others),
        "indicators": [_indicator(row) for row in project.indicators],
    }


def _task(task: Task) -> Json:
    return {
        "name": task.name,
        "content": task.content,
        "period": _period(task.period),
        "budget": _budget(task.budget),
    }


def _period(period: Timing | Prose | None) -> Json | None:
    """From when to when, null where that is not known, and the text as it is printed."""
    if period is None:
        return None
    if isinstance(period, Prose):
        return {"kind": "text", "from": None, "to": None, "text": period.text}
    return {
        "kind": period.kind,
        "from": period.first.iso if period.first else None,
        "to": period.last.iso,
        "text": period.printed(),
    }


def _unit(unit: Unit) -> Json:
    return {"code": unit.code, "name": unit.name}


def _goals(goals: tuple[Goal, ...]) -> list[Json]:
    return [{"marker": goal.marker, "text": goal.text} for goal in goals]


def _budget(budget: Budget | None) -> Json | None:
    if budget is None:
        return None
    parts = [_part(part) for part in budget.parts]
    return {"total": _money(budget.total), "parts": parts, "rest": budget.rest}


def _part(part: BudgetPart) -> Json:
    """Nesting is at most as deep as the language allows brackets."""
    return {
        "name": part.name,
        "amount": _money(part.amount),
        "parts": [_part(inner) for inner in part.parts],
        "rest": part.rest,
    }


def _money(amount: Money | Nothing | None) -> Json | None:
    if amount is None:
        return None
    if isinstance(amount, Nothing):
        return {"kind": "nothing", "text": amount.spelling}
    if amount.number is None:
        return {"kind": "text", "text": amount.verbatim}
    return {
        "kind": "money",
        **_number(amount.number),
        "unit": amount.scale,
        "text": amount.verbatim,
    }


def _schedule(schedule: Schedule | None) -> list[Json] | None:
    if schedule is None:
        return None
    return [
        {
            "stage": stage.stage.name,
            "percent": _decimal(stage.percent.number) if stage.percent else None,
            "increment": f"{added:f}" if added is not None else None,
            "text": stage.percent.spelling if stage.percent else None,
        }
        for stage, added in zip(schedule.stages, schedule.increments, strict=True)
    ]


def _others(others: tuple[OtherField, ...]) -> list[Json]:
    return [{"name": other.name, "text": other.text} for other in others]


def _indicator(row: Indicator) -> Json:
    return {
        "level1": _level(row.level1),
        "level2": _level(row.level2),
        "name": row.name,
        "target": target_json(row.target),
        "long_target": target_json(row.long_target) if row.long_target else None,
        "sign": row.sign,
        "measure": row.measure,
        "baseline": target_json(row.baseline) if row.baseline else None,
        "history": _history(row.history),
        "direction": _choice(row.direction),
        "importance": _choice(row.importance),
        "description": row.description,
        "explanation": row.explanation,
        "method": row.method,
        "source": row.source,
        "basis": row.basis,
        "standard": standard_of(row.basis) if row.basis else None,
        "weight": row.weight.text if isinstance(row.weight, Prose) else _decimal(row.weight),
        "responsible": row.responsible,
        "remark": row.remark,
        "others": _others(row.others),
        "parts": [_indicator(part) for part in row.parts],
    }


def _level(level: LevelName | None) -> Json | None:
    return {"name": level.name, "written": level.written} if level else None


def _choice(choice: Choice | Prose | None) -> Json | None:
    """The name of what was chosen, null where the text is no choice, and the text."""
    if choice is None:
        return None
    if isinstance(choice, Prose):
        return {"name": None, "written": choice.text}
    return {"name": choice.name, "written": choice.spelling}


def _history(history: History | Prose | None) -> Json | None:
    """Values by year, null where the text holds none, and the text as it is printed."""
    if history is None:
        return None
    if isinstance(history, Prose):
        return {"values": None, "text": history.text}
    values = [{"year": str(one.year), "target": target_json(one.target)} for one in history.values]
    return {"values": values, "text": history.printed()}


def _number(number: Number) -> Json:
    """The exact value without grouping, and the digits as they were written."""
    return {"number": _decimal(number), "written": number.spelling}


def _decimal(number: Number | None) -> str | None:
    return f"{number.value:f}" if number is not None else None
