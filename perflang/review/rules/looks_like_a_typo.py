"""PF521: a name that looks like a slip of another one, or holds a word that is never right.

Looks at the names of indicators and of projects. Two names are compared where they sound or look alike, or have
the same characters: they are put together by such keys, never each with each. The rarer of two is reported, and
only where the other stands twice as often; 一期 and 二期, 数量 and 质量 are no such pair. Goals, purposes and
descriptions are looked at for wrong words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Indicator
from perflang.review.spelling import is_slip_of, places_of, spelled_alike, wrong_word, wrong_words
from perflang.review.view import Around, View
from perflang.semantics import FileModel
from perflang.source import Edit, Span

CODE = "PF521"
_SHORTEST, _LONGEST = 3, 60
_OF_PROJECT = ("purpose", "summary", "grounds", "necessity", "feasibility", "measures")
_GAP = 40  # what may stand between a field and its text, or between two lines of it
_OF_ROW = ("description", "explanation", "basis", "method")


# The names of one kind in a project, each with its row and the places where it stands.
_Named = list[tuple[str, Indicator | None, tuple[Span, ...]]]


@frozen
class _Names:
    """The names of indicators and of projects in one project; ``wrong`` says that a word of one is never right."""

    rows: _Named
    project: _Named
    wrong: bool

    @classmethod
    def of(cls, around: Around) -> _Names:
        project = around.project
        rows: _Named = []
        for row in around.indicators:
            if row.name:
                fields = [row.at[name] for name in ("name", "target") if name in row.at]
                rows.append((row.name, row, tuple(fields)))
        own: _Named = []
        if project.name and "name" in project.at:
            own.append((project.name, None, (project.at["name"],)))
        return cls(rows, own, any(wrong_word(name) for name, _, _ in (*rows, *own)))


def of_file(file: FileModel) -> Iterator[Diagnostic]:
    """A finding at each wrong word in the lists of the department."""
    department = file.department
    for goals in (department.overall, department.specific, department.safeguards):
        for goal in goals:
            yield from _wrong_words(file, goal.text, goal.at["text"])


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each wrong word in the running texts of a project."""
    for text, at, name in _texts(around):
        yield from _wrong_words(around.file, text, at, name)


def of_publication(view: View) -> Iterator[Diagnostic]:
    """A finding at each place of such a name."""
    projects = [(around, around.once(_Names.of)) for around in view.projects]
    for kind in ("rows", "project"):
        every = [(around, getattr(names, kind), names.wrong) for around, names in projects]
        meant = _meant(Counter(name for _, named, _ in every for name, _, _ in named))
        first: dict[str, tuple[str, Span]] = {}
        for around, named, wrong in every:
            for name, row, places in named if wrong or meant else ():
                word = wrong_word(name) if wrong else None
                right = name.replace(*word) if word else meant.get(name)
                if right is not None:
                    first = first or _first(every)
                    yield _told(around, row, places, word, (name, right), first.get(right))


def _meant(count: Counter[str]) -> dict[str, str]:
    """Rare names that are slips of common ones, with those."""
    sized = [(name, often) for name, often in count.items() if _SHORTEST <= len(name) <= _LONGEST]
    commonest: dict[str, str] = {}
    most: dict[str, int] = {}
    for name, often in sized:
        for key in spelled_alike(name):
            if often > most.get(key, 0):
                most[key], commonest[key] = often, name
    found: dict[str, str] = {}
    for name, often in sized:
        for key in spelled_alike(name):
            if most[key] >= 2 * often and is_slip_of(name, commonest[key]):
                found[name] = commonest[key]
                break
    return found


def _first(every: Iterable[tuple[Around, _Named, bool]]) -> dict[str, tuple[str, Span]]:
    """Where each name stands first."""
    first: dict[str, tuple[str, Span]] = {}
    for around, named, _ in every:
        for name, _, places in named:
            first.setdefault(name, (around.file.source.path, places[0]))
    return first


def _told(
    around: Around,
    row: Indicator | None,
    places: tuple[Span, ...],
    word: tuple[str, str] | None,
    names: tuple[str, str],
    first: tuple[str, Span] | None,
) -> Diagnostic:
    """A name and the right one, ``word`` for the wrong one in it; ``first`` is where the right one stands."""
    name, right = names
    labels = [Label("common", *first)] if first else []
    written = around.file.source.text
    every = (*places, *(_spans_of_row(around, row) if row else ()))
    found = {edit for at in every for edit in _edits(written, at, word, names)}
    fix = sorted(found, key=lambda edit: edit.at)
    values = {"name": name, "right": right}
    hint = "word" if word else None
    return around.finding(CODE, places[0], values, hint=hint, labels=labels, fix=fix, unsafe=True)


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


def _texts(around: Around) -> Iterator[tuple[str, Span, str]]:
    """The running texts of a project, those of a row with its name."""
    project = around.project
    for name in _OF_PROJECT:
        if text := getattr(project, name):
            yield text, project.at[name], ""
    for goal in (*project.long_goals, *project.goals):
        yield goal.text, goal.at["text"], ""
    for row in around.indicators:
        for name in _OF_ROW:
            if text := getattr(row, name):
                yield text, row.at[name], row.name


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
