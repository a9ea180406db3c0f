"""PF322: a direction and a sign that say opposite things: 正向 (more is better) with ≤, 反向 with ≥.

Looks at indicators that have a direction; that of a level counts where they have none, see
``semantics/demands.py`` (PF318).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Label
from perflang.rules.walk import Parts
from perflang.values import Choice, Comparison, goes_against


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such direction."""
    for parts in files:
        path = parts.source.path
        for row, target in parts.amounts:
            direction = row.direction
            if direction is None or not isinstance(direction, Choice):
                continue
            if isinstance(target, Comparison) and goes_against(target.operator, direction.name):
                values = {"direction": direction.spelling, "target": target.printed()}
                labels = (Label("target", path, row.at["target"]),)
                yield Diagnostic("PF322", path, row.at["direction"], values, labels=labels)
