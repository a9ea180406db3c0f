"""Percentages as they stand in a schedule."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from attrs import field

from perflang.source.classes import frozen
from perflang.values.number import DIGITS, Number, read_number
from perflang.values.spelling import half_width


@frozen
class Percentage:
    """``25.00%``. ``number`` is None where the text is no percentage; ``spelling`` is what was written."""

    number: Number | None
    spelling: str = field(eq=False)

    @property
    def value(self) -> Decimal | None:
        """In per cent: 25 for 25 %."""
        return self.number.value if self.number else None


@lru_cache(maxsize=1024)
def read_percentage(text: str, digits: int = DIGITS) -> Percentage:
    """``text`` as a percentage; a text that is none is kept with no number."""
    plain = half_width(text).strip()
    found = read_number(plain, digits)
    if found and plain[found[1] :].strip() == "%":
        return Percentage(found[0], f"{found[0].spelling}%")
    return Percentage(None, text)
