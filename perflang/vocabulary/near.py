"""“Did you mean”: the word of a list that is nearest to what was written."""

from __future__ import annotations

from collections.abc import Iterable

_ENOUGH = 0.6
_ENOUGH_FOR_SHORT = 0.5  # one character right out of two
_LONGEST = 60


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a slip of the hand could have turned into ``word``, or None.

    Most of a word must stand in the right order; of equals the first in the list wins.
    """
    from difflib import SequenceMatcher

    best, best_score = None, 0.0
    matcher = SequenceMatcher(autojunk=False)
    plain = word.lower()[:_LONGEST]
    letters = set(plain)
    matcher.set_seq2(plain)
    for candidate in known:
        enough = _ENOUGH_FOR_SHORT if len(candidate) == len(word) <= 3 else _ENOUGH
        small = candidate.lower()
        # The score if every letter that is in both stood in the right place; most words end here.
        shared = min(len(plain), sum(map(letters.__contains__, small)))
        if 2.0 * shared / (len(plain) + len(small)) < max(enough, best_score):
            continue
        matcher.set_seq1(small)
        score = matcher.ratio()
        if score >= enough and score > best_score:
            best, best_score = candidate, score
    return best
