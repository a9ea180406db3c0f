"""PF320: a breakdown row that is more than its whole. PF321: breakdown rows that are more together.

Looks at the targets of 其中 rows that are amounts of the same thing as the target above them: converted
exactly, and never a percentage, a duration, a score, an average or a word nobody knows for a unit. A value
in quotes is left out of the sum, since things may be counted in two rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Indicator
from perflang.rules.walk import Parts
from perflang.source import SourceFile
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import Comparison, ConversionError, Figure, Measure, measure
from perflang.values.money import plain_decimal
from perflang.values.quantity import exact_decimal

_ADDITIVE = {"count", "money", "length", "area", "volume", "mass", "energy"}
# Of such a thing a part may well be more than the whole.
_NO_AMOUNT = regex(
    "[均率比倍每]|单[价次件个]|单位[成面]|标准|价格|[增降]幅|增长|最[大小高低长短多少]"
    "|(?i:average|mean|rate|ratio|price|growth|[^ ] per )"
)


@frozen
class _Amount:
    row: Indicator
    operator: str
    value: Fraction  # in the base of the measure
    measure: Measure


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """An error at each such row, or a warning at the target of the whole."""
    for parts in files:
        for row, _ in parts.amounts:
            if row.parts and (whole := _amount(row)) is not None:
                yield from _check(parts.source, whole)


def _check(source: SourceFile, whole: _Amount) -> Iterator[Diagnostic]:
    parts = [part for one in whole.row.parts if (part := _amount(one)) and _is_part(part, whole)]
    larger = [part for part in parts if part.value > whole.value]
    for part in larger:
        values = _values(whole) | {"part": part.row.name, "amount": _printed(part)}
        labels = (Label("whole", source.path, whole.row.at["target"]),)
        yield Diagnostic("PF320", source.path, part.row.at["target"], values, labels=labels)
    added = [part for part in parts if source.text[part.row.at["target"].end - 1] != '"']
    total = Fraction(sum(part.value for part in added))
    if not larger and total > whole.value:
        values = _values(whole) | {"sum": _sum(added, total, whole)}
        yield Diagnostic("PF321", source.path, whole.row.at["target"], values)


def _amount(row: Indicator) -> _Amount | None:
    target = row.target
    if not isinstance(target, (Comparison, Figure)) or _NO_AMOUNT.search(row.name):
        return None
    found = measure(target.unit)
    if found is None or found.dimension not in _ADDITIVE or target.number.value < 0:
        return None
    return _Amount(row, target.operator, Fraction(target.number.value) * found.scale, found)


def _is_part(part: _Amount, whole: _Amount) -> bool:
    """Whether both amounts are of one thing; at most so many of at least so many says nothing."""
    is_open = whole.operator in ("≥", ">") and part.operator in ("≤", "<")
    return part.measure.base == whole.measure.base and not is_open


def _values(whole: _Amount) -> dict[str, str]:
    return {"name": whole.row.name, "whole": _printed(whole)}


def _printed(amount: _Amount) -> str:
    assert amount.row.target is not None
    return amount.row.target.printed().removeprefix("=")  # “is =10 个” says it twice


def _sum(parts: Sequence[_Amount], total: Fraction, whole: _Amount) -> str:
    """The sum in the unit of the whole, or its terms where no decimal says it."""
    target = whole.row.target
    assert isinstance(target, Comparison | Figure)
    try:
        return plain_decimal(exact_decimal(total / whole.measure.scale)) + target.unit
    except ConversionError:
        return " + ".join(_printed(part) for part in parts)
