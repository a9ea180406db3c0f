"""What a command would change in a source, as a unified diff."""

from __future__ import annotations

from perflang.cli.terminal import Printer
from perflang.source import SourceFile


def show_changes(printer: Printer, source: SourceFile, text: str) -> None:
    """A unified diff that can be applied: a carriage return stays at its line's end."""
    from difflib import unified_diff

    from perflang.source import visible

    roles = {"+": "added", "-": "removed", "@": "place"}
    changes = unified_diff(_lines(source.text), _lines(text), source.path, source.path, lineterm="")
    for line in changes:
        for piece in line.split("\n"):
            end = "\r" if piece.endswith("\r") else ""
            shown = visible(piece.removesuffix("\r"))
            role = roles.get(piece[:1])
            printer.line((printer.coloured(shown, role) if role else shown) + end)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if lines[-1]:
        lines[-1] += "\n\\ No newline at end of file"
    else:
        lines.pop()
    return lines
