"""A bureau's own frameworks: ``NAME.framework.toml`` in a publication's folder or in one above it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from unicodedata import normalize

from perflang.model import OwnFile
from perflang.source import Fault, Limits, SourceFile
from perflang.values import half_width
from perflang.vocabulary import vocabulary
from perflang.workspace.reading import read_source

SUFFIXES = (".指标体系.toml", ".framework.toml")
_TXT = ".txt"  # what an editor adds, and Windows does not show
HIGHEST = 32  # folders


class OwnFinder:
    """Finds the frameworks of many publications: each folder is listed once, and each file read once."""

    def __init__(self, limits: Limits, encoding: str | None = None) -> None:
        self.limits = limits
        self.encoding = encoding
        self._listed: dict[Path, dict[str, list[Path]]] = {}
        self._read: dict[str, SourceFile | Fault] = {}

    def find(self, folder: Path, files: Sequence[SourceFile] | None = None) -> tuple[OwnFile, ...]:
        """The frameworks that a publication in ``folder`` can choose from, the nearest of each name.

        Only those that one of ``files`` names are read, all of them without ``files``; the others are
        known by their names alone.
        """
        nearest: dict[str, list[Path]] = {}
        misnamed: dict[str, list[Path]] = {}
        for place in _upwards(folder):
            for name, paths in self._in(place).items():
                rightly = [path for path in paths if not _is_hidden_txt(path.name)]
                found = nearest if rightly else misnamed
                found.setdefault(name, rightly or paths)
        nearest = misnamed | nearest
        wanted = nearest if files is None else _named(nearest, files)
        return tuple(
            self._own(name, paths) if name in wanted else OwnFile(name, paths[0].as_posix())
            for name, paths in sorted(nearest.items())
        )

    def alone(self, path: Path) -> OwnFile:
        """The framework of one file, which has the name of one."""
        name = name_in(path.name)
        assert name is not None
        return self._own(name, [path])

    def _in(self, folder: Path) -> dict[str, list[Path]]:
        """The files of one folder by the name that they give a framework."""
        if folder in self._listed:
            return self._listed[folder]
        found: dict[str, list[Path]] = {}
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries)
        except (
            OSError
        ):  # one above may be closed to us; that of the publication is listed elsewhere
            names = []
        for file_name in names:
            name = name_in(file_name)
            if name is not None:
                found.setdefault(name, []).append(folder / file_name)
        self._listed[folder] = found
        return found

    def _own(self, name: str, paths: Sequence[Path]) -> OwnFile:
        first, *others = paths
        shown = first.as_posix()
        if _is_hidden_txt(first.name):
            right = {"text": first.name, "name": first.name[: -len(_TXT)]}
            return OwnFile(name, shown, Fault("PF236", values=right, hint="txt"))
        if shown not in self._read:
            self._read[shown] = read_source(first, shown, self.limits, self.encoding)
        return OwnFile(name, shown, self._read[shown], others[0].as_posix() if others else None)


def name_in(file_name: str) -> str | None:
    """The name that sources call a framework by, from the name of its file; None for any other file.

    One with ``.txt`` added is meant as a framework, and is a finding where no other has its name.
    """
    name = normalize("NFC", file_name)
    if _is_hidden_txt(name):
        name = name[: -len(_TXT)]
    for suffix in SUFFIXES:
        stem = name[: -len(suffix)].strip()
        if name.lower().endswith(suffix) and stem and not name.startswith("."):
            return stem
    return None


def _is_hidden_txt(file_name: str) -> bool:
    """Whether ``.txt`` stands behind the ending that a file was to have."""
    return file_name.lower().endswith(f".toml{_TXT}")


def _upwards(folder: Path) -> Iterable[Path]:
    """``folder`` and those above it, up to the one that holds ``.git``; paths stay relative if they were."""
    whole = folder.absolute()
    for place in (whole, *whole.parents)[:HIGHEST]:
        yield place if folder.is_absolute() else Path(os.path.relpath(place))
        if (place / ".git").exists():
            return


def _named(names: Iterable[str], files: Sequence[SourceFile]) -> set[str]:
    """The names that stand on a line with the keyword that chooses one: no other line can."""
    waiting = set(names)
    if not waiting:
        return waiting
    spellings = "|".join(map(re.escape, vocabulary()["framework"].spellings))
    lines = re.compile(f"(?:{spellings})(.*)", re.IGNORECASE)
    chosen = {half_width(match[1]) for source in files for match in lines.finditer(source.text)}
    return {name for name in waiting if any(name in line for line in chosen)}
