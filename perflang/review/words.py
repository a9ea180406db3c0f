"""How rules compare texts and tell what a row is about: names squeezed, levels, brackets, placeholders."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from perflang.model import Indicator
from perflang.source.regex import regex
from perflang.values import (
    Comparison,
    ConversionError,
    Figure,
    Quantity,
    Range,
    Several,
    Target,
    amounts_of,
    half_width,
    measure,
)

# Blanks and punctuation, but not what stands between two digits (2.5, 1-3) or says how much (%, ‰, +, #).
_SQUEEZED = regex(r"(?<![0-9])[^\w%‰+#≥≤=<>]+|[^\w%‰+#≥≤=<>]+(?![0-9])|_+")
_BRACKETED = regex(r"\(([^()]{1,12})\)|\[([^\[\]]{1,12})\]|单位:([^,;。()]{1,8})")
_IN_BRACKETS = regex(r"\([^()]*\)")
_SATISFIED = regex(r"满意(?:程?度|率)(?:\([^()]*\))?(?:达标|达到|情况|指标)?$")


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """A text without its blanks and punctuation, in half width: what makes two names one."""
    plain = half_width(text)
    return (plain if plain.isalnum() else _SQUEEZED.sub("", plain)).lower()


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name in half width without what stands in brackets, and without blanks: 完成率（%）."""
    return _IN_BRACKETS.sub("", half_width(name)).replace(" ", "")


def levels_of(row: Indicator) -> tuple[str, str]:
    """The names of level 1 and level 2, empty where a row has none."""
    return row.level1.name if row.level1 else "", row.level2.name if row.level2 else ""


@lru_cache(maxsize=4096)
def unit_in_brackets(name: str) -> str:
    """The unit of measure that a name says itself: 改造小区数（个）, 投入[万元]; empty where it says none."""
    plain = half_width(name)
    if "(" not in plain and "[" not in plain and "单位" not in plain:
        return ""
    for match in _BRACKETED.finditer(plain):
        unit = (match[1] or match[2] or match[3]).removeprefix("单位").lstrip(":").strip()
        if unit and measure(unit) is not None:
            return unit
    return ""


def is_satisfaction(row: Indicator) -> bool:
    """Whether a row says how many of those served are content; how many were asked is another thing."""
    return "满意" in row.name and says_satisfaction(row.name, *levels_of(row))


@lru_cache(maxsize=4096)
def says_satisfaction(name: str, level1: str, level2: str) -> bool:
    """The same of a name under these levels."""
    if "满意" not in name or "不满意" in name:
        return False
    plain = half_width(name).rstrip(" 。;,")
    return bool(_SATISFIED.search(plain)) or ("满意" in level1 + level2 and plain.endswith("满意"))


def unit_of(row: Indicator, amount: Quantity) -> str:
    """The unit of an amount: its own, that of the column, or the one that the name says in brackets."""
    return amount.unit or row.measure or unit_in_brackets(row.name)


def in_unit(row: Indicator, amount: Quantity, unit: str, dimension: str) -> Decimal | None:
    """An amount of a row in another unit; None where it measures something else than ``dimension``."""
    own = unit_of(row, amount)
    known = measure(own)
    if known is None or known.dimension != dimension:
        return None
    if own == unit:
        return amount.number.value
    try:
        return Quantity(amount.number, own).in_unit(unit)
    except ConversionError:
        return None


def amounts(target: Target | None) -> list[Quantity]:
    """Every amount of a target; for each of several recipients one."""
    if isinstance(target, (Comparison, Figure)):
        return [target.amount]
    return [] if target is None else list(amounts_of(target))


def bounds(target: Target | None) -> list[tuple[str, Quantity]]:
    """The amounts of a target, each with its sign, which is empty for a plain figure.

    None of a range, nor of thresholds: the lowest of them may well be ≥ 0.
    """
    if isinstance(target, (Comparison, Figure)):
        return [(target.operator, target.amount)]
    if target is None or isinstance(target, Range):
        return []
    if isinstance(target, Several):
        values = target.values if target.kind == "recipients" else ()
        return [pair for _, value in values for pair in bounds(value)]
    return [(str(target.operator), amount) for amount in amounts_of(target)]


_PLACEHOLDER = regex(
    "无|暂?无|没有|待[定补填议]|未定|暂缺|暂未?[定填]|略|空|n/?a|nil|tbd|todo|[x×]{1,12}|某{1,6}"
    r"|[-—–−_/\\*＊·.…、,?？~○〇□]{1,24}|(?:请|此处|这里)填写?.{0,12}|填写.{0,8}",
    re.IGNORECASE,
)
_BEGINNINGS = frozenset("无暂没待未略空nNtTxX×某-—–−_/\\*＊·.…、,?？~○〇□请此这填")


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether a text only holds a place: 无, -, **, 待定, xx."""
    plain = half_width(text).strip(" \n\t。;")
    if plain == "" or plain[0] not in _BEGINNINGS:
        return plain == ""
    return _PLACEHOLDER.fullmatch(plain) is not None
