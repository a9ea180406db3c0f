"""The values of earlier years (历年值): ``2019年 250 人次, 2020年 270 人次``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve, field

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.number import DIGITS
from perflang.values.read_target import read_value
from perflang.values.signs import split_operator
from perflang.values.spelling import BLANKS, half_width
from perflang.values.style import tidy_value
from perflang.values.target import NO_GAPS, Gaps, Target

# What separates two years: a comma that groups no digits, a semicolon, a line break.
_SEPARATOR = regex(r"(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|[;、\n]")
_BRACKETS = regex(r"\([^()]*\)")
# The sign behind a year is what tells 2019年 250 人次 from 2019 人次.
_YEAR = regex(r"[ \t\u00a0]*((?:19|20)[0-9]{2})[ \t\u00a0]*(年度?(?:[ \t\u00a0]*:)?|:)")
# Another year with its value inside a value: what separates them is missing.
_ANOTHER = regex(r"(?:19|20)[0-9]{2}年度?[ \t\u00a0:≥≤><=]*[0-9]")


@frozen
class YearValue:
    """The value of one year; ``year`` has four digits."""

    year: int
    target: Target


@frozen
class History:
    """Values by year, in the order in which they were written.

    ``verbatim`` is the cell as it was published where that is not the plain spelling.
    """

    values: tuple[YearValue, ...]
    verbatim: str | None = field(default=None, eq=False)

    def printed(self, gaps: Gaps = NO_GAPS, language: str = "zh") -> str:
        """As a cell prints it: ``2019年250人次，2020年270人次``, ``2019: 250 ships, 2020: 270 ships``."""
        if self.verbatim is not None:
            return self.verbatim
        year, comma = ("年", "，") if language == "zh" else (": ", ", ")
        return comma.join(f"{one.year}{year}{one.target.printed(gaps)}" for one in self.values)

    def written(self, language: str = "zh") -> str:
        """As a source has it where it needs no quotes."""
        year = "年 " if language == "zh" else ": "
        return ", ".join(f"{one.year}{year}{one.target.printed((' ', ' '))}" for one in self.values)

    def out_of_order(self) -> tuple[YearValue, YearValue] | None:
        """The first value that stands behind one of the same or a later year, and that one."""
        return next(((a, b) for a, b in pairwise(self.values) if b.year <= a.year), None)


@frozen
class Piece:
    """What stands between two separators, from ``start`` to ``end``, and the value where it is one."""

    start: int
    end: int
    value: YearValue | None


def pieces(text: str, digits: int = DIGITS) -> list[Piece]:
    """``text`` in its pieces, the empty ones left out."""
    return [
        Piece(start, end, _value(text[start:end], digits))
        for start, end in _spans(text)
        if text[start:end].strip(BLANKS)
    ]


def read_history(text: str, digits: int = DIGITS) -> History | None:
    """The values of a text that has nothing but years with values, or None."""
    values = [piece.value for piece in pieces(text, digits)]
    known = tuple(value for value in values if value is not None)
    if not values or len(known) < len(values):
        return None
    return History(known, text if "\n" in text else None)


def read_history_cell(text: str, gaps: Gaps = NO_GAPS, language: str = "zh") -> History | None:
    """A published cell as a history that prints that cell again; None where it is no history."""
    found = read_history(text)
    if found is None or found.printed(gaps, language) == text:
        return found
    return evolve(found, verbatim=text)


def tidy_history(text: str) -> str:
    """``text`` in the one style: a comma and a blank between years, a blank before and in each value."""
    found = read_history(text)
    if found is None or found.verbatim is not None:
        return text
    tidy = ", ".join(_tidy(text[piece.start : piece.end]) for piece in pieces(text))
    again = read_history(tidy)
    same = again == found and again is not None and again.printed() == found.printed()
    return tidy if same else text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """From separator to separator; what stands in brackets separates nothing."""
    start = 0
    for match in _SEPARATOR.finditer(_closed(text)):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _closed(text: str) -> str:
    """``text`` in half width, what stands in brackets blotted out."""
    return _BRACKETS.sub(lambda match: "." * len(match[0]), half_width(text))


def _value(text: str, digits: int) -> YearValue | None:
    year, _, rest = _parted(text)
    if not rest or _ANOTHER.search(_closed(rest)):
        return None
    return YearValue(int(year), read_value(rest, digits))


def _parted(text: str) -> tuple[str, str, str]:
    """The digits of a year, the sign behind them, and its value; all empty where there is no year."""
    match = _YEAR.match(half_width(text))
    if match is None:
        return "", "", ""
    sign = "".join(match[2].split())
    return match[1], sign, text[match.end() :].strip(BLANKS)


def _tidy(text: str) -> str:
    year, sign, rest = _parted(text)
    operator, value = split_operator(rest)
    value = value.strip(BLANKS)
    return f"{year}{sign} {operator}{' ' if operator else ''}{tidy_value(operator, value)}"
