"""What may stand where a line was broken by a character that breaks no line here."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from perflang.source import Edit, Fault, SourceFile, Span
from perflang.source.regex import regex
from perflang.syntax.tree import (
    Comment,
    Equation,
    Field,
    Item,
    Line,
    ListHead,
    Opening,
    Row,
    Schedule,
    TargetField,
    Tree,
    Yearly,
)

# Soft line breaks of Word and web pages, and a carriage return that lost its line feed.
_BREAK = regex("[\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
_MOST = 1000  # pieces of one line that are looked at

Parse = Callable[[SourceFile], tuple[Tree, object]]


def with_breaks(fault: Fault, source: SourceFile, parse: Parse) -> Fault:
    """The fault of a line with such breaks in it, and a fix that mends all of the line.

    What follows a break is a line of its own where it reads like one, else it goes on with the text before
    it. A comment stays one to its end: nothing that was hidden is to be printed. Inside quotes nothing is
    mended: a quoted text has one line.
    """
    line = source.line_of(fault.at.start)
    start, end = source.line_span(line)
    text = source.text[start:end]
    breaks = list(_BREAK.finditer(text))
    if not breaks or len(breaks) > _MOST:
        return fault
    edits = list(fault.fix)
    before = text[: breaks[0].start()]
    in_comment = _is_comment(before)
    for number, found in enumerate(breaks):
        after = text[
            found.end() : breaks[number + 1].start() if breaks[number + 1 :] else len(text)
        ]
        if before.count('"') % 2:
            return evolve(fault, fix=())
        at = Span(start + found.start(), start + found.end())
        instead = _instead_of(found[0], before, after, in_comment, parse)
        edits.append(Edit(at, instead))
        in_comment = _is_comment(instead.lstrip() + after) or (in_comment and not after)
        before = after or before
    return evolve(fault, fix=tuple(sorted(edits, key=lambda edit: edit.at)))


def _instead_of(broken: str, before: str, after: str, in_comment: bool, parse: Parse) -> str:
    if broken == "\r" and not after:
        return ""
    if in_comment and broken != "\r":
        return "\n" if _is_comment(after) else "\n# "
    if _stands_alone(_line(before, parse), _line(after, parse)):
        return "\n"
    if in_comment:
        return "\n# "
    return "\n" if broken == "\r" else "\n  | "


def _is_comment(text: str) -> bool:
    return text.lstrip(" \t\u00a0\u3000")[:1] in ("#", "＃")


def _stands_alone(before: Line, after: Line) -> bool:
    """Whether a piece is a statement, or an item below another one or below the head of its list."""
    if isinstance(after, Item):
        return isinstance(before, Item | ListHead)
    if isinstance(after, Row):
        return after.is_keyword or after.head.text.endswith("指标")
    statements = Comment | Opening | Field | ListHead | Equation | Yearly | Schedule | TargetField
    return isinstance(after, statements)


def _line(text: str, parse: Parse) -> Line:
    return parse(SourceFile("", text))[0].lines[0]
