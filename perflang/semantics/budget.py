"""A budget equation: its amounts read, its sums checked at every level, in exact decimals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce

from perflang.model import Budget, BudgetPart
from perflang.semantics.report import Report
from perflang.source import Limits, Span, span_of
from perflang.syntax import Amount, Leaf, Part
from perflang.values import (
    SCALES,
    Money,
    Nothing,
    half_width,
    is_nothing,
    read_money,
    read_number,
    read_plain,
)
from perflang.values.money import EXACT, plain_decimal
from perflang.vocabulary import nearest

# Where the publication's own unit is not known, bare amounts still compare with each other.
ANY_SCALE = "万元"
_ROUNDED = Decimal("0.05")  # what is lost at most where a few amounts are rounded each by itself


class BudgetReader:
    """Reads equations of one file whose bare amounts are in ``scale`` (None: not known)."""

    def __init__(self, report: Report, scale: str | None, limits: Limits) -> None:
        self.report = report
        self.scale = scale
        self.limits = limits

    def budget(self, at: Span, total: Amount | None, parts: Sequence[Part], whole: bool) -> Budget:
        """The model of an equation; ``whole`` is false where a line of it could not be read."""
        amount = self._amount(total)
        places = {"": at, "total": _place(total, at)}
        inner, rest = self._parts(parts, places)
        if inner and whole:
            self._check_sum(amount, inner, rest, places["total"])
        return Budget(amount, inner, rest, places)

    def _parts(
        self, parts: Sequence[Part], places: dict[str, Span]
    ) -> tuple[tuple[BudgetPart, ...], bool]:
        """The parts of a sum, none of them twice, and whether the rest is not broken down; that has a place."""
        read: list[BudgetPart] = []
        first: dict[str, Leaf] = {}
        for part in parts:
            name = part.name
            if part.is_rest:
                places["rest"] = name.at
                continue
            same = first.setdefault(name.text, name)
            if same is not name:
                self.report.add("PF230", name, {"name": name.text}, labels={"first": same.at})
            read.append(self._part(part))
        return tuple(read), "rest" in places

    def _part(self, part: Part) -> BudgetPart:
        name, amount = part.name, self._amount(part.amount)
        places = {"": name.at, "amount": _place(part.amount, name.at)}
        if not part.parts:  # nearly always
            return BudgetPart(name.text, amount, (), False, places)
        inner, rest = self._parts(part.parts, places)
        if inner:
            self._check_sum(amount, inner, rest, places["amount"])
        return BudgetPart(name.text, amount, inner, rest, places)

    def _amount(self, amount: Amount | None) -> Money | Nothing | None:
        if amount is None:
            return None
        text = amount.number.text
        if amount.number.quoted:
            return self._quoted(amount.number)
        number = read_plain(text, self.limits.digits)
        if number is None:
            if is_nothing(text):
                return Nothing(text)
            self._no_number(amount.number)
            return Money(None, None, text)
        if amount.scale is None:
            return Money(number)
        scale = self._own_scale(amount.scale, amount)
        if scale is None:
            return Money(None, None, text + amount.scale.text)
        money = Money(number, scale)
        if self.scale and scale != self.scale:
            printed = {"amount": number.spelling + scale, "printed": money.cell(self.scale)}
            self.report.add("PF217", amount.number, printed | {"scale": self.scale})
        return money

    def _quoted(self, leaf: Leaf) -> Money:
        read = read_money(leaf.text, self.limits.digits)
        if isinstance(read, Money):
            return Money(read.number, read.scale, leaf.text)
        if read is None and leaf.text.strip():
            self._no_number(leaf)
        return Money(None, None, leaf.text)

    def _no_number(self, leaf: Leaf) -> None:
        if read_number(leaf.text, self.limits.line) is not None and not leaf.quoted:
            self.report.add("PF119", leaf, {"limit": str(self.limits.digits)})
        else:
            self.report.add("PF216", leaf, {"text": leaf.text})

    def _own_scale(self, written: Leaf, amount: Amount) -> str | None:
        scale = half_width(written.text)
        if scale in SCALES:
            return scale
        near = nearest(scale, SCALES) or "万元"
        text = amount.number.text + written.text
        self.report.add("PF216", _span(amount), {"text": text, "near": near}, hint="scale")
        return None

    def _check_sum(
        self,
        total: Money | Nothing | None,
        parts: Sequence[BudgetPart],
        rest: bool,
        at: Span,
    ) -> None:
        """The parts against their total; silent where an amount is missing or could not be read."""
        own = total.scale if isinstance(total, Money) else None
        scale = self.scale or own or ANY_SCALE
        expected, added = value_of(total, scale), Decimal(0)
        for part in parts:
            amount = value_of(part.amount, scale)
            if amount is None:
                return
            added = EXACT.add(added, amount)
        if expected is None or added == expected or (rest and added <= expected):
            return
        values = {
            "total": plain_decimal(expected),
            "sum": plain_decimal(added),
            "difference": plain_decimal(EXACT.subtract(added, expected).copy_abs()),
        }
        odd = None if rest else _in_wrong_scale([(total, at), *_amounts(parts)], scale)
        if odd is not None:
            self._tell_wrong_scale(*odd, scale, values)
            return
        small = (
            EXACT.subtract(added, expected).copy_abs() <= min(_ROUNDED, expected) and len(parts) > 1
        )
        hint = "rest" if rest else "rounded" if small else "more" if added > expected else "less"
        self.report.add("PF215", at, values, hint=hint)

    def _tell_wrong_scale(
        self, amount: Money, at: Span, scale: str, values: dict[str, str]
    ) -> None:
        """The unit of one amount is why the sum is off; that it is another one has been said with this."""
        if self.scale and amount.verbatim is None:
            self.report.withdraw("PF217", at.start)
        assert amount.number is not None
        plain = amount.number.spelling
        written = {
            "amount": f"{plain}{amount.scale}",
            "printed": amount.cell(scale),
            "plain": plain,
        }
        self.report.add("PF215", at, values | written | {"scale": scale}, hint="scale")


def _amounts(parts: Sequence[BudgetPart]) -> list[tuple[Money | Nothing | None, Span]]:
    return [(part.amount, part.at["amount"]) for part in parts]


def _in_wrong_scale(
    amounts: Sequence[tuple[Money | Nothing | None, Span]], scale: str
) -> tuple[Money, Span] | None:
    """The only amount in another unit, where total and parts would agree without that unit."""
    odd = [
        (amount, at)
        for amount, at in amounts
        if isinstance(amount, Money) and amount.scale not in (None, scale)
    ]
    bare = [
        amount.number.value if isinstance(amount, Money) and amount.number else Decimal(0)
        for amount, _ in amounts
    ]
    agree = reduce(EXACT.add, bare[1:], Decimal(0)) == bare[0]
    return odd[0] if len(odd) == 1 and agree else None


def has_bare_amount(total: Amount | None, parts: Sequence[Part]) -> bool:
    """Whether an amount of the equation has no money unit of its own."""
    if total and not total.scale and total.number.text.lstrip("+-")[:1].isdigit():
        return True
    return any(has_bare_amount(part.amount, part.parts) for part in parts)


def value_of(amount: Money | Nothing | None, scale: str) -> Decimal | None:
    """An amount in a money unit, bare ones taken to be in it; None where it is not known."""
    if isinstance(amount, Nothing):
        return Decimal(0)
    return amount.in_scale(scale) if amount else None


def _place(amount: Amount | None, otherwise: Span) -> Span:
    return otherwise if amount is None else _span(amount)


def _span(amount: Amount) -> Span:
    return span_of(amount.number.to(amount.scale or amount.number))
