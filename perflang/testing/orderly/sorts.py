"""A target of every sort that a framework may admit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from perflang.model.sorts import SORTS
from perflang.testing.orderly.words import Measured
from perflang.values import Target, goes_against, read_cell, read_target, unit_names
from perflang.values.measure import measure

# Cells that are read as what they are called; a number stands for N, the year for Y.
_CELLS = {
    "figure": "N个",
    "range": "N—1N个",
    "date": "Y年6月30日",
    "deadline": "Y年9月底前",
    "period": "Y年1月—Y年6月",
    "answer": "是",
    "grade": "优（优/良/中/差）",
    "thresholds": "优≥9N分；良≥8N分；中≥7N分；差＜7N分",
    "recipients": "甲镇≥N个；乙镇≥1N个",
    "text": "按规范运行",
    "time": "Y年9月底前",
    "unset": "待定",
}
_UNITS = {
    "count": "个",
    "percentage": "%",
    "money": "元",
    "duration": "天",
    "length": "公里",
    "mass": "吨",
    "frequency": "次/年",
    "number": "",
}
EVERY = ("comparison", *_CELLS)
# What few targets are: none, nothing, a part, below nothing, exactly so much, more or less than that.
ODD: tuple[Callable[[Measured], Target | None], ...] = (
    lambda measured: None,
    lambda measured: read_target(measured.sign, f"0 {measured.unit}"),
    lambda measured: read_target(measured.sign, f"{measured.least}.5 {measured.unit}"),
    lambda measured: read_target(measured.sign, f"-{measured.least} {measured.unit}"),
    lambda measured: read_target("=", f"{measured.least} {measured.unit}"),
    lambda measured: read_target(
        "><"["≥≤".index(measured.sign)], f"{measured.least} {measured.unit}"
    ),
)


def target_of(sort: str, number: int, year: str, direction: str | None) -> Target:
    """A target of a sort; one that compares does not go against ``direction``."""
    if sort in _CELLS:
        return read_cell(_CELLS[sort].replace("N", str(1 + number)).replace("Y", year))
    signs = [one for one in "≥≤" if not goes_against(one, direction or "")]
    return Measured("", signs[number % len(signs)], 6, 1, unit_of(sort)).target(number)


@cache
def unit_of(sort: str) -> str:
    """A unit of a dimension, simple or compound; 个 for sorts that ask for no dimension."""
    if sort in _UNITS:
        return _UNITS[sort]
    above, slash, below = sort.partition("/")
    if slash or "·" in above:
        sides = [
            "·".join(map(unit_of, side.split("·")))
            for side in ((above, below) if slash else (above,))
        ]
        return "/".join(sides)
    if sort not in SORTS or sort in ("quantity", "comparison"):
        return "个"
    known = ((name, measure(name)) for name in unit_names())
    return next(name for name, one in known if one is not None and one.dimension == sort)
