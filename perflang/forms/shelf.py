"""The forms that a publication can choose from: those of perflang, and those of a bureau's own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from perflang.forms.form import Form
from perflang.forms.form_file import broken_form, read_form, shipped_form
from perflang.model import FORM, Kind, OwnFile, Shelf
from perflang.source import Limits, packaged_names, packaged_table
from perflang.source.regex import regex

_FOLDER = "forms/data"
_ID = regex("[0-9a-z][0-9a-z-]{0,39}")


def form_shelf(own: Iterable[OwnFile] = (), limits: Limits | None = None) -> Shelf[Form]:
    """The forms that perflang ships, and those among the files ``own``."""
    return Shelf(_KIND, own, limits or Limits())


@cache
def _shipped_names() -> tuple[str, ...]:
    return tuple(packaged_names(_FOLDER, ".toml"))


@cache
def _shipped(identifier: str) -> Form | None:
    """Found by its file, as frameworks are."""
    if not _ID.fullmatch(identifier):
        return None
    try:
        table = packaged_table(f"{_FOLDER}/{identifier}.toml")
    except KeyError:
        return None
    return shipped_form(table)


# The publications of one run mostly share a file.
_KIND = Kind(FORM, _shipped_names, _shipped, lru_cache(maxsize=16)(read_form), broken_form)
