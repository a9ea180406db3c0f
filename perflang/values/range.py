"""Ranges: 18—54周岁, 10%-15%, (5, 10] 天, ≥5且≤10天, 80%≤x<90%, 18±2℃."""

from __future__ import annotations

from decimal import Decimal

from perflang.source.regex import regex
from perflang.values.amount import Amount, read_amount
from perflang.values.measure import measure
from perflang.values.number import DIGITS, Number
from perflang.values.numerals import with_digits
from perflang.values.quantity import Quantity
from perflang.values.target import Range

_N = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?"
_U = r"[^0-9≥≤><=~±\[\]—–−至到且并,;。\s-]{0,12}"
_HYPHEN = "(?:-{1,2}|—{1,2}|–|−|~|至|到)"
_PLAIN = regex(f"(?:介于|在|[≥≤=])?({_N})({_U}){_HYPHEN}({_N})({_U}?)(?:之间)?")
_UNIT_BEHIND = regex(f"({_N}{_HYPHEN}{_N})[(]([^()]{{1,8}})[)]")
_BOTH = regex(f"({_N})({_U}?)及?以上[,、至到]?({_N})({_U}?)及?以下")
_INCLUDED = regex(f"({_N})({_U}?)([(]不?含[)])?{_HYPHEN}({_N})({_U}?)([(]不?含[^()]{{0,12}}[)])?")
_AROUND = regex(f"({_N})?±({_N})({_U})")
_SIGNED = regex(f"([≥>])({_N})({_U})(?:并?且|并|,|、|;)?([≤<])({_N})({_U})")
_SIGNED_DOWN = regex(f"([≤<])({_N})({_U})(?:并?且|并|,|、|;)?([≥>])({_N})({_U})")
_AROUND_NAME = regex(f"({_N})({_U})([≤<])[^0-9≥≤><=]{{0,12}}([≤<])({_N})({_U})")
_INTERVAL = regex(r"([\[(])([^\[\]()]{1,40})([\])])([^\[\]()0-9]{0,12})")
_BOUNDS = regex(r",[ ]+|[;~—–]|-(?=[0-9])")


def read_range(text: str, compact: str, digits: int = DIGITS) -> Range | None:
    """A range; ``text`` is in half width, ``compact`` the same without blanks between words."""
    match = _INCLUDED.fullmatch(compact) if ")" in compact else None
    if match and (match[3] or match[6]):
        open_ends = ("不" in (match[3] or ""), "不" in (match[6] or ""))
        return _range(match[1], match[2], match[4], match[5], digits, open_ends)
    outside = _UNIT_BEHIND.fullmatch(compact)
    if outside and outside[2] and measure(outside[2]) is not None:
        return read_range(outside[1] + outside[2], outside[1] + outside[2], digits)
    if "(" in text or "[" in text:
        return _interval(text, digits)
    for pattern, order in ((_SIGNED, (2, 3, 5, 6, 1, 4)), (_SIGNED_DOWN, (5, 6, 2, 3, 4, 1))):
        if match := pattern.fullmatch(compact):
            low, low_unit, high, high_unit, above, below = (match[at] for at in order)
            return _range(low, low_unit, high, high_unit, digits, (above == ">", below == "<"))
    if match := _AROUND_NAME.fullmatch(compact):
        open_ends = (match[3] == "<", match[4] == "<")
        return _range(match[1], match[2], match[5], match[6], digits, open_ends)
    if match := _AROUND.fullmatch(compact):
        return _around(match[1], match[2], match[3], digits)
    if match := _BOTH.fullmatch(compact):
        return _range(match[1], match[2], match[3], match[4], digits)
    spelled = (
        compact if compact[:1].isdigit() or compact[:1] in "-+介在≥≤=" else with_digits(compact)
    )
    if match := _PLAIN.fullmatch(spelled):
        return _range(match[1], match[2], match[3], match[4], digits)
    return None


def _interval(text: str, digits: int) -> Range | None:
    match = _INTERVAL.fullmatch(text)
    if match is None:
        return None
    opening, inner, closing, unit = match.groups()
    bounds = _BOUNDS.split(inner, maxsplit=1)
    if len(bounds) == 1 and inner.count(",") == 1:
        bounds = inner.split(",")
    if len(bounds) != 2:
        return None
    low, high = (read_amount(bound, digits) for bound in bounds)
    if low is None or high is None or low.suffix or high.suffix:
        return None
    open_ends = (opening == "(", closing == ")")
    above, below = low.quantity, high.quantity
    unit = unit.strip()
    return _ordered(
        Quantity(above.number, above.unit or below.unit or unit),
        Quantity(below.number, below.unit or unit),
        open_ends,
    )


def _around(middle: str | None, spread: str, unit: str, digits: int) -> Range | None:
    centre, width = read_amount(middle or "0", digits), read_amount(spread, digits)
    if centre is None or width is None or (unit and measure(unit) is None):
        return None
    at, by = centre.quantity.number.value, width.quantity.number.value
    low, high = (Quantity(_number(end), unit) for end in (at - by, at + by))
    return _ordered(low, high, (False, False))


def _number(value: Decimal) -> Number:
    return Number(value, f"{value:f}")


def _range(
    low: str,
    low_unit: str,
    high: str,
    high_unit: str,
    digits: int,
    open_ends: tuple[bool, bool] = (False, False),
) -> Range | None:
    if low_unit and high_unit.startswith(low_unit) and measure(low_unit) != measure(high_unit):
        low_unit = high_unit  # 5万-10万元
    first = read_amount(low + (low_unit or high_unit), digits)
    second = read_amount(high + (high_unit or low_unit), digits)
    if not (_is_plain(first) and _is_plain(second)):
        return None
    assert first is not None
    assert second is not None
    return _ordered(first.quantity, second.quantity, open_ends)


def _is_plain(amount: Amount | None) -> bool:
    if amount is None or amount.suffix:
        return False
    spelled = amount.quantity.number.spelling
    return not (len(spelled) > 1 and spelled[0] == "0" and spelled[1].isdigit())


def _ordered(low: Quantity, high: Quantity, open_ends: tuple[bool, bool]) -> Range | None:
    """None where the low end is not below the high one, or they measure different things."""
    first, second = measure(low.unit), measure(high.unit)
    if first is None or second is None:
        in_order = low.unit == high.unit and low.number.value <= high.number.value
    else:
        scaled = (low.number.value * first.scale.numerator * second.scale.denominator,
                  high.number.value * second.scale.numerator * first.scale.denominator)  # fmt: skip
        in_order = first.base == second.base and scaled[0] <= scaled[1]
    return Range(low, high, *open_ends) if in_order else None
