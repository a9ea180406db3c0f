"""PF524: one goal stands twice among others.

Looks at the goals of the year and at those for the whole time, each list by itself; where all are alike PF511
says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.model import Goal
from perflang.review.view import Around
from perflang.review.words import squeezed

CODE = "PF524"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each goal that was said before."""
    for goals in (around.project.goals, around.project.long_goals):
        first: dict[str, Goal] = {}
        again = []
        for goal in goals:
            text = squeezed(goal.text)
            if text and first.setdefault(text, goal) is not goal:
                again.append((goal, first[text]))
        for goal, before in again if len(first) > 1 else ():
            labels = (around.label("first", before.at["text"]),)
            yield around.finding(CODE, goal.at["text"], {"text": goal.text}, labels=labels)
