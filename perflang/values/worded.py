"""Amounts in words: 全年不少于 360 天, 每月 1 次, 三个月内, 百分之九十五以上, 满意度达到 90%."""

from __future__ import annotations

from attrs import evolve

from perflang.source.regex import regex
from perflang.values.amount import Amount, read_amount
from perflang.values.measure import NUMBER, measure
from perflang.values.number import DIGITS
from perflang.values.numerals import with_digits
from perflang.values.signs import SIGN, SIGNS, plain_operator
from perflang.values.target import ABOUT, Comparison, Figure
from perflang.values.wording import comparison_inside, leading_comparison, wording

# What it is counted for: each month, each person.
_EACH = regex(
    "[每一1](年度?|季度|半年|月|周|天|日|人|户|村|校)(?!以)|每(小时|分钟|次|人|户|亩|公里|千米|平方米|吨|车|辆|个|件|名|生|村|镇|乡镇|乡|县区|县|社区|校|座|株|期)|([年日月户人亩])均"
)
_PHRASE = regex(
    "(?:[A-Za-z]{1,6}[0-9.]{1,4}|[较比与]?(?:19|20)[0-9]{2}年)?[^0-9≥≤><=,;。:()]{0,16}"
)
# Behind them a number is a place in a row, and so are these units.
_ORDER = frozenset("第前")
_RANK = regex("[级等类星档]")
_NUMERAL = regex("[零〇一二两三四五六七八九十百千]|百分之")
# Words that begin with a numeral and count nothing.
_NO_NUMBER = regex(
    "十分|一[般定样直致流性]|一次性|万|千方|百般|一体|统一|唯一|第|[零一二三四五六七八九十][级等星流期度类档]"
)
_PERCENT = regex(r"百分之([0-9]{1,4}(?:\.[0-9]{1,4})?)")
# 200多人, 10余次, 1000+.
_MORE = regex(r"([0-9][0-9,]{0,20})(余|多|\+)(.{0,20})")
_CURRENCY = regex("[￥¥]|人民币|RMB")
_LONGEST_UNIT = 12


def read_worded(text: str, digits: int = DIGITS) -> Comparison | Figure | None:
    """``text`` (half width, without blanks) as an amount or a comparison in words; None where it is none."""
    text = _PERCENT.sub(r"\1%", text)
    text = f"{text[:-1]}0" if text.endswith(("为零", "为〇")) else text
    per: list[str] = []
    sign, amount = "", _amount(text, digits)
    if amount is None:
        sign, rest, per = _opening(text)
        amount = _amount(rest, digits)
    if amount is None and not sign:
        sign, amount = _behind_phrase(text, digits)
        per = []
    if amount is None or not _is_measured(amount, sign):
        return None
    quantity = amount.quantity
    if per and not sign and quantity.unit in ("", "日", "月"):
        return None  # 每月5日 is a day of it, 每周五 of that
    if per and quantity.dimension not in ("percentage", "points"):
        quantity = evolve(quantity, unit=f"{quantity.unit}/{'·'.join(reversed(per))}")
    if sign and amount.sign and amount.sign not in (sign, ABOUT):
        return None
    operator = sign or amount.sign
    return Comparison(operator, quantity) if operator else Figure(quantity)


def _behind_phrase(text: str, digits: int) -> tuple[str, Amount | None]:
    """An amount behind a phrase that holds no figure: a comparison, a change, a rate, or a limit behind it."""
    match = _PHRASE.match(text)
    if match is None or not match[0]:
        return "", None
    known = wording()
    phrase, rest = match[0], text[match.end() :]
    signed = SIGN.match(rest)
    if signed is not None:
        sign = plain_operator(signed[0])
        return sign, _amount(_without_spread(sign, rest[signed.end() :]), digits)
    amount = _amount(rest, digits)
    if amount is None:
        return "", None
    inside = comparison_inside(phrase + "0")
    if inside is not None:
        return inside[0], amount
    is_rate = phrase.endswith(known.rates) and amount.quantity.dimension == "percentage"
    is_said = (
        amount.sign
        or is_rate
        or _is_amount_of(phrase, amount)
        or phrase.endswith(known.changes)
        or _is_deed(phrase, amount)
    )
    return "", amount if is_said else None


def _is_amount_of(phrase: str, amount: Amount) -> bool:
    """Whether a quantity is named, or there is none of what is named: 建筑面积500平方米, 投诉0次, 差错率为0."""
    quantity = amount.quantity
    if not _ORDER.isdisjoint(phrase):
        return False
    return quantity.number.value == 0 or (
        bool(quantity.unit) and phrase.endswith(wording().quantities)
    )


def _is_deed(phrase: str, amount: Amount) -> bool:
    unit = amount.quantity.unit
    counts = unit and not _RANK.match(unit) and _ORDER.isdisjoint(phrase)
    return bool(counts) and wording().deed.match(phrase) is not None


def _opening(text: str) -> tuple[str, str, list[str]]:
    """The operator at the start, what comes behind it, and for what the amount is counted each time."""
    known = wording()
    per: list[str] = []
    sign = ""
    while True:
        if match := known.scope.match(text) or known.deed.match(text):
            text = text[match.end() :]
        elif match := _EACH.match(text):
            per.append((match[1] or match[2] or match[3]).replace("年度", "年"))
            text = text[match.end() :]
        elif not sign and (found := leading_comparison(text)):
            sign, end = found
            text = text[end:]
        elif not sign and (signed := SIGN.match(text)):
            sign = plain_operator(signed[0])
            text = _without_spread(sign, text[signed.end() :])
        else:
            return sign, text, per


def _without_spread(sign: str, text: str) -> str:
    """A limit of a deviation has no side: ≤±3% is ≤3%."""
    return text.removeprefix("±") if sign in "≤<" else text


def _money(text: str, digits: int) -> Amount | None:
    """An amount whose currency stands before it: ￥500, 人民币500万元."""
    amount = read_amount(text, digits)
    if amount is None:
        return None
    unit = amount.quantity.unit
    known = measure(unit)
    if known is not None and known.dimension == NUMBER:
        return evolve(amount, quantity=evolve(amount.quantity, unit=f"{unit}元"))
    return amount if known is not None and known.dimension.startswith("money") else None


def _amount(text: str, digits: int) -> Amount | None:
    found = _any_amount(text, digits)
    return None if found is None or found.odd else found


def _any_amount(text: str, digits: int) -> Amount | None:
    if currency := _CURRENCY.match(text):
        return _money(text[currency.end() :], digits)
    if more := _MORE.fullmatch(text):
        found = read_amount(more[1] + more[3], digits)
        return evolve(found, sign="≥" if more[2] == "+" else ">") if found else None
    found = read_amount(text, digits)
    if found is not None or not _NUMERAL.match(text) or _NO_NUMBER.match(text):
        return found
    return read_amount(with_digits(text), digits)


def _is_measured(amount: Amount, sign: str) -> bool:
    """Whether the unit is one, or may be one behind an operator: anything else is a sentence."""
    unit = amount.quantity.unit
    if measure(unit) is not None:
        return True
    return bool(sign) and len(unit) <= _LONGEST_UNIT and SIGNS.isdisjoint(unit) and unit.isalpha()
