"""A publication on its way in: which files it is made of, and their texts when its turn comes."""

from __future__ import annotations

from pathlib import Path

from attrs import field

from perflang.compiler import Sources
from perflang.diagnostics import Diagnostic, from_fault
from perflang.source import SourceFile
from perflang.source.classes import frozen
from perflang.workspace.own import OwnFinder
from perflang.workspace.reading import read_source


@frozen
class PublicationFiles:
    """A publication's name and its texts.

    The name is that of its folder or of its only file, with the folders between it and the one that was
    asked for before it. ``wanted`` are the paths whose findings are to be shown, None for all.
    ``diagnostics`` are about files that could not be read; nothing may be published then.
    """

    name: str
    sources: Sources
    wanted: frozenset[str] | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())


@frozen
class Found:
    """A publication that was found and not read yet: a run holds the texts of one at a time.

    ``paths`` are those of its sources in their order, the ``head`` file first; in ``folder`` its own files are
    looked for. ``alone`` is an own file that was asked for, ``before`` what is wrong before anything is read.
    """

    name: str
    own: OwnFinder
    folder: Path = field(factory=Path)
    paths: tuple[Path, ...] = ()
    head: Path | None = None
    of_folder: bool = False
    wanted: frozenset[str] | None = None
    before: tuple[Diagnostic, ...] = ()
    alone: Path | None = None
    given: PublicationFiles | None = None

    def read(self) -> PublicationFiles:
        """Its texts; each call reads them anew, but for those that were ``given`` as they are."""
        if self.given is not None:
            return self.given
        if self.alone is not None:
            return PublicationFiles(self.name, Sources((), own=(self.own.alone(self.alone),)))
        if not self.paths and not self.of_folder:
            return PublicationFiles(self.name, Sources(()), diagnostics=self.before)
        sources: list[SourceFile] = []
        found = list(self.before)
        for path in self.paths:
            source = read_source(
                path,
                path.as_posix(),
                self.own.limits,
                self.own.encoding,
                watched=self.own.watched,
            )
            if isinstance(source, SourceFile):
                sources.append(source)
            else:
                found.append(from_fault(path.as_posix(), source))
        has_head = (
            self.head is not None and bool(sources) and sources[0].path == self.head.as_posix()
        )
        own = self.own.find(self.folder, sources)
        texts = Sources(tuple(sources), has_head, self.of_folder and not has_head, own)
        return PublicationFiles(self.name, texts, self.wanted, tuple(found))
