"""The two ways of giving the stages of a schedule: what is spent by then, and what each stage adds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, Inexact

# Wide enough for sums of any two numbers that a source may hold; a digit lost would be a bug.
_EXACT = Context(prec=120, traps=[Inexact])


def increments(cumulative: Sequence[Decimal | None]) -> list[Decimal | None]:
    """What each stage adds to the one before it; None where one of the two is not known.

    The inverse of :func:`cumulated` as long as every value is known.
    """
    before: Sequence[Decimal | None] = [Decimal(0), *cumulative]
    return [
        None if value is None or last is None else _EXACT.subtract(value, last)
        for last, value in zip(before, cumulative, strict=False)
    ]


def cumulated(added: Sequence[Decimal | None]) -> list[Decimal | None]:
    """What is reached at the end of each stage; None from the first on that is not known."""
    reached: list[Decimal | None] = []
    last: Decimal | None = Decimal(0)
    for value in added:
        last = None if value is None or last is None else _EXACT.add(last, value)
        reached.append(last)
    return reached
