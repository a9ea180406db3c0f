"""“Did you mean”: the word of a list that is nearest to what was written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difflib import SequenceMatcher

_ENOUGH = 0.6
_ENOUGH_FOR_SHORT = 0.5  # one character right out of two
_LONGEST = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a slip of the hand could have turned into ``word``, or None.

    Most of a word must stand in the right order; of equals the first in the list wins.
    """
    best, best_score = None, 0.0
    plain = word.lower()[:_LONGEST]
    letters = set(plain)
    matcher: SequenceMatcher[str] | None = None
    for candidate in known:
        enough = _ENOUGH_FOR_SHORT if len(candidate) == len(word) <= 3 else _ENOUGH
        small = candidate.lower()
        if letters.isdisjoint(small):
            continue
        # The score if every letter that is in both stood in the right place; most words end here.
        shared = min(len(plain), sum(map(letters.__contains__, small)))
        if 2.0 * shared / (len(plain) + len(small)) < max(enough, best_score):
            continue
        if matcher is None:  # most words of most lists are too far away for it to be imported
            from difflib import SequenceMatcher

            matcher = SequenceMatcher(None, "", plain, autojunk=False)
        matcher.set_seq1(small)
        score = matcher.ratio()
        if score >= enough and score > best_score:
            best, best_score = candidate, score
    return best
