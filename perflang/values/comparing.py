"""Comparisons in words: 不少于 12 种, 95%及以上, 30天以内. Which operator each of them means.

以上, 以下 and 以内 include the number, 不满 and 超过 do not (民法典 第一千二百五十九条).
"""

from __future__ import annotations

import re

# Before a number; the longest first, so that 大于等于 is not read as 大于.
_BEFORE = {
    "≥": "不少于 不低于 不小于 不差于 不短于 不得少于 不得低于 不得小于 不能低于 不应低于 不能少于 不应少于"
    " 大于等于 大于或等于 高于或等于 多于或等于"
    " 达到或超过 至少 最少 最低 达到 达 atleast nolessthan notlessthan nofewerthan",
    "≤": "不超过 不高于 不大于 不多于 不长于 不超 不得超过 不得高于 不得大于 不得突破"
    " 不突破 未突破 未超过 没有超过 不能超过 不应超过 不可超过"
    " 小于等于 小于或等于 低于或等于"
    " 少于或等于 至多 最多 最高 控制在 atmost upto nomorethan notmorethan",
    ">": "超过 高于 大于 多于 突破 超 morethan over above",
    "<": "低于 小于 少于 不足 不到 未满 不满 lessthan fewerthan under below",
    "=": "等于",
    "≈": "大约 约为 约 近 about around",
}
# Behind a unit.
_BEHIND = {
    "≥": "及其以上 或以上 及以上 以上 ormore orabove andabove",
    "≤": "及其以下 或以下 及以下 以下 以内 之内 之下 orless orbelow andbelow",
    "≈": "左右 上下",
}


def _longest_first(words: dict[str, str]) -> dict[str, str]:
    pairs = {word: sign for sign, listed in words.items() for word in listed.split()}
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


BEFORE = _longest_first(_BEFORE)
BEHIND = _longest_first(_BEHIND)
_LEADING = re.compile("|".join(BEFORE), re.IGNORECASE)


def leading_comparison(text: str) -> tuple[str, int] | None:
    """The operator that the words at the start of ``text`` mean, and where they end."""
    match = _LEADING.match(text)
    return (BEFORE[match[0].lower()], match.end()) if match else None


def comparison_inside(text: str) -> tuple[str, int] | None:
    """The same for a comparison behind a phrase without digits: 满意度达到 90%."""
    for match in _LEADING.finditer(text):
        denied = match.start() and text[match.start() - 1] in "不未没非"
        if match.end() < len(text) and text[match.end()] in "0123456789" and not denied:
            return BEFORE[match[0].lower()], match.end()
    return None


def split_comparison(unit: str) -> tuple[str, str, str]:
    """A unit without the words behind it, those words, and the operator they mean: ``%``, ``及以上``, ``≥``."""
    for word, sign in BEHIND.items():
        if unit.endswith(word):
            return unit[: -len(word)].rstrip(), unit[len(unit[: -len(word)].rstrip()) :], sign
    return unit, "", ""
