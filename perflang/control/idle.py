"""Comments that kept nothing back: of no use, in the wrong place, or needed by the figures of another profile."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from perflang.compiler import Compilation
from perflang.control.choice import Choice
from perflang.control.codes import codes_from
from perflang.control.suppressions import Suppressions
from perflang.diagnostics import Diagnostic
from perflang.model import Project
from perflang.review import profile_names, profile_of
from perflang.review.engine import all_rules, opinions
from perflang.semantics import FileModel
from perflang.semantics.project_places import ProjectPlaces
from perflang.source import Span
from perflang.source.classes import define


@define(slots=False)
class OtherProfiles:
    """What a review of a publication finds by any of the profiles that there are, if it is asked at all."""

    compilation: Compilation

    def find(self, path: str, line: int, codes: Iterable[str]) -> bool:
        """Whether one of some codes is found on a line by the figures of any profile."""
        of_rules = self._of_rules.intersection(codes)
        return bool(of_rules) and any((path, line, code) in self._places for code in of_rules)

    @cached_property
    def _of_rules(self) -> frozenset[str]:
        return frozenset(str(rule.CODE) for rule in all_rules())

    @cached_property
    def _places(self) -> frozenset[tuple[str, int, str]]:
        files = {file.source.path: file.source for file in self.compilation.files}
        return frozenset(
            (one.path, files[one.path].line_of(one.at.start), one.code)
            for name in profile_names()
            for one in opinions(self.compilation, profile_of(name), lambda _code: True)
            if one.path in files
        )


def unused(
    comments: Suppressions,
    file: FileModel,
    choice: Choice,
    found: Sequence[Diagnostic],
    others: OtherProfiles,
) -> Iterator[Diagnostic]:
    """What is said of codes that kept nothing back; ``found`` is all that was found in the file.

    Nothing is said of a code that this run does not look for, or that is found by the figures of another profile.
    """
    places: _Places | None = None
    for one, idle in comments.idle(choice.looks_for):
        useless = []
        for named in idle:
            places = places or _Places(file, comments, found)
            codes = codes_from(named.code or "")
            if others.find(file.source.path, one.target, places.not_on(one.target, codes)):
                continue
            line = places.nearest(one.target or one.line, codes)
            if line:
                yield comments.misplaced(named, line)
            else:
                useless.append(named)
        if useless:
            yield comments.of_no_use(one, useless)


class _Places:
    """On which lines a code was found at all, and of each project those on which no comment keeps it back."""

    def __init__(
        self, file: FileModel, comments: Suppressions, found: Iterable[Diagnostic]
    ) -> None:
        self.source = file.source
        self.projects = ProjectPlaces(file)
        lines: dict[tuple[str, int], set[int]] = {}
        self._found: set[tuple[int, str]] = set()
        for one in found:
            line = self.source.line_of(one.at.start)
            self._found.add((line, one.code))
            if not comments.covers(one):
                key = one.code, id(self.projects.at(one.at))
                lines.setdefault(key, set()).add(line)
        self._lines = {key: sorted(among) for key, among in lines.items()}

    def not_on(self, line: int, codes: Iterable[str]) -> list[str]:
        """Those of some codes that were not found on a line."""
        return [code for code in codes if (line, code) not in self._found]

    def nearest(self, line: int, codes: Iterable[str]) -> int | None:
        """The line nearest to another one on which a code is found, in the same project."""
        start = self.source.line_starts[line - 1]
        project: Project | None = self.projects.at(Span(start, start))
        near: list[int] = []
        for code in codes:
            lines = self._lines.get((code, id(project)), [])
            at = bisect_left(lines, line)
            near += lines[max(at - 1, 0) : at + 1]
        return min(near, key=lambda one: (abs(one - line), -one), default=None)
