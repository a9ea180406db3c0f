"""The target of an indicator: the kinds there are, and how a cell prints each.

A target knows what it means and, where that is not its plain spelling, how it was written (``verbatim``);
``==`` sees the meaning. Nobody changes one; of amounts attrs does not guard that, because there are so many
of them. :mod:`perflang.values.read_target` makes them from texts.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import field

from perflang.source.classes import define, frozen
from perflang.values.calendar import Day
from perflang.values.measure import NUMBER
from perflang.values.number import Number
from perflang.values.quantity import Quantity

OPERATORS = ("≥", "≤", ">", "<", "=")
ABOUT = "≈"  # 约, 左右: read from words and in quotes, no operator of the language

# What a form prints between operator and number, and between number and unit.
Gaps = tuple[str, str]
NO_GAPS: Gaps = ("", "")


def _verbatim() -> str | None:
    """A field: the cell as it was written, where that is not the plain spelling."""
    return field(default=None, eq=False, kw_only=True)  # type: ignore[no-any-return]


@define(unsafe_hash=True, weakref_slot=False)
class Comparison:
    """``≥ 20 个``: an operator and an amount; ``suffix`` is what stands behind the unit (``以上``, ``（含）``)."""

    operator: str
    amount: Quantity
    suffix: str = field(default="", eq=False)
    verbatim: str | None = _verbatim()

    kind = "comparison"

    @property
    def number(self) -> Number:
        return self.amount.number

    @property
    def unit(self) -> str:
        return self.amount.unit

    def printed(self, gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        if self.verbatim is not None:
            return self.verbatim
        return f"{self.operator}{gaps[0]}{self.amount.printed(gaps[1])}{self.suffix}"


@define(unsafe_hash=True, weakref_slot=False)
class Figure:
    """``300 人次``: an amount without an operator."""

    amount: Quantity
    suffix: str = field(default="", eq=False)
    verbatim: str | None = _verbatim()

    kind = "figure"
    operator = ""

    @property
    def number(self) -> Number:
        return self.amount.number

    @property
    def unit(self) -> str:
        return self.amount.unit

    def printed(self, gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        if self.verbatim is not None:
            return self.verbatim
        return self.amount.printed(gaps[1]) + self.suffix


@frozen
class Range:
    """``18—54 周岁``: between two amounts; an open end does not belong to it."""

    low: Quantity
    high: Quantity
    low_open: bool = False
    high_open: bool = False
    verbatim: str | None = _verbatim()

    kind = "range"
    operator = ""

    def printed(self, _gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it; as an interval where an end is open."""
        if self.verbatim is not None:
            return self.verbatim
        low = self.low.number.spelling if self.low.unit == self.high.unit else self.low.printed()
        if not self.low_open and not self.high_open:
            return f"{low}—{self.high.printed()}"
        opening, closing = "[("[self.low_open], "])"[self.high_open]
        if self.low.unit != self.high.unit:
            return f"{opening}{low}, {self.high.printed()}{closing}"
        return f"{opening}{low}, {self.high.number.spelling}{closing}{self.high.unit}"


@frozen
class Timing:
    """A date, a deadline or a period (``kind``), from ``first`` to ``last`` as exactly as it was written.

    A deadline has no ``first``. ``operator`` stands before a date or a deadline where one was written.
    """

    kind: str
    first: Day | None
    last: Day
    operator: str = ""
    verbatim: str | None = _verbatim()

    def printed(self, _gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        if self.verbatim is not None:
            return self.verbatim
        if self.kind == "deadline" and not self.operator:
            return f"{_day(self.last)}前"
        if self.kind == "period" and self.first and self.first != self.last:
            return f"{_day(self.first)}—{_day(self.last)}"
        return self.operator + _day(self.last)


@frozen
class Answer:
    """是 or 否."""

    answer: bool
    operator: str = ""
    verbatim: str | None = _verbatim()

    kind = "answer"

    def printed(self, _gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        return (
            self.operator + ("是" if self.answer else "否")
            if self.verbatim is None
            else self.verbatim
        )


@frozen
class Grade:
    """A grade on a scale, or a scale alone (``grade`` empty). ``operator`` is 定性, a sign, or empty."""

    grade: str
    scale: tuple[str, ...]
    operator: str = ""
    verbatim: str | None = _verbatim()

    kind = "grade"

    def printed(self, _gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        if self.verbatim is not None:
            return self.verbatim
        scale = "/".join(self.scale)
        return self.operator + (f"{self.grade}（{scale}）" if self.grade else scale)


@frozen
class Several:
    """Values with a name each: ``thresholds`` of the grades of a scale, or one for each of ``recipients``."""

    kind: str
    values: tuple[tuple[str, Comparison | Figure | Range], ...]
    verbatim: str | None = _verbatim()

    operator = ""

    def printed(self, _gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        if self.verbatim is not None:
            return self.verbatim
        return "；".join(name + value.printed() for name, value in self.values)


@frozen
class Unset:
    """Not set yet, or not at all: 待定, a dash, nothing."""

    text: str = field(default="", eq=False)
    verbatim: str | None = _verbatim()

    kind = "unset"
    operator = ""

    def printed(self, _gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        return self.text if self.verbatim is None else self.verbatim


@frozen
class Prose:
    """A text. ``operator`` stands where one was written before something that is no number, or is 定性."""

    text: str
    operator: str = ""
    verbatim: str | None = _verbatim()

    kind = "text"

    def printed(self, gaps: Gaps = NO_GAPS) -> str:
        """As a cell prints it."""
        if self.verbatim is not None:
            return self.verbatim
        return self.operator + (gaps[0] if self.operator else "") + self.text


Target = Comparison | Figure | Range | Timing | Answer | Grade | Several | Unset | Prose


def amounts_of(target: Target) -> Sequence[Quantity]:
    """Every amount in a target."""
    match target:
        case Comparison() | Figure():
            return (target.amount,)
        case Range():
            return (target.low, target.high)
        case Several():
            return [amount for _, value in target.values for amount in amounts_of(value)]
        case _:
            return ()


def sorts_of(target: Target) -> frozenset[str]:
    """The names under which a framework may admit a target.

    Its kind, the dimension of each of its amounts (``unknown`` for an unknown unit, ``count`` also for a
    number without unit), ``quantity`` where it has amounts, ``time`` for points and spans of time.
    """
    found = {target.kind}
    if isinstance(target, Several):
        found |= {value.kind for _, value in target.values}
    if isinstance(target, Timing):
        found.add("time")
    for amount in amounts_of(target):
        dimension = amount.dimension or "unknown"
        found |= {"quantity", dimension}
        if dimension == NUMBER:
            found.add("count")
    return frozenset(found)


def _day(day: Day) -> str:
    parts = ((day.year, "年"), (day.month, "月"), (day.day, "日"))
    return "".join(f"{part}{sign}" for part, sign in parts if part)
