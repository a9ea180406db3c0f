"""PF303: two names of one publication that a reader cannot tell apart and a computer can.

Looks at the linked files: the names of units, of projects, and of wholes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import normalize

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Project, Unit
from perflang.rules.characters import only_plain
from perflang.rules.walk import Parts

_LONGEST = 1000  # normal forms of endless rows of combining marks take for ever
# Cyrillic and Greek letters as the Latin ones they look like.
LATIN = str.maketrans("АВЕКМНОРСТУХаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxiABEZHIKMNOPTYXo")


def check(files: Sequence[Parts]) -> Iterator[Diagnostic]:
    """A warning at the second of two such names."""
    for things in (
        [(one, parts) for parts in files for one in parts.file.department.units],
        [(one, parts) for parts in files for one in parts.file.projects],
        [(one, parts) for parts in files for one in parts.file.wholes],
    ):
        named = [
            (thing, parts)
            for thing, parts in things
            if 0 < len(thing.name) <= _LONGEST and "name" in thing.at
        ]
        if len(named) > 1:
            yield from _check(named)


def _check(named: Sequence[tuple[Unit | Project, Parts]]) -> Iterator[Diagnostic]:
    first: dict[str, tuple[Unit | Project, Parts]] = {}
    for skeleton, one in zip(_skeletons(named), named, strict=True):
        known, others = first.setdefault(skeleton, one)
        thing, parts = one
        if known.name != thing.name:
            labels = (Label("first", others.source.path, known.at["name"]),)
            values = {"name": thing.name, "other": known.name}
            yield Diagnostic("PF303", parts.source.path, thing.at["name"], values, labels=labels)


def _skeletons(named: Sequence[tuple[Unit | Project, Parts]]) -> list[str]:
    """What a reader sees of each name: made of all at once, since each step costs more than a name."""
    lines = "\n".join([thing.name.replace("\n", " ") for thing, _ in named])
    every = normalize("NFKC", lines)
    if not only_plain(every):
        every = every.translate(LATIN)
    return ["".join(one.split()) for one in every.casefold().split("\n")]
