"""PF521: a name that looks like a slip of another one, or holds a word that is never right.

Looks at the names of indicators and of projects. Two names are compared where they sound or look alike, or have
the same characters: they are put together by such keys, never each with each. The rarer of two is reported, and
only where the other stands twice as often; 一期 and 二期, 数量 and 质量 are no such pair. Goals, purposes and
descriptions are looked at for wrong words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

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


@frozen
class _Names:
    """The names of one kind in a project, each with its row and the places where it stands.

    ``wrong`` says that a word of one is never right.
    """

    names: tuple[str, ...]
    rows: tuple[Indicator | None, ...]
    places: tuple[tuple[Span, ...], ...]
    wrong: bool

    @classmethod
    def of(cls, named: Sequence[tuple[str, Indicator | None, tuple[Span, ...]]]) -> _Names:
        if not named:
            return cls((), (), (), False)
        names, rows, places = zip(*named, strict=True)
        return cls(names, rows, places, any(map(wrong_word, names)))


def _of_project(around: Around) -> tuple[_Names, _Names]:
    """The names of the indicators of a project, and its own."""
    project, rows = around.project, [row for row in around.indicators if row.name]
    named = [
        (row.name, row, tuple([row.at[name] for name in ("name", "target") if name in row.at]))
        for row in rows
    ]
    is_named = project.name and "name" in project.at
    own = [(project.name, None, (project.at["name"],))] if is_named else []
    return _Names.of(named), _Names.of(own)


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
    projects = view.projects
    both = [around.once(_of_project) for around in projects]
    for kind in (0, 1):
        every = [(around, names[kind]) for around, names in zip(projects, both, strict=True)]
        count = Counter(chain.from_iterable(one.names for _, one in every))
        meant = _meant(tuple(count.items()))
        slips = [
            (around, slip)
            for around, one in every
            if one.wrong or not meant.keys().isdisjoint(one.names)
            for slip in _slips(one, meant)
        ]
        first = _first(every, {slip.right for _, slip in slips}) if slips else {}
        for around, slip in slips:
            yield _told(around, slip, first.get(slip.right))


@frozen
class _Slip:
    """A name that is none, where it stands, and the right one; ``word`` is what is wrong in it, and right."""

    name: str
    right: str
    word: tuple[str, str] | None
    row: Indicator | None
    places: tuple[Span, ...]


def _slips(every: _Names, meant: Mapping[str, str]) -> Iterator[_Slip]:
    for name, row, places in zip(every.names, every.rows, every.places, strict=True):
        word = wrong_word(name) if every.wrong else None
        right = name.replace(*word) if word else meant.get(name)
        if right is not None:
            yield _Slip(name, right, word, row, places)


# While somebody is writing the names of a text are asked for again and again, and are mostly what they were.
@lru_cache(maxsize=4)
def _meant(counts: tuple[tuple[str, int], ...]) -> dict[str, str]:
    """Rare names that are slips of common ones, with those; how often each stands, in the order of the text."""
    sized = [(name, often) for name, often in counts if _SHORTEST <= len(name) <= _LONGEST]
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


def _first(every: Iterable[tuple[Around, _Names]], wanted: set[str]) -> dict[str, tuple[str, Span]]:
    """Where each of some names stands first."""
    first: dict[str, tuple[str, Span]] = {}
    for around, one in every:
        if not wanted.isdisjoint(one.names):
            for name, places in zip(one.names, one.places, strict=True):
                if name in wanted:
                    first.setdefault(name, (around.file.source.path, places[0]))
    return first


def _told(around: Around, slip: _Slip, first: tuple[str, Span] | None) -> Diagnostic:
    """The finding at a name; ``first`` is where the right one stands, if it does."""
    labels = [Label("common", *first)] if first else []
    written, places = around.file.source.text, slip.places
    every = (*places, *(_spans_of_row(around, slip.row) if slip.row else ()))
    names = slip.name, slip.right
    found = {edit for at in every for edit in _edits(written, at, slip.word, names)}
    fix = sorted(found, key=lambda edit: edit.at)
    values = {"name": slip.name, "right": slip.right}
    hint = "word" if slip.word else None
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
