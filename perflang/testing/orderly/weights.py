"""Weights of indicators: of each level, and of all together, what a framework asks for."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal

from attrs import evolve

from perflang.model import Framework, Indicator, Level
from perflang.source.classes import frozen
from perflang.values import Number

_WHOLE = Decimal(1)


@frozen
class Place:
    """Where rows stand: a level 2 with its level 1, or nowhere in a framework without levels."""

    second: Level | None = None
    first: Level | None = None

    @property
    def levels(self) -> list[Level]:
        return [level for level in (self.second, self.first) if level is not None]


def weighed_rows(
    framework: Framework, places: list[Place], rows: list[list[Indicator]]
) -> list[list[Indicator]]:
    """The rows with weights: of each level as its framework says, of all together a sum that it accepts."""
    wanted = _wanted(framework, places, [len(of_level) for of_level in rows])
    return [
        [
            evolve(row, weight=_number(weight))
            for row, weight in zip(of_level, _split(total, len(of_level)), strict=True)
        ]
        for of_level, total in zip(rows, wanted, strict=True)
    ]


def _wanted(framework: Framework, places: list[Place], counts: list[int]) -> list[Decimal]:
    """What the weights of each level 2 are to sum to."""
    wanted = [place.second.weight if place.second else None for place in places]
    for first in framework.first:
        if first.weight is not None:
            _share(wanted, counts, [place.first is first for place in places], first.weight)
    known = sum((weight for weight in wanted if weight is not None), Decimal(0))
    total = min((one for one in framework.weights if one >= known), default=known + 100)
    _share(wanted, counts, [True for _ in places], total)
    return [weight or Decimal(0) for weight in wanted]


def _share(
    wanted: list[Decimal | None], counts: list[int], mine: list[bool], total: Decimal
) -> None:
    """What the levels that are ``mine`` and have no weight yet share of ``total``, by their rows."""
    known = sum(
        (weight for weight, own in zip(wanted, mine, strict=True) if own and weight is not None),
        Decimal(0),
    )
    left = [at for at, own in enumerate(mine) if own and wanted[at] is None and counts[at]]
    shares = _split(total - known, sum(counts[at] for at in left))
    for at in left:
        wanted[at] = sum((shares.pop() for _ in range(counts[at])), Decimal(0))


def _split(total: Decimal, count: int) -> list[Decimal]:
    """``total`` in ``count`` weights, as even as weights are; the first one takes what is over."""
    if not count:
        return []
    one = (total / count).quantize(_WHOLE, ROUND_DOWN)
    return [total - one * (count - 1), *[one] * (count - 1)]


def _number(value: Decimal) -> Number:
    text = f"{value.normalize():f}"
    return Number(Decimal(text), text)
