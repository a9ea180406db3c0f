"""Where the rows of a table stand, and how many there are: what a framework asks for, and more where it may be."""

from __future__ import annotations

from perflang.model import Framework, Level
from perflang.source.classes import frozen
from perflang.testing.orderly.dice import Dice


@frozen
class Place:
    """A level 2 with its level 1, or nowhere in a framework without levels."""

    second: Level | None = None
    first: Level | None = None

    @property
    def levels(self) -> list[Level]:
        return [level for level in (self.second, self.first) if level is not None]


@frozen(eq=False)
class Places:
    """The places of a framework for rows that are ``weighed`` or not.

    Every level 1 has at least ``least`` rows, and a level up to ``room`` more than it needs where it may. Seldom
    one of them has up to ``crowd`` more.
    """

    framework: Framework
    weighed: bool
    least: int
    room: int
    crowd: int

    def counts(self, dice: Dice) -> list[tuple[Place, int]]:
        """Each place and how many rows it has, in the order of the framework."""
        if self.framework.is_flat:
            found = [(Place(), self.least + _more(dice, self.room))]
        else:
            found = [one for first in self.framework.first for one in self._below(dice, first)]
        return self._crowded(dice, found)

    def _crowded(self, dice: Dice, found: list[tuple[Place, int]]) -> list[tuple[Place, int]]:
        """The same, and seldom many more rows of one place, as far as nothing bounds them."""
        if not found or not self.crowd or not dice.once_in(8):
            return found
        at = dice.upto(len(found) - 1)
        place, count = found[at]
        more = dice.upto(self.crowd)
        for level in place.levels:
            if level.most is not None:
                of_level = sum(n for other, n in found if level in other.levels)
                more = min(more, level.most - of_level)
        return [*found[:at], (place, count + more), *found[at + 1 :]]

    def _below(self, dice: Dice, first: Level) -> list[tuple[Place, int]]:
        """How many rows the levels 2 of a level 1 have."""
        below = self.framework.below(first)
        fewest = max(self.least, first.fewest, int(self.weighed and carries(self.framework)))
        lows = [_least(level, weighed=self.weighed) for level in below]
        highs = [
            max(low, fewest) + self.room if level.most is None else level.most
            for low, level in zip(lows, below, strict=True)
        ]
        counts = [
            min(high, low + _more(dice, self.room)) for low, high in zip(lows, highs, strict=True)
        ]
        most = sum(highs) if first.most is None else first.most
        for at, (low, high) in enumerate(zip(lows, highs, strict=True)):
            counts[at] += max(0, min(high - counts[at], fewest - sum(counts)))
            counts[at] -= max(0, min(counts[at] - low, sum(counts) - most))
        return [(Place(level, first), n) for level, n in zip(below, counts, strict=True)]


def _more(dice: Dice, room: int) -> int:
    """None in half of the draws; a step down takes one row away."""
    return max(0, dice.upto(room and room + 1) - 1)


def _least(level: Level, *, weighed: bool) -> int:
    """How many rows a level 2 needs: one at least to carry its weight."""
    return max(level.fewest, int(weighed and bool(level.weight)))


def can_weigh(framework: Framework) -> bool:
    """Whether all levels 2 with a weight can have the rows that carry it."""
    return all(
        first.most is None
        or sum(_least(level, weighed=True) for level in framework.below(first)) <= first.most
        for first in framework.first
    )


def carries(framework: Framework) -> bool:
    """Whether the weights of a project need a row under every level 1."""
    return any(level.weight is not None for level in (*framework.first, *framework.second))
