"""The sorts of target that a level may admit, with their Chinese names.

``perflang.values.sorts_of`` says of which sorts a target is.
"""

from __future__ import annotations

import re

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
    "score": "分数",
    "frequency": "频次",
    "number": "没有单位的数",
}
SORTS = {**_GROUPS, **_KINDS, **_DIMENSIONS}
# Of every level: what has not been set yet, and what nobody knows the dimension of.
ALWAYS = frozenset(("unset", "unknown"))
_SIGN = re.compile("([/·])")


def is_sort(name: str) -> bool:
    """Whether there is such a sort; dimensions may be put together, as in ``money/area·duration``."""
    pieces = _SIGN.split(name)
    return name in SORTS or (len(pieces) > 1 and all(one in _DIMENSIONS for one in pieces[::2]))


def in_chinese(name: str) -> str:
    """The Chinese name of a sort that there is."""
    return "".join(SORTS.get(piece, piece) for piece in _SIGN.split(name))
