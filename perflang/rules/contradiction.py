"""PF315: an operator and a unit that say opposite things: ≥ 30 分钟以内, ≤ 5 天以上.

Looks at targets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import indicators
from perflang.semantics import FileModel
from perflang.values import Comparison

_AT_MOST = ("以内", "之内", "以下")
_AT_LEAST = ("以上",)


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such target."""
    for file in files:
        for row in indicators(file):
            target = row.target
            if not isinstance(target, Comparison) or not target.unit.endswith(_AT_MOST + _AT_LEAST):
                continue
            opposite = _AT_MOST if target.operator in "≥>" else _AT_LEAST
            if target.unit.endswith(opposite):
                at = row.at["target"]
                word = target.unit[-2:]
                source = file.source
                plain = source.line_with(at._replace(start=at.end - 2), "").rstrip("及 ")
                right = "≤" if target.operator in "≥>" else "≥"
                values = {"operator": target.operator, "word": word, "right": right}
                values["fixed"] = plain.replace(target.operator, right)
                yield Diagnostic("PF315", source.path, at, values)
