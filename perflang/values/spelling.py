"""Full-width digits, letters and signs as their half-width twins."""

from __future__ import annotations

# What separates the words of a line.
BLANKS = " \t\u00a0\u3000"
_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000"
_NARROW = "".join(chr(code) for code in range(0x21, 0x7F)) + " "
_TWINS = str.maketrans(_WIDE, _NARROW)
_ANY_WIDE = frozenset(_WIDE)


def half_width(text: str) -> str:
    """``text`` with every full-width ASCII twin and U+3000 in its half-width form."""
    if text.isascii() or _ANY_WIDE.isdisjoint(text):
        return text
    return text.translate(_TWINS)
