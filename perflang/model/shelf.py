"""What can be chosen by name: entries that perflang ships, and those that a bureau has written itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from attrs import evolve

from perflang.diagnostics import Diagnostic
from perflang.model.toml_file import unread
from perflang.source import Fault, Limits, SourceFile
from perflang.source.classes import frozen

Entry = TypeVar("Entry")
# The kinds of own files: the keyword that chooses one, and the code of what is wrong in one.
FRAMEWORK, FORM = "framework", "form"
CODES = {FRAMEWORK: "PF236", FORM: "PF237"}


@frozen
class OwnFile:
    """A file of a bureau's own under the name that sources call it by.

    ``content`` is its text, or why it could not be read, or None where no source names it; ``other`` is a
    second file of that name in the same folder. ``kind`` is the keyword that chooses one.
    """

    name: str
    path: str
    content: SourceFile | Fault | None = None
    other: str | None = None
    kind: str = FRAMEWORK


@frozen
class Kind(Generic[Entry]):
    """How entries of one kind are found: ``id`` is the keyword that chooses one.

    ``shipped`` gives the names of those that perflang ships and ``load`` one of them, ``read`` reads a file
    and ``broken`` is what stands for one that cannot be read.
    """

    id: str
    shipped: Callable[[], Sequence[str]]
    load: Callable[[str], Entry | None]
    read: Callable[[SourceFile, str, Limits], tuple[Entry, Sequence[Diagnostic]]]
    broken: Callable[[str], Entry]


class Shelf(Generic[Entry]):
    """Entries of one kind by their names: shipped ones are loaded when they are asked for, own ones are here."""

    def __init__(self, kind: Kind[Entry], own: Iterable[OwnFile], limits: Limits) -> None:
        self._kind = kind
        self._own: dict[str, Entry] = {}
        self._found: dict[str, list[Diagnostic]] = {}
        mine = [one for one in own if one.kind == kind.id]
        shipped = kind.shipped() if mine else ()
        self._clashes = [_clash(one) for one in mine if one.name in shipped]
        self._named = [one.name for one in mine if one.name not in shipped]
        for one in mine:
            if one.content is not None and one.name not in shipped:
                self._read(one, limits)

    def __iter__(self) -> Iterator[Entry]:
        """Every entry, the shipped ones first."""
        yield from filter(None, map(self._kind.load, self._kind.shipped()))
        yield from self._own.values()

    def names(self) -> list[str]:
        """What sources may write, whether it is loaded or not."""
        return list(dict.fromkeys((*self._kind.shipped(), *self._named)))

    def find(self, name: str | None) -> Entry | None:
        """The entry of this name, or None."""
        if name is None:
            return None
        return self._own.get(name) or self._kind.load(name)

    def diagnostics(self, names: Iterable[str]) -> list[Diagnostic]:
        """What is wrong with the own files of these names, and with the names of any."""
        of_used = [one for name in dict.fromkeys(names) for one in self._found.get(name, ())]
        return [*self._clashes, *of_used]

    def _read(self, own: OwnFile, limits: Limits) -> None:
        if isinstance(own.content, SourceFile):
            entry, mistakes = self._kind.read(own.content, own.name, limits)
            found = list(mistakes)
        else:
            assert own.content is not None
            entry = self._kind.broken(own.name)
            found = [_unread(own, own.content)]
        if own.other is not None:
            code = CODES[own.kind]
            found.append(Diagnostic(code, own.other, values={"text": own.other}, hint="two"))
        self._own[own.name] = entry
        self._found[own.name] = found


def _unread(own: OwnFile, fault: Fault) -> Diagnostic:
    """Why a file could not be read."""
    found = unread(own.path, fault)
    return evolve(found, hint=own.kind) if found.code == "PF108" else found


def _clash(own: OwnFile) -> Diagnostic:
    """An own file under the name of a shipped one: which of them a source means could not be told."""
    return Diagnostic(CODES[own.kind], own.path, values={"text": own.name}, hint="shipped")
