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
from perflang.model import Indicator
from perflang.review.spelling import is_slip_of, places_of, spelled_alike, wrong_word
from perflang.review.view import Around, View
from perflang.source import Edit, SourceFile, Span

CODE = "PF521"
_SHORTEST, _LONGEST = 3, 60


@define
class _Names:
    """Names of one kind: how often each stands, where first, and which share a key."""

    count: Counter[str] = field(factory=Counter)
    first: dict[str, tuple[str, Span]] = field(factory=dict)
    every: list[tuple[Around, str, Span, Indicator | None]] = field(factory=list)
    commonest: dict[str, str] = field(factory=dict)

    def add(self, around: Around, name: str, at: Span, row: Indicator | None = None) -> None:
        self.every.append((around, name, at, row))
        self.count[name] += 1
        self.first.setdefault(name, (around.file.source.path, at))

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
            if row.name and "name" in row.at:
                rows.add(around, row.name, row.at["name"], row)
    for names in (rows, projects):
        names.sort()
        for around, name, at, named in names.every:
            yield from _check(names, around, name, at, named)


def _check(
    names: _Names, around: Around, name: str, at: Span, row: Indicator | None
) -> Iterator[Diagnostic]:
    word = wrong_word(name)
    meant = name.replace(*word) if word else names.meant(name)
    if meant is None:
        return
    values = {"name": name, "right": meant}
    labels = [Label("common", *names.first[meant])] if meant in names.first else []
    source = around.file.source
    places = _fields(row, source) if row else [at]
    found = {edit for one in places for edit in _edits(source.text, one, word, (name, meant))}
    fix = sorted(found, key=lambda edit: edit.at)
    hint = "word" if word else None
    yield around.finding(CODE, at, values, hint=hint, labels=labels, fix=fix, unsafe=True)


def _fields(row: Indicator, source: SourceFile) -> Iterator[Span]:
    """What is written in each field of an indicator: one that repeats the name is mended with it.

    Otherwise they would differ, and nobody be told any more that one repeats the other.
    """
    for written in (row.at, *(one.at for one in row.others)):
        for name, at in written.items():
            if name:
                last = source.line_of(at.start)
                while last < len(source.line_starts) and _goes_on(source.line_text(last + 1)):
                    last += 1
                yield Span(at.start, source.line_starts[last - 1] + len(source.line_text(last)))


def _goes_on(line: str) -> bool:
    """Whether a line is a further one of the text above it."""
    return line.lstrip().startswith(("|", "｜"))


def _edits(
    text: str, at: Span, word: tuple[str, str] | None, names: tuple[str, str]
) -> Iterator[Edit]:
    """The places in a span where the slip stands: the wrong word, else the whole name."""
    wrong, right = word or names
    inside = text[at.start : at.end]
    for start in places_of(wrong, inside) if word else _found(wrong, right, inside):
        yield Edit(Span(at.start + start, at.start + start + len(wrong)), right)


def _found(name: str, right: str, text: str) -> Iterator[int]:
    """Where a name stands, unless as a piece of the right one."""
    inside = right.find(name)
    start = text.find(name)
    while start >= 0:
        if inside < 0 or not text.startswith(right, max(start - inside, 0)):
            yield start
        start = text.find(name, start + len(name))
