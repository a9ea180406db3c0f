"""A bureau's own frameworks and forms: ``NAME.framework.toml``, ``NAME.form.toml`` in a publication's folder
or in one above it.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from perflang.cache.seen import folder_now
from perflang.diagnostics import Diagnostic
from perflang.model import FORM, FRAMEWORK, OwnFile
from perflang.model.shelf import CODES
from perflang.source import Fault, Limits, SourceFile, refusal
from perflang.values import half_width
from perflang.vocabulary import vocabulary
from perflang.workspace.reading import read_source
from perflang.workspace.upwards import upwards

# The endings of the names of such files, and the keyword that chooses one.
SUFFIXES = {
    ".指标体系.toml": FRAMEWORK,
    ".framework.toml": FRAMEWORK,
    ".表样.toml": FORM,
    ".form.toml": FORM,
}
_TXT = ".txt"  # what an editor adds, and Windows does not show

# The kind of a file, and the name in its name.
_Name = tuple[str, str]


class OwnFinder:
    """Finds the own files of many publications: each folder is listed once, and each file read once.

    ``form`` is that of the command line, which is read whether a source names it or not. ``seen`` is what each
    folder held before it was looked through, and whether those in it were too, where all is ``watched``.
    """

    def __init__(
        self,
        limits: Limits,
        encoding: str | None = None,
        form: str | None = None,
        *,
        watched: bool = False,
    ) -> None:
        self.limits = limits
        self.encoding = encoding
        self.form = form
        self.watched = watched
        self.seen: dict[tuple[str, bool], tuple[str | None, list[str]] | None] = {}
        self._listed: dict[Path, dict[_Name, list[Path]]] = {}
        self._near: dict[Path, dict[_Name, list[Path]]] = {}
        self._read: dict[str, SourceFile | Fault] = {}

    def find(self, folder: Path, files: Sequence[SourceFile] | None = None) -> tuple[OwnFile, ...]:
        """What a publication in ``folder`` can choose from, the nearest of each name.

        Only those that one of ``files`` names are read, all of them without ``files``; the others are
        known by their names alone.
        """
        nearest = self.near(folder)
        if not nearest:
            return ()
        wanted = set(nearest) if files is None else _named(nearest, files)
        return tuple(
            self._own(name, paths)
            if name in wanted or name == (FORM, self.form)
            else OwnFile(name[1], paths[0].as_posix(), kind=name[0])
            for name, paths in sorted(nearest.items())
        )

    def near(self, folder: Path) -> dict[_Name, list[Path]]:
        """The paths of the own files that hold in ``folder``, by kind and name; none of them is read."""
        if folder not in self._near:
            nearest: dict[_Name, list[Path]] = {}
            misnamed: dict[_Name, list[Path]] = {}
            for place in upwards(folder):
                for name, paths in self._in(place).items():
                    rightly = [path for path in paths if not _is_hidden_txt(path.name)]
                    found = nearest if rightly else misnamed
                    found.setdefault(name, rightly or paths)
            self._near[folder] = misnamed | nearest
        return self._near[folder]

    def know(self, folder: Path, near: dict[_Name, list[Path]]) -> None:
        """Take over what holds in ``folder`` from an earlier run; it is not looked for."""
        self._near[folder] = near

    def look(self, folder: Path, *, below: bool = False) -> None:
        """Take down what stands in ``folder``; to be called before anything is decided by it."""
        key = (folder.as_posix(), below)
        if self.watched and key not in self.seen:
            self.seen[key] = folder_now(*key)

    def alone(self, path: Path) -> OwnFile:
        """The own file of one path, which has the name of one."""
        name = _kind_and_name(path.name)
        assert name is not None
        return self._own(name, [path])

    def _in(self, folder: Path) -> dict[_Name, list[Path]]:
        """The own files of one folder by what their names say."""
        if folder in self._listed:
            return self._listed[folder]
        self.look(folder)
        found: dict[_Name, list[Path]] = {}
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries)
        except (
            OSError
        ):  # one above may be closed to us; that of the publication is listed elsewhere
            names = []
        for file_name in names:
            name = _kind_and_name(file_name)
            if name is not None:
                found.setdefault(name, []).append(folder / file_name)
        self._listed[folder] = found
        return found

    def _own(self, kind_and_name: _Name, paths: Sequence[Path]) -> OwnFile:
        kind, name = kind_and_name
        first, *others = paths
        shown = first.as_posix()
        if _is_hidden_txt(first.name):
            right = {"text": first.name, "name": first.name[: -len(_TXT)]}
            return OwnFile(name, shown, Fault(CODES[kind], values=right, hint="txt"), kind=kind)
        if shown not in self._read:
            self._read[shown] = read_source(
                first, shown, self.limits, self.encoding, watched=self.watched
            )
        other = others[0].as_posix() if others else None
        return OwnFile(name, shown, self._read[shown], other, kind)


def folder_at(given: str) -> Path | Diagnostic:
    """The folder that a path names or, if it is a file, stands in; a finding where there is none."""
    path = Path(given)
    try:
        return path if stat.S_ISDIR(path.stat().st_mode) else path.parent
    except (FileNotFoundError, NotADirectoryError):
        return Diagnostic("PF108", given, values={"path": given}, hint="folder")
    except (OSError, ValueError) as error:
        return Diagnostic("PF106", given, values=refusal(error))


def name_in(file_name: str, kind: str | None = None) -> str | None:
    """The name that sources call an own file by, from the name of the file; None for any other file.

    With ``kind``, only a file of that kind has one.
    """
    found = _kind_and_name(file_name)
    return found[1] if found is not None and kind in (None, found[0]) else None


def kind_in(file_name: str) -> str | None:
    """The keyword that chooses such a file, from the name of the file; None for any other file."""
    found = _kind_and_name(file_name)
    return found[0] if found is not None else None


def _kind_and_name(file_name: str) -> _Name | None:
    """What the name of a file says it is.

    One with ``.txt`` added is meant as such a file, and is a finding where no other has its name.
    """
    name = normalize("NFC", file_name)
    if _is_hidden_txt(name):
        name = name[: -len(_TXT)]
    for suffix, kind in SUFFIXES.items():
        stem = name[: -len(suffix)].strip()
        if name.lower().endswith(suffix) and stem and not name.startswith("."):
            return kind, stem
    return None


def _is_hidden_txt(file_name: str) -> bool:
    """Whether ``.txt`` stands behind the ending that a file was to have."""
    return file_name.lower().endswith(f".toml{_TXT}")


def _named(names: Iterable[_Name], files: Sequence[SourceFile]) -> set[_Name]:
    """Those whose name stands on a line with the keyword that chooses one: no other line can."""
    found: set[_Name] = set()
    for kind in (FRAMEWORK, FORM):
        waiting = [name for name in names if name[0] == kind]
        if not waiting:
            continue
        spellings = "|".join(map(re.escape, vocabulary()[kind].spellings))
        lines = re.compile(f"(?:{spellings})(.*)", re.IGNORECASE)
        chosen = {half_width(match[1]) for source in files for match in lines.finditer(source.text)}
        found.update(name for name in waiting if any(name[1] in line for line in chosen))
    return found
