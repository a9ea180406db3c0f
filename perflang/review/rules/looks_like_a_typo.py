"""PF521: a name that looks like a slip of another one, or holds a word that is never right.

Looks at the names of indicators and of projects. Two names are compared where they sound or look alike, or have
the same characters: they are put together by such keys, never each with each. The rarer of two is reported, and
only where the other stands twice as often; 一期 and 二期, 数量 and 质量 are no such pair. Goals, purposes and
descriptions are looked at for wrong words alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Indicator
from perflang.review.spelling import (
    is_slip_of,
    places_of,
    spelled_alike,
    wrong_word,
    wrong_words,
)
from perflang.review.view import Around, View
from perflang.semantics import FileModel
from perflang.source import Edit, Span
from perflang.source.classes import define

CODE = "PF521"
_SHORTEST, _LONGEST = 3, 60
_OF_PROJECT = ("purpose", "summary", "grounds", "necessity", "feasibility", "measures")
_GAP = 40  # what may stand between a field and its text, or between two lines of it
_OF_ROW = ("description", "explanation", "basis", "method")


_Place = tuple[Around, Indicator | None]  # a row, or a project


@define
class _Names:
    """Names of one kind: where each stands, the commonest of those that share a key, and those that share one."""

    places: dict[str, list[_Place]] = field(factory=dict)
    commonest: dict[str, str] = field(factory=dict)
    alike: set[str] = field(factory=set)

    def sort(self) -> None:
        for name, places in self.places.items():
            if _SHORTEST <= len(name) <= _LONGEST:
                for key in spelled_alike(name):
                    known = self.commonest.setdefault(key, name)
                    if known is not name:
                        self.alike |= {known, name}
                        if len(places) > len(self.places[known]):
                            self.commonest[key] = name

    def meant(self, name: str) -> str | None:
        """The common name that a rare one is a slip of."""
        if name not in self.alike:
            return None
        often = 2 * len(self.places[name])
        for key in spelled_alike(name):
            other = self.commonest[key]
            if other != name and len(self.places[other]) >= often and is_slip_of(name, other):
                return other
        return None


def of_publication(view: View) -> Iterator[Diagnostic]:
    """A finding at each place of such a name."""
    rows, projects = _Names(), _Names()
    files = [file for file in view.compilation.files if file.readable]
    for file in files:
        yield from _of_lists(file)
    for around in view.projects:
        yield from _of_texts(around)
        project = around.project
        if project.name and "name" in project.at:
            projects.places.setdefault(project.name, []).append((around, None))
        for row in around.indicators:
            if row.name:
                rows.places.setdefault(row.name, []).append((around, row))
    for names in (rows, projects):
        names.sort()
        for name, places in names.places.items():
            word = wrong_word(name)
            meant = name.replace(*word) if word else names.meant(name)
            if meant is not None:
                for place in places:
                    yield _slip(names, name, meant, word, place)


def _slip(
    names: _Names, name: str, meant: str, word: tuple[str, str] | None, place: _Place
) -> Diagnostic:
    around, row = place
    common = names.places.get(meant)
    labels = [_label(*common[0])] if common else []
    written = around.file.source.text
    every = _spans_of_name(place)
    every += _spans_of_row(around, row) if row else ()
    found = {edit for at in every for edit in _edits(written, at, word, (name, meant))}
    fix = sorted(found, key=lambda edit: edit.at)
    values, hint = {"name": name, "right": meant}, "word" if word else None
    return around.finding(CODE, every[0], values, hint=hint, labels=labels, fix=fix, unsafe=True)


def _spans_of_name(place: _Place) -> list[Span]:
    """Where a name stands: of a row its target too, whose unit may be the name."""
    around, row = place
    if row is None:
        return [around.project.at["name"]]
    return [row.at[name] for name in ("name", "target") if name in row.at]


def _label(around: Around, row: Indicator | None) -> Label:
    return Label("common", around.file.source.path, _spans_of_name((around, row))[0])


def _spans_of_row(around: Around, row: Indicator) -> Iterator[Span]:
    for name in _OF_ROW:
        if text := getattr(row, name):
            yield from _spans(around.file.source.text, row.at[name], text)


def _spans(written: str, at: Span, text: str) -> Iterator[Span]:
    """Where the lines of a text stand in its file, from the place of its field on."""
    start = at.start
    for line in text.splitlines():
        found = written.find(line, start, at.end + len(line) + _GAP)
        if found < 0:
            return
        start = found + len(line)
        yield Span(found, start)
        at = Span(start, start)


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


def _of_lists(file: FileModel) -> Iterator[Diagnostic]:
    department = file.department
    for goals in (department.overall, department.specific, department.safeguards):
        for goal in goals:
            yield from _wrong_words(file, goal.text, goal.at["text"])


def _of_texts(around: Around) -> Iterator[Diagnostic]:
    """A finding at each wrong word of the running texts of a project, those of a row held against its name."""
    project = around.project
    for name in _OF_PROJECT:
        text = getattr(project, name)
        if text and wrong_words(text):
            yield from _wrong_words(around.file, text, project.at[name])
    for goal in (*project.long_goals, *project.goals):
        if wrong_words(goal.text):
            yield from _wrong_words(around.file, goal.text, goal.at["text"])
    for name in _OF_ROW:
        for row in around.indicators:
            text = getattr(row, name)
            if text and wrong_words(text):
                yield from _wrong_words(around.file, text, row.at[name], row.name)


def _wrong_words(file: FileModel, text: str, at: Span, name: str = "") -> Iterator[Diagnostic]:
    """A finding at each such word of a running text, where it stands first; not of one that the name has too."""
    written = file.source.text
    for wrong, right in wrong_words(text):
        if wrong in name:
            continue
        spans = _spans(written, at, text)
        edits = [
            edit for span in spans for edit in _edits(written, span, (wrong, right), (wrong, right))
        ]
        place = edits[0].at if edits else at
        values = {"name": wrong, "right": right}
        yield Diagnostic(
            CODE, file.source.path, place, values, "word", fix=tuple(edits), unsafe=True
        )
