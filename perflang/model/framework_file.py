"""A framework from its file (TOML), and what is wrong with it, each mistake at its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from attrs import evolve

from perflang.diagnostics import Diagnostic, Values, from_fault
from perflang.model.bounds import contradictions
from perflang.model.framework import Framework, Level, without_demands
from perflang.model.sorts import SORTS, in_order, is_sort
from perflang.model.toml_places import Path, TomlPlace, costly, toml_places
from perflang.source import Limits, SourceFile, Span
from perflang.source.gate import forbidden_characters
from perflang.values import read_direction
from perflang.vocabulary import nearest, vocabulary

_LONGEST = 40  # characters of a level's name
# What the name of a level cannot hold: a sign that ends it on its line, a path, or what opens another line.
_NO_NAME = re.compile(
    '[^\\S ]|  |[/／"|｜=＝≥≤><＞＜≧≦:：]|^[#＃+＋－-]'
    "|^(?:[0-9０-９]{1,4}|[一二三四五六七八九十百]{1,4})[、.．)）]|^[(（①-⑳㉑-㉟㊱-㊿]|^目标[0-9０-９一-十百]"
)
_EXACT = re.compile("[0-9]+(?:[.][0-9]+)?")
# Signs that a Chinese input method gives for those of TOML, and blanks that are none there.
_WIDE = frozenset("，＝；｛｝［］【】＂＇＃．　\u00a0") | frozenset("０１２３４５６７８９")
_PLACE = re.compile("(.*) \\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\\)", re.DOTALL)
# What tomllib says, and the help that is given for it; the first that fits.
_SYNTAX = (
    ("Invalid statement", "key"),
    ("Invalid initial character for a key", "key"),
    ("Expected '=' after a key", "equals"),
    ("Invalid value", "quotes"),
    ("Unterminated string", "string"),
    ("Illegal character", "string"),
    ("Unescaped", "string"),
    ("Unclosed", "bracket"),
    ("Expected ']", "bracket"),
    ("Cannot", "again"),
    ("Duplicate", "again"),
)
_SPELLED = ("zh", "en")
_MENDED = {"PF104", "PF105"}  # by `perflang check --fix`, in a source
_OF_CHINESE = {chinese: name for name, chinese in SORTS.items()}


class _Refused(str):
    """A number as it was written that is none of ours: with an exponent, infinite."""

    __slots__ = ()


def read_framework(
    source: SourceFile, name: str, limits: Limits
) -> tuple[Framework, list[Diagnostic]]:
    """The framework of a file that sources name ``name``; as much of it as can be read."""
    faults = forbidden_characters(source.text, limits)
    fault = costly(source.text, limits) if not faults else None
    if faults or fault is not None:
        faults += [fault] if fault else []
        found = [_by_hand(from_fault(source.path, one)) for one in faults]
        return Framework(name, name, name, whole=False), found
    try:
        table = tomllib.loads(source.text, parse_float=_number)
    except tomllib.TOMLDecodeError as error:
        return Framework(name, name, name, whole=False), [_no_toml(source, str(error))]
    reader = _Reader(source, table)
    return reader.framework(name), sorted(reader.found, key=lambda one: one.at)


def _by_hand(found: Diagnostic) -> Diagnostic:
    """Without its fix: only sources are rewritten."""
    return evolve(found, fix=(), hint="by-hand") if found.code in _MENDED else found


def shipped_framework(text: str) -> Framework:
    """A framework that perflang ships; its file is in order, as a test holds."""
    table = tomllib.loads(text, parse_float=_number)
    reader = _Reader(SourceFile("", text), table)
    framework = reader.framework(str(table["id"]))
    assert not reader.found, reader.found
    return framework


def _number(text: str) -> Decimal | _Refused:
    return Decimal(text) if _EXACT.fullmatch(text.replace("_", "")) else _Refused(text)


def _no_toml(source: SourceFile, said: str) -> Diagnostic:
    """What tomllib says, at the place that it names."""
    match = _PLACE.fullmatch(said)
    reason, line, column = match.groups() if match else (said, None, None)
    number = min(int(line or len(source.line_starts)), len(source.line_starts))
    start, end = source.line_span(number)
    first = start + int(column) - 1 if column else end
    hint = _of_sign(source.text, first) or next(
        (name for begins, name in _SYNTAX if reason.startswith(begins)), None
    )
    text = source.text[first:end].strip()
    if hint == "again" or not text:  # tomllib is behind the line that is meant
        while number > 1 and not source.line_text(number).strip():
            number -= 1
        first, end = source.line_span(number)
        text = source.line_text(number).strip()
    values: Values = {"text": text, "known": tuple(_FIRST)}
    return Diagnostic("PF236", source.path, Span(first, end), values, hint)


def _of_sign(text: str, at: int) -> str | None:
    """The help for the sign that stands where tomllib gave up, and for what stands before it."""
    before = text[:at].rstrip(" \t")[-1:]
    if text[at : at + 1] in _WIDE:
        return "wide"
    if text.startswith("//", at):
        return "note"
    if before == "," and text[at : at + 1] in ("\n", "\r", "}"):
        return "braces"
    return "unit" if before.isdigit() and not text[at : at + 1].isspace() else None


class _Reader:
    """Goes through the table of one file; what is wrong is left out and said."""

    def __init__(self, source: SourceFile, table: Mapping[str, Any]) -> None:
        self.source = source
        self.table = table
        self.found: list[Diagnostic] = []
        self.whole = True
        self._places: dict[Path, TomlPlace] | None = None

    def framework(self, name: str) -> Framework:
        """The framework that sources call ``name``."""
        top = self._fields((), self.table, _TOP)
        if not self.table:
            self.add("empty", (), {"text": name, "name": name})
        elif top.get("id", name) != name:
            self.add("id", ("id",), {"text": str(top["id"]), "name": name})
        elif "id" not in self.table:
            self.add("no-id", (), {"text": "id", "name": name})
        if self.table and not any(name in self.table for name in _SPELLED):
            self.add("no-name", (), {"text": name})
        levels = self._levels(top.get("level", []))
        if self.found and not levels:  # they are there, under a key that is none
            self.whole = False
        first = tuple(level for level in levels if level.parent is None)
        second = tuple(level for level in levels if level.parent is not None)
        names = _names(top) or (name, name)
        weights = tuple(Decimal(one) for one in top.get("weights", ()))
        source = top.get("source", "")
        framework = Framework(name, *names, first, second, source, weights, self.whole)
        for one in contradictions(framework) if not self.found else ():
            path = levels[one.level] if one.level else ()
            self.add(one.hint, (*path, one.key), one.values)
        # what is asked in a file with a mistake in it is not asked of anybody
        return without_demands(framework) if self.found else framework

    def add(self, hint: str, path: Path, values: Values, *, of_key: bool = False) -> None:
        """One mistake, at the value of ``path`` or at what stands nearest above it."""
        if self._places is None:
            self._places = toml_places(self.source.text)
        while path and path not in self._places:
            path = path[:-1]
        place = self._places.get(path, TomlPlace(Span(0, 0), Span(0, 0)))
        at = place.key if of_key else place.value
        shown = {"text": self.source.text[at.start : at.end].partition("\n")[0], **values}
        self.found.append(Diagnostic("PF236", self.source.path, at, shown, hint))

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
        fields = self._fields(path, entry, _FIRST if parent is None else _SECOND)
        fields.pop("second", None)
        names = _names(fields)
        if not names:
            if not any(name in entry for name in _SPELLED):
                self.add("no-name", path, {"text": "zh"})
            self.whole = False
            return None
        fields = {name: value for name, value in fields.items() if name not in _SPELLED}
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

    def _fields(
        self, path: Path, entry: Mapping[str, Any], kinds: Mapping[str, str]
    ) -> dict[str, Any]:
        """What of a table is a field and has a value of its kind."""
        fields: dict[str, Any] = {}
        for name, value in entry.items():
            kind = kinds.get(name)
            if kind is None:
                near = nearest(name, kinds)
                self.add(
                    "key-near" if near else "key",
                    (*path, name),
                    {"text": name, "near": near or "", "known": tuple(kinds)},
                    of_key=True,
                )
            elif not _FITS[kind](value):
                self.add(kind, (*path, name), {"key": name})
            elif self._says(kind, (*path, name), value):
                fields[name] = tuple(value) if kind in _TUPLES else value
        return fields

    def _says(self, kind: str, path: Path, value: Any) -> bool:
        """Whether the words of a value are such as may stand there."""
        before = len(self.found)
        if kind == "sorts":
            for index, name in enumerate(value):
                if not is_sort(name):
                    near = _OF_CHINESE.get(name) or in_order(name) or nearest(name, SORTS)
                    values = {"text": name, "near": near or "", "known": tuple(SORTS)}
                    self.add("sort-near" if near else "sort", (*path, index), values)
        elif kind == "text":
            if forbidden_characters(value, Limits()):
                self.add("hidden", path, {})
        elif kind == "spelling":
            self._check_name(path, value)
        elif kind == "spellings":
            for index, name in enumerate(value):
                self._check_name((*path, index), name)
        return len(self.found) == before

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


def _names(fields: Mapping[str, Any]) -> tuple[str, str] | None:
    """The Chinese and the English name; where there is one, it is both."""
    one = fields.get("zh") or fields.get("en")
    return (fields.get("zh") or one, fields.get("en") or one) if one else None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, _Refused)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Any) -> bool:
    return _is_count(value) or (isinstance(value, Decimal) and value >= 0)


def _is_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


# The kinds of value; a kind is also the name of the help for what is none of it.
_FITS: Mapping[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "spelling": _is_text,
    "spellings": _is_texts,
    "flag": lambda value: isinstance(value, bool),
    "count": _is_count,
    "number": _is_number,
    "numbers": _is_numbers,
    "direction": lambda value: _is_text(value) and read_direction(value) is not None,
    "sorts": _is_texts,
    "levels": _is_tables,
    "second": _is_tables,
}
_TUPLES = {"spellings", "numbers", "sorts"}
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
