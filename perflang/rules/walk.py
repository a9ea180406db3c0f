"""The parts of a file's model that rules look at, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from perflang.model import Goal, Indicator
from perflang.semantics import FileModel
from perflang.source import Span

_OF_INDICATOR = ("description", "explanation", "method", "source", "basis", "responsible", "remark")


def indicators(file: FileModel) -> Iterator[Indicator]:
    """Every row of every project, breakdown rows too."""
    for project in file.projects:
        for row in project.indicators:
            yield row
            yield from row.parts


def goals(file: FileModel) -> Iterator[Goal]:
    """Every item of every list."""
    department = file.department
    for items in (department.overall, department.specific, department.safeguards):
        yield from items
    for project in file.projects:
        yield from project.goals


def texts(file: FileModel) -> Iterator[tuple[str, Span]]:
    """Every text that runs to the end of its line, with the place of its keyword or marker."""
    for project in file.projects:
        if project.purpose:
            yield project.purpose, project.at["purpose"]
        if project.name:
            yield project.name, project.at[""]
    for row in indicators(file):
        for name in _OF_INDICATOR:
            text = getattr(row, name)
            if text:
                yield text, row.at[name]
    for goal in goals(file):
        if goal.text:
            yield goal.text, goal.at[""]
