"""PF312: the number at the start of a unit's name, 120急救中心 or 12345热线, taken for its code.

Looks at units whose code stands right before the name and is a public number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import Parts
from perflang.source.regex import regex

_PUBLIC = regex("1[12][0-9]|12[0-9]{3}|10[0-9]{3}")
_CALLED = regex("[\u4e00-\u9fff]{0,6}?(?:热线|急救|指挥|报警|平台|中心|电话|服务)")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at each such number."""
    for file in (parts.file for parts in files):
        for unit in file.department.units:
            if unit.code is None or unit.at["code"].end != unit.at["name"].start:
                continue
            if _PUBLIC.fullmatch(unit.code) and _CALLED.match(unit.name):
                name = unit.code + unit.name
                at = unit.at["code"]._replace(end=unit.at["name"].end)
                fixed = file.source.line_with(at, f'"{name}"')
                spaced = file.source.line_with(at, f"{unit.code} {unit.name}")
                values = {"code": unit.code, "name": name, "fixed": fixed, "other": spaced}
                yield Diagnostic("PF312", file.source.path, unit.at["code"], values)
