"""What is shown of a review: settings are found beside the sources, known findings are left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from perflang.compiler import Compilation
from perflang.control import Choice, Layer, Settings, controlled, read_settings
from perflang.control.choice import is_off
from perflang.control.codes import is_firm
from perflang.control.settings import NAME, misnamed
from perflang.diagnostics import Diagnostic, from_fault
from perflang.review import Profile
from perflang.review.engine import weighed
from perflang.source import Limits, SourceFile
from perflang.workspace.nearest import nearest_file
from perflang.workspace.reading import read_source

if TYPE_CHECKING:
    from perflang.cli.baselines import Baselines
    from perflang.review.withheld import Withheld


class Controls:
    """Those of one run. ``given`` is what the command line says; it beats every file.

    ``found`` are the mistakes in the files that were read, ``texts`` those files. ``generates`` collects findings
    for a new baseline instead of looking them up in the old one.
    """

    def __init__(self, limits: Limits, given: Layer, *, generates: bool = False) -> None:
        self.limits = limits
        self.given = given
        self.found: list[Diagnostic] = []
        self.texts: dict[str, SourceFile] = {}
        self.generates = generates
        self.baselines: Baselines | None = None  # those in use, if there are any
        self._of_folder: dict[Path, tuple[Path, Settings]] = {}
        self._of_file: dict[str, Settings] = {}
        self._profiles: dict[Choice, Profile] = {}

    def review(self, compilation: Compilation) -> list[Diagnostic]:
        """What a review says of a publication, less what is not wanted."""
        folder = _folder_of(compilation)
        return controlled(compilation, lambda path: self._choice(path, folder))

    def withheld(
        self,
        compilation: Compilation,
        shown: Iterable[Diagnostic],
        wanted: frozenset[str] | None,
    ) -> list[Withheld]:
        """What was found and is not among what is ``shown``; only in the files ``wanted``, None for all."""
        from perflang.control.withheld import withheld

        folder = _folder_of(compilation)
        found = withheld(compilation, lambda path: self._choice(path, folder), shown)
        return [one for one in found if wanted is None or one.found.path in wanted]

    def profile(self, compilation: Compilation) -> Profile:
        """What a publication as a whole is reviewed by; single files may have another one."""
        folder = _folder_of(compilation)
        return self._profile(self._choice(compilation.sources[0].path, folder))

    def wanted(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Of what is wrong with files before they are read, what is to be shown."""
        kept = []
        for one in found:
            if is_firm(one.code):
                kept.append(one)
                continue
            choice = self._choice(one.path, Path(one.path).parent)
            if choice.shows(one.code) and not is_off(self._profile(choice), one.code):
                kept.append(weighed(one, self._profile(choice)))
        return kept

    def new(
        self,
        found: Sequence[Diagnostic],
        compilation: Compilation,
        hidden: Iterable[str],
        *,
        final: bool,
    ) -> list[Diagnostic]:
        """The findings that are in no baseline; ``final`` keeps count of the others, once for each publication.

        ``hidden`` are files that were not asked for.
        """
        folder = _folder_of(compilation)
        choices = {
            file.source.path: self._choice(file.source.path, folder) for file in compilation.files
        }
        checked = {
            path: (choice, self._profile(choice))
            for path, choice in choices.items()
            if path not in hidden
        }
        if not self.generates and not any(choice.baseline for choice in choices.values()):
            return list(found)
        if self.baselines is None:
            from perflang.cli.baselines import Baselines

            self.baselines = Baselines(
                self.limits, self.found, self.texts, generates=self.generates
            )
        return self.baselines.new(found, compilation, checked, final=final)

    def _profile(self, choice: Choice) -> Profile:
        if choice not in self._profiles:
            self._profiles[choice] = choice.profile()
        return self._profiles[choice]

    def _choice(self, path: str, folder: Path) -> Choice:
        """What holds for a file of a publication in ``folder``."""
        if folder not in self._of_folder:
            self._of_folder[folder] = self._found(folder)
        place, settings = self._of_folder[folder]
        layers = settings.layers(Path(os.path.relpath(path, place)).as_posix())
        own = (
            evolve(one, baseline=(place / one.baseline).as_posix()) if one.baseline else one
            for one in layers
        )
        return Choice((*own, self.given))

    def _found(self, folder: Path) -> tuple[Path, Settings]:
        """The nearest settings and the folder that they stand in; each file is read once."""
        path = nearest_file(NAME, folder)
        if path is None:
            hidden = nearest_file(f"{NAME}.txt", folder)
            if hidden is not None:
                self._add([misnamed(hidden.as_posix())])
            return folder, Settings()
        shown = path.as_posix()
        if shown not in self._of_file:
            source = read_source(path, shown, self.limits)
            if isinstance(source, SourceFile):
                self.texts[shown] = source
                self._of_file[shown], wrong = read_settings(source, self.limits)
            else:
                self._of_file[shown], wrong = Settings(), [from_fault(shown, source)]
            self._add(wrong)
        return path.parent, self._of_file[shown]

    def _add(self, found: Iterable[Diagnostic]) -> None:
        self.found += [one for one in found if one not in self.found]


def _folder_of(compilation: Compilation) -> Path:
    """The folder that holds all files of a publication."""
    parents = [str(Path(one.path).parent) for one in compilation.sources]
    return Path(os.path.commonpath(parents))
