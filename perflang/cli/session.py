"""What ``check`` and ``build`` share: reading, compiling, showing findings, the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from perflang.cli.placing import put, told_of
from perflang.cli.render import Renderer
from perflang.cli.terminal import Printer, language_of
from perflang.cli.uncontrolled import Uncontrolled
from perflang.compiler import Compilation, Sources, compile_publication
from perflang.diagnostics import Diagnostic
from perflang.model import OwnFile
from perflang.source import Fault, Limits, SourceFile
from perflang.workspace import (
    Finder,
    Found,
    PublicationFiles,
    WriteError,
    decode_source,
    read_standard_input,
    rewrite,
    write_all,
)
from perflang.workspace.nearest import is_folder

if TYPE_CHECKING:
    from perflang.cli.mending import Mender

CLEAN, ERRORS, USAGE = 0, 1, 2
# Findings about what was asked for, not about what stands in it.
_USAGE_CODES = {"PF106", "PF107", "PF108", "PF109", "PF120"}
_CLOSING = {
    "zh": {
        "clean": "{files} 个文件，没有问题",
        "nothing_new": "{files} 个文件，没有新的问题",
        "found": "{files} 个文件：{errors} 个错误，{warnings} 个提醒",
        "convertible": "其中 {count} 个文件可以转换编码：perflang format --from gb18030",
        "unreviewed": "{count} 个文件里有读不懂的行，没有审核；改好以后再检查一次",
        "excused": "另有 {count} 条是基线里的，没有列出",
        "stale": "基线里有 {count} 条已经没有了，可以重新生成：perflang check --generate-baseline",
    },
    "en": {
        "clean": "{files}, nothing to report",
        "nothing_new": "{files}, nothing new to report",
        "found": "{files}: {errors}, {warnings}",
        "convertible": "`perflang format --from gb18030` can convert {count} of the files",
        "unreviewed": "not reviewed because of lines that cannot be read: {count}; mend them and check again",
        "excused": "{count} more are in the baseline",
        "stale": "{count} in the baseline are there no more; `perflang check --generate-baseline` "
        "writes it anew",
    },
}
_COUNTED = {"files": "file", "errors": "error", "warnings": "warning"}


class Session:
    """One run of a command; findings go to ``stream`` when it finishes.

    Sources that are not UTF-8 are read in ``encoding``, if one is given.
    """

    def __init__(
        self,
        stream: TextIO,
        output_format: str,
        language: str | None,
        limits: Limits,
        encoding: str | None = None,
    ) -> None:
        self.printer = Printer(stream)
        self.output_format = output_format
        self.language = language_of(language)
        self.limits = limits
        self.encoding = encoding
        self.controls = Uncontrolled()  # those of a review, if there is one
        self.texts: dict[str, SourceFile] = {}
        self.found: list[Diagnostic] = []
        self.written: list[Path] = []
        self.mender: Mender | None = None  # of a run that fixes
        self.named: set[Path] = set()  # files that were asked for by their own names
        self.asked = 0  # files whose findings are shown
        self.unreviewed = (
            0  # those of them of which rules have nothing to say, for a line is missing
        )

    @property
    def status(self) -> int:
        return status_of(self.found)

    def publications(self, paths: Sequence[str]) -> Iterator[PublicationFiles]:
        """What ``paths`` name, each read when its turn comes."""
        return (one.read() for one in self.found_in(paths))

    def found_in(
        self, paths: Sequence[str], form: str | None = None, *, watched: bool = False
    ) -> list[Found]:
        """What ``paths`` name; ``-`` is standard input, a publication of its own.

        An own form of the name ``form`` is read whether a source names it or not. What a later run is to be
        told of changes in is ``watched``.
        """
        finder = Finder(self.limits, self.encoding, form, watched=watched)
        given = [self._standard_input() for path in paths if path == "-"]
        found = [
            Found(
                "stdin",
                finder.own,
                paths=tuple(Path(text.path) for text in one.sources.files),
                given=one,
            )
            for one in given
        ]
        files = [path for path in paths if path != "-" and not self.controls.takes(path)]
        self.asked += len(paths) - len(given) - len(files)
        self.named.update(map(Path, files))
        self.controls.asked = [Path(path) for path in files if is_folder(Path(path))]
        return [*found, *finder.find(files)]

    def compile(self, publication: PublicationFiles) -> Compilation | None:
        """Compile a publication and keep its findings; None when a file of it could not be read."""
        before = publication.diagnostics
        self.found += self.controls.wanted(before)
        self.controls.is_whole &= not before
        if not publication.sources.files and not publication.sources.own:
            return None
        compilation = compile_publication(publication.sources, self.limits)
        files, wanted = publication.sources.files, publication.wanted
        self.asked += sum(wanted is None or source.path in wanted for source in files)
        self.asked += 0 if files else len(publication.sources.own)
        self.texts |= {source.path: source for source in publication.sources.texts}
        sources = {one.path for one in files}
        hidden = sources - wanted if wanted else set()
        shown = (one for one in compilation.files if one.source.path not in hidden)
        self.unreviewed += sum(not one.readable for one in shown)
        found = [
            one
            for one in self.controls.review(compilation)
            # what is wrong with an own file is said once for all publications that have it
            if one.path not in hidden and (one.path in sources or one not in self.found)
        ]
        left = self.controls.look_up(found, compilation, hidden, whole=not before)
        self._keep_controls()
        self.found += left
        return None if publication.diagnostics or not files else compilation

    def keep_own(self, own: Iterable[OwnFile]) -> None:
        """Keep the texts of own files, so that what is found in them can be shown."""
        read = (one.content for one in own)
        self.texts |= {one.path: one for one in read if isinstance(one, SourceFile)}

    def to_mend(self, compilation: Compilation) -> Sequence[Diagnostic]:
        """What would be shown of a publication: of nothing else the fixes are applied."""
        return self.controls.unknown(self.controls.review(compilation), compilation)

    def settle(self) -> None:
        """Everything has been looked at: leave out what need not be shown after all."""
        excused = {id(one) for one in self.controls.settle()}
        self.found = [one for one in self.found if id(one) not in excused]
        self._keep_controls()

    def _keep_controls(self) -> None:
        """Keep what is wrong with the files that say what is shown."""
        self.texts |= self.controls.texts
        self.found += [one for one in self.controls.found if one not in self.found]

    def finish(self, *, closing: bool, folded: bool = True, counted: bool = False) -> None:
        """Show what was found; ``closing`` adds a line with the counts to standard error.

        ``folded`` shows a code a few times for each file and counts the others, ``counted`` how often there is
        each code and nothing else.
        """
        self.settle()
        if counted:
            from perflang.cli.counts import show_counts

            show_counts(self.printer, self.language, self.found, self.output_format)
        else:
            renderer = Renderer(self.printer, self.language, self.texts, self.limits)
            renderer.show(self.found, self.output_format, folded=folded)
        if closing and self.output_format == "full":
            for line in self._closing():
                Printer(sys.stderr).line(line)

    def _closing(self) -> Iterator[str]:
        """The counts, and what could be done about them without a person."""
        words = _CLOSING[self.language]
        if self.mender is not None:
            yield from self.mender.told()
        errors = sum(one.is_error for one in self.found)
        lost = {one.path for one in self.found if one.path not in self.texts}
        counts: dict[str, object] = {
            "errors": errors,
            "warnings": len(self.found) - errors,
            "files": self.asked + len(lost),
        }
        if self.language == "en":
            counts = {name: _english(count, _COUNTED[name]) for name, count in counts.items()}
        known = self.controls.counts
        clean = "clean" if known is None else "nothing_new"
        excused, stale = known or (0, 0)
        yield words["found" if self.found else clean].format(**counts)
        if any(one.fix for one in self.found):
            from perflang.cli.mending import mendable

            yield from mendable(self.found, self.language, self.mender)
        for name, count in (
            ("convertible", sum(one.hint == "gb18030" for one in self.found)),
            ("unreviewed", self.unreviewed),
            ("excused", excused),
            ("stale", stale),
        ):
            if count:
                yield words[name].format(count=count)

    def write(self, target: Path | None, content: Iterable[bytes]) -> None:
        """Write an output, None being standard output; what goes wrong is a finding."""
        failed = put(target, content)
        if failed is not None:
            self.found.append(failed)
        elif target is not None:
            self.written.append(target)

    def rewrite(self, source: SourceFile, text: str) -> bool:
        """Put a new text in the place of a source; whether that was done, else a finding says why."""
        try:
            named = Path(source.path) in self.named
            rewrite(source, text, self.limits, () if named else self.controls.asked)
        except WriteError as error:
            code = "PF107" if error.reason else "PF120"
            self.found.append(Diagnostic(code, source.path, values=error.reason))
            return False
        return True

    def write_all(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write new files into a folder, all or none."""
        try:
            self.written += write_all(folder, files)
        except WriteError as error:
            self.found.append(Diagnostic("PF107", folder.as_posix(), values=error.reason))

    def tell_written(self, held_back: bool, no_form: bool = False) -> None:
        """Say where outputs are, and where there is none: a line, or a form's file, could not be read."""
        written = [target.as_posix() for target in self.written]
        for line in told_of(written, self.language, held_back=held_back, no_form=no_form):
            Printer(sys.stderr).line(line)

    def _standard_input(self) -> PublicationFiles:
        from perflang.diagnostics import from_fault

        read: bytes | Fault | SourceFile = read_standard_input(self.limits)
        if isinstance(read, bytes):
            read = decode_source("-", read, self.limits, self.encoding)
        if isinstance(read, SourceFile):
            return PublicationFiles("stdin", Sources((read,)))
        return PublicationFiles("stdin", Sources(()), diagnostics=(from_fault("-", read),))


def _english(count: object, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def status_of(found: Sequence[Diagnostic]) -> int:
    """The exit status that findings make."""
    if any(one.code in _USAGE_CODES for one in found):
        return USAGE
    return ERRORS if any(one.is_error for one in found) else CLEAN
