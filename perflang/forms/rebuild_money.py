"""Texts to money: a budget from its total, the sources that have cells and those that have rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import cast

from attrs import evolve

from perflang.forms.fields import COLON
from perflang.forms.form import Form
from perflang.forms.lines import Texts
from perflang.forms.sources import PATH, names_of
from perflang.model import Budget, BudgetPart
from perflang.source import Limits
from perflang.values import Money, Nothing, read_money
from perflang.values.money import EXACT

# Sources of money are nested no deeper than a source file may say it; below, a path is a name.
_DEEPEST = Limits().depth
_OTHERS = "其他资金"  # a form with a cell for them shows all sources
_ANY_SCALE = "万元"  # where the unit is not known, amounts still compare with each other


class MoneyRebuilder:
    """Reads the amounts of a form, bare ones in ``scale``."""

    def __init__(self, form: Form, scale: str) -> None:
        self.form = form
        self.scale = scale

    def budget(self, texts: Texts, field: str, rows: tuple[BudgetPart, ...] = ()) -> Budget | None:
        """An equation from its total, the sources that have cells, and those that have rows."""
        total = self.amount(text_in(texts, field))
        parts: list[BudgetPart] = []
        for slot, text in texts.items():
            name, _, narrowed = slot.partition(COLON)
            if name == field and narrowed and text:
                parts.append(BudgetPart(names_of(narrowed)[0], self.amount(str(text))))
        parts = _nested(parts) + list(rows)
        if total is None and not parts:
            return None
        return Budget(total, tuple(parts), not rows and self._has_rest(field, total, parts))

    def _has_rest(
        self, field: str, total: Money | Nothing | None, parts: Sequence[BudgetPart]
    ) -> bool:
        """Whether a form has no cell for other sources, and those that it has come to less than the total."""
        if any(slot.startswith(f"{field}{COLON}") and _OTHERS in slot for slot in self.form.slots):
            return False
        scale = self.scale or _ANY_SCALE
        amounts = [
            one.in_scale(scale) if isinstance(one, Money) else None
            for one in (total, *(part.amount for part in parts))
        ]
        whole, *rest = amounts
        if whole is None or not rest or None in rest:
            return False
        return reduce(EXACT.add, [one for one in rest if one is not None]) < whole

    def funding(self, records: Sequence[Texts]) -> tuple[BudgetPart, ...]:
        parts = [
            BudgetPart(text_in(record, "path"), self.amount(text_in(record, "amount")))
            for record in records
        ]
        return tuple(_nested(parts))

    def amount(self, text: str) -> Money | Nothing | None:
        if not text:
            return None
        read = read_money(text)
        if read is None:
            return Money(None, None, text)
        if isinstance(read, Nothing):
            return read if read.spelling == text else Money(None, None, text)
        return read if read.cell(self.scale) == text else Money(read.number, read.scale, text)


def _nested(parts: Sequence[BudgetPart]) -> list[BudgetPart]:
    """Paths as nested parts: a path that goes on from the last one is a part of it."""
    open_parts: list[tuple[str, list[BudgetPart]]] = [("", [])]
    for part in parts:
        path = part.name
        while len(open_parts) > 1 and not (
            path.startswith(open_parts[-1][0] + PATH) and len(open_parts) <= _DEEPEST
        ):
            _close(open_parts)
        above = open_parts[-1][0]
        name = path.removeprefix(above + PATH) if above else path
        open_parts[-1][1].append(evolve(part, name=name))
        open_parts.append((path, []))
    while len(open_parts) > 1:
        _close(open_parts)
    return open_parts[0][1]


def _close(open_parts: list[tuple[str, list[BudgetPart]]]) -> None:
    """The innermost part is complete: it takes the parts that were read below it."""
    _, inner = open_parts.pop()
    siblings = open_parts[-1][1]
    if inner:
        siblings[-1] = evolve(siblings[-1], parts=tuple(inner))


def text_in(texts: Texts, name: str) -> str:
    """The text of a slot, empty where there is none."""
    found = texts.get(name, "")
    return found if isinstance(found, str) else ""


def records_in(texts: Texts, name: str) -> list[Texts]:
    """The records that repeat in ``texts``."""
    return cast("list[Texts]", texts.get(name, []))
