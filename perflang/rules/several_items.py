"""PF307: several items of a list on one line, each with its number.

Looks at the items of lists. Printed they would be one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from perflang.diagnostics import Diagnostic
from perflang.rules.walk import Parts
from perflang.source import Span
from perflang.values import inner_markers


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at the second marker of each such line."""
    for parts in files:
        for goal in parts.goals:
            offsets = inner_markers(goal.marker, goal.text)
            if not offsets:
                continue
            edges = [0, *(start for start, _ in offsets), len(goal.text)]
            pieces = [goal.text[start:end].strip() for start, end in pairwise(edges)]
            first, end = offsets[0]
            marker = goal.text[first:end]
            lines = (f"“{goal.marker}{pieces[0]}”", *(f"“{piece}”" for piece in pieces[1:]))
            start = goal.at["text"].start + first
            at = (
                Span(start, start + len(marker)) if "\n" not in goal.text[:end] else goal.at["text"]
            )
            yield Diagnostic("PF307", parts.source.path, at, {"marker": marker, "fixed": lines})
