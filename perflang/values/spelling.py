"""Full-width digits, letters and signs as their half-width twins."""

from __future__ import annotations

from perflang.source.regex import regex

# What separates the words of a line.
BLANKS = " \t\u00a0\u3000"
_TWINS = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_WIDE = regex("[\u3000\uff01-\uff5e]")


def is_han(character: str) -> bool:
    """Whether it is one of the common Chinese characters: a class of twenty thousand is slow to compile."""
    return "\u4e00" <= character <= "\u9fff"


def half_width(text: str) -> str:
    """``text`` with every full-width ASCII twin and U+3000 in its half-width form.

    Most texts hold none, and of others most hold one or two: ``str.translate`` looks every character up.
    """
    if text.isascii() or not _WIDE.search(text):
        return text
    for wide in dict.fromkeys(_WIDE.findall(text)):
        text = text.replace(wide, _TWINS[wide])
    return text
