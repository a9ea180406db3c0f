"""Comments that say what is to be found: ``# expect: PF204`` or ``# 应报: PF204`` above a line, checked exactly.

One holds for the next line that is neither blank nor such a comment; a comment for perflang is a line like
others, since something may be found in it. What is plainly meant as one and is none is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import evolve

from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile, Span
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import half_width
from perflang.vocabulary import nearest

# Lines are looked at as half-width ones, which are as long. Another sign may stand for the colon, or none at all,
# where a code follows.
_OURS = r"#+\s*(?:[^\w\s#]\s*)?(?:expect(?:ed|s)?|应报)\s*(?::|[^\w\s:]?\s*(?=PF[0-9]))"
_COMMENT = regex(rf"\s*{_OURS}", re.IGNORECASE)
_BEHIND = regex(rf"{_OURS}\W*PF[0-9]", re.IGNORECASE)
_JOIN = r"(?:和|与|以?及|and)(?=\s*PF[0-9])"
_WORD = regex(rf"{_JOIN}|(PF[0-9]+(?=\s*{_JOIN})|\w[\w-]*)", re.IGNORECASE)
_CODE = regex("PF[0-9]+", re.IGNORECASE)
# The words of any other comment, a code apart from what it is written together with; and words like ours.
_LOOSE = regex(r"PF[0-9]{3}(?![0-9A-Z_])|(?:(?!PF[0-9])[\w-])+", re.IGNORECASE)
_LIKE_CHINESE = regex("(?<![对相响适反])应|期望|预期|期待|[该要会须英硬]报")
_LIKE_ENGLISH = ("expect", "expects", "expected", "expecting")
_FEW = 4  # words before the codes


@frozen
class Expected:
    """One finding that is to come on a line: its code, or the name of an own check; ``at`` is that word.

    ``own`` is the line of the comment, where what is about a whole file may be found, since a file may begin so;
    ``line`` is that below, None where there is no more.

    With a ``mistake`` nothing can come, and ``at`` is the comment: ``empty`` where no code is named, ``misspelt``
    for one that is only much like such a comment, ``behind`` for one that stands behind something; ``code`` is all
    that it names.
    """

    code: str
    at: Span
    own: int
    line: int | None
    mistake: str = ""


def expectations(source: SourceFile, checks: Collection[str] = ()) -> list[Expected]:
    """What the comments of a text say, in order; a word that stands there twice is to be found twice.

    ``checks`` are the names of own checks.
    """
    found: list[Expected] = []
    waiting: list[Expected] = []
    for number in range(1, len(source.line_starts) + 1):
        text = source.line_text(number)
        plain = half_width(text) if "#" in text or "＃" in text else ""
        named = list(_named(source, number, plain, checks))
        waiting += named
        if text.strip() and not named:
            found += [evolve(one, line=number) for one in waiting]
            waiting = []
            behind = None if plain.lstrip().startswith("#") else _BEHIND.search(plain)
            if behind is not None:
                words = [
                    _as_code(one[1]) for one in _WORD.finditer(plain, behind.start()) if one[1]
                ]
                at = _within(source, number, behind.start(), len(plain.rstrip()))
                found.append(Expected(", ".join(words[1:]), at, number, number, "behind"))
    return [*found, *waiting]


def _named(
    source: SourceFile, number: int, plain: str, checks: Collection[str]
) -> Iterator[Expected]:
    """What a line that is such a comment names, or that it is no good as one; nothing of another line."""
    begins = _COMMENT.match(plain)
    whole = _within(source, number, len(plain) - len(plain.lstrip()), len(plain.rstrip()))
    if begins is None:
        codes = _meant(plain, checks)
        if codes:
            yield Expected(codes, whole, number, None, "misspelt")
        return
    words = [word for word in _WORD.finditer(plain, begins.end()) if word[1]]
    for word in words:
        at = _within(source, number, word.start(), word.end())
        yield Expected(_as_code(word[1]), at, number, None)
    if not words:
        yield Expected("", whole, number, None, "empty")


def _meant(plain: str, checks: Collection[str]) -> str:
    """The codes and checks that another comment names behind a few words, one of which is much like ours.

    Empty where any other word stands behind them, or nothing like ours before them.
    """
    text = plain.lstrip()
    if not text.startswith("#") or "#" in text.lstrip("#"):  # one that is taken out by another sign
        return ""
    words = [word[0] for word in _LOOSE.finditer(plain)]
    known = [bool(_CODE.fullmatch(word)) or word in checks for word in words]
    first = known.index(True) if True in known else 0
    if not 0 < first <= _FEW or not all(known[first:]):
        return ""
    return ", ".join(map(_as_code, words[first:])) if any(map(_is_like, words[:first])) else ""


def _is_like(word: str) -> bool:
    return bool(_LIKE_CHINESE.search(word)) or nearest(word, _LIKE_ENGLISH) is not None


def _within(source: SourceFile, number: int, begin: int, end: int) -> Span:
    start = source.line_starts[number - 1]
    return Span(start + begin, start + end)


def _as_code(word: str) -> str:
    """Codes are written in either case; names are not."""
    return word.upper() if _CODE.fullmatch(word) else word


def compare(
    source: SourceFile, expected: Iterable[Expected], found: Sequence[Diagnostic]
) -> tuple[list[Diagnostic], list[Expected]]:
    """Of the findings of a text those that nobody expected, and of what was ``expected`` what did not come."""
    left = list(found)
    missing: list[Expected] = []
    for one in expected:
        for finding in left:
            is_it = finding.code == one.code and not one.mistake
            if is_it and source.line_of(finding.at.start) in (one.line, one.own):
                left.remove(finding)
                break
        else:
            missing.append(one)
    return left, missing
