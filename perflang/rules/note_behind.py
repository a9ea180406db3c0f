"""PF314: a note behind a target, which would be printed with its unit.

Looks at targets. ``#`` begins a note only at the start of a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Values
from perflang.rules.walk import indicators
from perflang.semantics import FileModel
from perflang.source import Span
from perflang.source.regex import regex
from perflang.values import Comparison, Figure

_NOTE = regex("[ \t\u3000](?:[#＃](?=[ \t\u3000])|//)")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such note."""
    for file in files:
        for row in indicators(file):
            target = row.target
            if not isinstance(target, (Comparison, Figure)) or target.verbatim is not None:
                continue
            behind = target.unit + target.suffix
            if "#" in behind or "＃" in behind or "//" in behind:
                at = row.at["target"]
                match = _NOTE.search(file.source.text, at.start, at.end)
                if match is not None:
                    note = Span(match.start() + 1, at.end)
                    said = file.source.text[match.end() : at.end].strip()
                    line = file.source.line_with(Span(match.start(), at.end), "")
                    values: Values = {"note": said, "fixed": (f"“# {said}”", f"“{line}”")}
                    yield Diagnostic("PF314", file.source.path, note, values)
