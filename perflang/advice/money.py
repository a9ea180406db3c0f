"""A budget however it was written, as an equation: the total, and the sources with their amounts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import reduce

from perflang.advice.targets import without_letters
from perflang.source.regex import regex
from perflang.values import SCALES, half_width, read_plain
from perflang.values.money import EXACT
from perflang.values.numerals import with_digits

_AMOUNT = regex(r"(?<![0-9.,])([0-9]+(?:[.,][0-9]+)*)[ \t]*(亿元|百万元|万元|千元|元|亿|万)?")
_CHINESE_POINT = regex("(?<=[0-9])。(?=[0-9])")
_UNIT_IN_BRACKETS = regex(r"[（(][ ]*(亿元|百万元|万元|千元|元)[ ]*[)）]")
_AMOUNT_IN_BRACKETS = regex(r"[(][ ]*([0-9][0-9.,]*[ ]*(?:亿元|百万元|万元|千元|元)?)[ ]*[)]")
_NOTHING = ("无", "没有", "暂无", "零")
_NO_AMOUNT = regex(r"(?<=[^ =+])[ ]+(?:无|没有|暂无|零)(?=[ ]*(?:[+,;、]|$))")
_AMOUNT_ALONE = regex("[0-9][0-9.,]*(?:亿元|百万元|万元|千元|元)?")
_IN_NO_NAME = frozenset('"￥¥:')
_UNIT = "百千万亿元"
_BARE = regex(r"(?:([0-9.,]+)[ ]*=[ ]*)?([0-9.,]+)[ ]*[+][ ]*([0-9.,]+)[ ]*")
_SHORT_UNIT = regex("(?<=[0-9])[ ]?[万亿](?!元)")
_TOTALS = regex("合计|共计|总计|总额|总预算|预算数|共|total")
# What is said around a source and is no part of its name.
_AROUND = regex(
    r"其中|人民币|和|加|及|安排|包括|包含|含|分别为|分别是|为|约|大约|左右|投入|需|拟|[￥¥：:；;，,、。=＝+＋\t ]+"
)
_NAME = regex('[^0-9=＝+＋()（）"—…/／：:]+')
_SHORT = {"万": "万元", "亿": "亿元"}


def equation(text: str) -> str | None:
    """``138万元，其中财政资金138万元`` as ``138万元 = 财政资金 138万元``; None where it is no budget."""
    plain = _AMOUNT_IN_BRACKETS.sub(r"\1", _plain(text))
    if plain.strip() in _NOTHING:
        return "—"
    plain = _NO_AMOUNT.sub(" 0", plain)
    if "(" in plain:
        whole = _balanced(text)
        if whole is not None or "=" in plain:
            return whole
        plain = plain.replace("(", " ").replace(")", " ")
    found = [(_name(before), amount) for before, amount in _pieces(plain)]
    totals = [amount for name, amount in found if not name or _TOTALS.fullmatch(name)]
    parts = [(name, amount) for name, amount in found if name and not _TOTALS.fullmatch(name)]
    if len(totals) > 1 or any(not _NAME.fullmatch(name) for name, _ in parts):
        return None
    total = totals[0] if totals else _sum([amount for _, amount in parts])
    if total is None or not parts:
        return total
    return f"{total} = " + " + ".join(f"{name} {amount}" for name, amount in parts)


def with_whole_units(text: str) -> str:
    """``20万`` as ``20万元`` wherever it stands."""
    return _SHORT_UNIT.sub(lambda match: f"{match[0]}元", text)


def slip(text: str) -> str:
    """What is wrong with a budget that could be put right, by the name of the help for it."""
    plain = half_width(text)
    if plain.count("(") != plain.count(")"):
        return "bracket"
    if "￥" in text or "¥" in text:
        return "symbol"
    if re.search("约|左右|大概", text):
        return "about"
    if _NO_AMOUNT.search(plain):
        return "none"
    if re.search("[一二三四五六七八九十百千]{2,}", text) or plain.strip() in _NOTHING:
        return "digits"
    if ":" in plain and "其中" not in plain:
        return "colons"
    return "letter" if without_letters(plain) != plain else "equation"


def without_names(text: str) -> str | None:
    """``150 = 100 + 50`` with names for the two parts, as an example; None where it is something else."""
    match = _BARE.fullmatch(_plain(text))
    total = (match[1] or _sum([match[2], match[3]])) if match else None
    return f"{total} = 财政资金 {match[2]} + 其他资金 {match[3]}" if match and total else None


def with_quotes(text: str) -> str | None:
    """Sources whose names hold figures or brackets, in quotes: ``"2025年结转" 18.00``; None where none is such."""
    pieces = re.split("([=＝+＋])", text)
    changed = False
    for number, piece in enumerate(pieces):
        before, _, amount = half_width(piece).strip(" \t\u3000").rpartition(" ")
        before = before.rstrip(" ")
        if (
            not before
            or _AMOUNT_ALONE.fullmatch(amount) is None
            or not _IN_NO_NAME.isdisjoint(before)
        ):
            continue
        if _NAME.fullmatch(before):
            continue
        if not _is_name(before):
            return None
        plain = piece.strip(" \t\u3000")
        name = plain[: len(before)]
        pieces[number] = piece.replace(plain, f'"{name}" {plain[len(name) :].lstrip()}')
        changed = True
    return "".join(pieces) if changed else None


def _is_name(text: str) -> bool:
    """Whether its brackets close and its figures count no money: 2025年结转, 财政资金（本级）."""
    figures = re.findall("[0-9]+(.?)", text)
    counts = any(not after or after in _UNIT or not after.isalpha() for after in figures)
    begins = "[0-9\u4e00-\u9fffA-Za-z]"
    return not counts and text.count("(") == text.count(")") and re.match(begins, text) is not None


def closed(text: str) -> list[str]:
    """A budget with one bracket left open, closed at each place where it may be."""
    plain = half_width(text)
    if plain.count("(") != plain.count(")") + 1:
        return []
    closing = "）" if "（" in text else ")"
    places = [at.start() for at in re.finditer(r"(?<=[^ ])[ ]*(?:[+]|$)", plain)]
    return [text[:at] + closing + text[at:] for at in places if at > plain.rfind("(")]


def merged(text: str) -> str | None:
    """An equation in which a source stands twice, with its amounts added up."""
    amounts: dict[str, list[str]] = {}
    total = ""
    for before, amount in _pieces(_plain(text)):
        name = _name(before)
        if name:
            amounts.setdefault(name, []).append(amount)
        total = total or (amount if not name else "")
    sums = {name: _sum(row) for name, row in amounts.items()}
    if "(" in half_width(text) or not sums or any(added is None for added in sums.values()):
        return None
    return f"{total} = ".lstrip() + " + ".join(f"{name} {added}" for name, added in sums.items())


def part(text: str) -> tuple[str, str] | None:
    """``财政资金：138.00`` as a source and its amount."""
    pieces = list(_pieces(_plain(text)))
    if len(pieces) != 1:
        return None
    name, amount = _name(pieces[0][0]), pieces[0][1]
    return (name, amount) if name and _NAME.fullmatch(name) else None


def amount_of(text: str) -> tuple[str, str] | None:
    """A line of a source or, without a name, of the total, and its amount."""
    pieces = list(_pieces(_plain(text.strip("=＝+＋ \t\u3000"))))
    if len(pieces) != 1 or not (name := _name(pieces[0][0])):
        return None
    if _TOTALS.fullmatch(name):
        return "", pieces[0][1]
    return (name, pieces[0][1]) if _NAME.fullmatch(name) else None


def _plain(text: str) -> str:
    text = with_digits(half_width(text).replace("¥", "").replace("￥", ""))
    text = _UNIT_IN_BRACKETS.sub(lambda match: match[1], text)
    return without_letters(_CHINESE_POINT.sub(".", text))


def _pieces(text: str) -> list[tuple[str, str]]:
    """Each amount with what stands before it."""
    pieces, end = [], 0
    for match in _AMOUNT.finditer(text):
        unit = _SHORT.get(match[2] or "", match[2] or "")
        pieces.append((text[end : match.start()], match[1] + unit))
        end = match.end()
    rest = _AROUND.sub("", text[end:])
    return pieces if not rest or rest == "…" else []


def _name(before: str) -> str:
    return _AROUND.sub(" ", before).strip()


def _sum(amounts: list[str]) -> str | None:
    """The total of amounts in one unit, where the source names none."""
    units = {amount.lstrip("0123456789.,") for amount in amounts}
    numbers = [read_plain(amount.removesuffix(next(iter(units)))) for amount in amounts]
    if len(units) != 1 or not amounts or any(number is None for number in numbers):
        return None
    if len(numbers) == 1:
        return amounts[0]
    added = reduce(
        EXACT.add, (number.value for number in numbers if number is not None), Decimal(0)
    )
    return f"{added:f}" + units.pop()


def _balanced(text: str) -> str | None:
    """An equation in which a bracket was left open."""
    plain = half_width(text)
    missing = plain.count("(") - plain.count(")")
    closing = "）" if "（" in text else ")"
    return text.rstrip() + closing * missing if missing > 0 else None


def scale_in(text: str) -> str | None:
    """The money unit that a text names, in full."""
    plain = half_width(text)
    longest = sorted(SCALES, key=len, reverse=True)
    found = next((scale for scale in longest if scale in plain), None)
    return found or next((scale for short, scale in _SHORT.items() if short in plain), None)
