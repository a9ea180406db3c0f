"""“Did you mean”: the word of a list that is nearest to what was written."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a slip of the hand could have turned into ``word``, or None.

    Two thirds of a word must stand in the right order; of equals the first in the list wins.
    """
    from difflib import SequenceMatcher

    best, best_score = None, 0.6
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.lower()[:60])
    for candidate in known:
        matcher.set_seq1(candidate.lower())
        score = matcher.ratio()
        if score > best_score:
            best, best_score = candidate, score
    return best
