"""What many rows of tables have in common, so that a rule is asked once whether it is about such rows.

Most rules over rows are about a few of them: names that end so, targets of one kind, units nobody knows. A rule
says which by ``concerns(outline)``; the answer is kept for all rows of that outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from perflang.model import Indicator
from perflang.review.words import says_satisfaction, unit_in_brackets
from perflang.values import Comparison, Figure, Target, amounts_of

TIMES = ("date", "deadline", "period")
NUMBERS = ("comparison", "figure", "range", "thresholds", "recipients")
_KEPT = 4096


class Outline(NamedTuple):
    """A row without its numbers and its texts.

    ``kind`` and ``operator`` are those of its target, empty without one; ``units`` are those of its amounts, empty
    where there is none behind a number; ``has_nought`` says that one of these numbers is 0. ``verbatim`` is the
    target where it was written in a way of its own, ``column`` the text of the column of units, and ``has_long``
    says that there is a target for the whole time.
    """

    name: str
    level1: str
    level2: str
    kind: str
    operator: str
    units: tuple[str, ...]
    has_nought: bool = False
    verbatim: str = ""
    column: str = ""
    has_long: bool = False

    @property
    def levels(self) -> str:
        """Both levels as one text."""
        return self.level1 + self.level2

    @property
    def is_satisfaction(self) -> bool:
        return says_satisfaction(self.name, self.level1, self.level2)

    @property
    def every_unit(self) -> Sequence[str]:
        """The units of the target and of the column."""
        return (*self.units, self.column) if self.column else self.units

    def unit_of(self, unit: str) -> str:
        """What stands for the unit of an amount: its own, that of the column, or the one in the name."""
        return unit or self.column or unit_in_brackets(self.name)


class RowRules:
    """The rules over rows that were chosen, in their order."""

    def __init__(self, rules: Iterable[ModuleType]) -> None:
        self._rules = tuple(rules)
        self._about = lru_cache(maxsize=_KEPT)(self._concerned)

    def about(self, row: Indicator) -> tuple[ModuleType, ...]:
        """The rules that may have something to say of a row."""
        target, level1, level2 = row.target, row.level1, row.level2
        units: tuple[str, ...] = ()
        has_nought = False
        if isinstance(target, (Comparison, Figure)):
            amount = target.amount
            units, has_nought = (amount.unit,), not amount.number.value
        elif target is not None:
            units, has_nought = _amounts(target)
        return self._about(
            row.name,
            level1.name if level1 is not None else "",
            level2.name if level2 is not None else "",
            target.kind if target is not None else "",
            target.operator if target is not None else "",
            units,
            has_nought,
            (target.verbatim or "") if target is not None else "",
            row.measure or "",
            row.long_target is not None,
        )

    def _concerned(self, *of_row: object) -> tuple[ModuleType, ...]:
        outline = Outline(*of_row)  # type: ignore[arg-type]
        return tuple(
            rule for rule in self._rules if not hasattr(rule, "concerns") or rule.concerns(outline)
        )


def _amounts(target: Target) -> tuple[tuple[str, ...], bool]:
    amounts = amounts_of(target)
    return tuple(one.unit for one in amounts), any(not one.number.value for one in amounts)
