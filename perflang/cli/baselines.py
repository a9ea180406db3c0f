"""The files that hold what is known: each is read once, and written anew when that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from unicodedata import normalize

from perflang.compiler import Compilation
from perflang.control import Choice
from perflang.control.baseline import (
    Baseline,
    baseline_text,
    foreign,
    is_ours,
    missing,
    named_as_source,
    read_baseline,
)
from perflang.control.known import Known
from perflang.diagnostics import Diagnostic
from perflang.model.toml_file import unread
from perflang.source import Limits, SourceFile, visible
from perflang.source.classes import define
from perflang.workspace.nearest import is_file
from perflang.workspace.reading import read_source
from perflang.workspace.upwards import inside

DEFAULT = "perflang-baseline.toml"
Choices = Mapping[str, Choice]


@define
class _File:
    """A baseline and its file; ``writable`` says that a new one may take its place.

    ``is_set`` says that a ``perflang.toml`` names it.
    """

    path: Path
    known: Known
    writable: bool = True
    is_set: bool = False


class Baselines:
    """Those of one run; what is wrong with their files goes to ``found``, and the files to ``texts``.

    ``asked`` says of a path whether it would stand in a folder of which this run looks at everything.
    """

    def __init__(
        self,
        limits: Limits,
        found: list[Diagnostic],
        texts: dict[str, SourceFile],
        asked: Callable[[Path], bool],
        *,
        generates: bool,
    ) -> None:
        self.limits = limits
        self.found = found
        self.texts = texts
        self.asked = asked
        self.generates = generates
        self.excused = 0
        self.is_whole = True
        self._files: dict[str, _File] = {}

    @property
    def stale(self) -> int:
        """How many findings the baselines hold that are there no more."""
        if self.generates:
            return 0
        return sum(count for known in self._known() for _, count in known.stale())

    def unknown(
        self, found: Sequence[Diagnostic], compilation: Compilation, choices: Choices
    ) -> list[Diagnostic]:
        """The findings that are in no baseline; nothing is counted."""
        if self.generates:
            return list(found)
        return self._sifted(found, choices, lambda one, inside: one.unknown(inside, compilation))

    def look_up(
        self, found: Sequence[Diagnostic], compilation: Compilation, choices: Choices
    ) -> list[Diagnostic]:
        """The findings that are not known of their own file, or that no new baseline takes."""
        if self.generates:
            return self._sifted(found, choices, lambda one, inside: one.take(inside, compilation))
        left = self._sifted(found, choices, lambda one, inside: one.look_up(inside, compilation))
        self.excused += len(found) - len(left)
        return left

    def looked_at(self, choices: Choices) -> None:
        """All that is wrong with these files has been found."""
        for name, paths in self._by_name(choices).items():
            self._opened(name).known.looked_at({path: choices[path] for path in paths})

    def settle(self) -> list[Diagnostic]:
        """Of what was left those findings that are known of another file."""
        excused = [one for known in self._known() for one in known.settle()]
        self.excused += len(excused)
        return excused

    def _known(self) -> Iterator[Known]:
        for one in self._files.values():
            one.known.is_whole = self.is_whole
            yield one.known

    def _sifted(
        self,
        found: Sequence[Diagnostic],
        choices: Choices,
        sift: Callable[[Known, list[Diagnostic]], Iterable[Diagnostic]],
    ) -> list[Diagnostic]:
        """What ``sift`` leaves of the findings in the files of each baseline, and all others."""
        left = list(found)
        for name, paths in self._by_name(choices).items():
            known = self._opened(name).known
            kept = {id(one) for one in sift(known, [one for one in left if one.path in paths])}
            left = [one for one in left if one.path not in paths or id(one) in kept]
        return left

    def _by_name(self, choices: Choices) -> dict[str, set[str]]:
        """The files that each baseline is for."""
        found: dict[str, set[str]] = {}
        for path, choice in choices.items():
            name = choice.baseline or (DEFAULT if self.generates else None)
            if name is None:
                continue
            found.setdefault(name, set()).add(path)
            self._opened(name).is_set |= any(one.baseline == name for one in choice.layers[:-1])
        return found

    def _opened(self, name: str) -> _File:
        if name not in self._files:
            path = Path(name)
            names = _Names(path.parent)
            baseline, writable = self._read(path)
            known = Known(
                names.name_of,
                names.is_there,
                cache(lambda one: self.asked(path.parent / one)),
                baseline or Baseline(),
            )
            self._files[name] = _File(path, known, writable)
        return self._files[name]

    def _read(self, path: Path) -> tuple[Baseline | None, bool]:
        """The baseline of a file, None where there is none, and whether it may be written."""
        shown = path.as_posix()
        if is_of_source(path):
            self.found.append(named_as_source(shown))
            return None, False
        source = read_source(path, shown, self.limits)
        if not isinstance(source, SourceFile):
            is_missing = source.code == "PF108"
            if not (is_missing and self.generates):
                self.found.append(missing(shown) if is_missing else unread(shown, source))
            return None, is_missing
        baseline, wrong = read_baseline(source, self.limits)
        if (
            self.generates and wrong and not baseline.entries
        ):  # one that was torn by a merge may be written anew, others not
            may_write = is_ours(source.text)
            self.found += [] if may_write else [foreign(shown)]
            return None, may_write
        if wrong and not self.generates:
            self.texts[shown] = source
            self.found += wrong
        return baseline, True

    def written(self) -> Iterator[tuple[Path, bytes, int, bool]]:
        """The new baselines: where each goes, its bytes, how many findings it holds, and whether it is set."""
        for one, known in zip(self._files.values(), self._known(), strict=True):
            if one.writable:
                entries = known.renewed()
                yield one.path, baseline_text(entries).encode(), sum(entries.values()), one.is_set


class _Names:
    """What sources are called in a baseline: by their paths from the folder it stands in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._there: dict[str, bool] = {}

    def name_of(self, path: str) -> str:
        """A source as it is called in the baseline."""
        if path == "-":
            return path
        try:
            name = inside(Path(path), self.folder).as_posix()
        except ValueError:  # on another drive
            name = Path(path).absolute().as_posix()
        return visible(normalize("NFC", name))

    def is_there(self, name: str) -> bool:
        """Whether there is a source of this name."""
        if name not in self._there:
            self._there[name] = is_file(self.folder / name)
        return self._there[name]


def is_of_source(path: Path) -> bool:
    """Whether a path has the name of a source, of a file of settings, or of a form's or framework's."""
    from perflang.control.settings import NAME
    from perflang.workspace.own import name_in

    name = path.name.lower()
    return name.endswith(".perf") or name == NAME or name_in(path.name) is not None
