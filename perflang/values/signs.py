"""Operators as signs: in the spelling of the language, and in the other clothes that cells put on them."""

from __future__ import annotations

from perflang.source.regex import regex
from perflang.values.spelling import half_width

# A source may have those of OPERATOR in perflang.lark, a cell any of them.
_PLAIN = {
    **dict.fromkeys((">=", "=>", "≧", "⩾", "≮", "&ge;"), "≥"),
    **dict.fromkeys(("<=", "=<", "≦", "⩽", "≯", "&le;"), "≤"),
    **dict.fromkeys(("﹥", "〉", "》", "&gt;"), ">"),
    **dict.fromkeys(("﹤", "〈", "《", "&lt;"), "<"),
    "═": "=",
}
_OPERATOR = regex(
    r"[ \t\u00a0\u3000]*([><＞＜][=＝]|[=＝][><＞＜]|&[gl][et];|[≥≤><=＞＜＝≧≦═≈⩾⩽≮≯﹥﹤》《〉〈])(?![》《〉〈])"
)
# Those that stand inside a text without being brackets too.
SIGN = regex("(>=|<=|[≥≤><=≧≦═])")
SIGNS = frozenset("≥≤><=＞＜＝≧≦═")


def plain_operator(spelling: str) -> str:
    """One of ``OPERATORS`` for any way of writing it: ``>=``, ``≧``, full width."""
    plain = half_width(spelling)
    return _PLAIN.get(plain, plain)


def split_operator(text: str) -> tuple[str, str]:
    """The operator at the start of ``text`` (empty if none stands there) and the rest."""
    match = _OPERATOR.match(text)
    return (plain_operator(match[1]), text[match.end() :]) if match else ("", text)
