"""Several values in one cell: 优≥98%，良≥90% for the grades of a scale, 东城区20个；西城区30个 for recipients."""

from __future__ import annotations

from perflang.source.regex import regex
from perflang.values.amount import read_amount
from perflang.values.grade import is_grade, shared_scale
from perflang.values.measure import measure
from perflang.values.number import DIGITS
from perflang.values.range import read_range
from perflang.values.target import Comparison, Figure, Range, Several
from perflang.values.worded import read_worded

Value = Comparison | Figure | Range
_STRONG, _WEAK = regex("[;\n]"), regex("[,、\n;]")
_NAMED = regex(r"([^0-9≥≤><=:()]{1,20}?):?[ ]*([≥≤><=]{0,2}[0-9(].*)")
_BRACKETED = regex(r"([^0-9≥≤><=:()]{1,20})\(([^()]{1,30})\)")
_GRADE_BEHIND = regex(r"(.*?)(?:为|是|:)?([\u4e00-\u9fff]{1,3})")
_MOST = 40


def read_several(text: str, digits: int = DIGITS) -> Several | None:
    """``text`` (half width; blanks only between digits) as values with names; None where it is none."""
    for stop in (_STRONG, _WEAK):
        parts = [part.strip() for part in stop.split(text.rstrip("。;,"))]
        if 1 < len(parts) <= _MOST:
            found = _named(parts, digits)
            if found is not None:
                return found
    return None


def _named(parts: list[str], digits: int) -> Several | None:
    values = []
    for part in parts:
        one = _value(part, digits)
        if one is None:
            return None
        values.append(one)
    names = tuple(name for name, _ in values)
    if len(set(names)) < len(names):
        return None
    if shared_scale(names):
        return Several("thresholds", tuple(values))
    units = {_unit(value) for _, value in values}
    if len(units) == 1 and all(unit and measure(unit) is not None for unit in units):
        return Several("recipients", tuple(values))
    return None


def _value(part: str, digits: int) -> tuple[str, Value] | None:
    """``优≥98%``, ``省级:100万元``, ``优(≥95%)``, ``90分以上优秀``."""
    named = _BRACKETED.fullmatch(part) or _NAMED.fullmatch(part)
    if named is not None:
        value = _plain(named[2], digits)
        return (named[1], value) if value else None
    for length in (3, 2, 1):
        name, before = part[-length:], part[:-length]
        if is_grade(name):
            value = _plain(before.rstrip("为是:"), digits)
            return (name, value) if value else None
    return None


def _plain(text: str, digits: int) -> Value | None:
    amount = read_amount(text, digits)
    if amount is not None and not amount.sign:
        return Figure(amount.quantity, amount.suffix)
    return read_worded(text, digits) or read_range(text, text, digits)


def _unit(value: Value) -> str:
    return value.high.unit if isinstance(value, Range) else value.unit
