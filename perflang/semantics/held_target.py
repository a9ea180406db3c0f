"""A name that holds what should be its target, or half of the operator before it."""

from __future__ import annotations

import re

# What a count ends in; nothing that may follow a number in a name, such as 年, 号 or 期.
_COUNTED = (
    "%|％|人次|万人次|万人|人|个|次|项|家|户|场|套|台|件|份|张|辆|所|座|处|名|种|吨|公里|米|平方米|亩|公顷|元|万元|亿元"
    "|万|天|小时|分钟|分"
)
_FIGURE = f"[0-9０-９][0-9０-９.,，]*[ ]*(?:{_COUNTED})(?:及?以上|及?以下|以内|左右)?$"
# A name that reads as if it held its target: a sign of another kind, a comparison in words, or a
# figure at its end.
_HOLDS_TARGET = re.compile(
    "[⩾⩽≮≯≠﹥﹤═≅≈≥≤]"
    "|(?:不[少低高多大小]于|不超过|[大小高低多少]于(?:或?等于)?|超过|至少|(?i:at least|at most|(?:no|not)"
    " (?:less|more|fewer) than|up to))"
    "[ ]*(?:[0-9０-９.]+(?![0-9０-９A-Za-z.])|百分之|[一二两三四五六七八九][十百千万])"
    f"|(?<![直抵])达到?[ ]*{_FIGURE}"
    f"|[ \t\u00a0\u3000]{_FIGURE}"
    f"|(?:^|[\u4e00-\u9fff)）](?<!第)){_FIGURE}"
    "|[次数率量额积度][ ]*[0-9０-９]{2,}$|[ \t\u00a0\u3000][0-9０-９][0-9０-９,，]*[.．][0-9０-９]+$"
)
# Half of an operator as a Chinese input method gives it: 》= for >=.
_HALF_OPERATOR = re.compile("[》〉⟩《〈⟨][ ]*$")


def holds_target(name: str) -> bool:
    """Whether a name reads as if it held a target."""
    return _HOLDS_TARGET.search(name) is not None


def half_operator(name: str) -> str:
    """The bracket at the end of a name that is no pair of brackets, but ``>`` or ``<`` before ``=``."""
    match = _HALF_OPERATOR.search(name)
    if match is None:
        return ""
    closing = match[0][0] in "》〉⟩"
    paired = closing and any(opening in name for opening in "《〈⟨")
    return "" if paired else match[0][0]
