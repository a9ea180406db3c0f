"""Texts as a reader compares them: without blanks, width and punctuation; and whether two speak of one thing."""

from __future__ import annotations

from functools import lru_cache

from perflang.review.words import squeezed
from perflang.source.regex import regex

_BRACKETS = regex(r"\([^()]*\)|（[^（）]*）")
_GENERAL = regex(
    "(?:数量|个数|人数|户数|次数|人次|场次|总数|数|面积|长度|里程|总量|量|任务|情况|工作)$"
)
_NEAR = 0.7
_LONGEST = 200


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """What an indicator counts: its name without brackets and without 数量, 人数, 面积 at its end."""
    plain = squeezed(_BRACKETS.sub("", name[:_LONGEST]))
    short = _GENERAL.sub("", plain)
    return short if len(short) > 1 else plain


def speaks_of(before: str, behind: str, name: str) -> bool:
    """Whether words around a figure name the thing that an indicator of this name counts."""
    thing = core(name)
    if len(thing) < 2:
        return False
    around = (squeezed(before[-_LONGEST:]), squeezed(behind[:_LONGEST]))
    if any(thing in words for words in around):
        return True
    if len(thing) < 4:
        return False
    pairs = _pairs(thing)
    said = _pairs(around[0]) | _pairs(around[1])
    return len(pairs & said) >= _NEAR * len(pairs)


def touches_on(before: str, behind: str, name: str) -> bool:
    """Whether words around a figure share two characters with the name of an indicator."""
    said = _pairs(squeezed(before[-_LONGEST:])) | _pairs(squeezed(behind[:_LONGEST]))
    return not said.isdisjoint(_pairs(core(name)))


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
