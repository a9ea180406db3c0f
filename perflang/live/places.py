"""Findings of a part of a text, moved to where they stand in the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from perflang.diagnostics import Diagnostic, Label
from perflang.source import Edit, Span

# The offset in the text of an offset in a part, of which the path is given.
Place = Callable[[str, int], int]
_new = tuple.__new__  # a third of what calling the class costs


def moved(every: Iterable[Diagnostic], by: int, path: str) -> list[Diagnostic]:
    """Findings of which all places are in one part, ``by`` characters further down, in the file ``path``.

    Below a line in which something is typed all are moved: so they are made as directly as possible.
    """
    return [
        Diagnostic(
            one.code,
            path,
            _new(Span, (one.at[0] + by, one.at[1] + by)),
            one.values,
            one.hint,
            tuple([Label(label.name, path, _further(label.at, by)) for label in one.labels])
            if one.labels
            else (),
            tuple([Edit(_further(edit.at, by), edit.text) for edit in one.fix]) if one.fix else (),
            one.unsafe,
            one.level,
            one.missing,
        )
        for one in every
    ]


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
    return _new(Span, (at[0] + by, at[1] + by))


def _placed(at: Span, place: Place, path: str) -> Span:
    return _further(at, place(path, at.start) - at.start)
