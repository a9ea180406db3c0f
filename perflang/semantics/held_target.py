"""A name that holds what should be its target, or half of the operator before it."""

from __future__ import annotations

from perflang.source.regex import regex

# What a count ends in; nothing that may follow a number in a name, such as 年, 号 or 期.
_COUNTED = (
    "%|％|人次|万人次|万人|人|个|次|项|家|户|场|套|台|件|份|张|辆|所|座|处|名|种|吨|公里|米|平方米|亩|公顷|元|万元|亿元"
    "|万|天|小时|分钟|分"
)
# What counts only behind a blank or behind a mishap, since it ends many a name: 若干意见20条.
_RARELY = "起|宗|例|笔|条|株|棵|头|只|羽|尾|匹|间|栋|幢|口|眼|盏|部|篇|册|对|支|艘|块|村|镇|校"
_NUMBER = "[0-9０-９][0-9０-９.,，]*"
_SPAN = f"(?:(?:%|％|元|万元)?[ ]?[-—–~～至到－]{{1,2}}[ ]?{_NUMBER})?"
_FOR_EACH = "(?:[/／·•每][\u4e00-\u9fffA-Za-z]{1,5}){0,3}"
_BOUND = "(?:及?以上|及?以下|以内|左右)?$"
_FIGURE = f"{_NUMBER}{_SPAN}[ ]*(?:{_COUNTED}){_FOR_EACH}{_BOUND}"
_RARE_FIGURE = f"{_NUMBER}{_SPAN}[ ]*(?:{_RARELY}){_FOR_EACH}{_BOUND}"
# A name that reads as if it held its target: a sign of another kind, a comparison in words, or a
# figure at its end.
_HOLDS_TARGET = regex(
    "[⩾⩽≮≯≠﹥﹤═≅≈≥≤]"
    "|(?:不[少低高多大小]于|不超过|[大小高低多少]于(?:或?等于)?|超过|至少|(?i:at least|at most|(?:no|not)"
    " (?:less|more|fewer) than|up to))"
    "[ ]*(?:[0-9０-９.]+(?![0-9０-９A-Za-z.])|百分之|[一二两三四五六七八九][十百千万])"
    f"|(?<![直抵])达到?[ ]*{_FIGURE}"
    f"|[ \t\u00a0\u3000](?:{_FIGURE}|{_RARE_FIGURE})|[件故案诉]{_RARE_FIGURE}"
    f"|(?:^|[\u4e00-\u9fff)）](?<!第)){_FIGURE}"
    "|[次数率量额积度][ ]*[0-9０-９]{2,}$|[ \t\u00a0\u3000][0-9０-９][0-9０-９,，]*[.．][0-9０-９]+$"
)
# A time by which something is done, behind the name; a month or a year alone only behind a blank.
_BLANK = " \t\u00a0\u3000"
_YEAR = "[0-9０-９]{4}年"
_MONTH = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})月"
_TIMES = (
    f"{_YEAR}{_MONTH}份?",
    f"(?:{_YEAR})?{_MONTH}(?:[底末初]|[上中下]旬|[0-9０-９]{{1,2}}日|(?=[以之]?前))",
    "(?:[0-9０-９]{4}|当|本|每)?年{1,2}[底末终]",
    f"{_YEAR}(?=[以之]?前)",
    f"(?<=[{_BLANK}])(?:{_YEAR}|[0-9０-９]{{1,2}}月份?)",
)
_DEADLINE = regex(
    f"(?<![{_BLANK}—–－-])[{_BLANK}—–－-]+"
    f"((?:{'|'.join(_TIMES)})(?:[以之]?前)?(?:完成)?|(?:{_YEAR})?全年[^{_BLANK}0-9]{{0,6}})$"
)
# A bracket or a colon of another kind right before a number, where a sign was meant.
_BEFORE_FIGURE = regex("[》〉⟩《〈⟨∶﹕︰][ \t\u3000]*(?=[0-9０-９])")
# Half of an operator as a Chinese input method gives it: 》= for >=.
_HALF_OPERATOR = regex("[》〉⟩《〈⟨][ ]*$")


def holds_target(name: str) -> bool:
    """Whether a name reads as if it held a target."""
    return (
        _HOLDS_TARGET.search(name) is not None
        or deadline(name) is not None
        or odd_sign(name) is not None
    )


def deadline(name: str) -> tuple[str, str] | None:
    """The name and the time at its end, where one stands there."""
    match = _DEADLINE.search(name)
    return (name[: match.start()], match[1]) if match and match.start() else None


def odd_sign(name: str) -> tuple[str, str, str] | None:
    """The name, the bracket or colon before a number that stands for a sign, and the number."""
    last = max(map(name.rfind, "》〉⟩"))
    depth = done = 0
    for match in _BEFORE_FIGURE.finditer(name):
        at, sign = match.start(), match[0][0]
        between = name[done:at]
        depth += sum(map(between.count, "《〈⟨")) - sum(map(between.count, "》〉⟩"))
        done = at
        paired = depth > 0 if sign in "》〉⟩" else at < last
        is_ratio = sign in "∶﹕︰" and name[at - 1 : at].isdigit()
        if at and not paired and not is_ratio:
            return name[:at], sign, name[match.end() :]
    return None


def half_operator(name: str) -> str:
    """The bracket at the end of a name that is no pair of brackets, but ``>`` or ``<`` before ``=``."""
    match = _HALF_OPERATOR.search(name)
    if match is None:
        return ""
    closing = match[0][0] in "》〉⟩"
    paired = closing and any(opening in name for opening in "《〈⟨")
    return "" if paired else match[0][0]
