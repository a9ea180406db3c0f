"""PF310: a punctuation mark too many, that would be printed: at the beginning of a text, or behind a unit.

Looks at texts, targets and the names of units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import Parts
from perflang.source import SourceFile, Span
from perflang.source.regex import regex

# What no text begins with.
BEFORE = "：:；;，,。、＝=）)"
_NO_BEGINNING = frozenset(BEFORE)
_BEHIND = frozenset("；;。，,、")
_BEFORE_UNITS = BEFORE + "_＿.．"
# What is left of a line, and the lines that go on with it.
_STATEMENT = regex("[^\n]*(?:\n[ \t\u00a0\u3000]*[|｜][^\n]*)*")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such mark."""
    for parts in files:
        source = parts.source
        for text, at, name in parts.texts:
            if text[0] in _NO_BEGINNING:
                yield from _before(source, at[name], text[0], BEFORE)
        for unit in parts.file.department.units:
            if unit.name[:1] and unit.name[0] in _BEFORE_UNITS:
                yield from _before(source, unit.at["name"], unit.name[0], _BEFORE_UNITS)
        for row in parts.rows:
            if row.name[-1:] in _BEHIND and row.target is not None:
                yield from _behind(source, row.at["name"], row.name[-1])
        for row, target in parts.amounts:
            last = (target.suffix or target.amount.unit)[-1:]
            if last in _BEHIND and target.verbatim is None:
                yield from _behind(source, row.at["target"], last)


def _before(source: SourceFile, at: Span, mark: str, marks: str) -> Iterator[Diagnostic]:
    """The text begins at the mark, right of ``at`` in the same statement or there; in quotes it is meant so."""
    text = source.text
    start = at.start
    if not text.startswith(mark, start):
        statement = _STATEMENT.match(text, at.end)
        start = text.find(mark, at.end, statement.end() if statement else at.end)
    glued = text[start - 1 : start].isalnum() and marks == BEFORE  # a slip inside a project's code
    if start < 1 or glued or text[start - 1] == '"':
        return
    end = start + 1
    while text[end : end + 1] and (text[end] in marks or text[end] in " \t\u3000"):
        end += 1
    gap = " " if text[start - 1].isdigit() and not text[end : end + 1].isdigit() else ""
    values = {"mark": mark, "fixed": source.line_with(Span(start, end), gap)}
    yield Diagnostic("PF310", source.path, Span(start, start + 1), values)


def _behind(source: SourceFile, at: Span, mark: str) -> Iterator[Diagnostic]:
    """The mark at the end of the value, unless that goes on over further lines."""
    start = at.end
    while source.text[start - 1] in _BEHIND or source.text[start - 1] in " \t\u3000":
        start -= 1
    if source.text[at.end - 1 : at.end] == mark:
        values = {"mark": mark, "fixed": source.line_with(Span(start, at.end), "")}
        yield Diagnostic("PF310", source.path, Span(at.end - 1, at.end), values)
