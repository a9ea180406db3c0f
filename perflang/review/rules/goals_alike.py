"""PF511: every goal of a project is one and the same sentence.

Looks at the goals of the year and at those for the whole time, each list by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import squeezed

CODE = "PF511"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding a list, at its second goal; it says so where the purpose is that sentence too."""
    project = around.project
    for goals in (project.goals, project.long_goals):
        texts = {squeezed(goal.text) for goal in goals}
        if len(goals) < 2 or len(texts) > 1 or "" in texts:
            continue
        hint = "purpose" if squeezed(project.purpose or "") in texts else None
        labels = (around.label("first", goals[0].at["text"]),)
        values = {"count": str(len(goals)), "text": goals[0].text}
        yield around.finding(CODE, goals[1].at["text"], values, hint=hint, labels=labels)
