"""What ``check`` and ``build`` share: reading, compiling, showing findings, the exit status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from perflang.cli.render import Renderer
from perflang.cli.terminal import Printer, language_of
from perflang.compiler import Compilation, Sources, compile_publication
from perflang.diagnostics import Diagnostic
from perflang.source import Fault, Limits, SourceFile, decode, visible
from perflang.workspace import (
    PublicationFiles,
    WriteError,
    discover,
    read_standard_input,
    write_all,
    write_file,
)

CLEAN, ERRORS, USAGE = 0, 1, 2
# Findings about what was asked for, not about what stands in it.
_USAGE_CODES = {"PF106", "PF107", "PF108", "PF109"}
_CLOSING = {
    "zh": {
        "clean": "{files} 个文件，没有问题",
        "found": "{files} 个文件：{errors} 个错误，{warnings} 个提醒",
    },
    "en": {
        "clean": "{files}, nothing to report",
        "found": "{files}: {errors}, {warnings}",
    },
}
_COUNTED = {"files": "file", "errors": "error", "warnings": "warning"}
_WRITTEN = {"zh": "已写入 {path}", "en": "wrote {path}"}
_HELD_BACK = {
    "zh": "有的行读不懂，或者没有归处，没有输出",
    "en": "nothing written: there are lines that cannot be read or have no place",
}


class Session:
    """One run of a command; findings go to ``stream`` when it finishes."""

    def __init__(
        self, stream: TextIO, output_format: str, language: str | None, limits: Limits
    ) -> None:
        self.printer = Printer(stream)
        self.output_format = output_format
        self.language = language_of(language)
        self.limits = limits
        self.texts: dict[str, SourceFile] = {}
        self.found: list[Diagnostic] = []
        self.written: list[Path] = []

    @property
    def status(self) -> int:
        if any(one.code in _USAGE_CODES for one in self.found):
            return USAGE
        return ERRORS if any(one.is_error for one in self.found) else CLEAN

    def publications(self, paths: Sequence[str]) -> Iterator[PublicationFiles]:
        """What ``paths`` name; ``-`` is standard input, a publication of its own."""
        for path in paths:
            if path == "-":
                yield self._standard_input()
        files = [path for path in paths if path != "-"]
        if files:
            yield from discover(files, self.limits)

    def compile(
        self, publication: PublicationFiles, *, everything: bool = False
    ) -> Compilation | None:
        """Compile a publication and keep its findings; None when a file of it could not be read.

        ``everything`` keeps also what was found in files that were not asked for: it may hold an output back.
        """
        self.found += publication.diagnostics
        if not publication.sources.files:
            return None
        compilation = compile_publication(publication.sources, self.limits)
        self.texts |= {source.path: source for source in compilation.sources}
        self.found += [
            one
            for one in compilation.diagnostics
            if everything or publication.wanted is None or one.path in publication.wanted
        ]
        return None if publication.diagnostics else compilation

    def finish(self, *, closing: bool) -> None:
        """Show what was found; ``closing`` adds a line with the counts to standard error."""
        renderer = Renderer(self.printer, self.language, self.texts, self.limits)
        renderer.show(self.found, self.output_format)
        if closing and self.output_format == "full":
            errors = sum(one.is_error for one in self.found)
            counts: dict[str, object] = {
                "errors": errors,
                "warnings": len(self.found) - errors,
                "files": len(self.texts),
            }
            words = _CLOSING[self.language]["found" if self.found else "clean"]
            if self.language == "en":
                counts = {name: _english(count, _COUNTED[name]) for name, count in counts.items()}
            Printer(sys.stderr).line(words.format(**counts))

    def write(self, target: Path | None, content: Iterable[bytes]) -> None:
        """Write an output, None being standard output; what goes wrong is a finding."""
        if target is None:
            self._to_standard_output(content)
            return
        try:
            write_file(target, content)
        except WriteError as error:
            self.found.append(
                Diagnostic("PF107", target.as_posix(), values={"reason": error.reason})
            )
        else:
            self.written.append(target)

    def write_all(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Write new files into a folder, all or none."""
        try:
            self.written += write_all(folder, files)
        except WriteError as error:
            self.found.append(
                Diagnostic("PF107", folder.as_posix(), values={"reason": error.reason})
            )

    def tell_written(self, held_back: bool) -> None:
        """Say where outputs are, and where there is none because a line could not be read."""
        lines = [_WRITTEN[self.language].format(path=target.as_posix()) for target in self.written]
        for line in [*lines, *([_HELD_BACK[self.language]] if held_back else [])]:
            Printer(sys.stderr).line(visible(line))

    def _to_standard_output(self, content: Iterable[bytes]) -> None:
        if sys.stdout is None:
            self.found.append(Diagnostic("PF107", "-", values={"reason": "it is closed"}))
            return
        for piece in content:
            sys.stdout.buffer.write(piece)

    def _standard_input(self) -> PublicationFiles:
        from perflang.diagnostics import from_fault

        content = read_standard_input(self.limits)
        read = content if isinstance(content, Fault) else decode("-", content, self.limits)
        if isinstance(read, SourceFile):
            return PublicationFiles("stdin", Sources((read,)))
        return PublicationFiles("stdin", Sources(()), diagnostics=(from_fault("-", read),))


def _english(count: object, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
