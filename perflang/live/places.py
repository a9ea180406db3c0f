"""Findings of a part of a text, moved to where they stand in the text."""

from __future__ import annotations

from collections.abc import Callable

from perflang.diagnostics import Diagnostic, Label
from perflang.source import Edit, Span

# The offset in the text of an offset in a part, of which the path is given.
Place = Callable[[str, int], int]


def moved(found: Diagnostic, by: int, path: str) -> Diagnostic:
    """A finding of which all places are in one part, ``by`` characters further down, in the file ``path``."""
    start, end = found.at
    labels, fix = found.labels, found.fix
    if labels:
        labels = tuple([Label(one.name, path, _further(one.at, by)) for one in labels])
    if fix:
        fix = tuple([Edit(_further(one.at, by), one.text) for one in fix])
    return Diagnostic(
        found.code,
        path,
        Span(start + by, end + by),
        found.values,
        found.hint,
        labels,
        fix,
        found.unsafe,
        found.level,
        found.missing,
    )


def placed(found: Diagnostic, place: Place, path: str) -> Diagnostic:
    """A finding with labels in other parts, at its places in the file ``path``."""
    labels = tuple(Label(one.name, path, _placed(one.at, place, one.path)) for one in found.labels)
    fix = tuple(Edit(_placed(one.at, place, found.path), one.text) for one in found.fix)
    return Diagnostic(
        found.code,
        path,
        _placed(found.at, place, found.path),
        found.values,
        found.hint,
        labels,
        fix,
        found.unsafe,
        found.level,
        found.missing,
    )


def _further(at: Span, by: int) -> Span:
    return Span(at.start + by, at.end + by)


def _placed(at: Span, place: Place, path: str) -> Span:
    start = place(path, at.start)
    return Span(start, start + at.end - at.start)
