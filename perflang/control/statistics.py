"""How often each code was found."""

from __future__ import annotations

from collections.abc import Iterable

from perflang.diagnostics import Diagnostic, page
from perflang.source.classes import frozen


@frozen
class Counted:
    """A code with how many findings it has, and how many of them can be mended without a person."""

    code: str
    count: int
    fixable: int

    @property
    def name(self) -> str:
        """The name of the rule."""
        return page(self.code).name

    def message(self, language: str) -> str:
        """What the code is about."""
        return page(self.code).title(language)


def statistics(found: Iterable[Diagnostic]) -> list[Counted]:
    """The codes of what was found, the most frequent first, of equals in the order of codes."""
    counts: dict[str, list[int]] = {}
    for one in found:
        count = counts.setdefault(one.code, [0, 0])
        count[0] += 1
        count[1] += bool(one.fix) and not one.unsafe
    counted = [Counted(code, *count) for code, count in counts.items()]
    return sorted(counted, key=lambda one: (-one.count, one.code))
