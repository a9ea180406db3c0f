"""PF305: code of a web page or marks of Markdown inside a text; both would be printed as they stand.

Looks at a file's text. What stands at the beginning of a line is no text, and is found in reading it.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.source import Span
from perflang.source.regex import regex
from perflang.syntax import Tree

_MARKUP = regex(
    "</?(?:br|p|b|i|u|a|div|span|font|strong|em|sup|sub|t[dhr]|table|li|ul|ol)(?:[ /][^<>\r\n]{0,80})?>"
    "|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|hellip);"
    r"|(?<![*0-9])\*\*(?![\s、，,；;。）)])[^*\r\n]{1,40}(?<![\s、，,（(])\*\*(?!\*)"
)
_BREAK = regex("<(?:br|/p|/div|/li)[ /]{0,2}>")
_TAG = regex("<[^<>]{0,90}>")
_SIGNS = {
    "nbsp": " ",
    "lt": "<",
    "gt": ">",
    "amp": "&",
    "quot": '"',
    "ldquo": "“",
    "rdquo": "”",
    "mdash": "—",
    "hellip": "…",
}
_ENTITY = regex("&([a-z]{2,6});")
_BEGINS_TEXT = regex("[ \t\u3000]*(?:[^:：<*]{1,20}[:：]|[|｜]|[-－0-9（(①-⑳]|目标)")


def check(tree: Tree) -> Iterator[Diagnostic]:
    """A warning at the first such mark of each line."""
    source = tree.source
    text = source.text
    if "<" not in text and "&" not in text and "**" not in text:
        return
    last = 0
    for match in _MARKUP.finditer(text):
        line = source.line_of(match.start())
        before = text[source.line_starts[line - 1] : match.start()]
        if line != last and _BEGINS_TEXT.match(before) and before.lstrip()[:1] not in ("#", "＃"):
            last = line
            plain = tuple(f"“{one}”" for one in _plain(source.line_text(line)))
            hint = "lines" if len(plain) > 1 else None
            values = {"markup": match[0], "fixed": plain if hint else plain[0][1:-1]}
            yield Diagnostic("PF305", source.path, Span(*match.span()), values, hint)


def _plain(line: str) -> list[str]:
    """The line without marks; where the web page broke a line, a further one begins."""
    pieces = [_TAG.sub("", piece).replace("**", "") for piece in _BREAK.split(line)]
    plain = [_ENTITY.sub(lambda match: _SIGNS.get(match[1], match[0]), piece) for piece in pieces]
    first, *further = [piece.strip() for piece in plain if piece.strip()]
    return [first, *(f"| {piece}" for piece in further)]
