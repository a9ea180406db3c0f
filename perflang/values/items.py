"""Markers of list items: ``1.`` ``1、`` ``（一）`` ``①`` ``目标1：``."""

from __future__ import annotations

from functools import lru_cache

from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values.spelling import half_width

_DIGITS = "一二三四五六七八九"
_LAST_CIRCLE = 20
_MOST_DIGITS = 4
_SIGNS = frozenset(".、)")
_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_COUNT = rf"(?:[0-9０-９]{{1,{_MOST_DIGITS}}}|{_NUMERAL})"
_MARKER = regex(
    rf"目标{_COUNT}[:：、]|[0-9０-９]{{1,{_MOST_DIGITS}}}(?:、|[.．](?![0-9０-９])|[)）])|{_NUMERAL}、"
    rf"|[(（]{_COUNT}[)）]、?|[①-⑳㉑-㉟㊱-㊿]"
)
_INNER = regex(rf"[0-9]{{1,{_MOST_DIGITS}}}|{_NUMERAL}")
_CIRCLES = {
    chr(first + step): number + step
    for first, number, count in ((0x2460, 1, 20), (0x3251, 21, 15), (0x32B1, 36, 15))
    for step in range(count)
}


@frozen
class Marker:
    """A marker as it is printed and the number it stands for; ``pattern`` is the same for one style."""

    spelling: str
    number: int
    pattern: str


def split_marker(text: str) -> tuple[str, str]:
    """A printed item as its marker (empty if it has none) and its text."""
    match = _MARKER.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def inner_markers(marker: str, text: str) -> list[tuple[int, int]]:
    """Where the numbers that follow ``marker`` stand inside the text of its item, as start and end."""
    if marker[-1:] not in text and marker not in _CIRCLES:
        return []  # most texts hold nothing that a marker ends in
    found = []
    following = next_marker(marker)
    start = text.find(following) if following else -1
    while start >= 0:
        end = start + len(following)
        if _begins_item(text, start, end):
            found.append((start, end))
            following = next_marker(following)
        start = text.find(following, end)
    return found


def _begins_item(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 2].lstrip()[:1]
    # 1、2号楼，3、4号楼 is no list, and neither is 一、一季度；二、三季度.
    if not before or after.isdigit() or (text[end - 1] == "、" and after in _DIGITS):
        return False
    return before in "；;。 \t\u3000" if text[end - 1] in "、：" else before in "；;。，, \t\u3000"


def next_marker(marker: str) -> str:
    """The marker that follows one in its style: ``二、`` after ``一、``; empty after ``-``."""
    found = marker_number(marker)
    return marker_for(marker, found.number + 1) if found else ""


def marker_for(like: str, number: int) -> str:
    """The marker of ``number`` in the style of another one; ``21.`` where that style does not go so far."""
    found = marker_number(like)
    if found is None:
        return like
    if found.pattern == "①":
        return chr(ord("①") + number - 1) if number <= _LAST_CIRCLE else f"{number}."
    before, after = found.pattern.replace("1", "一").split("一")
    inner = like[len(before) : len(like) - len(after)]
    count = str(number) if half_width(inner).isdigit() else _in_chinese(number)
    return (
        f"{like[: len(before)]}{count}{like[len(like) - len(after) :]}" if count else f"{number}."
    )


@lru_cache(maxsize=1024)
def marker_number(spelling: str) -> Marker | None:
    """What a marker counts, or None for ``-`` and the empty marker."""
    count, sign = spelling[:-1], spelling[-1:]
    if sign in _SIGNS and count.isascii() and count.isdecimal() and len(count) <= _MOST_DIGITS:
        return Marker(spelling, int(count), f"1{sign}")  # nearly all
    if not _MARKER.fullmatch(spelling):
        return None
    if spelling in _CIRCLES:
        return Marker(spelling, _CIRCLES[spelling], "①")
    plain = half_width(spelling)
    match = _INNER.search(plain)
    assert match is not None
    word = match[0]
    number = int(word) if word.isdigit() else _chinese(word)
    kind = "1" if word.isdigit() else "一"
    return Marker(spelling, number, plain[: match.start()] + kind + plain[match.end() :])


def _chinese(numeral: str) -> int:
    """``二十三`` as 23, up to 999 百."""
    total, digit = 0, 0
    for character in numeral:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS.index(character) + 1
    return total + digit


def _in_chinese(number: int) -> str:
    """Numbers up to 99."""
    tens, ones = number // 10, number % 10
    if tens > len(_DIGITS):
        return ""
    return (
        ("" if tens < 2 else _DIGITS[tens - 1])
        + ("十" if tens else "")
        + (_DIGITS[ones - 1] if ones else "")
    )
