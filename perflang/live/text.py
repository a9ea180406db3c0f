"""A text under work, that its editor changes piece by piece."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from perflang.control import Choice
from perflang.diagnostics import Diagnostic
from perflang.live.findings import Findings
from perflang.live.parting import BLOCK, Part, parts_of
from perflang.model import OwnFile
from perflang.source import Limits, SourceFile


class LiveText:
    """The text of one file that is a publication of its own, and after each change what ``check`` says of it.

    ``choice`` is what was chosen for the file: settings of its folder and options. ``own`` are the files of
    frameworks and forms that it may name. Comments in the text are heeded, baselines are not.

    A change costs the reading of the projects whose lines it touches, and what compares projects with each other;
    what all others say is remembered, and nothing else is. The head costs the projects as well only where a
    setting changes. The text is read as a whole where a part is more than a project: settings and units among
    the lines of a project, a head with lines that cannot be read, the marks of a merge. Then a change costs
    what ``check`` does. What is found is the same in any case.
    """

    def __init__(
        self,
        path: str,
        text: str = "",
        choice: Choice | None = None,
        own: Sequence[OwnFile] = (),
        limits: Limits | None = None,
    ) -> None:
        limits = limits or Limits()
        self.text = text
        self._limits = limits
        self._parts = parts_of(text, limits)
        self._findings = Findings(path, choice or Choice(), tuple(own), limits)
        self.found = self._findings.of(text, self._parts)

    @property
    def source(self) -> SourceFile:
        """The text as it is now, to tell lines and columns by."""
        return SourceFile(self._findings.path, self.text)

    def set(self, text: str) -> tuple[Diagnostic, ...]:
        """The whole text anew; what it has in common with the one before is not read again."""
        old, shorter = self.text, min(len(self.text), len(text))
        start = _alike(old, text, shorter)
        behind = _alike_behind(old, text, shorter - start)
        return self.replace(start, len(old) - behind, text[start : len(text) - behind])

    def replace(self, start: int, end: int, new: str) -> tuple[Diagnostic, ...]:
        """Put ``new`` in the place of what stands from ``start`` to ``end``, in code points; what is found then.

        In the order of ``check``, at the places in the whole text.
        """
        assert 0 <= start <= end <= len(self.text)
        if self.text[start:end] != new:
            self.text = self.text[:start] + new + self.text[end:]
            self._part_anew(start, end, new)
            self.found = self._findings.of(self.text, self._parts)
        return self.found

    def _part_anew(self, start: int, end: int, new: str) -> None:
        """Part what was changed and its neighbours, whose ends it may have moved; what is as it was is kept."""
        starts = [*accumulate((len(part.text) for part in self._parts), initial=0)]
        first = max(min(bisect_right(starts, start), len(self._parts)) - 2, 0)
        last = min(bisect_right(starts, end) + 1, len(self._parts))
        while first == 0 and last < len(self._parts) and self._parts[last - 1].kind != BLOCK:
            last += 1  # the head ends at a project
        old = self._parts[first:last]
        begun = starts[first]
        piece = "".join(part.text for part in old)
        piece = piece[: start - begun] + new + piece[end - begun :]
        parts = parts_of(piece, self._limits, has_head=first == 0)
        kept: dict[tuple[str, str], list[Part]] = {}
        for part in old:
            kept.setdefault((part.kind, part.text), []).append(part)
        for part in parts:
            if same := kept.get((part.kind, part.text)):
                part.block = same.pop(0).block
        self._parts[first:last] = parts


def _alike(one: str, other: str, most: int) -> int:
    """How many characters two texts have in common at their beginnings, up to ``most``."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_behind(one: str, other: str, most: int) -> int:
    """How many characters two texts have in common at their ends, up to ``most``."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        pieces = [text[len(text) - middle : len(text) - low] for text in (one, other)]
        if pieces[0] == pieces[1]:
            low = middle
        else:
            high = middle - 1
    return low
