"""What a framework asks that cannot be fulfilled: numbers of indicators and weights at odds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from perflang.diagnostics import Values
from perflang.model.framework import Framework, Level
from perflang.source.classes import frozen


@frozen
class Contradiction:
    """A demand that goes against others: the level that makes it (None: the framework) and its key."""

    level: Level | None
    key: str
    hint: str
    values: Values


def contradictions(framework: Framework) -> Iterator[Contradiction]:
    """The demands of a framework that no project can fulfil."""
    for level in (*framework.first, *framework.second):
        if level.most is not None and level.fewest > level.most:
            values = {"text": level.zh, "least": str(level.fewest), "most": str(level.most)}
            yield Contradiction(level, "most", "bounds", values)
    for first in framework.first:
        yield from _below(first, framework.below(first))
    yield from _total(framework)


def _below(first: Level, below: Sequence[Level]) -> Iterator[Contradiction]:
    """A level 1 and the levels 2 under it."""
    fewest = sum(level.fewest for level in below)
    if first.most is not None and fewest > first.most:
        values = {"text": first.zh, "sum": str(fewest), "most": str(first.most)}
        yield Contradiction(first, "most", "most-below", values)
    room = _sum([level.most for level in below])
    if room is not None and room < first.fewest:
        values = {"text": first.zh, "sum": str(room), "least": str(first.fewest)}
        yield Contradiction(first, "least", "least-below", values)
    known = sum((level.weight for level in below if level.weight is not None), Decimal(0))
    whole = all(level.weight is not None for level in below)
    if first.weight is not None and (known > first.weight or (whole and known != first.weight)):
        values = {"text": first.zh, "sum": f"{known:f}", "weight": f"{first.weight:f}"}
        yield Contradiction(first, "weight", "weight-below", values)


def _total(framework: Framework) -> Iterator[Contradiction]:
    """The weights of all levels 1 against the sums that are accepted."""
    each = [_weight(first, framework.below(first)) for first in framework.first]
    known = sum((weight for weight in each if weight is not None), Decimal(0))
    if not framework.weights or (None in each and known <= max(framework.weights)):
        return
    if None in each or (each and known not in framework.weights):
        accepted = tuple(f"{weight:f}" for weight in framework.weights)
        yield Contradiction(None, "weights", "total", {"text": accepted, "sum": f"{known:f}"})


def _weight(first: Level, below: Sequence[Level]) -> Decimal | None:
    """The weight of a level 1: its own, or that of all levels 2 under it; else what is known of it is no more."""
    return first.weight if first.weight is not None else _sum([level.weight for level in below])


def _sum(values: Sequence[Decimal | None] | Sequence[int | None]) -> Decimal | None:
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None
