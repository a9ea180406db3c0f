"""What may be suggested for a finding: lines to write, and the help that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import field

from perflang.advice.place import Place
from perflang.diagnostics import Diagnostic, Values
from perflang.source import Span
from perflang.source.classes import frozen


@frozen
class Proposal:
    """Lines that put something right, to be tried; none where the help alone says what to do.

    ``hint`` names the help on the code's page; None keeps the finding's own. ``merged`` counts the
    lines below that are put right together with this one; ``labels`` are further places to point at,
    and ``at`` is the place in the line that is to be marked, where that is another than the finding's.
    """

    lines: tuple[str, ...] = ()
    hint: str | None = None
    values: Values = field(factory=dict)
    merged: int = 0
    labels: Mapping[str, Span] = field(factory=dict)
    at: tuple[int, int] | None = None

    @property
    def shown(self) -> Values:
        """The values of the help: ``fixed`` is the line, or several in quotes."""
        if not self.lines:
            return self.values
        fixed = self.lines[0] if len(self.lines) == 1 else tuple(f"“{one}”" for one in self.lines)
        return {"fixed": fixed, **self.values}


def write(*lines: str, merged: int = 0) -> Proposal:
    """Write these lines instead."""
    return Proposal(lines, "write" if len(lines) == 1 else "lines", merged=merged)


# What looks at a finding where it stands, and makes suggestions, the surest first.
Adviser = Callable[[Diagnostic, Place], Iterator[Proposal]]
