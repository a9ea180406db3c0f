"""Where the findings of one file are collected."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

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
        labels: Mapping[str, Span] | None = None,
        path: str | None = None,
    ) -> None:
        """One finding; ``labels`` are further places by the name of their words, in the file ``path``."""
        span = at.at if isinstance(at, Leaf) else at
        where = self.path if path is None else path
        places = tuple(Label(name, where, place) for name, place in (labels or {}).items())
        self.found.append(Diagnostic(code, self.path, span, values or {}, hint, places))

    def hint(self, at: Span, hint: str) -> None:
        """Another help for what was found last at ``at``: more of the file has been read since."""
        for number in range(len(self.found) - 1, -1, -1):
            if self.found[number].at == at:
                self.found[number] = evolve(self.found[number], hint=hint)
                return

    def withdraw(self, code: str, start: int) -> None:
        """Take back what was found last with this code at this place: its cause has been found."""
        for number in range(len(self.found) - 1, -1, -1):
            if self.found[number].code == code and self.found[number].at.start == start:
                del self.found[number]
                return

    def in_order(self) -> list[Diagnostic]:
        return sorted(self.found, key=lambda found: (found.at, found.code))
