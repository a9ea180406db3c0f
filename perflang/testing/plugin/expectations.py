"""Comments that say what is to be found: ``# expect: PF204`` or ``# 应报: PF204`` above a line, checked exactly.

One holds for the next line that is neither blank nor such a comment; a comment for perflang is a line like
others, since something may be found in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile, Span
from perflang.source.classes import frozen
from perflang.source.regex import regex

# The colon may be forgotten where a code follows.
_COMMENT = regex(
    r"[ \t\u3000]*[#＃]+[ \t\u3000]*(?:expect(?:ed|s)?|应报)[ \t\u3000]*(?:[:：]|(?=PF[0-9]))",
    re.IGNORECASE,
)
_WORD = regex(r"[^\s,，、;；]+")


@frozen
class Expected:
    """One finding that is to come on a line: its code, or the name of an own check; ``at`` is that word.

    In a comment that names none it is empty, and ``at`` the comment.

    ``own`` is the line of the comment, where what is about a whole file may be found, since a file may begin so;
    ``line`` is that below, None where there is no more.
    """

    code: str
    at: Span
    own: int
    line: int | None


def expectations(source: SourceFile) -> list[Expected]:
    """What the comments of a text say, in order; a word that stands there twice is to be found twice."""
    found: list[Expected] = []
    waiting: list[tuple[str, Span, int]] = []
    for number in range(1, len(source.line_starts) + 1):
        text = source.line_text(number)
        begins = _COMMENT.match(text)
        if begins is not None:
            start = source.line_starts[number - 1]
            words = [
                (_as_code(word[0]), Span(start + word.start(), start + word.end()), number)
                for word in _WORD.finditer(text, begins.end())
            ]
            indent = len(text) - len(text.lstrip())
            waiting += words or [("", Span(start + indent, start + len(text.rstrip())), number)]
        elif text.strip():
            found += [Expected(code, at, own, number) for code, at, own in waiting]
            waiting = []
    return [*found, *(Expected(code, at, own, None) for code, at, own in waiting)]


def _as_code(word: str) -> str:
    """Codes are written in either case; names are not."""
    return word.upper() if word[:2].upper() == "PF" and word[2:].isdigit() else word


def compare(
    source: SourceFile, expected: Iterable[Expected], found: Sequence[Diagnostic]
) -> tuple[list[Diagnostic], list[Expected]]:
    """Of the findings of a text those that nobody expected, and of what was ``expected`` what did not come."""
    left = list(found)
    missing: list[Expected] = []
    for one in expected:
        for finding in left:
            if finding.code == one.code and source.line_of(finding.at.start) in (one.line, one.own):
                left.remove(finding)
                break
        else:
            missing.append(one)
    return left, missing
