"""Amounts of money: a number and, where it is given, its own unit."""

from __future__ import annotations

from decimal import Context, Decimal

from attrs import field

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.number import DIGITS, Number, read_number
from perflang.values.spelling import half_width

# How many yuan one of each is.
SCALES = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
# The context that adds and converts amounts; the usual one rounds after 28 digits.
EXACT = Context(prec=80)
_NOTHING = regex("[—－-]+|[/／]")


@frozen
class Nothing:
    """A dash or a slash where an amount would stand: nothing, and printed as it was."""

    spelling: str = field(eq=False)


@frozen
class Money:
    """An amount. ``scale`` is its own unit of ``SCALES``, or None for the publication's.

    ``number`` is None where the text is no number and was quoted to be carried as it is;
    ``verbatim`` is such a text, printed as it stands.
    """

    number: Number | None
    scale: str | None = None
    verbatim: str | None = field(default=None, eq=False)

    def in_scale(self, scale: str, own: str | None = None) -> Decimal | None:
        """The amount in ``scale``, exactly; None when it is no number.

        A bare one is in ``own``, or in ``scale`` where that is not given.
        """
        if self.number is None:
            return None
        written = self.scale or own or scale
        if written == scale:
            return self.number.value
        yuan = EXACT.multiply(self.number.value, SCALES[written])
        return EXACT.divide(yuan, SCALES[scale])

    def cell(self, scale: str, own: str | None = None, decimals: int = 0) -> str:
        """As it is printed in a table whose amounts are in ``scale``; with its unit where that is unknown.

        A bare amount is in ``own``, or in ``scale`` where that is not given. One that has to be converted gets
        ``decimals`` at least, and is never rounded.
        """
        if self.number is None:
            return self.verbatim or ""
        written = self.scale or own or scale
        if written == scale:
            return self.number.spelling if self.verbatim is None else self.verbatim
        if scale not in SCALES or written not in SCALES:
            plain = self.number.spelling + (self.scale or "")
            return plain if self.verbatim is None else self.verbatim
        text = plain_decimal(self.in_scale(scale, own), decimals)
        return f"{Decimal(text):,f}" if "," in self.number.spelling else text


def is_nothing(text: str) -> bool:
    """Whether a text is a dash or a slash."""
    return _NOTHING.fullmatch(text.strip()) is not None


def read_money(text: str, digits: int = DIGITS) -> Money | Nothing | None:
    """``138.00``, ``20万元``, ``—`` or ``/`` as an amount, or None."""
    text = text.strip()
    if is_nothing(text):
        return Nothing(text)
    found = read_number(text, digits)
    if found is None:
        return None
    number, end = found
    scale = half_width(text[end:]).strip()
    if scale and scale not in SCALES:
        return None
    return Money(number, scale or None)


def plain_decimal(value: Decimal | None, decimals: int = 0) -> str:
    """A decimal without an exponent, and without needless zeros at its end beyond ``decimals``."""
    assert value is not None
    whole, _, rest = f"{value:f}".partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{rest}" if rest else whole
