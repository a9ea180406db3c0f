"""PF314: a note behind a target, which would be printed with its unit.

Looks at targets. ``#`` begins a note only at the start of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Values
from perflang.rules.walk import Parts
from perflang.source import Span
from perflang.source.regex import regex

_SIGNS = ("#", "＃", "//")
_SIGN = regex("[#＃]|//")
_NOTE = regex("[ \t\u3000](?:[#＃](?=[ \t\u3000])|//)")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such note."""
    for parts in files:
        source = parts.source
        if not any(sign in source.text for sign in _SIGNS):
            continue
        for row, target in parts.amounts:
            if target.verbatim is not None or not _SIGN.search(target.unit + target.suffix):
                continue
            at = row.at["target"]
            match = _NOTE.search(source.text, at.start, at.end)
            if match is not None:
                note = Span(match.start() + 1, at.end)
                said = source.text[match.end() : at.end].strip()
                line = source.line_with(Span(match.start(), at.end), "")
                values: Values = {"note": said, "fixed": (f"“# {said}”", f"“{line}”")}
                yield Diagnostic("PF314", source.path, note, values)
