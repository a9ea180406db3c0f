"""The files that hold what is known: read once, looked up, counted, written anew."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from attrs import define, field

from perflang.compiler import Compilation
from perflang.control import Choice
from perflang.control.baseline import (
    Baseline,
    Entry,
    baseline_text,
    entries_of,
    foreign,
    is_ours,
    missing,
    read_baseline,
)
from perflang.control.choice import is_off
from perflang.control.codes import is_firm
from perflang.diagnostics import Diagnostic, from_fault
from perflang.review import Profile
from perflang.source import Limits, SourceFile, visible
from perflang.workspace.nearest import is_file
from perflang.workspace.reading import read_source

DEFAULT = "perflang-baseline.toml"
Checked = Mapping[str, tuple[Choice, Profile]]


@define
class _Open:
    """A baseline in use: what was excused, what is new in it, and by which choice its files were looked at.

    ``writable`` says that a new one may take its place, ``is_set`` that a ``perflang.toml`` names it.
    """

    path: Path
    baseline: Baseline = field(factory=Baseline)
    writable: bool = True
    is_set: bool = False
    used: Counter[Entry] = field(factory=Counter)
    taken: Counter[Entry] = field(factory=Counter)
    looked: dict[str, tuple[Choice, Profile]] = field(factory=dict)
    _there: dict[str, bool] = field(factory=dict)

    def name_of(self, path: str) -> str:
        """A source as it is called in the baseline: by its path from there."""
        if path == "-":
            return path
        try:
            name = Path(os.path.relpath(path, self.path.parent)).as_posix()
        except ValueError:  # on another drive
            name = Path(path).absolute().as_posix()
        return visible(normalize("NFC", name))

    def is_there(self, name: str) -> bool:
        """Whether there is a source of this name."""
        if name not in self._there:
            self._there[name] = is_file(self.path.parent / name)
        return self._there[name]

    def left(self) -> Iterator[tuple[Entry, int]]:
        """What nothing was found for, though it would have been shown."""
        for entry, count in self.baseline.entries.items():
            over = count - self.used[entry]
            if over > 0 and self._was_looked_for(entry):
                yield entry, over

    def renewed(self) -> dict[Entry, int]:
        """What was found, and the entries of what was not looked at."""
        kept = {
            entry: count
            for entry, count in self.baseline.entries.items()
            if not self._was_looked_for(entry)
        }
        return {**kept, **self.taken}

    def _was_looked_for(self, entry: Entry) -> bool:
        if entry.file in self.looked:
            choice, profile = self.looked[entry.file]
            return choice.shows(entry.code) and not is_off(profile, entry.code)
        return not self.is_there(entry.file)


class Baselines:
    """Those of one run; what is wrong with their files goes to ``found``, and the files to ``texts``."""

    def __init__(
        self,
        limits: Limits,
        found: list[Diagnostic],
        texts: dict[str, SourceFile],
        *,
        generates: bool,
    ) -> None:
        self.limits = limits
        self.found = found
        self.texts = texts
        self.generates = generates
        self.excused = 0
        self._open: dict[str, _Open] = {}

    @property
    def stale(self) -> int:
        """How many findings the baselines hold that are there no more."""
        if self.generates:
            return 0
        return sum(count for one in self._open.values() for _, count in one.left())

    def new(
        self,
        found: Sequence[Diagnostic],
        compilation: Compilation,
        checked: Checked,
        *,
        final: bool,
    ) -> list[Diagnostic]:
        """The findings that are in no baseline; ``final`` keeps count of the others."""
        by_baseline: dict[str, list[str]] = {}
        for path, (choice, _) in checked.items():
            name = choice.baseline or (DEFAULT if self.generates else None)
            if name is not None:
                by_baseline.setdefault(name, []).append(path)
        left = list(found)
        for name, paths in by_baseline.items():
            one = self._opened(name)
            one.is_set |= any(
                layer.baseline == name for path in paths for layer in checked[path][0].layers[:-1]
            )
            readable = {file.source.path for file in compilation.files if file.readable}
            if final:
                one.looked |= {
                    one.name_of(path): checked[path] for path in paths if path in readable
                }
            inside = [finding for finding in left if finding.path in paths]
            kept = {id(finding) for finding in self._looked_up(one, inside, compilation, final)}
            before = len(left)
            left = [one for one in left if one.path not in paths or id(one) in kept]
            self.excused += before - len(left) if final and not self.generates else 0
        return left

    def _looked_up(
        self, one: _Open, found: Sequence[Diagnostic], compilation: Compilation, final: bool
    ) -> list[Diagnostic]:
        known = entries_of(found, compilation, one.name_of)
        if self.generates and not final:
            return list(found)
        if self.generates:
            kept = []
            for finding, entry, _ in known:
                if is_firm(finding.code):
                    kept.append(finding)
                elif final:
                    one.taken[entry] += 1
            return kept
        used = one.used if final else one.used.copy()
        return one.baseline.excused(known, used, one.is_there)

    def _opened(self, name: str) -> _Open:
        if name not in self._open:
            self._open[name] = self._read(Path(name))
        return self._open[name]

    def _read(self, path: Path) -> _Open:
        shown = path.as_posix()
        source = read_source(path, shown, self.limits)
        if not isinstance(source, SourceFile):
            is_missing = source.code == "PF108"
            if not (is_missing and self.generates):
                self.found.append(missing(shown) if is_missing else from_fault(shown, source))
            return _Open(path, writable=is_missing)
        baseline, wrong = read_baseline(source, self.limits)
        if self.generates and wrong:  # one that was torn by a merge may be written anew, others not
            may_write = is_ours(source.text)
            self.found += [] if may_write else [foreign(shown)]
            return _Open(path, writable=may_write)
        if wrong:
            self.texts[shown] = source
            self.found += wrong
        return _Open(path, baseline)

    def written(self) -> Iterator[tuple[Path, bytes, int, bool]]:
        """The new baselines: where each goes, its bytes, how many findings it holds, and whether it is set."""
        for one in self._open.values():
            if one.writable:
                entries = one.renewed()
                yield one.path, baseline_text(entries).encode(), sum(entries.values()), one.is_set
