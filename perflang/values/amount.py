"""An amount at the start of a text: a number, its unit, and the words that stand behind the unit."""

from __future__ import annotations

from functools import lru_cache

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.measure import measure
from perflang.values.number import DIGITS, Number, goes_on_number, read_number, read_plain
from perflang.values.quantity import Quantity
from perflang.values.signs import SIGNS
from perflang.values.spelling import BLANKS, half_width
from perflang.values.wording import split_comparison

# What makes a number the beginning of something else: a date, a range, a fraction, a ratio, a time.
GOES_ON = regex(
    "[:：∶﹕^*×±][ 0-9０-９]|/(?!10*[千万])[ 0-9０-９]|[xX'’_][0-9A-Fa-f]|[年月日][ 、/／和及]*[0-9０-９]"
    "|比[0-9]|年[底末初中前]|月[底末初上中下前]|日前|[^0-9０-９]{0,4}[—–－~～至到-][ ]*[0-9０-９]"
)
# What all of it but a number further on begins with.
_BEGINNINGS = frozenset(":：∶﹕^*×±/xX'’_年月日")
# What stands in no unit: then it is more than an amount, if it can be read as that.
_ODD = regex("[,，;；。\n]|(?<![A-Za-z])[0-9０-９]")
# 200多人, 1000+: an amount in words.
_AND_MORE = "余多+＋"
_STOPS = ",，;；.。、"
_DIGITS = frozenset("0123456789")
_MAY_END_UNIT = frozenset(f"上下内右)）{_STOPS}")
_SHORT = 40  # so long are units that come again
_STRICT = {"≥": ">", "≤": "<"}
_BRACKETS = {")": "(", "）": "（"}


@frozen
class Amount:
    """What was read; ``sign`` is the operator that the words behind the unit mean (``以上``), empty if none.

    ``odd`` says that the unit holds what no unit does: another reading of the whole is likely better.
    """

    quantity: Quantity
    suffix: str = ""
    sign: str = ""
    odd: bool = False


def plain_amount(text: str, digits: int = DIGITS) -> Quantity | None:
    """``20 个``, as nearly all are written: a number, one blank and a unit alone; None where it is not so plain.

    Both come again in a file far more often than one behind the other does.
    """
    if text[:1] not in _DIGITS:
        return None
    figures, _, unit = text.partition(" ")
    if not 0 < len(unit) <= _SHORT or len(figures) > digits:
        return None
    number, read = _number_again(figures), _read_again(unit)
    return Quantity(number, read.unit) if number and read and read.is_all else None


def read_amount(text: str, digits: int = DIGITS) -> Amount | None:
    """``20 个``, ``95%及以上``, ``3 场（含线上）``; None where ``text`` is not an amount as a whole."""
    text = text.lstrip()
    found = read_number(text, digits)
    if found is None:
        return None
    number, end = found
    unit = text[end:].strip(BLANKS + "\n")
    if not unit:
        return Amount(Quantity(number))
    read = _read_again(unit) if len(unit) <= _SHORT else _read_unit(unit)
    if read is None or (read.counts_years and _is_calendar_year(number)):
        return None
    if read.goes_on_number and read_number(number.spelling + unit, digits) != (
        number,
        len(number.spelling),
    ):
        return None  # 1 000: printed without the gap it would be another number
    return Amount(Quantity(number, read.unit), read.suffix, read.sign, read.odd)


@frozen
class _Unit:
    """What stands behind a number, as unit, suffix and sign, and what it may make of that number.

    ``is_all``: it is a unit and nothing else, whatever the number.
    """

    unit: str
    suffix: str
    sign: str
    odd: bool
    goes_on_number: bool
    counts_years: bool
    is_all: bool


def _read_unit(text: str) -> _Unit | None:
    """``text`` behind a number; None for no unit."""
    if _goes_on(text) or not SIGNS.isdisjoint(text) or text[0].isdigit():
        return None
    if text[-1] not in _MAY_END_UNIT and (text[0] not in "%％" or len(text) == 1):
        unit, suffix, sign = text, "", ""
        odd = text[0] in _AND_MORE or _ODD.search(text) is not None
    else:
        unit, suffix, sign = split_unit(text)
        said = unit if suffix[:1] in "(（\n" else unit + suffix.rstrip(_STOPS)
        odd = _ODD.search(said) is not None
    counts_years = text.startswith(("年", "学年"))
    goes_on = goes_on_number(text)
    is_all = unit == text.strip(BLANKS + "\n") == text and not (odd or goes_on or counts_years)
    return _Unit(unit, suffix, sign, odd, goes_on, counts_years, is_all)


def _goes_on(text: str) -> bool:
    may = text[0] in _BEGINNINGS or any(map(str.isdecimal, text))
    return may and GOES_ON.match(text) is not None


_read_again = lru_cache(maxsize=1024)(_read_unit)
_number_again = lru_cache(maxsize=1024)(read_plain)


def _is_calendar_year(number: Number) -> bool:
    return len(number.spelling) == 4 and number.spelling[:2] in ("19", "20")


def split_unit(unit: str) -> tuple[str, str, str]:
    """A unit, what stands behind it, and the operator that it means: ``%``, ``及以上（含）``, ``≥``."""
    if measure(unit) is not None:
        return unit, "", ""
    bare = unit.rstrip(_STOPS).rstrip(BLANKS + "\n")
    if bare and bare != unit:
        inner, _, sign = split_unit(bare)
        return inner, unit[len(inner) :], sign
    rest, note = _split_note(unit)
    if note and measure(rest) is not None:
        return rest, unit[len(rest) :], ""
    measured, _, sign = split_comparison(rest)
    if sign:
        inner, said = _split_note(measured)  # 80%（含）以上
        strict = _STRICT.get(sign, sign) if "不含" in note + said else sign
        return inner, unit[len(inner) :], strict
    if rest.endswith("内") and (known := measure(rest[:-1])) and known.dimension != "count":
        return rest[:-1], unit[len(rest) - 1 :], "≤"
    if half_width(unit[:1]) == "%":
        return unit[:1], unit[1:], ""
    return unit, "", ""


def _split_note(text: str) -> tuple[str, str]:
    """A text and the brackets at its end."""
    opening = _BRACKETS.get(text[-1:])
    at = text.rfind(opening) if opening else -1
    return (text[:at].rstrip(BLANKS + "\n"), text[at:]) if at > 0 else (text, "")
