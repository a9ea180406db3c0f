"""The target of an indicator: a comparison, a figure, or text; as a source writes it and as a cell prints it."""

from __future__ import annotations

import re

from attrs import evolve, field, frozen

from perflang.values.number import DIGITS, Number, read_number
from perflang.values.spelling import half_width

OPERATORS = ("≥", "≤", ">", "<", "=")
_PLAIN = {">=": "≥", "<=": "≤", "≧": "≥", "≦": "≤", "═": "="}
# What makes a number the beginning of something else: a date, a range, a fraction, a ratio, a time.
GOES_ON = re.compile(
    "[/:：^*×][ 0-9０-９]|[xX'’_][0-9A-Fa-f]|[年月日][ ]*[0-9０-９]|年[底末初中前]|月[底末初上中下前]|日前"
    "|[^0-9０-９]{0,4}[—–－~～至到-][ ]*[0-9０-９]"
)
_OPERATOR = re.compile(r"[ \t\u00a0\u3000]*([><＞＜][=＝]|[≥≤><=＞＜＝≧≦═])")

# What a form prints between operator and number, and between number and unit.
Gaps = tuple[str, str]
NO_GAPS: Gaps = ("", "")


@frozen
class Comparison:
    """``≥ 20 个``: an operator of ``OPERATORS``, a number, an open unit (empty if none).

    ``verbatim`` is the cell as it was published where that is not the plain spelling.
    """

    operator: str
    number: Number
    unit: str = ""
    verbatim: str | None = field(default=None, eq=False)

    def printed(self, gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        unit = gaps[1] + self.unit if self.unit else ""
        return _verbatim_or(self, f"{self.operator}{gaps[0]}{self.number.spelling}{unit}")


@frozen
class Figure:
    """``300 人次``: a number and its unit without an operator."""

    number: Number
    unit: str = ""
    verbatim: str | None = field(default=None, eq=False)

    def printed(self, gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        unit = gaps[1] + self.unit if self.unit else ""
        return _verbatim_or(self, f"{self.number.spelling}{unit}")


@frozen
class Prose:
    """A text. ``operator`` stands where one was written before something that is no number."""

    text: str
    operator: str = ""
    verbatim: str | None = field(default=None, eq=False)

    def printed(self, gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        return _verbatim_or(self, self.operator + (gaps[0] if self.operator else "") + self.text)


Target = Comparison | Figure | Prose


def read_target(operator: str, value: str, digits: int = DIGITS) -> Target:
    """A target from its operator (empty if it has none) and the rest; never fails, at worst it is text."""
    found = read_number(value.lstrip(), digits)
    if found is None:
        return Prose(value, operator)
    number, end = found
    unit = value.lstrip()[end:].strip(" \t\u00a0\u3000")
    if GOES_ON.match(unit):
        return Prose(value, operator)
    if read_number(number.spelling + unit, digits) != (number, len(number.spelling)):
        return Prose(value, operator)  # 1 000: printed without the gap it would be another number
    return Comparison(operator, number, unit) if operator else Figure(number, unit)


def read_cell(text: str, digits: int = DIGITS, gaps: Gaps = NO_GAPS) -> Target:
    """A published cell as a target that prints that cell again in a form with these ``gaps``."""
    target = read_target(*split_operator(text), digits)
    return target if target.printed(gaps) == text else evolve(target, verbatim=text)


def split_operator(text: str) -> tuple[str, str]:
    """The operator at the start of ``text`` (empty if none stands there) and the rest."""
    match = _OPERATOR.match(text)
    return (plain_operator(match[1]), text[match.end() :]) if match else ("", text)


def plain_operator(spelling: str) -> str:
    """One of ``OPERATORS`` for any way of writing it: ``>=``, ``≧``, full width."""
    plain = half_width(spelling)
    return _PLAIN.get(plain, plain)


def _verbatim_or(target: Target, plain: str) -> str:
    return plain if target.verbatim is None else target.verbatim
