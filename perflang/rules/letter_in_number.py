"""PF311: the letter O, or 〇, in the place of a zero.

Looks at targets, units and budgets, where O has become part of a unit of measure or of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import Parts, budgets
from perflang.source import SourceFile, Span
from perflang.source.regex import regex

_LIKE_ZERO = "OoＯ〇○"
_ZEROS = frozenset(_LIKE_ZERO)
_LETTERS = regex(f"[{_LIKE_ZERO}]+(?![A-Za-z])")
_IN_CODE = regex(f"[{_LIKE_ZERO}]+[0-9]{{0,4}}(?=[ \t\u3000])")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at the first such letter of each target, budget and unit."""
    for parts in files:
        if any([letter in parts.source.text for letter in _LIKE_ZERO]):  # noqa: C419 - quicker
            yield from _in_file(parts)


def _in_file(parts: Parts) -> Iterator[Diagnostic]:
    source = parts.source
    for row, target in parts.amounts:
        unit = target.amount.unit
        if unit[:1] in _ZEROS and unit[1:2] != "型":  # 3O型 is a group of blood
            at = row.at["target"]
            start = source.text.find(unit[0], at.start)
            if start > at.start and source.text[start - 1].isdigit():
                yield from _found(source, start, _LETTERS)
    for budget in (of for project in parts.tables for of in budgets(project)):
        for part in budget.parts:
            if part.amount is None and part.name[-1:] in _ZEROS:
                yield from _found(source, part.at[""].end - 1, _LETTERS, " ")
                break  # a suggestion is the whole line: one is enough
    for one in parts.file.department.units:
        if one.code is not None and one.name[:1] in _ZEROS:
            name = one.at["name"].start
            if name == one.at["code"].end:
                yield from _found(source, name, _IN_CODE)


def _found(
    source: SourceFile, start: int, pattern: re.Pattern[str], gap: str = ""
) -> Iterator[Diagnostic]:
    match = pattern.match(source.text, start)
    if match is not None:
        zeros = gap if source.text[start - 1] not in " \t\u3000" else ""
        zeros += "".join("0" if one in _ZEROS else one for one in match[0])
        fixed = source.line_with(Span(*match.span()), zeros)
        letter = match[0].rstrip("0123456789")
        at = Span(start, start + len(letter))
        yield Diagnostic("PF311", source.path, at, {"letter": letter, "fixed": fixed})
