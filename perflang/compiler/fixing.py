"""A text with the fixes of its findings applied."""

from __future__ import annotations

from collections.abc import Iterable

from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile


def fix_source(source: SourceFile, found: Iterable[Diagnostic]) -> tuple[str, int]:
    """The text of ``source`` after the fixes of those findings that are about it, and how many were applied.

    A fix is applied whole or not at all: not where it touches what another one has changed.
    """
    text = source.text
    pieces: list[str] = []
    applied = end = 0
    mending = (one for one in found if one.fix and one.path == source.path)
    for finding in sorted(mending, key=lambda one: one.fix[0].at):
        if finding.fix[0].at.start < end:
            continue
        applied += 1
        for edit in finding.fix:
            pieces += [text[end : edit.at.start], edit.text]
            end = edit.at.end
    return "".join(pieces) + text[end:], applied
