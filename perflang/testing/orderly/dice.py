"""Draws by the handful: a small whole number each, so that large publications are cheap and small ones shrink."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

One = TypeVar("One")

_FLAGS = st.booleans()


class Dice:
    """What is drawn shrinks to the first of what there is: to 0, to False, to the first one of several."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def upto(self, most: int) -> int:
        """A number from 0 to ``most``; nothing is drawn where there is no choice."""
        return self.draw(_numbers(most)) if most > 0 else 0

    def flag(self) -> bool:
        """Yes or no."""
        return self.draw(_FLAGS)

    def pick(self, among: Sequence[One]) -> One:
        """One of several."""
        return among[self.upto(len(among) - 1)]

    def some(self, among: Sequence[One]) -> list[One]:
        """Some of several, by one draw for all of them, which is cheap.

        It shrinks well where little else is drawn for each that is chosen; otherwise ask for a ``flag`` each.
        """
        chosen = self.upto((1 << len(among)) - 1)
        return [one for at, one in enumerate(among) if chosen >> at & 1]


@lru_cache(maxsize=256)
def _numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)
