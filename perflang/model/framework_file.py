"""A framework from its file (TOML), and what is wrong with it, each mistake at its place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perflang.diagnostics import Diagnostic
from perflang.model.bounds import contradictions
from perflang.model.framework import Framework, Level, without_demands
from perflang.model.sorts import SORTS, in_order, is_sort
from perflang.model.toml_file import FITS, SPELLED, TomlReader, names_of, read_table
from perflang.source import Limits, SourceFile
from perflang.source.gate import forbidden_characters
from perflang.source.regex import regex
from perflang.values import read_direction
from perflang.vocabulary import nearest, vocabulary

if TYPE_CHECKING:
    from perflang.model.toml_places import Path


_CODE = "PF236"
_LONGEST = 40  # characters of a level's name
# What the name of a level cannot hold: a sign that ends it on its line, a path, or what opens another line.
_NO_NAME = regex(
    '[^\\S ]|  |[/／"|｜=＝≥≤><＞＜≧≦:：]|^[#＃+＋－-]'
    "|^(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4})[、.．)）]|^[(（①-⑳㉑-㉟㊱-㊿]|^目标[0-9０-９一-十百]"
)
_OF_CHINESE = {chinese: name for name, chinese in SORTS.items()}


def read_framework(
    source: SourceFile, name: str, limits: Limits
) -> tuple[Framework, list[Diagnostic]]:
    """The framework of a file that sources name ``name``; as much of it as can be read."""
    table, found = read_table(source, limits, _CODE, _FIRST)
    if table is None:
        return Framework(name, name, name, whole=False), found
    reader = _Reader(source, table)
    return reader.framework(name), reader.in_order()


def shipped_framework(table: dict[str, Any]) -> Framework:
    """A framework that perflang ships; its file is in order, as a test holds."""
    reader = _OfShipped(SourceFile("", ""), table)
    framework = reader.framework(str(table["id"]))
    assert not reader.found, reader.found
    return framework


# The kinds of value; a kind is also the name of the help for what is none of it.
_FITS = {
    **FITS,
    "spelling": FITS["text"],
    "spellings": FITS["texts"],
    "direction": lambda value: FITS["text"](value) and read_direction(value) is not None,
    "sorts": FITS["texts"],
    "levels": FITS["tables"],
    "second": FITS["tables"],
}
_SECOND = {
    "zh": "spelling",
    "en": "spelling",
    "aliases": "spellings",
    "required": "flag",
    "least": "count",
    "most": "count",
    "weight": "number",
    "direction": "direction",
    "admits": "sorts",
}
_FIRST = {**_SECOND, "second": "second"}
_TOP = {
    "id": "text",
    "zh": "text",
    "en": "text",
    "source": "text",
    "weights": "numbers",
    "level": "levels",
}


class _Reader(TomlReader):
    """Goes through the table of one framework."""

    code = _CODE
    fits = _FITS
    whole: bool

    def framework(self, name: str) -> Framework:
        """The framework that sources call ``name``."""
        self.whole = True
        top = self.fields((), self.table, _TOP)
        self.check_head(name, top)
        levels = self._levels(top.get("level", []))
        if self.found and not levels:  # they are there, under a key that is none
            self.whole = False
        first = tuple(level for level in levels if level.parent is None)
        second = tuple(level for level in levels if level.parent is not None)
        names = names_of(top) or (name, name)
        weights = tuple(Decimal(one) for one in top.get("weights", ()))
        source = top.get("source", "")
        framework = Framework(name, *names, first, second, source, weights, self.whole)
        for one in contradictions(framework) if not self.found else ():
            path = levels[one.level] if one.level else ()
            self.add(one.hint, (*path, one.key), one.values)
        # what is asked in a file with a mistake in it is not asked of anybody
        return without_demands(framework) if self.found else framework

    def _levels(self, entries: Any) -> dict[Level, Path]:
        """The levels 1 and 2, each with its place in the table."""
        levels: dict[Level, Path] = {}
        of_first: set[str] = set()
        of_second: dict[str, set[str]] = {}
        for path, entry in self._tables(("level",), entries):
            first = self._level(path, entry, None, of_first)
            if first is None:
                continue
            levels[first] = path
            below = self._tables((*path, "second"), entry.get("second", []))
            for inner, table in below:
                taken = of_second.setdefault(first.zh, set())
                second = self._level(inner, table, first.zh, taken)
                if second is not None:
                    levels[second] = inner
            if not below:
                self.whole = False
                if not entry.get("second"):
                    self.add("no-second", path, {"text": first.zh})
        return levels

    def _level(
        self, path: Path, entry: Mapping[str, Any], parent: str | None, taken: set[str]
    ) -> Level | None:
        """One level; ``taken`` are the spellings of those beside it, to which its own are added."""
        fields = self.fields(path, entry, _FIRST if parent is None else _SECOND)
        fields.pop("second", None)
        names = names_of(fields)
        if not names:
            if not any(name in entry for name in SPELLED):
                self.add("no-name", path, {"text": "zh"})
            self.whole = False
            return None
        fields = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in fields.items()
            if name not in SPELLED
        }
        if "direction" in fields:
            choice = read_direction(fields["direction"])
            fields["direction"] = choice and choice.name
        if "weight" in fields:
            fields["weight"] = Decimal(fields["weight"])
        level = Level(*names, parent=parent, **fields)
        self._check_twice(path, level, taken)
        taken.update(level.spellings)
        return level

    def _check_twice(self, path: Path, level: Level, taken: set[str]) -> None:
        for spelling in level.spellings:
            if spelling in taken:
                key = (
                    "zh"
                    if spelling == level.zh
                    else "en"
                    if spelling == level.en.lower()
                    else "aliases"
                )
                self.add("twice", (*path, key), {"text": spelling})
                return

    def says(self, kind: str, path: Path, value: Any) -> bool:
        """Whether the words of a value are such as may stand there."""
        before = len(self.found)
        if kind == "sorts":
            for index, name in enumerate(value):
                if not is_sort(name):
                    near = _OF_CHINESE.get(name) or in_order(name) or nearest(name, SORTS)
                    values = {"text": name, "near": near or "", "known": tuple(SORTS)}
                    self.add("sort-near" if near else "sort", (*path, index), values)
        elif kind == "spelling":
            self._check_name(path, value)
        elif kind == "spellings":
            for index, name in enumerate(value):
                self._check_name((*path, index), name)
        return super().says(kind, path, value) and len(self.found) == before

    def _check_name(self, path: Path, name: str) -> None:
        """A row begins with the name of its level."""
        if vocabulary().find(name) is not None:
            self.add("keyword", path, {"text": name})
        elif forbidden_characters(name, Limits()):
            self.add("hidden", path, {})
        elif not name or len(name) > _LONGEST or _NO_NAME.search(name) or name != name.strip():
            self.add("sign", path, {"text": name})

    def _tables(self, path: Path, entries: Any) -> list[tuple[Path, Mapping[str, Any]]]:
        fits = isinstance(entries, list) and all(isinstance(one, dict) for one in entries)
        return [((*path, index), one) for index, one in enumerate(entries)] if fits else []


class _OfShipped(_Reader):
    """Every word of what perflang ships may stand where it does."""

    def says(self, kind: str, path: Path, value: Any) -> bool:
        """They are not gone through again by every command."""
        return True
