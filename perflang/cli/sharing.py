"""How much work publications are, and how many processes that is worth."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perflang.cli.publishing import Work

# Bytes of sources that a process has to have: with less, to start another one takes longer than it saves.
WORTH = 1 << 18
_MOST_AT_ONCE = 16  # publications that a process is given in one go
_ROUNDS = 4  # how often each is given some of what is left, about


def weights_of(work: Iterable[Work]) -> list[int]:
    """How many bytes each publication has; what cannot be read is not much work."""
    return [1 + sum(map(_size, one.paths)) for one, _ in work]


def worthwhile(jobs: int, weights: Sequence[int]) -> int:
    """How many processes, of ``jobs`` at most, are the sooner ready with this."""
    return max(1, min(jobs, len(weights), sum(weights) // WORTH))


def portions(weights: Sequence[int], jobs: int) -> Iterator[list[int]]:
    """Numbers of publications to be given away together, the heaviest first, towards the end ever fewer.

    So all are ready at nearly the same time, and little is said between processes.
    """
    left = sum(weights)
    portion: list[int] = []
    weight = 0
    for number in sorted(range(len(weights)), key=lambda number: -weights[number]):
        portion.append(number)
        weight += weights[number]
        if len(portion) == _MOST_AT_ONCE or weight * jobs * _ROUNDS >= left:
            yield portion
            left -= weight
            portion, weight = [], 0
    if portion:
        yield portion


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - many of them
    except (OSError, ValueError):
        return 0
