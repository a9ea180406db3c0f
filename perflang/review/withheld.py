"""A finding of a review that is not shown, and why."""

from __future__ import annotations

from perflang.diagnostics import Diagnostic
from perflang.source.classes import frozen

CAUSES = ("comment", "baseline", "choice", "off")


@frozen
class Withheld:
    """``cause`` is one of ``CAUSES``: a comment of the source, whose ``reason`` it gives, a baseline, a code that
    was not selected or was ignored, or a severity of ``off``.
    """

    found: Diagnostic
    cause: str
    reason: str = ""
