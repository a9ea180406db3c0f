"""How wide a text is on a terminal, and how it is shown there without acting on it."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

from perflang.source.regex import regex

TAB = 8
_EMOJI_STYLE = "\ufe0f"
_JOINER = "\u200d"
# Controls, format characters, separators, surrogates, private use and noncharacters never reach a
# terminal as they are.
_ACTING = regex(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff"
    "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
    )
    + "]"
)
# Those among them that Python calls printable: in other characters it has no doubt, and no class to compile.
_PRINTABLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0").union(
    map(chr, (*range(0xFE00, 0xFE0F), *range(0xE0100, 0xE01F0)))
)


def column_width(text: str, start: int = 0) -> int:
    """The number of terminal columns of ``text`` when it begins at column ``start`` (from 0)."""
    widths = list(map(_width_alone, text))
    if 0 not in widths:
        return sum(widths)
    column, last, joined = start, 0, False
    for character in text:
        if character == "\t":
            last = TAB - column % TAB
        elif character == _EMOJI_STYLE:
            column += 1 if last == 1 else 0
            continue
        else:
            last_wide = last == 2
            width = _character_width(character)
            if joined or (last_wide and _is_modifier(character)) or width == 0:
                joined = character == _JOINER
                continue
            last = width
        joined = False
        column += last
    return column - start


def visible(text: str) -> str:
    """``text`` with every character that could act on a terminal written out: ``\\x1b``, ``<U+202E>``."""
    if text.isprintable() and _PRINTABLE.isdisjoint(text):
        return text
    return _ACTING.sub(_written_out, text)


@lru_cache(maxsize=4096)
def _width_alone(character: str) -> int:
    """1 or 2, as of nearly all characters; 0 where the columns depend on what stands before it."""
    depends = character == "\t" or _is_modifier(character)
    return 0 if depends else _character_width(character)


def _is_modifier(character: str) -> bool:
    """Whether it colours the emoji before it."""
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _character_width(character: str) -> int:
    if east_asian_width(character) in "WF":
        return 2
    return 0 if category(character) in {"Mn", "Me", "Cf"} else 1


def _written_out(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 0x80 else f"<U+{number:04X}>"
