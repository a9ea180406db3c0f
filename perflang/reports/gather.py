"""Findings to remarks: what stands in many rows is said once, with the rows it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from perflang.diagnostics import Diagnostic, help_text, label_text, message
from perflang.document import Note
from perflang.document.remarks import Place as Written
from perflang.document.remarks import Remark
from perflang.reports.shown import Spot
from perflang.source.classes import frozen

_WORDS = {
    "zh": {"finding": "发现 {number}", "other": "{text}：{source}"},
    "en": {"finding": "finding {number}", "other": "{text}: {source}"},
}
_SOMETHING = "…"


@frozen
class Located:
    """A finding, what it is about by name, and where that is printed.

    ``is_lost`` says that it is about a line that did not get into the table.
    """

    found: Diagnostic
    name: str
    spot: Spot | None
    is_lost: bool = False

    @property
    def order(self) -> int:
        """Its place in the order of the table; what is about all of it, or lacks in it, comes first."""
        return self.spot.order if self.spot else -3 if self.is_lost else -2


def remarks(
    located: Iterable[Located], part: str, language: str, source_of: Callable[[str, int], str]
) -> tuple[tuple[Remark, ...], Mapping[tuple[int, int], tuple[Note, ...]]]:
    """The remarks of a part, whose id is ``part``, in the order of its table, and the notes that lead to them.

    ``source_of`` names a place in a file.
    """
    groups: dict[tuple[str | bool, ...], list[Located]] = {}
    for one in sorted(located, key=lambda one: one.order):
        found = one.found
        key = (found.code, found.severity, help_text(found, language), one.is_lost)
        groups.setdefault(key, []).append(one)
    notes: dict[tuple[int, int], tuple[Note, ...]] = {}
    made: list[Remark] = []
    for number, group in enumerate(groups.values(), 1):
        anchor = f"{part}-{number}"
        anchors = _mark(group, number, anchor, language, notes)
        first = group[0].found
        general = _general([one.found for one in group], language)
        made.append(
            Remark(
                number,
                anchor,
                first.code,
                first.severity,
                general,
                help_text(first, language),
                tuple(_places(group, anchors, general, language, source_of)),
                group[0].is_lost,
            )
        )
    return tuple(made), notes


def _mark(
    group: Sequence[Located],
    number: int,
    anchor: str,
    language: str,
    notes: dict[tuple[int, int], tuple[Note, ...]],
) -> list[str]:
    """Put the number of a remark to each of its places, once to a text; the id of the mark of each."""
    known: dict[tuple[int, int], str] = {}
    label = _WORDS[language]["finding"].format(number=number)
    for one in group:
        if one.spot is not None and one.spot.target not in known:
            target = one.spot.target
            known[target] = f"{anchor}-{len(known) + 1}"
            note = Note(number, known[target], anchor, label, one.found.severity)
            notes[target] = (*notes.get(target, ()), note)
    return [known[one.spot.target] if one.spot else "" for one in group]


def _general(group: Sequence[Diagnostic], language: str) -> str:
    """What a sentence for all findings of a group has in common."""
    first = group[0]
    varying = [
        name
        for name, value in first.values.items()
        if any(one.values.get(name) != value for one in group)
    ]
    return message(
        evolve(first, values={**first.values, **dict.fromkeys(varying, _SOMETHING)}), language
    )


def _places(
    group: Sequence[Located],
    anchors: Sequence[str],
    general: str,
    language: str,
    source_of: Callable[[str, int], str],
) -> Iterator[Written]:
    first = group[0].found.values
    names = dict.fromkeys(name for one in group for name in one.found.values)
    varying = {
        name
        for name in names
        if any(one.found.values.get(name) != first.get(name) for one in group)
    }
    for one, anchor in zip(group, anchors, strict=True):
        found = one.found
        others = tuple(
            _WORDS[language]["other"].format(
                text=label_text(found, label, language),
                source=source_of(label.path, label.at.start),
            )
            for label in found.labels
        )
        own = [
            text
            for name, value in found.values.items()
            if name in varying
            for text in ((value,) if isinstance(value, str) else value)
        ]
        row = one.spot.row if one.spot else ""
        # what the row and its name say already need not be said again
        is_said = all(text == one.name or text in row for text in own)
        said = message(found, language)
        text = "" if said == general or is_said else said
        yield Written(one.name, source_of(found.path, found.at.start), anchor, text, others)
