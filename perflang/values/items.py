"""Markers of list items: ``1.`` ``1、`` ``（一）`` ``①`` ``目标1：``."""

from __future__ import annotations

import re

from attrs import frozen

from perflang.values.spelling import half_width

_DIGITS = "一二三四五六七八九"
_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_COUNT = rf"(?:[0-9０-９]{{1,4}}|{_NUMERAL})"
_ANY = (
    rf"(?:目标{_COUNT}[:：、]|[0-9０-９]{{1,4}}(?:、|[.．](?![0-9０-９])|[)）])|{_NUMERAL}、"
    rf"|[(（]{_COUNT}[)）]、?|[①-⑳㉑-㉟㊱-㊿])"
)
_MARKER = re.compile(_ANY)
_INSIDE = re.compile(f"(?<=[；;。，, \t\u3000]){_ANY}")
_INNER = re.compile(rf"[0-9]{{1,4}}|{_NUMERAL}")
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
    first = marker_number(marker) if marker else None
    if first is None:
        return []
    found = []
    expected = first.number + 1
    for match in _INSIDE.finditer(text):
        inner = marker_number(match[0])
        comma = text[match.start() - 1] in "，,"
        if inner is None or (inner.pattern, inner.number) != (first.pattern, expected):
            continue
        if not comma or match[0][-1] not in "、：":  # 1、2号楼，3、4号楼 is no list
            found.append(match.span())
            expected += 1
    return found


def marker_number(spelling: str) -> Marker | None:
    """What a marker counts, or None for ``-`` and the empty marker."""
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
