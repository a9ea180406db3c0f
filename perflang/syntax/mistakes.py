"""Why a line could not be read: from the line itself and the place where the parser stopped.

The parser's own list of expected terminals is no help to anybody; what a keyword wants is said by
its example in the vocabulary. What may have been meant is another floor's business.
"""

from __future__ import annotations

from perflang.diagnostics import Diagnostic
from perflang.source import SourceFile, Span
from perflang.source.regex import regex
from perflang.vocabulary import Keyword, vocabulary

_FARTHEST = 40  # lines above that are looked at
_HEAD = regex("([^:：]{1,60})[:：]")


def mistake(source: SourceFile, line: int, offset: int) -> Diagnostic:
    """The diagnostic of line ``line``, whose reading stopped at ``offset``."""
    start, end = source.line_span(line)
    text = source.text[start:end].rstrip()
    at = Span(min(offset, start + len(text)), start + len(text))
    body = text.lstrip()
    first = start + len(text) - len(body)
    head = _HEAD.match(body)
    keyword = vocabulary().find(head[1]) if head else None
    if body[:1] in "=＝+＋":
        keyword = _equation_above(source, line)
    if keyword is not None and keyword.shape not in ("row", "target"):
        return _not_its_shape(source.path, at, keyword)
    if head is None or offset < first + head.end():
        return Diagnostic("PF110", source.path, Span(first, start + len(text)))
    if (
        keyword is not None
        and keyword.shape == "target"
        and at.start == _after_blanks(source, first + head.end())
    ):
        return _not_its_shape(source.path, at, keyword)
    return _row(source, at, first + head.end(), head[1])


def _equation_above(source: SourceFile, line: int) -> Keyword:
    """The keyword of the budget that a line of further parts goes on with."""
    for number in range(line - 1, max(0, line - _FARTHEST), -1):
        head = _HEAD.match(source.line_text(number).strip())
        keyword = vocabulary().find(head[1]) if head else None
        if keyword is not None and keyword.shape in ("equation", "yearly"):
            return keyword
    return vocabulary()["budget"]


def _after_blanks(source: SourceFile, offset: int) -> int:
    while source.text[offset : offset + 1] in (" ", "\t", "\u3000"):
        offset += 1
    return offset


def _not_its_shape(path: str, at: Span, keyword: Keyword) -> Diagnostic:
    values = {"keyword": keyword.zh, "keyword_en": keyword.en}
    if keyword.shape == "list":
        return Diagnostic("PF113", path, at, values)
    examples = {"example": keyword.example["zh"], "example_en": keyword.example["en"]}
    return Diagnostic("PF111", path, at, values | examples)


def _row(source: SourceFile, at: Span, body: int, head: str) -> Diagnostic:
    """An indicator or a target: a second sign, no name before the sign, or nothing after it."""
    stopped = source.text[at.start : at.start + 1]
    before = source.text[body : at.start].strip()
    if at.start >= at.end:
        return Diagnostic("PF115", source.path, Span(at.end - 1, at.end), {"head": head})
    if not before and stopped not in ":：":
        return Diagnostic("PF114", source.path, at, {"head": head, "sign": stopped})
    sign = Span(at.start, at.start + 1)
    return Diagnostic("PF112", source.path, sign, {"sign": stopped, "before": before})
