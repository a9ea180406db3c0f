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
    matcher.set_seq2(word.lower()[:_LONGEST])
    for candidate in known:
        matcher.set_seq1(candidate.lower())
        enough = _ENOUGH_FOR_SHORT if len(candidate) == len(word) <= 3 else _ENOUGH
        # Two quick upper bounds first: most words are nothing like it.
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < max(enough, best_score):
            continue
        score = matcher.ratio()
        if score >= enough and score > best_score:
            best, best_score = candidate, score
    return best
