"""PF316: two indicators on one line, the first of them without a sign: 合格率100%，优秀率 ≥ 30 %.

Looks at the names of indicators that have a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic, Values
from perflang.rules.walk import Parts
from perflang.source import Span
from perflang.source.regex import regex

_STOPS = frozenset("，,；;")
_FIGURES = frozenset("0123456789")
# A name, a count, and a stop: what follows is another name.
_FIRST = regex(
    "([^0-9()（）]+(?<![第每]))([0-9][0-9.]*[ ]*"
    "(?:[%％](?=[，,；;])"
    "|(?:人次|人|个|次|项|家|户|场|套|台|件|份|张|辆|所|座|处|公里|元|万元|天|分)(?=[；;])))[，,；;]"
)


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such name."""
    for parts in files:
        source = parts.source
        for row in parts.rows:
            if row.target is None or _STOPS.isdisjoint(row.name):
                continue
            at = row.at["name"]
            match = None if _FIGURES.isdisjoint(row.name) else _FIRST.match(row.name)
            if match is None or source.text[at.start : at.start + 1] == '"':
                continue
            rest = source.line_with(Span(at.start, at.start + match.end()), "")
            head, second = re.split("[:：]", rest, maxsplit=1)
            first = f"“{head}: {match[1].strip()}: {match[2]}”"
            values: Values = {"name": row.name, "fixed": (first, f"“指标: {second.strip()}”")}
            yield Diagnostic("PF316", source.path, at, values)
