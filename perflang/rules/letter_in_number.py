"""PF311: the letter O, or 〇, in the place of a zero.

Looks at targets, units and budgets, where O has become part of a unit of measure or of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import budgets, indicators, tables
from perflang.semantics import FileModel
from perflang.source import SourceFile, Span
from perflang.source.regex import regex
from perflang.values import Comparison, Figure

_LIKE_ZERO = "OoＯ〇○"
_SET = frozenset(_LIKE_ZERO)
_LETTERS = regex(f"[{_LIKE_ZERO}]+(?![A-Za-z])")
_IN_CODE = regex(f"[{_LIKE_ZERO}]+[0-9]{{0,4}}(?=[ \t\u3000])")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at the first such letter of each line."""
    for file in files:
        last = 0
        for one in _in_file(file):
            line = file.source.line_of(one.at.start)
            if line != last:
                yield one
            last = line


def _in_file(file: FileModel) -> Iterator[Diagnostic]:
    for row in indicators(file):
        target = row.target
        if isinstance(target, (Comparison, Figure)) and _is_zero(target.unit):
            at = row.at["target"]
            start = file.source.text.find(target.unit[:1], at.start, at.end)
            if start > at.start and file.source.text[start - 1].isdigit():
                yield from _found(file.source, start, _LETTERS)
    for budget in (one for project in tables(file) for one in budgets(project)):
        for part in budget.parts:
            if part.amount is None and part.name[-1:] in _SET:
                yield from _found(file.source, part.at[""].end - 1, _LETTERS, " ")
                break  # a suggestion is the whole line: one is enough
    for unit in file.department.units:
        if unit.code is not None and unit.name[:1] in _SET:
            name = unit.at["name"].start
            if name == unit.at["code"].end:
                yield from _found(file.source, name, _IN_CODE)


def _is_zero(unit: str) -> bool:
    """Whether a unit begins with such a letter; 3O型 is a group of blood."""
    return unit[:1] in _SET and unit[1:2] != "型"


def _found(
    source: SourceFile, start: int, pattern: re.Pattern[str], gap: str = ""
) -> Iterator[Diagnostic]:
    match = pattern.match(source.text, start)
    if match is not None:
        zeros = gap if source.text[start - 1] not in " \t\u3000" else ""
        zeros += "".join("0" if one in _SET else one for one in match[0])
        fixed = source.line_with(Span(*match.span()), zeros)
        letter = match[0].rstrip("0123456789")
        at = Span(start, start + len(letter))
        yield Diagnostic("PF311", source.path, at, {"letter": letter, "fixed": fixed})
