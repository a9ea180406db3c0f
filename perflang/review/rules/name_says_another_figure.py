"""PF528: a figure in the name of an indicator that its target contradicts: 培训100人次 ≥ 80 人次.

Looks at names that hold one number only, at their end, in brackets, or right behind what is done (新建, 培训);
compares it with a target in the same measure. A target that asks for more keeps what the name says. 60 岁以上, 30
户以上的村 say of whom, and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import unit_of
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import Comparison, Figure, Measure, half_width, measure

CODE = "PF528"
_LONGEST = 100
_DATE = regex(
    "(?:19|20)[0-9]{2}(?:[-—~至](?:19|20)?[0-9]{2})?[ ]?(?:学?年度?)|[0-9]{1,2}月(?:[0-9]{1,2}日)?"
)
_NUMBER = regex("[0-9][0-9,]*(?:[.][0-9]+)?")
_SIGN = "(?P<sign>[≥≤<>=]|不[少低]于|不[超高多大][过于]|[达超]到?过?|控制在)?[ ]{0,3}"
_AMOUNT = "(?P<number>[0-9][0-9,]{0,15}(?:[.][0-9]{1,6})?)[ ]{0,3}"
_AT_END = regex(
    f"{_SIGN}{_AMOUNT}(?P<unit>%|[^0-9\\s()、,。;:]{{1,8}}?)(?P<bound>及?以[上下内]|之内)?[)]?$"
)
# What is counted is made, trained, done: 培训100人次, 新建厕所3座.
_DONE = regex(
    "(?:新[建增改]|改[造扩建]|[扩修重]建|建[设成]|购[买置]|采购|培训|举办|开展|组织|完成|安装|配备|种植|发放|补助|硬化|维修|整治"
    f"|铺设|更换){_AMOUNT}"
)
# Of which kind, and not how many: 建设1000亩以上的示范片, 采购10吨级洒水车.
_OF_WHICH = regex("[以及级型的/每]|规模|左右|$")
_NO_COUNT = frozenset("级类届期轮路线号层站")
_NOT_SO_MANY = regex("[每第约近较]|[人户亩]均|下降|上升|降低|提高|增[长加幅]|减少|以上的|占比|比例")


@frozen
class _Said:
    """What a name says: a value in the base of its measure, and whether that is the least, the most or neither."""

    written: str
    value: Fraction
    measure: Measure
    bound: str


def concerns(outline: Outline) -> bool:
    """A name that holds one amount."""
    return outline.kind in ("comparison", "figure") and _said(outline.name) is not None


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at such a target."""
    target = row.target
    if not isinstance(target, (Comparison, Figure)):
        return
    said = _said(row.name)
    known = measure(unit_of(row, target.amount)) if said else None
    if said is None or known is None or known.base != said.measure.base:
        return
    if _contradicts(Fraction(target.number.value) * known.scale, target.operator, said):
        values = {"name": row.name, "target": target.printed(), "figure": said.written}
        yield around.finding(CODE, row.at["target"], values)


@lru_cache(maxsize=4096)
def _said(name: str) -> _Said | None:
    if len(name) > _LONGEST or not any(map(str.isdigit, name)):
        return None
    plain = _DATE.sub("", half_width(name)).rstrip(" 。")
    if len(_NUMBER.findall(plain)) != 1 or _NOT_SO_MANY.search(plain):
        return None
    match = _AT_END.search(plain)
    if match is not None:
        unit = match["unit"]
        is_whole = "/" in unit or _longest_unit(unit) == unit
        bound = _bound(match["sign"] or "", match["bound"] or "")
        return _read(match["number"], unit, bound) if is_whole else None
    match = _DONE.search(plain)
    unit = _longest_unit(plain[match.end() :]) if match else ""
    if match is None or unit in ("", "%") or _OF_WHICH.match(plain, match.end() + len(unit)):
        return None
    return _read(match["number"], unit, "≥")


def _read(number: str, unit: str, bound: str) -> _Said | None:
    known = measure(unit) if unit not in _NO_COUNT else None
    if known is None or known.dimension in ("number", "score"):
        return None
    value = Fraction(number.replace(",", "")) * known.scale
    return _Said(number + unit, value, known, bound)


def _longest_unit(text: str) -> str:
    """The longest known unit that a text begins with."""
    for length in range(min(4, len(text)), 0, -1):
        known = measure(text[:length])
        if known is not None and "number" not in known.dimension:
            return text[:length]
    return ""


def _bound(sign: str, behind: str) -> str:
    if sign in ("≤", "<", "控制在") or (sign.startswith("不") and sign[1] in "超高多大"):
        return "≤"
    return "≤" if behind.endswith(("下", "内")) else "≥"


def _contradicts(value: Fraction, operator: str, said: _Said) -> bool:
    if said.bound == "≤":
        return operator not in ("≥", ">") and value > said.value
    if operator in ("≤", "<"):
        is_cost = said.measure.dimension.startswith(("duration", "money"))
        return is_cost and value > said.value
    return value < said.value
