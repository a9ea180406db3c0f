"""Money that adds up: budgets, the years of a project, and what all of them come to."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import evolve

from perflang.model import Budget, BudgetPart, YearBudget
from perflang.testing.orderly.dice import Dice
from perflang.testing.orderly.rows import Asked
from perflang.values import SCALES, Money, Nothing, Number

_LEAST, _STEP, _STEPS = 10, 3, 60


class Purse:
    """Draws the money of one project."""

    def __init__(self, dice: Dice, asked: Asked) -> None:
        self.dice = dice
        self.asked = asked

    def budget(self, field: str = "budget") -> Budget:
        """A total and the sources that the form has a place for; they add up."""
        names = self.names(field)
        if not names:
            return Budget(_money(self._amount()))
        free = self._is_free(field)
        amounts = [self._amount() for _ in names]
        parts = [
            BudgetPart(name, _money(amount)) for name, amount in zip(names, amounts, strict=True)
        ]
        if free and self.dice.flag():
            at = self.dice.upto(len(names) - 1)
            below = (
                BudgetPart("甲", _money(amounts[at] - 1)),
                BudgetPart("乙", _money(Decimal(1))),
            )
            parts[at] = BudgetPart(names[at], _money(amounts[at]), below)
        if not self.asked.quiet and self.dice.flag():
            return self._odd(parts, amounts, free)
        return Budget(_money(sum(amounts, Decimal(0))), tuple(parts))

    def _odd(self, parts: list[BudgetPart], amounts: list[Decimal], free: bool) -> Budget:
        """The same with a dash for an amount, a unit of its own, or more that is not broken down."""
        scale = self.asked.scale
        rest = 0
        match self.dice.upto(2 if free else 1):
            case 0:
                parts[-1] = BudgetPart(parts[-1].name, Nothing("—"))
                amounts[-1] = Decimal(0)
            case 1:
                parts[-1] = BudgetPart(parts[-1].name, evolve(_money(amounts[-1]), scale=scale))
            case _:
                rest = 1
        return Budget(_money(sum(amounts, Decimal(rest))), tuple(parts), bool(rest))

    def years(self, least: int = 0) -> tuple[YearBudget, ...]:
        """The money of up to three years, the year of the publication first."""
        first = int(self.asked.year)
        return tuple(
            YearBudget(str(first + n), self._plain("yearly"))
            for n in range(least + self.dice.upto(3 - least))
        )

    def sum_of(self, years: Sequence[YearBudget]) -> Budget:
        """What years come to, by their sources where the form has a place for those of all years."""
        names = self.names("long_budget")
        totals = [_value(year.budget.total) for year in years]
        total = _money(sum(totals, Decimal(0)))
        if names != self.names("yearly"):
            return Budget(total)
        of_source = (
            sum((_value(year.budget.parts[at].amount) for year in years), Decimal(0))
            for at in range(len(names))
        )
        return Budget(
            total, tuple(BudgetPart(n, _money(v)) for n, v in zip(names, of_source, strict=True))
        )

    def names(self, field: str) -> tuple[str, ...]:
        """The sources of money that a field names in the form: the first of the names each goes by."""
        if self._is_free(field):
            return self.asked.words.sources
        slots = sorted(
            slot for slot in self.asked.schema.form.slots if slot.startswith(f"{field}:")
        )
        return tuple(dict.fromkeys(slot.partition(":")[2].split("|")[0] for slot in slots))

    def _is_free(self, field: str) -> bool:
        """Whether any source may stand there: in a row of its own."""
        return self.asked.takes_all or (
            field == "budget" and "funding" in self.asked.schema.form.repeats
        )

    def _plain(self, field: str) -> Budget:
        amounts = [self._amount() for _ in self.names(field)] or [self._amount()]
        parts = zip(self.names(field), amounts, strict=False)
        return Budget(
            _money(sum(amounts, Decimal(0))), tuple(BudgetPart(n, _money(v)) for n, v in parts)
        )

    def _amount(self) -> Decimal:
        """Tens to hundreds of ten thousands, in the money unit of the publication."""
        yuan = (_LEAST + _STEP * self.dice.upto(_STEPS)) * SCALES["万元"]
        return yuan // SCALES[self.asked.scale]


def _money(value: Decimal) -> Money:
    return Money(Number(value, f"{value:.2f}"))


def _value(money: Money | Nothing | None) -> Decimal:
    assert isinstance(money, Money)
    assert money.number is not None
    return money.number.value
