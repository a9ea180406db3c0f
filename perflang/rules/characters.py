"""Whether a text holds any character that rules about single characters look for.

Told by the upper halves of its UTF-16 units, all in one pass: nearly every file has none, and a pattern would
look at each of its characters.
"""

from __future__ import annotations

# Combining marks, Greek and Cyrillic; radicals; ideographs for compatibility; what takes two units.
_LOOKED_AT = frozenset((0x03, 0x04, 0x2E, 0x2F, 0xF9, 0xFA, *range(0xD8, 0xE0)))
_PLAIN = bytes(set(range(256)) - _LOOKED_AT)
# Combining marks in a block whose other characters stand in every text.
_VOICED, _HALF_VOICED = "\u3099", "\u309a"


def only_plain(text: str) -> bool:
    """Whether nothing in ``text`` looks like another character, or is one of another script that does."""
    if text.isascii():
        return True
    upper = text.encode("utf-16-le", "surrogatepass")[1::2]
    return not upper.translate(None, _PLAIN) and _VOICED not in text and _HALF_VOICED not in text
