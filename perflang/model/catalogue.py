"""What a publication can choose from by name: what perflang ships, and what a bureau has written itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Generic, TypeVar

from attrs import evolve, frozen

from perflang.diagnostics import Diagnostic, from_fault
from perflang.model.framework import Framework
from perflang.model.framework_file import read_framework, shipped_framework
from perflang.source import Fault, Limits, SourceFile, packaged_names, packaged_text

_FRAMEWORKS = "model/frameworks"
_ID = re.compile("[0-9a-z][0-9a-z-]{0,39}")

Entry = TypeVar("Entry")
# The publications of one run mostly share a file.
_parsed = lru_cache(maxsize=16)(read_framework)


@frozen
class OwnFile:
    """A file of a bureau's own under the name that sources call it by.

    ``content`` is its text, or why it could not be read, or None where no source names it; ``other`` is a
    second file of that name in the same folder.
    """

    name: str
    path: str
    content: SourceFile | Fault | None = None
    other: str | None = None


class Shelf(Generic[Entry]):
    """Entries of one kind by their names: shipped ones are loaded when they are asked for, own ones are here."""

    def __init__(
        self,
        shipped: Callable[[], Sequence[str]],
        load: Callable[[str], Entry | None],
        own: Mapping[str, Entry],
        named: Sequence[str] = (),
    ) -> None:
        self._shipped = shipped
        self._load = load
        self._own = own
        self._named = named

    def __iter__(self) -> Iterator[Entry]:
        """Every entry, the shipped ones first."""
        yield from filter(None, map(self._load, self._shipped()))
        yield from self._own.values()

    def names(self) -> list[str]:
        """What sources may write, whether it is loaded or not."""
        return list(dict.fromkeys((*self._shipped(), *self._named, *self._own)))

    def find(self, name: str | None) -> Entry | None:
        """The entry of this name, or None."""
        if name is None:
            return None
        return self._own.get(name) or self._load(name)


class Catalogue:
    """Everything that a publication can choose from; it is handed down to whoever looks something up."""

    def __init__(self, own: Sequence[OwnFile] = (), limits: Limits | None = None) -> None:
        self._found: dict[str, list[Diagnostic]] = {}
        self._clashes = _clashes(own)
        taken = {one.path for one in self._clashes}
        read = {
            one.name: self._read(one, limits or Limits())
            for one in own
            if one.content is not None and one.path not in taken
        }
        named = [one.name for one in own if one.path not in taken]
        self.frameworks: Shelf[Framework] = Shelf(shipped_names, _shipped, read, named)

    def diagnostics(self, frameworks: Iterable[str]) -> list[Diagnostic]:
        """What is wrong with the own files of these names, and with the names of any."""
        of_used = [one for name in dict.fromkeys(frameworks) for one in self._found.get(name, ())]
        return [*self._clashes, *of_used]

    def _read(self, own: OwnFile, limits: Limits) -> Framework:
        if isinstance(own.content, SourceFile):
            framework, mistakes = _parsed(own.content, own.name, limits)
            found = list(mistakes)
        else:
            assert own.content is not None
            framework = Framework(own.name, own.name, own.name, whole=False)
            found = [_unread(own.path, own.content)]
        if own.other is not None:
            found.append(Diagnostic("PF236", own.other, values={"text": own.other}, hint="two"))
        self._found[own.name] = found
        return framework


@cache
def shipped_names() -> tuple[str, ...]:
    """The ids of the frameworks that perflang ships."""
    return tuple(packaged_names(_FRAMEWORKS, ".toml"))


@cache
def _shipped(identifier: str) -> Framework | None:
    """Found by its file, since listing the folder would cost every command several milliseconds."""
    if not _ID.fullmatch(identifier):
        return None
    try:
        text = packaged_text(f"{_FRAMEWORKS}/{identifier}.toml")
    except KeyError:
        return None
    return shipped_framework(text)


def _unread(path: str, fault: Fault) -> Diagnostic:
    """Why a file could not be read; only sources are converted by ``perflang format --from gb18030``."""
    found = from_fault(path, fault)
    return evolve(found, hint="likely") if found.hint == "gb18030" else found


def _clashes(own: Sequence[OwnFile]) -> list[Diagnostic]:
    """Own files under the name of a shipped one: which of them a source means could not be told."""
    return [
        Diagnostic("PF236", one.path, values={"text": one.name}, hint="shipped")
        for one in own
        if one.name in shipped_names()
    ]
