"""Text to target: as a source writes one, and as a published cell shows it."""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import evolve

from perflang.source.regex import regex
from perflang.values.amount import plain_amount, read_amount
from perflang.values.grade import read_grade, without_mark
from perflang.values.number import DIGITS
from perflang.values.numerals import with_digits
from perflang.values.range import read_range
from perflang.values.several import read_several
from perflang.values.signs import split_operator
from perflang.values.spelling import BLANKS, half_width
from perflang.values.target import (
    ABOUT,
    NO_GAPS,
    Answer,
    Comparison,
    Figure,
    Gaps,
    Grade,
    Prose,
    Target,
    Unset,
)
from perflang.values.timing import read_timing
from perflang.values.worded import read_worded
from perflang.values.wording import wording

_BRACKETED = regex(r"\(([^(),]*)\)")
# Blanks, but not between digits (1 000 is no number), nor behind a sign of a number (- 5 is none).
_GAPS = regex(r"(?<![0-9 +-])[ ]+|(?<=[0-9][+-])[ ]+|[ ]+(?![0-9 ])")
# A dash, a slash, or a template that nobody filled in: ≥**%, XX.
_BLANK = regex("[≥≤><=]{0,2}(?:[-—–−/\\\\ ]+|[*xX×_]{2,12})?%?")
_ANSWERS = {"是": True, "否": False, "yes": True, "no": False}
_ANSWER = regex(r"(是|否|yes|no)(?:\([^()]{0,40}\))?", re.IGNORECASE)
_AT_LEAST = regex("及以上|以上")
_TIME = regex(
    "(?:0?[1-9]|1[0-2])月|(?:19|20)[0-9]{2}(?:[.](?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"
    "|(?:0?[1-9]|1[0-2])月(?:份?(?:完成|建成|竣工|完工)|份(?:底|末)?前)"
)
# Without an operator: a month or a quarter by its number, not so many of them.
_NUMBERED = regex("(?:0?[1-9]|1[0-2])月份|[1-4]季度")
# A rank or a name that begins with a digit: 4A级, 5A, 5G, 3号楼.
_NAME = regex("[1-5]A{1,5}(?:(?:级|景区).{0,12})?|[2-6]G|[0-9]{1,4}号[^0-9]{0,6}")
_STOPS = "。;；,，、"
_LONGEST = 1000  # beyond that a value is a text
_SHORT = 40  # so long are values that come again: 是, 12月底前完成


def read_target(operator: str, value: str, digits: int = DIGITS) -> Target:
    """A target from its operator (empty if it has none) and the rest; never fails, at worst it is text."""
    quantity = plain_amount(value, digits)
    if quantity is not None:
        return Comparison(operator, quantity) if operator else Figure(quantity)
    read = _read_again if len(value) <= _SHORT else _read
    return read(operator, value, digits)


def _read(operator: str, value: str, digits: int) -> Target:
    amount = read_amount(value, digits) if not _is_other(value, operator) else None
    plain: Target = Prose(value, operator)
    if amount is not None and (operator or not amount.sign):
        quantity, suffix = amount.quantity, amount.suffix
        plain = Comparison(operator, quantity, suffix) if operator else Figure(quantity, suffix)
        if not amount.odd:
            return plain
    if len(value) > _LONGEST:
        return plain
    found = _behind(operator, value, digits) if operator else _alone(value, digits)
    if found is None:
        is_list = amount is not None and amount.odd and not operator and " " not in value
        return Prose(value) if is_list else plain  # 20个、30场
    return (
        found if found.printed() == operator + value else evolve(found, verbatim=operator + value)
    )


_read_again = lru_cache(maxsize=4096)(_read)


def read_cell(text: str, digits: int = DIGITS, gaps: Gaps = NO_GAPS) -> Target:
    """A published cell as a target that prints that cell again in a form with these ``gaps``."""
    target = read_value(text, digits)
    return target if target.printed(gaps) == text else evolve(target, verbatim=text)


def read_value(text: str, digits: int = DIGITS) -> Target:
    """A target from a text that may begin with an operator, as a source says one."""
    operator, rest = split_operator(text)
    target = read_target(operator, rest, digits)
    if operator and isinstance(target, Prose) and len(text) <= _LONGEST:
        return _alone(text, digits) or target  # ≥5且≤10天
    return target


def _behind(operator: str, value: str, digits: int) -> Target | None:
    """What may stand behind an operator that is not a number and its unit on one line."""
    compact = _compact(value)
    amount = read_amount(compact, digits) if "\n" in value else None
    if amount is not None and not amount.odd:
        return Comparison(operator, amount.quantity, amount.suffix)
    if operator == ABOUT:  # of numbers alone
        return None
    timing = read_timing(compact, operator)
    if timing is not None:
        return timing
    if _is_blank(compact):
        return Unset(value)
    if operator == "=" and (answer := _answer(compact)):
        return evolve(answer, operator=operator)
    graded = read_grade(compact, marked=False)
    return Grade(*graded, operator) if graded else None


def _alone(value: str, digits: int) -> Target | None:
    """What may stand without an operator; None for a text."""
    plain = half_width(value).strip()
    bracketed = _BRACKETED.fullmatch(plain)
    plain = (bracketed[1] if bracketed else plain).rstrip(_STOPS)
    compact = _compact(plain)
    if compact.lower() in wording().unset or _is_blank(compact):
        return Unset(value)
    answer = _answer(compact)
    if answer is not None or _NAME.fullmatch(compact):
        return answer
    return (
        read_timing(with_digits(compact) if compact[:2] in ("二〇", "二零") else compact)
        or _amount(compact, digits)
        or read_range(plain, compact, digits)
        or _grade(plain, compact)
        or read_several(_GAPS.sub("", plain), digits)
    )


def _is_blank(compact: str) -> bool:
    """Most values begin with a letter or a figure, and are none."""
    begun = compact[:1]
    return (not begun.isalnum() or begun in "xX") and _BLANK.fullmatch(compact) is not None


def _amount(compact: str, digits: int) -> Target | None:
    if compact[:1] in "≥≤><=≈":
        found = read_amount(compact[1:], digits)
        if found is not None:
            return Comparison(compact[0], found.quantity, found.suffix)
    return read_worded(compact, digits)


def _answer(compact: str) -> Answer | None:
    match = _ANSWER.fullmatch(compact)
    return Answer(_ANSWERS[match[1].lower()]) if match else None


def _grade(plain: str, compact: str) -> Target | None:
    mark, text = without_mark(compact)
    if mark and text[:1] == "(" and text[-1:] == ")":
        text = text[1:-1]
    graded = read_grade(text, marked=bool(mark)) or read_grade(plain, marked=False)
    if graded is not None:
        return Grade(*graded, mark)
    bound = _AT_LEAST.sub("", text, count=1)
    graded = read_grade(bound, marked=False) if bound != text else None
    if graded is not None and graded[0]:
        return Grade(*graded, "≥")
    return Prose(text, mark) if mark else None


def _compact(value: str) -> str:
    """In half width, line breaks and blanks taken out but for those between digits."""
    plain = half_width(value).replace("\u00a0", " ").replace("\t", " ").replace("\n", "")
    return _GAPS.sub("", plain.strip())


def _is_other(value: str, operator: str) -> bool:
    """``12月``, ``2023.12``, ``20231231``, ``4A级``: a point of time or a name, not a number."""
    text = half_width(value).strip(BLANKS)
    if ("月" in text or text.startswith(("19", "20"))) and _TIME.fullmatch(text):
        return True
    return not operator and bool(_NUMBERED.fullmatch(text) or _NAME.fullmatch(text))
