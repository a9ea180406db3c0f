"""An item of a list whose marker is missing or is not one."""

from __future__ import annotations

import re
from unicodedata import normalize

from perflang.advice.place import Place
from perflang.source.regex import regex
from perflang.values import split_marker

_BULLET = regex("[●•●·◆◇■□▪►➢➤✓√☆★○⚫*—–－~]+[ \t\u3000]*")
_OWN = regex("[⒈-⒛⑴-⒇❶-❿㈠-㈩]")
_NUMBER = regex(
    "第?([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
    "(?:[ \t\u3000]*[.．,，。;；:：)）、]+[ \t\u3000]*|[ \t\u3000]+)"
)
_GOAL = regex(
    "(?:绩效)?(目标(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}))[ \t\u3000.．,，。;；:：、]*"
)
_IN_WORDS = regex(
    "[一二三四五六七八九十]{1,2}(?:是|要)|首先|其次|再次|最后|第[一二三四五六七八九十]{1,2}[，,、：:]"
)
_STRAY = "：:；;，,。、()（） \t\u3000"
_HUNDRED = 100


def with_marker(text: str) -> str | None:
    """``1 建成`` as ``1. 建成``, ``●建成`` as ``- 建成``: the writer's own number where she has one."""
    plain = text.lstrip(_STRAY)
    if plain != text and split_marker(plain)[0]:
        return plain
    if _IN_WORDS.match(text):
        return f"- {text}"
    if match := _BULLET.match(text):
        return f"- {text[match.end() :]}" if match.end() < len(text) else None
    if _OWN.match(text):
        return f"{normalize('NFKC', text[0])} {text[1:].lstrip()}"
    if match := _GOAL.match(text):
        return f"{match[1]}：{text[match.end() :]}"
    if match := _NUMBER.match(text):
        count, rest = normalize("NFKC", match[1]), text[match.end() :]
        if count.isdigit():
            return f"{int(count)}. {rest}" if 0 < int(count) < _HUNDRED else None
        return f"{count}、{rest}"
    return None


def as_next(text: str, place: Place) -> str | None:
    """``text`` as the item that is due in the list above."""
    if place.marker is None:
        return None
    gap = " " if place.marker[-1] in ".)-" else ""
    return f"{place.marker}{gap}{text.lstrip(_STRAY)}"


def parted(text: str) -> list[str]:
    """``1.甲；2.乙`` as its items; several only where the numbers run on from 1."""
    pieces, start, number = [], 0, 1
    for match in re.finditer(r"(?:^|[ \t\u3000；;。])([0-9]{1,2})[.、．](?![0-9])", text):
        if int(match[1]) == number:
            if number > 1:
                pieces.append(text[start : match.start(1)].strip())
            start = match.start(1)
            number += 1
    return [*pieces, text[start:].strip()] if number > 2 else []
