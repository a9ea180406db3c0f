"""A task of a project as its lines say it."""

from __future__ import annotations

from perflang.model import Task
from perflang.semantics.equations import OpenEquation
from perflang.semantics.periods import period_of
from perflang.semantics.report import Report
from perflang.semantics.texts import Text
from perflang.source import Span
from perflang.syntax import Leaf

# What a keyword of a task is in the model.
_FIELDS = {"task_content": "content", "task_period": "period", "task_budget": "budget"}


class OpenTask:
    """A task that is still being written; one without a line of its own may have been lost."""

    def __init__(self, at: Span, name: Text) -> None:
        self.name = name
        self.places: dict[str, Span] = {"": at, "name": name.at}
        self.texts: dict[str, Text] = {}
        self.equation: OpenEquation | None = None

    def first_place(self, keyword: Leaf) -> Span | None:
        """Where it has this field already."""
        return self.places.get(_FIELDS[keyword.text])

    def set_text(self, keyword: Leaf, text: Text) -> None:
        self.places[_FIELDS[keyword.text]] = keyword.at
        self.texts[_FIELDS[keyword.text]] = text

    def set_equation(self, keyword: Leaf, equation: OpenEquation) -> None:
        self.places[_FIELDS[keyword.text]] = keyword.at
        self.equation = equation

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given but its keyword."""
        return not self.name.text and not self.texts and self.equation is None

    def build(self, report: Report) -> Task:
        """The task as it was written; findings that need all of it are reported now."""
        content, period = self.texts.get("content"), self.texts.get("period")
        return Task(
            self.name.text,
            content.text if content else None,
            period_of(report, period) if period else None,
            self.equation.build() if self.equation else None,
            dict(self.places),
        )
