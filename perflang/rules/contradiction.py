"""PF315: an operator and a unit that say opposite things: ≥ 30 分钟以内, ≤ 5 天以上.

Looks at targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import indicators
from perflang.semantics import FileModel
from perflang.values import Comparison

_AT_MOST = ("以内", "之内", "以下")
_AT_LEAST = ("以上",)
# One measure and the word; 5 名处级以上 and 500 名60周岁以上 say who, not how many.
_MEASURED = re.compile(
    "(?:%|％|分钟|小时|秒|天|日|周|年|个?月|个?工作日|人次|人|万?元|亿元|个|次|项|件|家|户|场)及?(?:以内|之内|以下|以上)"
)
_SIGN = re.compile("[><＞＜][=＝]|[≥≤><＞＜≧≦]")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at each such target."""
    for file in files:
        for row in indicators(file):
            target = row.target
            if not isinstance(target, Comparison) or not _MEASURED.fullmatch(
                target.unit + target.suffix
            ):
                continue
            if file.source.text[row.at["target"].end - 1] == '"':
                continue
            opposite = _AT_MOST if target.operator in "≥>" else _AT_LEAST
            if target.suffix.endswith(opposite):
                at = row.at["target"]
                word = target.suffix[-2:]
                source = file.source
                plain = source.line_with(at._replace(start=at.end - 2), "").rstrip("及 ")
                right = "≤" if target.operator in "≥>" else "≥"
                values = {"operator": target.operator, "word": word, "right": right}
                values["fixed"] = _SIGN.sub(right, plain, count=1)
                yield Diagnostic("PF315", source.path, at, values)
