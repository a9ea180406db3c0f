"""An indicator's name and target as they are written: one operator between them, and a number behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from perflang.source.regex import regex
from perflang.values import BLANKS, half_width
from perflang.values.numerals import with_digits

_COLONS = ":：∶﹕︰"
_STOPS = "；;。，,、."
# A run of signs, as one operator: ≥= => 》= ＞＝ ⩾
_SIGNS = regex("[≥≤><=＞＜＝≧≦⩾⩽≮≯﹥﹤═》《〉〈](?:[ ]?[≥≤><=＞＜＝≧≦═])*")
_MORE, _LESS = "≥≧⩾≮", "≤≦⩽≯"
_OVER, _UNDER = ">＞﹥》〉", "<＜﹤《〈"
# A comma between a name and its sign, and a target in brackets.
_COMMA = regex("[，,、；;][ ]?(?=[≥≤><＞＜≧≦])")
_IN_BRACKETS = regex("[（(]([≥≤><=＞＜＝≧≦][^()（）]{1,30})[)）]")
_WORDS = {
    "≥": "大于或者等于|大于或等于|大于等于|不少于|不低于|不小于|高于或等于|至少|达到|达"
    "|at least|no less than|not less than|no fewer than|not fewer than",
    "≤": "小于或者等于|小于或等于|小于等于|不超过|不高于|不多于|不大于|最多|控制在"
    "|at most|no more than|not more than|up to",
    ">": "大于|高于|多于|超过|more than",
    "<": "小于|低于|少于|less than",
    "=": "等于",
}
_MEANT = {word: sign for sign, words in _WORDS.items() for word in words.split("|")}
_IN_WORDS = regex("|".join(sorted(_MEANT, key=len, reverse=True)))
_AFTERWARDS = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "之内": "≤"}
_FIGURE = regex("(?<![0-9０-９.,，])[0-9０-９][0-9０-９.,，]*[ ]*[^0-9０-９ \t]{0,8}$")
_SPAN = regex(
    "(?<![0-9０-９.,，])[0-9０-９][0-9０-９.,，]*[^0-9０-９ \t]{0,2}[ ]?"
    "[-—–~～至到－]{1,2}[ ]?[0-9０-９][^ \t]{0,24}$"
)
_PRICE = regex("元[/／每]")
_GROUPS = regex("([0-9]{1,3})((?:[ '’_][0-9]{3})+)(?![0-9])")
_LETTERS = regex("(?<=[0-9][.,])[OoＯ〇○]+|(?<=[0-9])[OoＯ〇○]+|[OoＯ]+(?=[.]?[0-9])")
# A comma before one or two digits: 12,34 for 12.34.
_DECIMAL_COMMA = regex("(?<=[0-9０-９])[,，](?=[0-9０-９]{1,2}(?![0-9０-９,，.．]))")
_SMALLER_IS_BETTER = ("成本", "时效", "cost", "timeliness")


def readings(text: str, level: str) -> Iterator[str]:
    """``text``, what follows the colon of a row of ``level``, in the ways it may have been meant."""
    text = text.strip(BLANKS + _COLONS)
    yield _COMMA.sub(" ", text)
    yield text
    plain = _IN_BRACKETS.sub(r" \1", text).rstrip(_STOPS + BLANKS)
    yield plain
    yield from (
        reading for reading in (_bracketed(plain), _signed(plain), _in_words(plain)) if reading
    )
    figure = with_figure(plain, level)
    if figure is not None:
        yield figure
    match = _SIGNS.search(plain)
    if match is not None:  # 拨付时效=按月拨付
        yield f"{plain[: match.start()].strip(BLANKS)}: {plain[match.end() :].strip(BLANKS)}"


def with_operator(text: str) -> str | None:
    """The name, one operator and the value, where an operator is written in any way."""
    plain = _IN_BRACKETS.sub(r" \1", text.strip(BLANKS + _COLONS)).rstrip(_STOPS + BLANKS)
    return _bracketed(plain) or _signed(plain) or _in_words(plain)


def with_figure(text: str, level: str) -> str | None:
    """``培训人次 300 人次`` with the operator that is usual for its level, and ``95%以上``.

    A range has a colon instead; nought and a price are neither at least nor at most.
    """
    span = _SPAN.search(text)
    if span is not None:
        name = text[: span.start()].strip(BLANKS + _COLONS)
        return f"{name}: {span[0]}" if name else None
    match = _FIGURE.search(text)
    if match is None:
        return None
    name, value = text[: match.start()], match[0].strip(BLANKS)
    sign = "≤" if any(word in level.lower() for word in _SMALLER_IS_BETTER) else "≥"
    is_price = sign == "≥" and _PRICE.search(value)
    if is_price or not re.search("[1-9１-９]", value):
        sign = "="
    for words, meant in _AFTERWARDS.items():
        if value.endswith(words):
            sign = meant
            value = value.removesuffix(words).removesuffix("及")
    return joined(name, sign, value)


def operator_of(signs: str) -> str:
    """One operator for a run of signs."""
    if any(sign in _MORE for sign in signs):
        return "≥"
    if any(sign in _LESS for sign in signs):
        return "≤"
    equal = any(sign in "=＝═" for sign in signs)
    if any(sign in _OVER for sign in signs):
        return "≥" if equal else ">"
    if any(sign in _UNDER for sign in signs):
        return "≤" if equal else "<"
    return "="


def joined(name: str, sign: str, value: str) -> str | None:
    """``name sign value``, the number in digits and in one piece; None without a name or a value."""
    name = name.strip(BLANKS + _COLONS + "，,、；;（(")
    value = number_in_digits(value.strip(BLANKS + _COLONS))
    whole = half_width(value).count("(") == half_width(value).count(")")
    return f"{name} {sign} {value}" if name and value and whole else None


def number_in_digits(value: str) -> str:
    """``三百人次`` as ``300人次``, ``20 000 人`` as ``20000 人``, ``3OO`` as ``300``."""
    value = with_digits(value.replace("百分之百", "100%"))
    value = re.sub("^百分之([0-9.]+)", r"\1%", value)
    value = _GROUPS.sub(lambda match: match[1] + re.sub("[ '’_]", "", match[2]), half_digits(value))
    return without_letters(value)


def without_letters(text: str) -> str:
    """``3OO`` as ``300``: zeros for the letters that look like them, beside digits."""
    for _ in range(3):  # 1o.oo: what becomes a digit makes its neighbours stand beside one
        text = _LETTERS.sub(lambda match: "0" * len(match[0]), text)
    return text


def decimal_point(text: str) -> str:
    """``text`` with a point where a comma stands before one or two digits."""
    return _DECIMAL_COMMA.sub(".", text)


def half_digits(value: str) -> str:
    """``value`` with half-width digits; all else stays."""
    return "".join(half_width(one) if one in "０１２３４５６７８９" else one for one in value)


def _signed(text: str) -> str | None:
    match = _SIGNS.search(text)
    if match is None:
        return None
    return joined(text[: match.start()], operator_of(match[0]), text[match.end() :])


def _in_words(text: str) -> str | None:
    for match in _IN_WORDS.finditer(text):
        rest = with_digits(text[match.end() :].lstrip(BLANKS))
        if rest[:1].isdigit():
            return joined(text[: match.start()], _MEANT[match[0]], rest)
    return None


def _bracketed(text: str) -> str | None:
    """``培训人次（≥300人次）``."""
    if text[-1:] not in (")", "）"):
        return None
    name, opening, inner = text[:-1].replace("（", "(").rpartition("(")
    match = _SIGNS.match(inner) if opening else None
    return joined(name, operator_of(match[0]), inner[match.end() :]) if match else None
