"""Where the findings of one file are collected."""

from __future__ import annotations

from perflang.diagnostics import Diagnostic, Label, Values
from perflang.source import Span
from perflang.syntax import Leaf


class Report:
    """The diagnostics of the file ``path``, in the order in which they were found."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        at: Span | Leaf,
        values: Values | None = None,
        *,
        hint: str | None = None,
        labels: dict[str, Span] | None = None,
    ) -> None:
        """One finding; ``labels`` are further places in the same file by the name of their words."""
        span = at.at if isinstance(at, Leaf) else at
        places = tuple(Label(name, self.path, place) for name, place in (labels or {}).items())
        self.found.append(Diagnostic(code, self.path, span, values or {}, hint, places))

    def in_order(self) -> list[Diagnostic]:
        return sorted(self.found, key=lambda found: (found.at, found.code))
