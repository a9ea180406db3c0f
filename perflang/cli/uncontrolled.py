"""What a command is controlled by that reviews nothing: whatever the compiler found is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from perflang.compiler import Compilation
from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile


class Uncontrolled:
    """``found`` are the mistakes in files that control a run, ``texts`` those files."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []
        self.texts: dict[str, SourceFile] = {}
        self.asked: Collection[Path] = ()  # folders of which a run looks at everything
        self.is_whole = True  # everything that was asked for could be read

    @property
    def counts(self) -> tuple[int, int] | None:
        """How many findings are known of old, and how many of those that were are there no more."""
        return None

    def takes(self, path: str) -> bool:
        """Whether a path is that of a file that controls a run; such a one is looked at for its own sake."""
        return False

    def wanted(self, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Of what is wrong with files before they are read, what is to be shown."""
        return list(found)

    def review(self, compilation: Compilation) -> Sequence[Diagnostic]:
        """What is found in a publication, less what is not wanted."""
        return compilation.diagnostics

    def unknown(
        self, found: Sequence[Diagnostic], compilation: Compilation
    ) -> Sequence[Diagnostic]:
        """The findings that are in no baseline."""
        return found

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
        return found

    def settle(self) -> Sequence[Diagnostic]:
        """What need not be shown after all, once everything has been looked at."""
        return ()
