"""The ``perflang.toml`` of each folder: found upwards, read once; what was meant as one and is none is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from attrs import evolve, field

from perflang.control import Choice, Layer, Settings, read_settings
from perflang.control.settings import NAME, idle_path, is_meant, misnamed
from perflang.diagnostics import Diagnostic
from perflang.model.toml_file import unread
from perflang.source import Limits, SourceFile
from perflang.source.classes import define
from perflang.workspace.nearest import is_file, is_folder
from perflang.workspace.reading import read_source
from perflang.workspace.upwards import inside, upwards

_STANDARD_INPUT = "-"


@define
class _File:
    """Settings, the folder from which their paths are counted, and which of those paths have fitted a source."""

    folder: Path
    settings: Settings = field(factory=Settings)
    source: SourceFile | None = None
    fitted: set[int] = field(factory=set)


class SettingsFiles:
    """Those of one run; what is wrong with them goes to ``found``, and the files to ``texts``.

    ``given`` is what the command line says of what is to be found.
    """

    def __init__(
        self, limits: Limits, given: Layer, found: list[Diagnostic], texts: dict[str, SourceFile]
    ) -> None:
        self.limits = limits
        self.given = given
        self.found = found
        self.texts = texts
        self._of_folder: dict[Path, _File] = {}
        self._read: dict[str, _File] = {}

    def layers(self, path: str, folder: Path) -> tuple[Layer, ...]:
        """What holds for a file of a publication in ``folder``."""
        if folder not in self._of_folder:
            self._of_folder[folder] = self._nearest(folder)
        file = self._of_folder[folder]
        called = inside(Path(path), file.folder).as_posix()
        file.fitted |= file.settings.fitting(called)
        return tuple(
            evolve(one, baseline=(file.folder / one.baseline).as_posix()) if one.baseline else one
            for one in file.settings.layers(called)
        )

    def tell_idle(self, was_asked: Callable[[Path], bool]) -> None:
        """Say which paths of settings are those of no source, where all sources below have been looked at."""
        for file in self._read.values():
            if file.source is None or not was_asked(file.folder / NAME):
                continue
            for number, one in enumerate(file.settings.paths):
                if number not in file.fitted and one.pattern != _STANDARD_INPUT:
                    self._add([idle_path(file.source, one)], file.settings.top)

    def _nearest(self, folder: Path) -> _File:
        """The nearest settings, or none. A folder without any is listed, to see whether some were meant."""
        told = False
        for place in upwards(folder):
            if is_file(place / NAME) or _is_in_the_way(place / NAME):
                return self._file(place)
            told = told or self._tell_misnamed(place)
        return _File(folder)

    def _tell_misnamed(self, place: Path) -> bool:
        """Say which file of a folder was to be its settings, if one was."""
        try:
            with os.scandir(place) as entries:
                meant = sorted(entry.name for entry in entries if is_meant(entry.name))
        except OSError:
            return False
        self._add([misnamed((place / name).as_posix()) for name in meant[:1]])
        return bool(meant)

    def read(self, place: Path) -> None:
        """Look at the settings of a folder for their own sake."""
        self._file(place)

    def _file(self, place: Path) -> _File:
        shown = (place / NAME).as_posix()
        if shown not in self._read:
            source = read_source(place / NAME, shown, self.limits)
            if isinstance(source, SourceFile):
                self.texts[shown] = source
                settings, wrong = read_settings(source, self.limits)
                self._read[shown] = _File(place, settings, source)
            else:
                self._read[shown], wrong = _File(place), [unread(shown, source)]
            self._add(wrong)
        return self._read[shown]

    def _add(self, found: list[Diagnostic], *layers: Layer) -> None:
        choice = Choice((*layers, self.given))
        wanted = (choice.weighed(one) for one in found if choice.looks_for(one.code))
        self.found += [one for one in wanted if one not in self.found]


def _is_in_the_way(path: Path) -> bool:
    """Whether a pipe, a device or a link that leads nowhere has a name: what was to hold would not.

    A folder is only misnamed.
    """
    return os.path.lexists(path) and not is_folder(path)
