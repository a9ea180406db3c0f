"""Weights of indicators: of each level, and of all together, what a framework asks for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from functools import partial

from attrs import evolve

from perflang.model import Framework, Indicator
from perflang.testing.orderly.dice import Dice
from perflang.testing.orderly.places import Place
from perflang.values import Number

# What the weights that no level settles sum to where a framework accepts any sum.
_ANY = (100, 90, 150, 10)
_Way = Callable[[Decimal], Decimal]
_Split = Callable[[Decimal, int], list[Decimal]]


def weighed_rows(
    dice: Dice, framework: Framework, places: list[Place], rows: list[list[Indicator]]
) -> list[list[Indicator]]:
    """The rows with weights: of each level as its framework says, of all together a sum that it accepts."""
    split = partial(_split, dice.pick(_WAYS))
    wanted = _wanted(dice, framework, places, [len(of_level) for of_level in rows], split)
    return [
        [
            evolve(row, weight=_number(weight))
            for row, weight in zip(of_level, split(total, len(of_level)), strict=True)
        ]
        for of_level, total in zip(rows, wanted, strict=True)
    ]


def _wanted(
    dice: Dice, framework: Framework, places: list[Place], counts: list[int], split: _Split
) -> list[Decimal]:
    """What the weights of each level 2 are to sum to."""
    wanted = [place.second.weight if place.second else None for place in places]
    for first in framework.first:
        if first.weight is not None:
            mine = [place.first is first for place in places]
            _share(wanted, counts, mine, first.weight, split)
    known = sum((weight for weight in wanted if weight is not None), Decimal(0))
    accepted = sorted(one for one in framework.weights if one >= known)
    total = dice.pick(accepted or [known + more for more in _ANY])
    _share(wanted, counts, [True for _ in places], total, split)
    return [weight or Decimal(0) for weight in wanted]


def _share(
    wanted: list[Decimal | None],
    counts: list[int],
    mine: list[bool],
    total: Decimal,
    split: _Split,
) -> None:
    """What the levels that are ``mine`` and have no weight yet share of ``total``, by their rows."""
    known = sum(
        (weight for weight, own in zip(wanted, mine, strict=True) if own and weight is not None),
        Decimal(0),
    )
    left = [at for at, own in enumerate(mine) if own and wanted[at] is None and counts[at]]
    shares = split(total - known, sum(counts[at] for at in left))
    for at in left:
        wanted[at] = sum((shares.pop() for _ in range(counts[at])), Decimal(0))


def _split(way: _Way, total: Decimal, count: int) -> list[Decimal]:
    """``total`` in ``count`` weights, of which the first one takes what is over."""
    if not count:
        return []
    one = way(total / count)
    return [total - one * (count - 1), *[one] * (count - 1)]


def _whole(share: Decimal) -> Decimal:
    return share.quantize(Decimal(1), ROUND_DOWN)


def _tenths(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.1"), ROUND_DOWN)


def _small(share: Decimal) -> Decimal:
    return min(_whole(share), Decimal(1))


def _none(_share: Decimal) -> Decimal:
    return Decimal(0)


# What all rows but the first one weigh, by what an even share of them is.
_WAYS: tuple[_Way, ...] = (_whole, _tenths, _small, _none)


def _number(value: Decimal) -> Number:
    text = f"{value.normalize():f}"
    return Number(Decimal(text), text)
