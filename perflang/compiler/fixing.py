"""Texts with the fixes of their findings applied, and never worse than they were."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

from attrs import evolve

from perflang.compiler.compilation import Compilation, Sources, compile_publication
from perflang.diagnostics import Diagnostic, page
from perflang.source import Limits, SourceFile
from perflang.source.classes import frozen
from perflang.syntax import Comment, parse

_ROUNDS = 10  # what was hidden by a line that could not be read may need a fix of its own
Finder = Callable[[Compilation], Sequence[Diagnostic]]
_Errors = Counter[tuple[str, str]]


@frozen
class Fixed:
    """The sources after fixes, how many were applied to each file, unsafe ones apart, and how many given up.

    A fix is given up where an error would come of it.
    """

    sources: Sources
    applied: Counter[tuple[str, bool]]
    given_up: int = 0


def fix_publication(
    sources: Sources,
    find: Finder,
    limits: Limits,
    *,
    wanted: Collection[str] | None = None,
    unsafe: bool = False,
) -> Fixed:
    """Fix what ``find`` finds in ``sources`` until nothing more can be; ``wanted`` are the files to touch.

    What makes a text unreadable is mended first: it hides what is wrong behind it, and that may well be an
    error. Everything else has been read, and its fix must not bring one.
    """
    applied: Counter[tuple[str, bool]] = Counter()
    given_up = 0
    found = find(compile_publication(sources, limits))
    for _ in range(_ROUNDS):
        mending = [
            one
            for one in found
            if one.fix and (unsafe or not one.unsafe) and (wanted is None or one.path in wanted)
        ]
        hiding = [one for one in mending if page(one.code).severity == "error"]
        given_up = 0
        for group in (hiding, [one for one in mending if one not in hiding]):
            trial = _Trial(sources, find, limits, found, hides=group is hiding)
            trial.take(group)
            given_up += trial.given_up
            if trial.applied:
                break
        else:
            break
        applied.update((one.path, one.unsafe) for one in trial.applied)
        sources, found = trial.fixed, trial.found
    return Fixed(sources, applied, given_up)


class _Trial:
    """Fixes tried together, and by halves where an error came of that, until those are known that bring none."""

    def __init__(
        self,
        sources: Sources,
        find: Finder,
        limits: Limits,
        found: Sequence[Diagnostic],
        *,
        hides: bool,
    ) -> None:
        self.sources = self.fixed = sources
        self.find = find
        self.limits = limits
        self.hides = hides
        self.found = found
        self.before = self._errors(found)
        self.applied: list[Diagnostic] = []
        self.given_up = 0

    def take(self, fixes: Sequence[Diagnostic]) -> None:
        """Apply those of ``fixes`` that go with each other and with what was applied."""
        if not fixes:
            return
        fixed, applied = _applied(self.sources, [*self.applied, *fixes])
        if len(applied) == len(self.applied):
            return  # they touch what another one has changed: the next round finds them again
        found = self.find(compile_publication(fixed, self.limits))
        if self._errors(found) <= self.before:
            self.fixed, self.found, self.applied = fixed, found, applied
        elif len(fixes) == 1:
            self.given_up += 1
        else:
            middle = len(fixes) // 2
            self.take(fixes[:middle])
            self.take(fixes[middle:])

    def _errors(self, found: Iterable[Diagnostic]) -> _Errors:
        """The errors that count: all of them, or those of lines that cannot be read while such are mended."""
        return Counter(
            (one.path, one.code)
            for one in found
            if one.is_error and (one.code.startswith("PF1") or not self.hides)
        )


def _applied(sources: Sources, fixes: Sequence[Diagnostic]) -> tuple[Sources, list[Diagnostic]]:
    """The sources with ``fixes``, and those that did not touch another one."""
    by_path: dict[str, list[Diagnostic]] = {}
    for one in fixes:
        by_path.setdefault(one.path, []).append(one)
    files: list[SourceFile] = []
    applied: list[Diagnostic] = []
    for source in sources.files:
        text, done = fix_source(source, by_path.get(source.path, ()))
        files.append(SourceFile(source.path, text, source.encoding) if done else source)
        applied += done
    return evolve(sources, files=tuple(files)), applied


def fix_source(source: SourceFile, found: Iterable[Diagnostic]) -> tuple[str, list[Diagnostic]]:
    """The text of ``source`` after the fixes of those findings that are about it, and whose were applied.

    A fix is applied whole or not at all: not where it touches what another one has changed, and not where it
    would take another comment away than the one that it is about.
    """
    mending = [one for one in found if one.fix and one.path == source.path]
    if not mending:
        return source.text, []
    comments = [line.text.at.start for line in parse(source)[0].lines if isinstance(line, Comment)]
    text = source.text
    pieces: list[str] = []
    applied: list[Diagnostic] = []
    end = 0
    for finding in sorted(mending, key=lambda one: one.fix[0].at):
        if finding.fix[0].at.start < end or _takes_one(finding, comments):
            continue
        applied.append(finding)
        for edit in finding.fix:
            pieces += [text[end : edit.at.start], edit.text]
            end = edit.at.end
    return "".join(pieces) + text[end:], applied


def _takes_one(finding: Diagnostic, starts: Sequence[int]) -> bool:
    """Whether a fix takes away the sign that a comment begins with, but for the one that it is about.

    ``starts`` are the places of these signs.
    """
    taken = (
        starts[bisect_left(starts, edit.at.start) : bisect_left(starts, edit.at.end)]
        for edit in finding.fix
    )
    return any(start != finding.at.start for found in taken for start in found)
