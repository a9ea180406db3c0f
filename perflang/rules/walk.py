"""The parts of a file's model that rules look at, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from perflang.model import PROJECT_TEXTS, Budget, Goal, Indicator, Project
from perflang.semantics import FileModel
from perflang.source import Span

_OF_INDICATOR = ("description", "explanation", "method", "source", "basis", "responsible", "remark")


def tables(file: FileModel) -> Iterator[Project]:
    """Every project, and every whole, which has the same fields."""
    yield from file.projects
    yield from file.wholes


def indicators(file: FileModel) -> Iterator[Indicator]:
    """Every row of every project, breakdown rows too."""
    for project in tables(file):
        for row in project.indicators:
            yield row
            yield from row.parts


def goals(file: FileModel) -> Iterator[Goal]:
    """Every item of every list."""
    department = file.department
    for items in (department.overall, department.specific, department.safeguards):
        yield from items
    for project in tables(file):
        yield from project.long_goals
        yield from project.goals


def budgets(project: Project) -> Iterator[Budget]:
    """Every budget of a project, those of its tasks too."""
    tasks = (task.budget for task in project.tasks)
    for budget in (project.long_budget, project.budget, *tasks):
        if budget is not None:
            yield budget
    for one in project.yearly:
        yield one.budget


def texts(file: FileModel) -> Iterator[tuple[str, Span]]:
    """Every text that runs to the end of its line, with the place of its keyword or marker."""
    for project in tables(file):
        yield from _of_project(project)
    for row in indicators(file):
        for name in _OF_INDICATOR:
            text = getattr(row, name)
            if text:
                yield text, row.at[name]
    for goal in goals(file):
        if goal.text:
            yield goal.text, goal.at[""]


def _of_project(project: Project) -> Iterator[tuple[str, Span]]:
    for name in PROJECT_TEXTS:
        text = getattr(project, name)
        if text:
            yield text, project.at[name]
    if project.name:
        yield project.name, project.at[""]
    for task in project.tasks:
        if task.name:
            yield task.name, task.at[""]
        if task.content:
            yield task.content, task.at["content"]
    for other in project.others:
        if other.text:
            yield other.text, other.at["text"]
