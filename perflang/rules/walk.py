"""The parts of a file's model that rules look at, each with its place: collected once for all rules."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field

from perflang.model import PROJECT_TEXTS, At, Budget, Goal, Indicator, Project
from perflang.semantics import FileModel
from perflang.source import SourceFile
from perflang.source.classes import define
from perflang.values import Comparison, Figure, Range, Several

_OF_PROJECT = frozenset(PROJECT_TEXTS)
_AMOUNT = (Comparison, Figure)
_SEVERAL = (Range, Several)


@define(eq=False)
class Parts:
    """What stands in a file, kind by kind, each in the order of the file.

    ``tables`` are its projects and its wholes, which have the same fields; ``rows`` their indicators, breakdown
    rows too; ``amounts`` those whose target is one amount, ``several`` those whose target is more of them.
    ``goals`` are the items of every list. ``texts`` run to the ends of their lines, none is empty; each comes
    with the places of what it belongs to and the name under which that of its keyword or marker is found there.
    """

    file: FileModel
    source: SourceFile
    tables: Sequence[Project] = ()
    rows: list[Indicator] = field(factory=list)
    amounts: list[tuple[Indicator, Comparison | Figure]] = field(factory=list)
    several: list[tuple[Indicator, Range | Several]] = field(factory=list)
    goals: list[Goal] = field(factory=list)
    texts: list[tuple[str, At, str]] = field(factory=list)

    @classmethod
    def of(cls, file: FileModel) -> Parts:
        """What stands in ``file``."""
        parts = cls(file, file.source, (*file.projects, *file.wholes))
        department = file.department
        parts.goals += (*department.overall, *department.specific, *department.safeguards)
        for project in parts.tables:
            parts.goals += (*project.long_goals, *project.goals)
            parts._add_texts(project)
            parts.rows += [row for one in project.indicators for row in (one, *one.parts)]
        parts._add_rows()
        parts.texts += [(goal.text, goal.at, "") for goal in parts.goals if goal.text]
        return parts

    def _add_texts(self, project: Project) -> None:
        texts = self.texts
        for name in project.at:
            if name in _OF_PROJECT and (text := getattr(project, name)):
                texts.append((text, project.at, name))
        if project.name:
            texts.append((project.name, project.at, ""))
        for task in project.tasks:
            if task.name:
                texts.append((task.name, task.at, ""))
            if task.content:
                texts.append((task.content, task.at, "content"))
        for other in project.others:
            if other.text:
                texts.append((other.text, other.at, "text"))

    def _add_rows(self) -> None:
        amounts, texts = self.amounts, self.texts
        for row in self.rows:  # field by field: there are more rows than anything else
            target, at = row.target, row.at
            if isinstance(target, _AMOUNT):
                amounts.append((row, target))
            elif isinstance(target, _SEVERAL):
                self.several.append((row, target))
            if row.description:
                texts.append((row.description, at, "description"))
            if row.explanation:
                texts.append((row.explanation, at, "explanation"))
            if row.method:
                texts.append((row.method, at, "method"))
            if row.source:
                texts.append((row.source, at, "source"))
            if row.basis:
                texts.append((row.basis, at, "basis"))
            if row.responsible:
                texts.append((row.responsible, at, "responsible"))
            if row.remark:
                texts.append((row.remark, at, "remark"))


def budgets(project: Project) -> list[Budget]:
    """Every budget of a project, those of its tasks too."""
    tasks = [task.budget for task in project.tasks]
    found = [one for one in (project.long_budget, project.budget, *tasks) if one is not None]
    return [*found, *(one.budget for one in project.yearly)]
