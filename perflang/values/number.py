"""Exact numbers with the precision they were written in."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from attrs import field

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.spelling import half_width

DIGITS = 30
# ASCII digits only, no exponent; a comma only where it groups by three.
_PATTERN = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# What follows must not go on as a number of another kind: 1.2.3, 20,5, 1e9, 1_000, 10², or digits
# of other scripts, which the class of digits knows.
_MORE = r"[\d.,_²³¹⁰-⁹₀-₉]"
_NUMBER = regex(rf"({_PATTERN})(?!{_MORE}|[eE][+-]?\d)")
_PLAIN = regex(_PATTERN)
_GOES_ON = frozenset(".,_eE²³¹").union(map(chr, (*range(0x2070, 0x207A), *range(0x2080, 0x208A))))


@frozen
class Number:
    """A decimal number; ``spelling`` is how it was written (``138.00``, ``1,000``), outside ``==``."""

    value: Decimal
    spelling: str = field(eq=False)

    def __str__(self) -> str:
        return self.spelling


def read_number(text: str, digits: int = DIGITS) -> tuple[Number, int] | None:
    """The number at the start of ``text`` and the offset where it ends, or None.

    A number of more than ``digits`` digits is none: it is refused before it is computed with.
    """
    match = _NUMBER.match(text if text.isascii() else half_width(text))
    if match is None or _is_too_long(match[1], digits):
        return None
    return _number(match[1]), match.end()


def _is_too_long(spelling: str, digits: int) -> bool:
    return len(spelling) > digits and sum(one.isdigit() for one in spelling) > digits


@lru_cache(maxsize=1024)
def _number(spelling: str) -> Number:
    return Number(Decimal(spelling.replace(",", "")), spelling)


def goes_on_number(text: str) -> bool:
    """Whether what stands right behind a number may make another number of it, or none."""
    first = half_width(text[:1])
    return first in _GOES_ON or first.isdecimal()


def read_plain(text: str, digits: int = DIGITS) -> Number | None:
    """``text`` as a number and nothing else, or None."""
    text = half_width(text.strip())
    if _PLAIN.fullmatch(text) is None or _is_too_long(text, digits):
        return None
    return _number(text)


def read_weight(text: str, digits: int = DIGITS) -> Number | None:
    """A weight, spelled as it is in ``text``: a number that is not below nothing, with 分 behind it at times."""
    plain = read_plain(text.removesuffix("分"), digits)
    return Number(plain.value, text) if plain is not None and plain.value >= 0 else None
