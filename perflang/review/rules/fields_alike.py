"""PF532: one text in two fields that ask for two things: 概况 as 立项必要性, or as the goals.

Looks at what a project is, what it is for and why, and at the goals of the year: one of them alone, or all of
them together. Goals that are the purpose (用途) are told by PF512. A text of a few words may well be both.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import is_placeholder, squeezed
from perflang.source import Span

CODE = "PF532"
_FIELDS = ("summary", "purpose", "grounds", "necessity", "feasibility", "measures")
_SHORTEST, _LONGEST = 8, 20_000


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each field that says what an earlier one says, and one at the goals that do."""
    project = around.project
    first: dict[str, Span] = {}
    names: dict[str, str] = {}
    for field in _FIELDS:
        text = _plain(getattr(project, field))
        if not text:
            continue
        before = first.setdefault(text, project.at[field])
        if before != project.at[field]:
            values = {"text": _short(getattr(project, field))}
            yield around.finding(
                CODE, project.at[field], values, labels=[around.label("first", before)]
            )
        else:
            names[text] = field
    told = {text for text, field in names.items() if field != "purpose"}
    if not told:
        return
    goals = [(_plain(goal.text), goal) for goal in project.goals]
    whole = _plain("".join(goal.text for goal in project.goals))
    for text, goal in [*goals, *((whole, goal) for _, goal in goals[:1] if len(goals) > 1)]:
        if text in told:
            labels = [around.label("first", first[text])]
            values = {"text": _short(goal.text)}
            yield around.finding(CODE, goal.at["text"], values, hint="goal", labels=labels)
            return


def _plain(text: str | None) -> str:
    """A text to compare, empty where it says too little or holds a place only."""
    if not text or len(text) > _LONGEST or is_placeholder(text):
        return ""
    plain = squeezed(text)
    return plain if len(plain) >= _SHORTEST else ""


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:20]}…"
