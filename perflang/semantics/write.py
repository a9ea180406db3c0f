"""Model to tree: the lines that a person would have written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.model import (
    PROJECT_TEXTS,
    Budget,
    BudgetPart,
    Department,
    Framework,
    Goal,
    Project,
    Schedule,
    Task,
    Unit,
    YearBudget,
)
from perflang.semantics.write_rows import Rows, field, further, other_field
from perflang.source.classes import frozen
from perflang.syntax import (
    Amount,
    Blank,
    Equation,
    Item,
    Leaf,
    Line,
    ListHead,
    Opening,
    Part,
    Parts,
    Stage,
    Tree,
    Yearly,
)
from perflang.syntax import Schedule as ScheduleLine
from perflang.syntax.quoting import (
    code_leaf,
    project_name_leaf,
    source_leaf,
    text_leaf,
    unit_name_leaf,
    word_leaf,
)
from perflang.values import NO_GAPS, Gaps, Money, Nothing, Prose, Timing, read_percentage

# Texts of a project that do not stand with the others: one beside the money, one below it all.
_ELSEWHERE = ("purpose", "footnote")
LONGEST_EQUATION = 4  # parts on one line; a longer budget has one part a line


@frozen
class HeadFile:
    """What a head file holds: settings by keyword id, and the department's units and lists."""

    settings: dict[str, str]
    department: Department


def write_head(head: HeadFile) -> Tree:
    """The head file as a tree."""
    lines: list[Line] = []
    for name in ("year", "department"):
        lines += field(name, head.settings.get(name))
    for unit in head.department.units:
        lines += _unit(unit)
    for name in ("scale", "framework", "form"):
        lines += field(name, head.settings.get(name))
    for name in ("overall", "specific", "safeguards"):
        goals = getattr(head.department, name)
        if goals:
            lines += [Blank(), *_list(name, goals)]
    return Tree(tuple(lines))


def write_project(
    project: Project,
    framework: Framework,
    language: str,
    *,
    names_unit: bool = False,
    is_whole: bool = False,
    gaps: Gaps = NO_GAPS,
) -> Tree:
    """One project, or with ``is_whole`` a department or a unit as a whole, as a tree.

    ``names_unit`` puts its unit above it, where a head file has several; ``gaps`` are those of the form
    in which a target is printed that only quotes can carry.
    """
    lines: list[Line] = []
    if names_unit and project.unit is not None:
        unit = project.unit
        reference = Unit(unit.code, "") if unit.code else unit
        lines += _unit(reference)
    lines += _opening(project, "whole" if is_whole else "project")
    lines += _about(project)
    lines += _money(project)
    for name in ("long_goals", "goals"):
        if getattr(project, name):
            lines += _list(name, getattr(project, name))
    for task in project.tasks:
        lines += _task(task)
    for other in project.others:
        lines += other_field("other", other)
    lines += field("footnote", project.footnote)
    lines += Rows(framework, language, gaps).lines(project.indicators)
    return Tree(tuple(lines))


def _opening(project: Project, keyword: str) -> Iterator[Line]:
    code = code_leaf(project.code) if project.code else None
    first, *more = project.name.split("\n")
    name = project_name_leaf(first, has_code=code is not None) if first or more else None
    yield Opening(Leaf(keyword), code, name)
    yield from further(more)


def _about(project: Project) -> Iterator[Line]:
    """What a project is, when it runs, who runs it and why."""
    for name in PROJECT_TEXTS:
        if name not in _ELSEWHERE:
            yield from field(name, getattr(project, name))
        if name == "nature":
            yield from field("period", _period(project.period))


def _money(project: Project) -> Iterator[Line]:
    if project.long_budget is not None:
        yield from _equation("long_budget", project.long_budget)
    for one in project.yearly:
        yield from _yearly(one)
    if project.budget is not None:
        yield from _equation("budget", project.budget)
    yield from field("purpose", project.purpose)
    if project.schedule is not None:
        yield from _schedule(project.schedule)


def _task(task: Task) -> Iterator[Line]:
    yield from field("task", task.name)
    yield from field("task_content", task.content)
    yield from field("task_period", _period(task.period))
    if task.budget is not None:
        yield from _equation("task_budget", task.budget)


def _period(period: Timing | Prose | None) -> str | None:
    return period.printed() if period is not None else None


def _unit(unit: Unit) -> Iterator[Line]:
    code = Leaf(unit.code) if unit.code else None
    name = unit_name_leaf(unit.name, has_code=code is not None) if unit.name else None
    yield Opening(Leaf("unit"), code, name)


def _list(keyword: str, goals: Sequence[Goal]) -> Iterator[Line]:
    yield ListHead(Leaf(keyword))
    for goal in goals:
        first, *more = goal.text.split("\n")
        yield Item(Leaf(goal.marker or "-"), text_leaf(first) if first else None)
        yield from further(more)


def _equation(keyword: str, budget: Budget) -> Iterator[Line]:
    total, parts, below = _sum(budget)
    yield Equation(Leaf(keyword), total, parts)
    yield from below


def _yearly(one: YearBudget) -> Iterator[Line]:
    total, parts, below = _sum(one.budget)
    yield Yearly(Leaf("yearly"), Leaf(one.year) if one.year else None, total, parts)
    yield from below


def _sum(budget: Budget) -> tuple[Amount | None, tuple[Part, ...], list[Line]]:
    """The total, the parts that stand behind it, and those on lines of their own."""
    parts = _parts(budget.parts, budget.rest, first="=")
    total = _amount(budget.total)
    if len(parts) <= LONGEST_EQUATION and not any(part.parts for part in parts[1:]):
        return total, parts, []
    return total, (), [Parts((part,)) for part in parts]


def _parts(parts: Sequence[BudgetPart], rest: bool, first: str | None) -> tuple[Part, ...]:
    written: list[Part] = []
    for part in parts:
        sign = Leaf("+") if written else Leaf(first) if first else None
        inner = _parts(part.parts, part.rest, first=None)
        brackets = (Leaf("("), inner, Leaf(")")) if inner else (None, (), None)
        written.append(Part(sign, source_leaf(part.name), _amount(part.amount), *brackets))
    if rest:
        written.append(Part(Leaf("+") if written else Leaf(first or "="), Leaf("…")))
    return tuple(written)


def _amount(amount: Money | Nothing | None) -> Amount | None:
    if amount is None:
        return None
    if isinstance(amount, Nothing):
        return Amount(Leaf(amount.spelling))
    if amount.verbatim is not None or amount.number is None:
        return Amount(Leaf(amount.verbatim or "", quoted=True))
    scale = Leaf(amount.scale) if amount.scale else None
    return Amount(Leaf(amount.number.spelling), scale)


def _schedule(schedule: Schedule) -> Iterator[Line]:
    stages: list[Stage] = []
    for stage in schedule.stages:
        words = [word_leaf(stage.stage.name)]
        if stage.percent is not None:
            spelling = stage.percent.spelling
            plain = read_percentage(spelling) == stage.percent
            plain = plain and read_percentage(spelling).spelling == spelling
            words.append(word_leaf(spelling) if plain else Leaf(spelling, quoted=True))
        stages.append(Stage(Leaf(",") if stages else None, tuple(words)))
    yield ScheduleLine(Leaf("schedule"), tuple(stages))
