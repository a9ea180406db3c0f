"""PF315: an operator and a unit that say opposite things: ≥ 30 分钟以内, ≤ 5 天以上.

Looks at targets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import Parts
from perflang.source.regex import regex
from perflang.values import BLANKS, Comparison, measure, unit_names

_AT_MOST = ("以内", "之内", "以下")
_AT_LEAST = ("以上",)
_SIGN = regex("[><＞＜][=＝]|[≥≤><=＞＜＝≧≦]")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such target."""
    for parts in files:
        source = parts.source
        for row, target in parts.amounts:
            if not target.suffix or not isinstance(target, Comparison) or not _is_bounded(target):
                continue
            if source.text[row.at["target"].end - 1] == '"':
                continue
            opposite = _AT_MOST if target.operator in "≥>" else _AT_LEAST
            if target.suffix.endswith(opposite):
                at = row.at["target"]
                word = target.suffix[-2:]
                plain = source.line_with(at._replace(start=at.end - 2), "").rstrip("及 ")
                right = "≤" if target.operator in "≥>" else "≥"
                values = {"operator": target.operator, "word": word, "right": right}
                values["fixed"] = _SIGN.sub(right, plain, count=1)
                yield Diagnostic("PF315", source.path, at, values)


def _is_bounded(target: Comparison) -> bool:
    """Whether one unit and such a word stand there; 5 名处级以上 says who, not how many."""
    word = target.suffix.strip(BLANKS).removeprefix("及")
    known = measure(target.unit) if word in (*_AT_MOST, *_AT_LEAST) else None
    return known is not None and known.base in unit_names()
