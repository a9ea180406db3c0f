"""PF306: a satisfaction of more than 100 %.

Looks at the indicators under 满意度指标.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.model import Indicator
from perflang.rules.walk import Parts
from perflang.values import Comparison, Figure

_SATISFACTION = "满意度指标"
_WHOLE = 100
_SIGNS = ("%", "％")
_GROWTH = ("提升", "提高", "增长", "增加")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such target."""
    for parts in files:
        for row, target in parts.amounts:
            if row.level1 is not None and row.level1.name == _SATISFACTION and is_over(row):
                values = {"name": row.name, "target": target.printed()}
                yield Diagnostic("PF306", parts.source.path, row.at["target"], values)


def is_over(row: Indicator) -> bool:
    """Whether a row under 满意度指标 is to be more than 100 %, and not by so much more than before."""
    target = row.target
    if row.level1 is None or row.level1.name != _SATISFACTION:
        return False
    if not isinstance(target, (Comparison, Figure)) or target.amount.unit[:1] not in _SIGNS:
        return False
    return target.number.value > _WHOLE and not any(word in row.name for word in _GROWTH)
