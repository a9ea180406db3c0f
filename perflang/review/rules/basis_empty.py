"""PF501: an indicator whose target rests on nothing that is written down.

Looks at indicators with a target, in forms that print the basis (确定依据). A breakdown row has that of its row.
A profile with ``[measurable] bases = true`` asks for more than 见附件 and 按要求.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around
from perflang.review.words import squeezed
from perflang.source.regex import regex

CODE = "PF501"
_SAYS_NOTHING = regex(
    "同上|[见详]{1,2}附件|附件|按(?:照)?(?:有关|相关|上级)?(?:要求|规定|文件)|(?:有关|相关|上级)(?:要求|规定|文件)|工作需要|实际情况"
)


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each row without one."""
    asks = around.profile.table("measurable").get("bases")
    is_seen: bool | None = None  # asked where a row has none: the forms are read for it
    for row in around.project.indicators:
        if row.target is None:
            continue
        is_empty = not (row.basis and row.basis.strip())
        if is_empty and is_seen is None:
            is_seen = around.prints("basis")
        if is_empty and is_seen:
            yield around.finding(CODE, row.at[""], {"name": row.name}, missing="basis")
        elif asks and _SAYS_NOTHING.fullmatch(squeezed(row.basis or "")):
            values = {"name": row.name, "text": row.basis or ""}
            yield around.finding(CODE, row.at["basis"], values, hint="said")
