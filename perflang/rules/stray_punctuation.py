"""PF310: a punctuation mark too many, that would be printed: at the beginning of a text, or behind a unit.

Looks at texts, targets and the names of units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import indicators, texts
from perflang.semantics import FileModel
from perflang.source import SourceFile, Span
from perflang.values import Comparison, Figure

_BEFORE = "：:；;，,。、＝=）)"
_BEHIND = "；;。，,、"
_BEFORE_UNITS = _BEFORE + "_＿.．"


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such mark."""
    for file in files:
        source = file.source
        for text, at in texts(file):
            if text[0] in _BEFORE:
                yield _before(source, at, text[0], _BEFORE)
        for unit in file.department.units:
            if unit.name[:1] and unit.name[0] in _BEFORE_UNITS:
                yield _before(source, unit.at["name"], unit.name[0], _BEFORE_UNITS)
        for row in indicators(file):
            target = row.target
            plain = isinstance(target, Comparison | Figure) and target.verbatim is None
            if plain and target.unit[-1:] and target.unit[-1] in _BEHIND:  # type: ignore[union-attr]
                yield _behind(source, row.at["target"])


def _before(source: SourceFile, at: Span, mark: str, marks: str) -> Diagnostic:
    """The text begins at the mark, right of ``at`` on the same line or there."""
    start = source.text.index(mark, at.start if source.text[at.start] == mark else at.end)
    end = start
    while source.text[end] in marks or source.text[end] in " \t\u3000":
        end += 1
    gap = " " if source.text[start - 1].isdigit() else ""
    values = {"mark": mark, "fixed": source.line_with(Span(start, end), gap)}
    return Diagnostic("PF310", source.path, Span(start, start + 1), values)


def _behind(source: SourceFile, at: Span) -> Diagnostic:
    mark = source.text[at.end - 1]
    end = at.end
    start = end
    while source.text[start - 1] in _BEHIND or source.text[start - 1] in " \t\u3000":
        start -= 1
    values = {"mark": mark, "fixed": source.line_with(Span(start, end), "")}
    return Diagnostic("PF310", source.path, Span(end - 1, end), values)
