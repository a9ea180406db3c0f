"""A baseline in use: what it excuses, what is there no more, what a new one would hold.

A finding is looked up among the entries of its own file at once, and among those of the others only when all files
have been looked at: what is said of them in their own place goes first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from attrs import field

from perflang.compiler import Compilation
from perflang.control.baseline import Baseline, Entry, Told, entries_of
from perflang.control.choice import Choice
from perflang.control.codes import is_firm
from perflang.diagnostics import Diagnostic
from perflang.source.classes import define


@define
class Known:
    """``name_of`` names a source in the baseline, ``is_there`` says whether there is one of a name.

    ``was_asked`` says whether a name would stand in a folder of which this run looks at everything.
    """

    name_of: Callable[[str], str]
    is_there: Callable[[str], bool]
    was_asked: Callable[[str], bool]
    baseline: Baseline = field(factory=Baseline)
    is_whole: bool = True  # everything that was asked for could be read
    used: Counter[Entry] = field(factory=Counter)
    taken: Counter[Entry] = field(factory=Counter)
    _looked: dict[str, Choice] = field(factory=dict)
    _waiting: list[Told] = field(factory=list)

    def unknown(self, found: Sequence[Diagnostic], compilation: Compilation) -> list[Diagnostic]:
        """The findings that are not in the baseline; nothing is counted."""
        used = self.used.copy()
        told, left = self._told(found, compilation)
        for in_file in (True, False):
            told = self.baseline.unknown(told, used, in_file=in_file)
        return _without(found, told, left)

    def look_up(self, found: Sequence[Diagnostic], compilation: Compilation) -> list[Diagnostic]:
        """The findings that are not known of their own file; ``settle`` says of which others are."""
        told, left = self._told(found, compilation)
        told = self.baseline.unknown(told, self.used, in_file=True)
        self._waiting += told
        return _without(found, told, left)

    def settle(self) -> list[Diagnostic]:
        """Of what was left those that are known of another file."""
        waiting, self._waiting = self._waiting, []
        left = {id(one) for one, _, _ in self.baseline.unknown(waiting, self.used, in_file=False)}
        return [one for one, _, _ in waiting if id(one) not in left]

    def take(self, found: Sequence[Diagnostic], compilation: Compilation) -> list[Diagnostic]:
        """Keep the findings for a new baseline; those that none may hold are left."""
        told, left = self._told(found, compilation)
        self.taken.update(entry for _, entry, _ in told)
        return left

    def looked_at(self, choices: Mapping[str, Choice]) -> None:
        """All that is wrong with these files has been found, by what was chosen for each."""
        self._looked |= {self.name_of(path): choice for path, choice in choices.items()}

    def stale(self) -> Iterator[tuple[Entry, int]]:
        """What is there no more, and how often: nothing while any file cannot be read."""
        if not self.is_whole:
            return
        looked_for = self._looked_for()
        for entry, count in self.baseline.entries.items():
            over = count - self.used[entry]
            if over > 0 and looked_for(entry):
                yield entry, over

    def renewed(self) -> dict[Entry, int]:
        """What was found, and the entries of what was not looked at."""
        looked_for = self._looked_for()
        known = {entry.file for entry in self.baseline.entries}
        moved = {_content(one) for one in self.taken if one.file not in known}
        kept = {
            entry: count
            for entry, count in self.baseline.entries.items()
            if not looked_for(entry)
            and not (_content(entry) in moved and not self.is_there(entry.file))
        }
        return {**kept, **self.taken}

    def _looked_for(self) -> Callable[[Entry], bool]:
        """Whether an entry would have been found, were it still there."""
        everywhere = set(self._looked.values()) if self.is_whole else set()

        @cache
        def looks_for(choice: Choice, code: str) -> bool:
            return choice.looks_for(code)

        def looked_for(entry: Entry) -> bool:
            choice = self._looked.get(entry.file)
            if choice is not None:
                return looks_for(choice, entry.code)
            return (
                bool(everywhere)
                and all(looks_for(one, entry.code) for one in everywhere)
                and self.was_asked(entry.file)
                and not self.is_there(entry.file)
            )

        return looked_for

    def _told(
        self, found: Iterable[Diagnostic], compilation: Compilation
    ) -> tuple[list[Told], list[Diagnostic]]:
        """What each finding is known by, and those that no baseline holds."""
        firm: list[Diagnostic] = []
        others: list[Diagnostic] = []
        for one in found:
            (firm if is_firm(one.code) else others).append(one)
        return list(entries_of(others, compilation, self.name_of)), firm


def _content(entry: Entry) -> tuple[str, str, str]:
    return entry.code, entry.project, entry.line


def _without(
    found: Iterable[Diagnostic], told: Iterable[Told], firm: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """Those of ``found`` that were left, in their order."""
    kept = {id(one) for one, _, _ in told} | {id(one) for one in firm}
    return [one for one in found if id(one) in kept]
