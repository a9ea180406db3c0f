"""What a publication can choose from by name: what perflang ships, and what a bureau has written itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from perflang.diagnostics import Diagnostic
from perflang.model.framework import Framework
from perflang.model.framework_file import read_framework, shipped_framework
from perflang.model.shelf import FORM, FRAMEWORK, Kind, OwnFile, Shelf
from perflang.source import Limits, packaged_names, packaged_table
from perflang.source.regex import regex

_FRAMEWORKS = "model/frameworks"
_FORMS = "forms/data"
_ID = regex("[0-9a-z][0-9a-z-]{0,39}")


class Catalogue:
    """Everything that a publication can choose from; it is handed down to whoever looks something up.

    Of forms it knows the names alone: what a form is belongs to a higher floor, which has a shelf of them.
    """

    def __init__(self, own: Sequence[OwnFile] = (), limits: Limits | None = None) -> None:
        self.frameworks: Shelf[Framework] = Shelf(_KIND, own, limits or Limits())
        self.own_forms = tuple(one for one in own if one.kind == FORM)

    def form_names(self) -> list[str]:
        """What sources may write for the form."""
        own = (one.name for one in self.own_forms)
        return list(dict.fromkeys((*packaged_names(_FORMS, ".toml"), *own)))

    def diagnostics(self, frameworks: Iterable[str]) -> list[Diagnostic]:
        """What is wrong with the own frameworks of these names, and with the names of any."""
        return self.frameworks.diagnostics(frameworks)


@cache
def _shipped_names() -> tuple[str, ...]:
    return tuple(packaged_names(_FRAMEWORKS, ".toml"))


@cache
def _shipped(identifier: str) -> Framework | None:
    """Found by its file, since listing the folder would cost every command several milliseconds."""
    if not _ID.fullmatch(identifier):
        return None
    try:
        table = packaged_table(f"{_FRAMEWORKS}/{identifier}.toml")
    except KeyError:
        return None
    return shipped_framework(table)


def _broken(name: str) -> Framework:
    return Framework(name, name, name, whole=False)


# The publications of one run mostly share a file.
_KIND = Kind(FRAMEWORK, _shipped_names, _shipped, lru_cache(maxsize=16)(read_framework), _broken)
