"""Numbers in Chinese characters as digits: 三百, 一百三十八万, 百分之九十五, 五成, 二〇二二.

No value is read in this spelling; it serves to say how a number that was written so is to be written.
"""

from __future__ import annotations

import re

from perflang.source.regex import regex

_DIGITS = {character: str(number) for number, row in enumerate(
    ("零〇○Ｏ", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in row}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_DIGIT = f"[{''.join(_DIGITS)}]"
_CHARACTER = f"[{''.join([*_DIGITS, *_TENS])}]"
_NUMERAL = regex(f"{_CHARACTER}{{1,20}}")
_PERCENT = regex(f"百分之({_CHARACTER}{{1,20}})(?:点({_DIGIT}{{1,9}}))?")
_TENTHS = regex(f"({_DIGIT})成({_DIGIT})?")


def with_digits(text: str) -> str:
    """``text`` with the numbers in it written in digits; 万 and 亿 stay, they are units here."""
    text = _PERCENT.sub(_percentage, text)
    text = _TENTHS.sub(_of_ten, text)
    return _NUMERAL.sub(lambda match: _number(match[0]), text)


def _percentage(match: re.Match[str]) -> str:
    decimals = "".join(_DIGITS[character] for character in match[2] or "")
    return _number(match[1]) + (f".{decimals}" if decimals else "") + "%"


def _of_ten(match: re.Match[str]) -> str:
    return _DIGITS[match[1]] + (_DIGITS[match[2]] if match[2] else "0") + "%"


def _number(numeral: str) -> str:
    """``三百零五`` as 305, ``二〇二二`` as 2022."""
    if not any(character in _TENS for character in numeral):
        return "".join(_DIGITS[character] for character in numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit = 0
        else:
            digit = int(_DIGITS[character])
    return str(total + digit)
