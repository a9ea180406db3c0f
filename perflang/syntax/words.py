"""Leaves of a tree from the bounds of a match: each way in which a word of a line is read.

They are made once for every word of a source, so they do no more than they must.
"""

from __future__ import annotations

import re
from functools import cache

from perflang.source import place_of
from perflang.syntax import tree
from perflang.values.signs import plain_operator
from perflang.values.spelling import half_width


def leaf(word: str, at: tuple[int, int]) -> tree.Leaf:
    """A word of which it is known what it says."""
    return tree.Leaf(word, place_of(*at))


def narrow_at(match: re.Match[str], group: int) -> tree.Leaf:
    """A code or a number: digits are those of ASCII."""
    return tree.Leaf(half_width(match[group]), place_of(*match.span(group)))


def quoted_at(match: re.Match[str], group: int) -> tree.Leaf:
    """What stands inside a pair of quotes."""
    inner = match[group][1:-1]
    return tree.Leaf(inner.replace('""', '"'), place_of(*match.span(group)), True)


def text_at(match: re.Match[str], quoted: int, plain: int) -> tree.Leaf | None:
    """What stands in quotes or without."""
    text = match[plain]
    if text is not None:
        return tree.Leaf(text, match.start(plain) << 32 | match.end(plain))
    return quoted_at(match, quoted) if match[quoted] is not None else None


def amount_at(match: re.Match[str], group: int) -> tree.Amount | None:
    """A number and its scale, a quoted text, or a sign for nothing: four groups."""
    number = match[group]
    if number is not None:
        scale = match[group + 1]
        written = tree.Leaf(
            number if number.isascii() else half_width(number), place_of(*match.span(group))
        )
        return tree.Amount(written, leaf(scale, match.span(group + 1)) if scale else None)
    if match[group + 2] is not None:
        return tree.Amount(quoted_at(match, group + 2))
    nothing = match[group + 3]
    return tree.Amount(leaf(nothing, match.span(group + 3))) if nothing else None


@cache
def spelled(operator: str) -> str:
    """The sign that is meant by an operator."""
    return plain_operator(operator)
