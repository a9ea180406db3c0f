"""An item of a list that is a line of its own: a number has been put before a field or a level."""

from __future__ import annotations

from functools import cache, lru_cache

from perflang.model import Catalogue
from perflang.values import BLANKS
from perflang.vocabulary import Keyword, vocabulary

# Said in running text too: the project: …, of which: …
SAID = {"project", "department", "part", "remark", "indicator", "form", "year", "unit"}
SAID |= {"basis", "description", "explanation", "method", "source", "responsible"}
SAID |= {"direction", "importance", "baseline", "history", "sign", "measure", "column"}
SAID |= {"category", "nature", "period", "authority", "implementer", "leader", "contact", "phone"}
SAID |= {"summary", "grounds", "necessity", "feasibility", "measures", "footnote", "other", "whole"}
SAID |= {"task", "task_content", "task_period", "long_goals", "long_budget"}
# The same of words that are read for others: 年度目标：…, 项目资金：….
_SAID_FOR_OTHERS = {
    "年度目标",
    "年度总体目标",
    "年度预算",
    "当年预算",
    "预算金额",
    "资金总额",
    "项目资金",
}
_SIGNS = "≥≤><＞＜"
_LEVEL = "指标"
_LONGEST = 10  # 指标 and its kind
# What an item may well say of itself: 1. 依据：…, 1. 总体目标：…
_OF_A_TEXT = {"indicator"}


def field_of(marker: str, text: str, catalogue: Catalogue) -> tuple[str, str]:
    """The word that an item begins with and the line that it should be; empty where it is an item.

    A number may stand before a title such as “产出指标：完成全年任务”; a level in it counts only with a
    comparison behind it. A field alone is no sentence, and counts with any marker.
    """
    line = text.partition("\n")[0]
    word, colon, rest = line.replace("：", ":").partition(":")
    word = word.strip(BLANKS)
    if not rest.strip(BLANKS):
        return (word, f"{word}:") if _is_known(word, catalogue) else ("", "")
    if not colon or not is_field(word, catalogue):
        return "", ""
    keyword = vocabulary().find(word)
    compares = any(sign in line for sign in _SIGNS)
    is_own = keyword is not None and keyword.shape != "list" and keyword.owner not in _OF_A_TEXT
    return (word, line) if not marker or compares or is_own else ("", "")


def is_field(word: str, catalogue: Catalogue) -> bool:
    """Whether a word looks like a field's or a level's, and is not said in running text."""
    return _is_level(word, catalogue) or _own_keyword(word) is not None


def _is_known(word: str, catalogue: Catalogue) -> bool:
    keyword = _own_keyword(word)
    if keyword is not None:
        return keyword.owner != "indicator"
    return _is_level(word, catalogue)


def _own_keyword(word: str) -> Keyword | None:
    """The keyword that a word is, unless running text says it too."""
    return _short_keyword(word) if len(word) <= _longest_keyword() else None


@lru_cache(maxsize=1024)
def _short_keyword(word: str) -> Keyword | None:
    if word.isascii() or word in _SAID_FOR_OTHERS:
        return None
    keyword = vocabulary().find(word)
    return keyword if keyword is not None and keyword.id not in SAID else None


@cache
def _longest_keyword() -> int:
    """The length of the longest Chinese keyword: most items are longer, and need not be looked up."""
    spellings = (one for keyword in vocabulary() for one in keyword.spellings)
    return max(len(one) for one in spellings if not one.isascii())


def _is_level(word: str, catalogue: Catalogue) -> bool:
    """Whether a word is a level of one of the frameworks."""
    if not word.endswith(_LEVEL) or len(word) >= _LONGEST:
        return False
    return any(one.first_level(word) or one.second_level(word) for one in catalogue.frameworks)
