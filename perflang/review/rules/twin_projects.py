"""PF513: two projects of one unit with one name, or with the same goals, purpose and indicators.

Looks at the projects of a publication. Two units may each have a project of one name (办公设备购置), and those
that have one code are reported by it. A table of fewer than three rows is too little to be called a copy.
Names that differ in a number in brackets, or in 工程 and 项目, are one where money, time, and purpose or goals
are the same too.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Project
from perflang.review.view import Around, View
from perflang.review.words import squeezed
from perflang.source import Span
from perflang.source.regex import regex
from perflang.values import Money, Timing, half_width

CODE = "PF513"
_FEWEST = 3
_NUMBERING = regex(
    r"[(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[A-Za-z]|[Ⅰ-Ⅹ])[)]|(?<=[程目])[0-9一二三四五六七八九十]$"
)
_KIND = regex("(?:工程|项目|专项|资金|经费){1,3}$")
_DIGITS = regex("[0-9]+(?:[.][0-9]+)?")


def of_publication(view: View) -> Iterator[Diagnostic]:
    """A finding at the second of two, and at each further one."""
    first: dict[object, Around] = {}
    for around in view.projects:
        if around.is_whole or not around.project.name:
            continue
        unit = _unit(around.project)
        by_name = first.setdefault((unit, squeezed(around.project.name)), around)
        by_content = _first_of_content(around, unit, first)
        if by_name is not around:
            yield from _same_name(around, by_name)
        elif by_content is not around:
            values = {"name": around.project.name, "other": by_content.project.name}
            yield _found(around, by_content, values, "content")
        elif key := _alike(around):
            before = first.setdefault((unit, key), around)
            if before is not around and _is_twin(around.project, before.project):
                values = {"name": around.project.name, "other": before.project.name}
                yield _found(around, before, values, "twin")


def _first_of_content(around: Around, unit: object, first: dict[object, Around]) -> Around:
    """The first project with all of the same, perhaps itself; targets are read where the rest is one."""
    key = _without_targets(around.project)
    before = first.setdefault((unit, key), around) if key else around
    if before is around:
        return around
    first.setdefault((unit, key, _targets(before.project)), before)
    return first.setdefault((unit, key, _targets(around.project)), around)


def _unit(project: Project) -> tuple[str, str]:
    """Whose project it is: the budget unit, and who carries it out where the form asks for that."""
    return project.unit.key if project.unit else "", squeezed(project.implementer or "")


def _same_name(around: Around, before: Around) -> Iterator[Diagnostic]:
    one, other = around.project, before.project
    if one.code and one.code == other.code:
        return
    values = {"name": one.name, "other": other.name}
    is_copy = _sayings(one) == _sayings(other) and any(_sayings(one))
    yield _found(around, before, values, "copy" if is_copy else "name")


def _found(around: Around, before: Around, values: dict[str, str], hint: str) -> Diagnostic:
    label = Label("first", before.file.source.path, _place(before))
    return around.finding(CODE, _place(around), values, hint=hint, labels=(label,))


def _place(around: Around) -> Span:
    return around.project.at.get("name", around.project.at[""])


def _sayings(project: Project) -> tuple[object, ...]:
    """What a project is for and what it is to reach."""
    return squeezed(project.purpose or ""), tuple([squeezed(goal.text) for goal in project.goals])


def _alike(around: Around) -> object:
    """What a project is called without its number and its kind, with its money and time; None without money."""
    project = around.project
    total = project.budget.total if project.budget else None
    if not isinstance(total, Money) or total.number is None:
        return None
    name = half_width(project.name)
    if "(" in name or name[-2:-1] in ("程", "目"):
        name = _NUMBERING.sub("", name)
    stem = _KIND.sub("", squeezed(name))
    scale = total.scale or around.file.settings.scale
    period = project.period.printed() if isinstance(project.period, Timing) else ""
    return ("alike", stem, total.number.value, scale, period) if len(stem) > 1 else None


def _is_twin(one: Project, other: Project) -> bool:
    """Whether two of like names have the same purpose or goals, and nothing that is counted otherwise."""
    purpose, goals = _sayings(one)
    of_other = _sayings(other)
    if not (purpose and purpose == of_other[0]) and not (goals and goals == of_other[1]):
        return False
    figures = [_figures(one), _figures(other)]
    return not all(figures) or figures[0] == figures[1]


def _figures(project: Project) -> list[str]:
    return sorted(
        number for goal in project.goals for number in _DIGITS.findall(half_width(goal.text))
    )


def _without_targets(project: Project) -> object:
    """All that a copy has in common, but for its targets; None for a table that says too little."""
    names = tuple([row.name for row in project.indicators if row.name])
    purpose, goals = _sayings(project)
    return ("content", purpose, goals, names) if goals and len(names) >= _FEWEST else None


def _targets(project: Project) -> object:
    rows = (row for row in project.indicators if row.name)
    return tuple(row.target.printed() if row.target else "" for row in rows)
