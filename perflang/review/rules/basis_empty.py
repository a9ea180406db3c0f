"""PF501: an indicator whose target rests on nothing that is written down.

Looks at indicators with a target, in forms that print the basis (确定依据). A breakdown row has that of its row.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.diagnostics import Diagnostic
from perflang.review.view import Around

CODE = "PF501"


def of_project(around: Around) -> Iterator[Diagnostic]:
    """A finding at each row without one."""
    for row in around.project.indicators:
        if row.target is not None and not (row.basis or "").strip() and around.prints("basis"):
            yield around.finding(CODE, row.at[""], {"name": row.name}, missing="basis")
