"""Leaves of a tree from the bounds of a match: each way in which a word of a line is read.

They are made once for every word of a source, so they do no more than they must.
"""

from __future__ import annotations

import re
from functools import cache

from perflang.source import Span
from perflang.syntax import tree
from perflang.values.signs import plain_operator
from perflang.values.spelling import BLANKS, half_width

span = tuple.__new__
Bounds = tuple[int, int]


def leaf(word: str, at: Bounds) -> tree.Leaf:
    """A word of which it is known what it says."""
    return tree.Leaf(word, span(Span, at))


def word_at(text: str, at: Bounds) -> tree.Leaf:
    """A word as it stands, without the blanks behind it."""
    start, end = at
    word = text[start:end].rstrip(BLANKS)
    return tree.Leaf(word, span(Span, (start, start + len(word))))


def narrow_at(text: str, at: Bounds) -> tree.Leaf:
    """A code or a number: digits are those of ASCII."""
    return tree.Leaf(half_width(text[at[0] : at[1]]), span(Span, at))


def quoted_at(text: str, at: Bounds) -> tree.Leaf:
    """What stands inside a pair of quotes."""
    inner = text[at[0] + 1 : at[1] - 1]
    return tree.Leaf(inner.replace('""', '"'), span(Span, at), True)


def text_at(text: str, quoted: Bounds, plain: Bounds) -> tree.Leaf | None:
    """What stands in quotes or without."""
    if plain[0] >= 0:
        start, end = plain
        word = text[start:end].rstrip(BLANKS)
        return tree.Leaf(word, span(Span, (start, start + len(word))))
    return quoted_at(text, quoted) if quoted[0] >= 0 else None


def amount_at(text: str, match: re.Match[str], group: int) -> tree.Amount:
    """A number and its scale, a quoted text, or a sign for nothing: four groups."""
    at = match.span(group)
    if at[0] >= 0:
        scale = match.span(group + 1)
        return tree.Amount(narrow_at(text, at), word_at(text, scale) if scale[0] >= 0 else None)
    at = match.span(group + 2)
    return tree.Amount(quoted_at(text, at) if at[0] >= 0 else word_at(text, match.span(group + 3)))


@cache
def spelled(operator: str) -> str:
    """The sign that is meant by an operator."""
    return plain_operator(operator)
