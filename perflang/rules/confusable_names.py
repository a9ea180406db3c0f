"""PF303: two names of one publication that a reader cannot tell apart and a computer can.

Looks at the linked files: the names of units, of projects, and of wholes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from perflang.diagnostics import Diagnostic, Label
from perflang.model import Project, Unit
from perflang.semantics import FileModel
from perflang.source import Span

_LONGEST = 1000  # normal forms of endless rows of combining marks take for ever
# Cyrillic and Greek letters as the Latin ones they look like.
LATIN = str.maketrans("АВЕКМНОРСТУХаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXaeopcyxiABEZHIKMNOPTYXo")


def check(files: Sequence[FileModel]) -> Iterator[Diagnostic]:
    """A warning at the second of two such names."""
    for kind in ("units", "projects", "wholes"):
        first: dict[str, tuple[str, str, Span]] = {}
        for name, path, at in _names(files, kind):
            known = first.setdefault(_skeleton(name), (name, path, at))
            if known[0] != name:
                labels = (Label("first", known[1], known[2]),)
                values = {"name": name, "other": known[0]}
                yield Diagnostic("PF303", path, at, values, labels=labels)


def _names(files: Sequence[FileModel], kind: str) -> Iterator[tuple[str, str, Span]]:
    for file in files:
        things: dict[str, Sequence[Unit | Project]] = {
            "units": file.department.units,
            "projects": file.projects,
            "wholes": file.wholes,
        }
        for thing in things[kind]:
            if 0 < len(thing.name) <= _LONGEST and "name" in thing.at:
                yield thing.name, file.source.path, thing.at["name"]


@lru_cache(maxsize=4096)
def _skeleton(name: str) -> str:
    return "".join(normalize("NFKC", name).translate(LATIN).casefold().split())
