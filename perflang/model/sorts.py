"""The sorts of target that a level may admit, with their Chinese names.

``perflang.values.sorts_of`` says of which sorts a target is.
"""

from __future__ import annotations

from perflang.source.regex import regex

_GROUPS = {"quantity": "数量值", "time": "时间"}
_KINDS = {
    "comparison": "带比较符号的数",
    "figure": "单个的数",
    "range": "区间",
    "date": "日期",
    "deadline": "时限",
    "period": "时段",
    "answer": "是或否",
    "grade": "等级",
    "thresholds": "分档的数",
    "recipients": "分地区或单位的数",
    "text": "文字",
}
_DIMENSIONS = {
    "count": "个数",
    "percentage": "百分比",
    "points": "百分点",
    "money": "金额",
    "duration": "时长",
    "length": "长度",
    "area": "面积",
    "volume": "体积",
    "mass": "重量",
    "energy": "能量",
    "power": "功率",
    "temperature": "温度",
    "data": "数据量",
    "sound": "声级",
    "score": "分数",
    "frequency": "频次",
    "number": "没有单位的数",
    "other": "其他单位的数",
}
SORTS = {**_GROUPS, **_KINDS, **_DIMENSIONS}
# Of every level: what has not been set yet, and what nobody knows the dimension of.
ALWAYS = frozenset(("unset", "unknown"))
_SIGN = regex("([/·])")
_OF_ITS_OWN = {"count/duration": "frequency"}


def is_sort(name: str) -> bool:
    """Whether there is such a sort; dimensions may be put together, as in ``money/area·duration``."""
    return name in SORTS or in_order(name) == name


def in_order(name: str) -> str | None:
    """A compound sort as it is called, its factors in their order; None for what is none."""
    above, sign, below = name.partition("/")
    sides = [sorted(side.split("·")) for side in ((above, below) if sign else (above,))]
    if not all(factor in _DIMENSIONS for side in sides for factor in side):
        return None
    whole = "/".join("·".join(side) for side in sides)
    return _OF_ITS_OWN.get(whole, whole)


def in_chinese(name: str) -> str:
    """The Chinese name of a sort that there is."""
    return "".join(SORTS.get(piece, piece) for piece in _SIGN.split(name))
