"""Exact numbers with the precision they were written in."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from perflang.source.regex import regex
from perflang.values.spelling import half_width

DIGITS = 30
# ASCII digits only, no exponent; a comma only where it groups by three.
_PATTERN = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# What follows must not go on as a number of another kind: 1.2.3, 20,5, 1e9, 1_000, 10², or digits
# of other scripts, which the class of digits knows.
_NUMBER = regex(rf"({_PATTERN})(?![\d.,_²³¹⁰-⁹₀-₉]|[eE][+-]?\d)")


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
    plain = half_width(text)
    match = _NUMBER.match(plain)
    if match is None or sum(character.isdigit() for character in match[1]) > digits:
        return None
    return Number(Decimal(match[1].replace(",", "")), match[1]), match.end()


def read_plain(text: str, digits: int = DIGITS) -> Number | None:
    """``text`` as a number and nothing else, or None."""
    found = read_number(text.strip(), digits)
    return found[0] if found and found[1] == len(text.strip()) else None
