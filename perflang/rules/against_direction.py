"""PF322: a direction and a sign that say opposite things: 正向 (more is better) with ≤, 反向 with ≥.

Looks at indicators that have a direction; that of a level counts where they have none, see
``semantics/demands.py`` (PF318).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Label
from perflang.rules.walk import indicators
from perflang.semantics import FileModel
from perflang.values import Choice, Comparison, goes_against


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such direction."""
    for file in files:
        for row in indicators(file):
            direction, target = row.direction, row.target
            if not isinstance(direction, Choice) or not isinstance(target, Comparison):
                continue
            if goes_against(target.operator, direction.name):
                values = {"direction": direction.spelling, "target": target.printed()}
                labels = (Label("target", file.source.path, row.at["target"]),)
                at = row.at["direction"]
                yield Diagnostic("PF322", file.source.path, at, values, labels=labels)
