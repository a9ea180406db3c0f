"""What is shown of a review: settings are found beside the sources, known findings are left out."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from perflang.cli.settings_files import SettingsFiles
from perflang.cli.uncontrolled import Uncontrolled
from perflang.compiler import Compilation
from perflang.control import Choice, Layer, controlled
from perflang.control.codes import is_firm
from perflang.control.settings import NAME
from perflang.diagnostics import Diagnostic
from perflang.review import Profile
from perflang.source import Limits
from perflang.workspace.nearest import is_folder
from perflang.workspace.upwards import inside

if TYPE_CHECKING:
    from perflang.cli.baselines import Baselines
    from perflang.review.withheld import Withheld


class Controls(Uncontrolled):
    """Those of one run. ``given`` is what the command line says; it beats every file.

    ``generates`` collects findings for a new baseline instead of looking them up in the old one.
    """

    def __init__(self, limits: Limits, given: Layer, *, generates: bool = False) -> None:
        super().__init__()
        self.limits = limits
        self.given = given
        self.generates = generates
        self.baselines: Baselines | None = None  # those in use, if there are any
        self._files = SettingsFiles(limits, given, self.found, self.texts)
        self._known: dict[tuple[Layer, ...], Choice] = {}

    @property
    def counts(self) -> tuple[int, int] | None:
        """How many findings are known of old, and how many of those that were are there no more."""
        one = self.baselines
        return (one.excused, one.stale) if one is not None else None

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

    def takes(self, path: str) -> bool:
        """Whether a path is that of settings; they are read."""
        place = Path(path)
        is_settings = place.name == NAME and not is_folder(place)
        if is_settings:
            self._files.read(place.parent)
        return is_settings

    def wanted(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Of what is wrong with files before they are read, what is to be shown."""
        kept = []
        for one in found:
            if is_firm(one.code):
                kept.append(one)
                continue
            choice = self._choice(one.path, Path(one.path).parent)
            if choice.looks_for(one.code):
                kept.append(choice.weighed(one))
        return kept

    def review(self, compilation: Compilation) -> Sequence[Diagnostic]:
        """What a review says of a publication, less what is not wanted."""
        if not compilation.files:
            return compilation.diagnostics
        folder = _folder_of(compilation)
        return controlled(compilation, lambda path: self._choice(path, folder))

    def profile(self, compilation: Compilation) -> Profile:
        """What a publication as a whole is reviewed by; single files may have another one."""
        return self._choice(compilation.sources[0].path, _folder_of(compilation)).profile

    def unknown(
        self, found: Sequence[Diagnostic], compilation: Compilation
    ) -> Sequence[Diagnostic]:
        """The findings that are in no baseline."""
        choices = self._choices(compilation)
        baselines = self._baselines(choices)
        return found if baselines is None else baselines.unknown(found, compilation, choices)

    def look_up(
        self,
        found: Sequence[Diagnostic],
        compilation: Compilation,
        hidden: Collection[str],
        *,
        whole: bool,
    ) -> Sequence[Diagnostic]:
        """The findings to be shown, as far as one publication tells; ``hidden`` are files that are not.

        ``whole`` says that all files of the publication could be read.
        """
        choices = self._choices(compilation)
        baselines = self._baselines(choices)
        if baselines is None:
            return found
        checked = {path: one for path, one in choices.items() if path not in hidden}
        left = baselines.look_up(found, compilation, checked)
        # where a line cannot be read rules are silent, in the files beside it too
        if whole and compilation.readable:
            baselines.looked_at(checked)
        else:
            baselines.is_whole = False
        return left

    def settle(self) -> Sequence[Diagnostic]:
        """What need not be shown after all, once everything has been looked at."""
        if self.is_whole:
            self._files.tell_idle(self._was_asked)
        if self.baselines is None:
            return ()
        self.baselines.is_whole &= self.is_whole
        return self.baselines.settle()

    def _baselines(self, choices: Mapping[str, Choice]) -> Baselines | None:
        """Those in use, once a file has one."""
        wants = any(self.generates or one.baseline for one in choices.values())
        if self.baselines is None and wants:
            from perflang.cli.baselines import Baselines

            self.baselines = Baselines(
                self.limits, self.found, self.texts, self._was_asked, generates=self.generates
            )
        return self.baselines

    def _was_asked(self, path: Path) -> bool:
        """Whether a path lies in a folder of which this run looks at everything."""
        return any(_is_below(path, folder) for folder in self.asked)

    def _choices(self, compilation: Compilation) -> dict[str, Choice]:
        if not compilation.files:
            return {}
        folder = _folder_of(compilation)
        paths = (file.source.path for file in compilation.files)
        return {path: self._choice(path, folder) for path in paths}

    def _choice(self, path: str, folder: Path) -> Choice:
        """What holds for a file of a publication in ``folder``."""
        return self._choice_of((*self._files.layers(path, folder), self.given))

    def _choice_of(self, layers: tuple[Layer, ...]) -> Choice:
        """One for all files for which the same was chosen: it is asked about every finding."""
        if layers not in self._known:
            self._known[layers] = Choice(layers)
        return self._known[layers]


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return ".." not in inside(path, folder).parts
    except ValueError:  # on another drive
        return False


def _folder_of(compilation: Compilation) -> Path:
    """The folder that holds all files of a publication."""
    parents = [str(Path(one.path).parent) for one in compilation.sources]
    return Path(os.path.commonpath(parents))
