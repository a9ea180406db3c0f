"""Draws by the handful: a small whole number each, so that large publications are cheap and small ones shrink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from hypothesis import strategies as st

One = TypeVar("One")

_FLAGS = st.booleans()
_PIECE = st.tuples()


class Dice:
    """What is drawn shrinks to the first of what there is: to 0, to False, to the first one of several.

    Where a number that is one lower asks for less of what is drawn after it, hypothesis takes out what is too
    much, piece by piece: a piece is what was drawn :meth:`apart`. What only a ``flag`` asks for has to follow it.

    ``spent`` is about how many bytes hypothesis keeps for what was drawn; of one example it keeps 8,192, and 4,096
    of the simplest one.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.spent = 0

    def upto(self, most: int) -> int:
        """A number from 0 to ``most``; nothing is drawn where there is no choice."""
        if most <= 0:
            return 0
        self.spent += 2 + most.bit_length() // 8
        return self._number(most)

    def _number(self, most: int) -> int:
        return self.draw(_numbers(most))

    def flag(self) -> bool:
        """Yes or no."""
        self.spent += 1
        return self._flag()

    def _flag(self) -> bool:
        return self.draw(_FLAGS)

    def once_in(self, times: int) -> bool:
        """Yes so often."""
        return self.upto(times - 1) == times - 1

    def pick(self, among: Sequence[One]) -> One:
        """One of several."""
        return among[self.upto(len(among) - 1)]

    def some(self, among: Sequence[One]) -> list[One]:
        """Some of several, by one draw for all of them, which is cheap.

        It shrinks well where little else is drawn for each that is chosen; otherwise ask for a ``flag`` each.
        """
        chosen = self.upto((1 << len(among)) - 1)
        return [one for at, one in enumerate(among) if chosen >> at & 1]

    def apart(self, make: Callable[[], One]) -> One:
        """What ``make`` draws, as a piece that shrinking takes out whole."""
        return self.draw(_PIECE.map(lambda _: make()))


class Simplest(Dice):
    """Dice of which nothing is drawn: what they give is what a failing test shrinks to."""

    def __init__(self) -> None:
        self.spent = 0

    def _number(self, most: int) -> int:
        return 0

    def _flag(self) -> bool:
        return False

    def apart(self, make: Callable[[], One]) -> One:
        """What ``make`` draws."""
        return make()


@lru_cache(maxsize=256)
def _numbers(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)
