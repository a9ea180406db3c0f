"""A number and its unit of measure, compared and converted exactly."""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction

from perflang.source.classes import define
from perflang.values.measure import measure
from perflang.values.number import Number

_EXACT = Context(prec=200, traps=[Inexact])


class ConversionError(ValueError):
    """Two units that measure different things, or a result that no decimal holds exactly."""


@define(eq=False, weakref_slot=False)  # as a target is
class Quantity:
    """``300 人次``. Two are equal when they are the same amount: ``95 %``, ``95 百分比``, ``0.95 比例``."""

    number: Number
    unit: str = ""

    @property
    def dimension(self) -> str | None:
        """What the unit measures; ``number`` without one, None where it is not known."""
        known = measure(self.unit)
        return known.dimension if known else None

    def in_unit(self, unit: str) -> Decimal:
        """The number of ``unit`` that this is, exactly; ConversionError where there is none."""
        own, other = measure(self.unit), measure(unit)
        if own is None or other is None or own.base != other.base:
            raise ConversionError(f"{self.unit} is not measured in {unit}")
        inverse = Fraction(other.scale.denominator, other.scale.numerator)
        return exact_decimal(Fraction(self.number.value) * own.scale * inverse)

    def printed(self, gap: str = "") -> str:
        """The number as it was written, ``gap``, the unit."""
        return self.number.spelling + (gap + self.unit if self.unit else "")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and self._amount() == other._amount()

    def __hash__(self) -> int:
        return hash(self._amount())

    def _amount(self) -> tuple[Fraction, str]:
        value, known = Fraction(self.number.value), measure(self.unit)
        return (value * known.scale, known.base) if known else (value, self.unit)


def exact_decimal(value: Fraction) -> Decimal:
    """``value`` without rounding; ConversionError for a third, which no decimal holds."""
    try:
        return _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    except Inexact:
        raise ConversionError(f"{value} is no finite decimal") from None
