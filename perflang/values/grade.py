"""Grades and the scales they stand on: 优 of 优良中差, 高 of 高/中/低; known scales are data."""

from __future__ import annotations

from functools import cache

from perflang.source import packaged_table
from perflang.source.classes import frozen
from perflang.source.regex import regex

QUALITATIVE = "定性"
_DECLARED = regex(r"([^()/]{1,20})\(([^()]{1,60})\)")
_BETWEEN = str.maketrans(dict.fromkeys("、,，|", "/"))
_MARKED = regex(rf"{QUALITATIVE}[:：]?|\({QUALITATIVE}\)$")


@frozen
class Scale:
    """Grades, best first; ``alone`` says that one of them is a grade wherever it stands by itself."""

    grades: tuple[str, ...]
    alone: bool


def is_grade(word: str) -> bool:
    """Whether a word is a grade of a known scale."""
    return word in _words()


def shared_scale(words: tuple[str, ...]) -> bool:
    """Whether words are grades of one known scale."""
    return any(set(words) <= set(scale.grades) for scale in scales())


def without_mark(text: str) -> tuple[str, str]:
    """``定性`` where it is written before or behind a text, and the text without it."""
    plain = _MARKED.sub("", text, count=1)
    return (QUALITATIVE, plain) if plain != text else ("", text)


def read_grade(text: str, *, marked: bool) -> tuple[str, tuple[str, ...]] | None:
    """The grade (empty where only a scale is written) and the scale that a text means.

    ``text`` is in half width; ``marked`` says that 定性 stands beside it.
    """
    if text[-1:] == ")" and (declared := _DECLARED.fullmatch(text)):
        scale = _listed(declared[2])
        return (declared[1], scale) if declared[1] in scale else None
    whole = _wholes().get("".join(text.split()))
    if whole is not None:
        return "", whole
    listed = _listed(text)
    if len(listed) > 1 and all(map(is_grade, listed)) and len(set(listed)) == len(listed):
        return "", listed
    if not is_grade(text):
        return None
    scales_of = (one.grades for one in scales() if text in one.grades and (marked or one.alone))
    return next(((text, grades) for grades in scales_of), None)


def _listed(text: str) -> tuple[str, ...]:
    parts = text.translate(_BETWEEN).split("/")
    if len(parts) == 1:
        return _wholes().get(text) or tuple(text.split())
    return tuple(map(str.strip, parts))


@cache
def _words() -> frozenset[str]:
    return frozenset(word for scale in scales() for word in scale.grades)


@cache
def _wholes() -> dict[str, tuple[str, ...]]:
    """Scales by all their grades in one word: 优良中差."""
    return {"".join(scale.grades): scale.grades for scale in reversed(scales())}


@cache
def scales() -> tuple[Scale, ...]:
    """The known scales, in the order of ``grades.toml``."""
    table = packaged_table("values/grades.toml")
    return tuple(Scale(tuple(one["grades"]), one.get("alone", False)) for one in table["scale"])
