"""PF512: a goal that only repeats what the money is for (用途).

Looks at the goals of the year; where all of several are one sentence PF511 says it, and of the purpose too.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import squeezed

CODE = "PF512"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding a project, at the first such goal."""
    project = around.project
    purpose = squeezed(project.purpose or "")
    texts = [squeezed(goal.text) for goal in project.goals]
    if not purpose or purpose not in texts or (len(texts) > 1 and len(set(texts)) == 1):
        return
    goal = project.goals[texts.index(purpose)]
    labels = (around.label("purpose", project.at["purpose"]),)
    hint = "only" if len(texts) == 1 else None
    yield around.finding(CODE, goal.at["text"], {"text": goal.text}, hint=hint, labels=labels)
