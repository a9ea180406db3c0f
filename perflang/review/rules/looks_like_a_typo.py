"""PF521: a name that looks like a slip of another one, or holds a word that is never right.

Looks at the names of indicators and of projects. Two names are compared where they sound or look alike, or have
the same characters: they are put together by such keys, never each with each. The rarer of two is reported, and
only where the other stands twice as often; 一期 and 二期, 数量 and 质量 are no such pair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import define, field

from perflang.diagnostics import Diagnostic, Label
from perflang.review.spelling import is_slip_of, spelled_alike, wrong_word
from perflang.review.view import Around, View
from perflang.source import Edit, Span

CODE = "PF521"
_SHORTEST, _LONGEST = 3, 60


@define
class _Names:
    """Names of one kind: how often each stands, where first, and which share a key."""

    count: Counter[str] = field(factory=Counter)
    first: dict[str, tuple[str, Span]] = field(factory=dict)
    every: list[tuple[Around, str, tuple[Span, ...]]] = field(factory=list)
    commonest: dict[str, str] = field(factory=dict)

    def add(self, around: Around, name: str, *places: Span) -> None:
        self.every.append((around, name, places))
        self.count[name] += 1
        self.first.setdefault(name, (around.file.source.path, places[0]))

    def sort(self) -> None:
        for name, count in self.count.items():
            if _SHORTEST <= len(name) <= _LONGEST:
                for key in spelled_alike(name):
                    if count > self.count[self.commonest.get(key, "")]:
                        self.commonest[key] = name

    def meant(self, name: str) -> str | None:
        """The common name that a rare one is a slip of."""
        if not _SHORTEST <= len(name) <= _LONGEST:
            return None
        for key in spelled_alike(name):
            other = self.commonest[key]
            if self.count[other] >= 2 * self.count[name] and is_slip_of(name, other):
                return other
        return None


def of_publication(view: View) -> Iterator[Diagnostic]:
    """A finding at each place of such a name."""
    rows, projects = _Names(), _Names()
    for around in view.projects:
        project = around.project
        if project.name and "name" in project.at:
            projects.add(around, project.name, project.at["name"])
        for row in around.indicators:
            if row.name:
                fields = [row.at[name] for name in ("name", "target") if name in row.at]
                rows.add(around, row.name, *fields)
    for names in (rows, projects):
        names.sort()
        for around, name, places in names.every:
            yield from _check(names, around, name, places)


def _check(
    names: _Names, around: Around, name: str, places: tuple[Span, ...]
) -> Iterator[Diagnostic]:
    word = wrong_word(name)
    meant = name.replace(*word) if word else names.meant(name)
    if meant is None:
        return
    values = {"name": name, "right": meant}
    labels = [Label("common", *names.first[meant])] if meant in names.first else []
    wrong, right = word or (name, meant)
    fix = [edit for at in places for edit in _edits(around.file.source.text, at, wrong, right)]
    hint = "word" if word else None
    yield around.finding(CODE, places[0], values, hint=hint, labels=labels, fix=fix, unsafe=True)


def _edits(text: str, at: Span, wrong: str, right: str) -> Iterator[Edit]:
    """The places in a span where the slip stands: the name, and a unit that repeats it."""
    start = text.find(wrong, at.start, at.end)
    while start >= 0:
        yield Edit(Span(start, start + len(wrong)), right)
        start = text.find(wrong, start + len(wrong), at.end)
