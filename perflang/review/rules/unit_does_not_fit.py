"""PF529: a unit that cannot count what the name says: 户数 in 人, 面积 in 个, 完成时间 in %.

Looks at names that end in a word of ``review/measured.toml``, which says what that is measured in. Compounds,
unknown units and 个 (where it may count anything) are left alone; satisfaction is PF505's, a missing unit PF503's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.review.outline import Outline
from perflang.review.view import Around
from perflang.review.words import amounts, bare, unit_of
from perflang.source import packaged_table
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import measure

CODE = "PF529"
# 脱贫人数占总人数, 减少的人数: a share or a change may well be a percentage.
_CHANGE = regex("[占比较]|[增减升降]|提高|变化|控制|节约|浮动|偏差|误差")


@frozen
class _Measured:
    """What names that end so are measured in: kinds of unit, and units of those kinds that are none of it.

    Names with one of the endings ``but`` are other names.
    """

    ends: tuple[str, ...]
    but: tuple[str, ...]
    dimensions: frozenset[str]
    never: frozenset[str]
    fits: frozenset[str]
    example: str


@cache
def _measured() -> tuple[_Measured, ...]:
    table = packaged_table("review/measured.toml")
    return tuple(
        _Measured(
            tuple(one["ends"]),
            tuple(one.get("but", ())),
            frozenset(one["in"]),
            frozenset(one.get("never", ())),
            frozenset(one.get("fits", ())),
            one["example"],
        )
        for one in table["measured"]
    )


@lru_cache(maxsize=4096)
def _of_name(name: str) -> _Measured | None:
    ending = (one for one in _measured() if name.endswith(one.ends))
    return next((one for one in ending if not name.endswith(one.but)), None)


def concerns(outline: Outline) -> bool:
    """A name that says what it is measured in."""
    if not outline.units or outline.is_satisfaction:
        return False
    return _of_name(bare(outline.name)) is not None


def of_indicator(row: Indicator, around: Around) -> Iterator[Diagnostic]:
    """A finding at the first amount of a target with such a unit."""
    if row.target is None:
        return
    name = bare(row.name)
    expected = _of_name(name)
    for amount in amounts(row.target) if expected else ():
        unit = unit_of(row, amount)
        if expected and unit and _clashes(unit, name, expected):
            values = {"name": row.name, "unit": unit, "example": expected.example}
            yield around.finding(CODE, row.at["target"], values)
            return


def _clashes(unit: str, name: str, expected: _Measured) -> bool:
    known = measure(unit)
    if (
        known is None
        or {"/", "·"} & set(known.dimension)
        or known.dimension in ("number", "frequency", "score")
    ):
        return False
    if known.dimension == "percentage" and _CHANGE.search(name):
        return False
    if known.dimension not in expected.dimensions:
        return unit not in expected.fits
    return known.base in expected.never
