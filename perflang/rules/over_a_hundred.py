"""PF306: a satisfaction of more than 100 %.

Looks at the indicators under 满意度指标.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import indicators
from perflang.semantics import FileModel
from perflang.values import Comparison, Figure

_SATISFACTION = "满意度指标"
_WHOLE = 100
_SIGNS = ("%", "％")
_GROWTH = ("提升", "提高", "增长", "增加")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such target."""
    for file in files:
        for row in indicators(file):
            if row.level1 is None or row.level1.name != _SATISFACTION:
                continue
            if any(word in row.name for word in _GROWTH):
                continue
            target = row.target
            percentage = isinstance(target, Comparison | Figure) and target.unit[:1] in _SIGNS
            if percentage and target.number.value > _WHOLE:  # type: ignore[union-attr]
                values = {"name": row.name, "target": target.printed()}  # type: ignore[union-attr]
                yield Diagnostic("PF306", file.source.path, row.at["target"], values)
