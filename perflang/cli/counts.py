"""How often each code was found, as a table for people or programs."""

from __future__ import annotations

from collections.abc import Iterable

from perflang.cli.terminal import Printer
from perflang.control.statistics import Counted, statistics
from perflang.diagnostics import Diagnostic
from perflang.source import column_width, visible

_MARK, _NO_MARK = "[*]", "[ ]"
_FIXABLE = {
    "zh": "[*] 能自动改好：perflang check --fix",
    "en": "[*] can be mended by `perflang check --fix`",
}


def show_counts(
    printer: Printer, language: str, found: Iterable[Diagnostic], output_format: str
) -> None:
    """A line for each code: how often, the code, whether a part can be mended, the name, what it is about."""
    counted = statistics(found)
    if output_format == "json":
        import json

        printer.line(json.dumps([_object(one, language) for one in counted], indent=2))
        return
    if output_format == "concise":
        for one in counted:
            printer.line("\t".join(_cells(one, language)))
        return
    rows = [_cells(one, language) for one in counted]
    widths = [max(map(column_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        count, *others, message = row
        gaps = [
            cell + " " * (width - column_width(cell))
            for cell, width in zip(others, widths[1:], strict=False)
        ]
        printer.line("  ".join([count.rjust(widths[0]), *gaps, message]))
    if any(one.fixable for one in counted):
        printer.line()
        printer.line(printer.coloured(_FIXABLE[language], "help"))


def _cells(one: Counted, language: str) -> list[str]:
    mark = _MARK if one.fixable else _NO_MARK
    return [str(one.count), one.code, mark, one.name, visible(one.message(language))]


def _object(one: Counted, language: str) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "count": one.count,
        "fixable": one.fixable,
        "message": one.message(language),
    }
