"""What becomes of fixes: they are written to the files, or shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.diagnostics import Diagnostic
    from perflang.source import SourceFile
    from perflang.workspace import PublicationFiles

_WORDS = {
    "zh": {
        "did": "改好了 {count} 处{some}",
        "would": "可以改好 {count} 处{some}，文件没有动",
        "some": "，其中 {unsafe} 处改动了内容，请核对",
        "nothing": "没有可以自动改的",
        "given_up": "有 {count} 处没有改，改了反而会出错",
        "safe": "其中 {count} 处可以自动改好：perflang check --fix",
        "unsafe": "有 {count} 处改起来会动到内容，先看怎么改：perflang check --diff --unsafe-fixes",
    },
    "en": {
        "did": "{count} mended{some}",
        "would": "{count} could be mended{some}; no file was touched",
        "some": ", {unsafe} of them with a change of what is said: please look",
        "nothing": "nothing to mend",
        "given_up": "{count} left alone: an error would come of it",
        "safe": "`perflang check --fix` can mend {count} of them",
        "unsafe": "{count} more would change what is said, so look first: "
        "`perflang check --diff --unsafe-fixes`",
    },
}


class Mender:
    """Applies the fixes of publications; ``shows`` shows what would change and writes nothing.

    ``unsafe`` applies also those that may change what is said.
    """

    def __init__(self, session: Session, *, unsafe: bool, shows: bool = False) -> None:
        self.session = session
        self.unsafe = unsafe
        self.shows = shows
        self.done = {False: 0, True: 0}
        self.given_up = 0

    @property
    def count(self) -> int:
        return sum(self.done.values())

    def mend(self, publication: PublicationFiles) -> PublicationFiles:
        """The publication after the fixes of its findings; a file that cannot be written stays as it was."""
        from attrs import evolve

        from perflang.compiler.fixing import fix_publication

        fixed = fix_publication(
            publication.sources,
            self.session.to_mend,
            self.session.limits,
            wanted=publication.wanted,
            unsafe=self.unsafe,
        )
        self.given_up += fixed.given_up
        files: list[SourceFile] = []
        for old, new in zip(publication.sources.files, fixed.sources.files, strict=True):
            done = new.text != old.text and self._take(old, new.text)
            files.append(new if done else old)
            for unsafe in self.done:
                self.done[unsafe] += fixed.applied[old.path, unsafe] if done else 0
        return evolve(publication, sources=evolve(publication.sources, files=tuple(files)))

    def _take(self, source: SourceFile, text: str) -> bool:
        if not self.shows:
            return self.session.rewrite(source, text)
        from perflang.cli.changes import show_changes
        from perflang.cli.terminal import Printer

        show_changes(Printer(sys.stdout), source, text)
        return True

    def told(self) -> Iterator[str]:
        """What was done, and what was left."""
        words = _WORDS[self.session.language]
        some = words["some"].format(unsafe=self.done[True]) if self.done[True] else ""
        if self.count:
            said = words["would" if self.shows else "did"]
            yield said.format(count=self.count, some=some)
        elif self.shows:
            yield words["nothing"]
        if self.given_up:
            yield words["given_up"].format(count=self.given_up)


def mendable(found: list[Diagnostic], language: str, mender: Mender | None) -> Iterator[str]:
    """How many of these findings could still be mended without a person, safe fixes and others apart."""
    words = _WORDS[language]
    counts = {"safe": 0, "unsafe": 0}
    for one in found:
        if one.fix:
            counts["unsafe" if one.unsafe else "safe"] += 1
    if mender is not None:  # what is left of those that it applies was given up
        counts["safe"] = 0
        counts["unsafe"] = 0 if mender.unsafe else counts["unsafe"]
    yield from (words[name].format(count=count) for name, count in counts.items() if count)
