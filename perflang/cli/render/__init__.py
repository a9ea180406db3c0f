"""Findings for people and programs, the one gate out to a terminal. Each format has a file of its own.

A format is a module with ``show(scene, found, folded)``; it is imported when it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from perflang.cli.terminal import Printer
from perflang.diagnostics import Diagnostic, help_text, message
from perflang.source import Limits, SourceFile, visible
from perflang.source.classes import frozen

SEVERITIES = {
    "zh": {"error": "错误", "warning": "提醒"},
    "en": {"error": "error", "warning": "warning"},
}
_THEN = {"zh": "；", "en": "; "}


@frozen
class Scene:
    """Where findings are shown: a printer, a language, the texts that they are about."""

    printer: Printer
    language: str
    texts: Mapping[str, SourceFile]
    limits: Limits

    def start(self, found: Diagnostic) -> tuple[int, int] | tuple[None, None]:
        """The line and column where a finding begins; none where its file could not be read."""
        source = self.texts.get(found.path)
        return source.line_and_column(found.at.start) if source else (None, None)

    def end(self, found: Diagnostic) -> tuple[int, int] | tuple[None, None]:
        """The line and column behind a finding."""
        source = self.texts.get(found.path)
        return source.line_and_column(found.at.end) if source else (None, None)

    def place(self, found: Diagnostic) -> str:
        """``path:line:column``, or the path of a file that could not be read."""
        line, column = self.start(found)
        path = visible(found.path)
        return path if line is None else f"{path}:{line}:{column}"

    def in_a_line(self, found: Diagnostic) -> str:
        """What is wrong and what to do about it: nothing else of the finding may be seen."""
        said = filter(None, (message(found, self.language), help_text(found, self.language)))
        return visible(_THEN[self.language].join(said))


class Renderer:
    """Writes diagnostics of known texts to a printer in one language."""

    def __init__(
        self, printer: Printer, language: str, texts: Mapping[str, SourceFile], limits: Limits
    ) -> None:
        self.scene = Scene(printer, language, texts, limits)

    def show(
        self, found: Sequence[Diagnostic], output_format: str, *, folded: bool = False
    ) -> None:
        """Write ``found`` in one of ``options.OUTPUT_FORMATS``; ``folded`` spares people repetition."""
        module = import_module(f"perflang.cli.render.{output_format}")
        module.show(self.scene, found, folded)
