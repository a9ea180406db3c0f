"""A diagnostic: a code, a place and the values its message is filled with. It holds no sentence.

Nobody changes one once it is made; attrs does not guard that here, because it would cost every finding.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from perflang.diagnostics.page import page
from perflang.source import NOWHERE, Edit, Fault, Span
from perflang.source.classes import define

Values = Mapping[str, str | tuple[str, ...]]


@define(unsafe_hash=True)
class Label:
    """A second place that a diagnostic points at; ``name`` finds its words on the code's page."""

    name: str
    path: str
    at: Span


@define(unsafe_hash=True)
class Diagnostic:
    """One finding. ``hint`` chooses one of the page's helps; without it the page's general help holds.

    A value of several texts is a list in the words of either language. ``fix`` mends the file of the
    finding without changing what it says; empty where only a person can. An ``unsafe`` one may change what is
    said, so that somebody must ask for it. ``level`` is how severe the finding is where that was chosen.
    ``missing`` is the field, by its id in forms, that a finding misses at its place: its cell is empty.
    """

    code: str
    path: str
    at: Span = NOWHERE
    values: Values = field(factory=dict, hash=False)
    hint: str | None = None
    labels: tuple[Label, ...] = ()
    fix: tuple[Edit, ...] = ()
    unsafe: bool = False
    level: str | None = None
    missing: str = ""

    @property
    def severity(self) -> str:
        """``error`` or ``warning``: what was chosen, else what the code's page says."""
        return self.level or page(self.code).severity

    def as_severe(self, level: str) -> Diagnostic:
        """The same finding, as severe as ``level``."""
        return Diagnostic(
            self.code,
            self.path,
            self.at,
            self.values,
            self.hint,
            self.labels,
            self.fix,
            self.unsafe,
            level,
            self.missing,
        )

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


def from_fault(path: str, fault: Fault) -> Diagnostic:
    """A fault of a lower floor as a diagnostic of the file ``path``."""
    return Diagnostic(fault.code, path, fault.at, fault.values, fault.hint, fix=fault.fix)
