"""``perflang.toml``: what a folder wants of a review, and each mistake in the file at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from attrs import evolve, field

from perflang.control.choice import Layer
from perflang.control.codes import cannot_be_left_out, code_of, near_code
from perflang.diagnostics import Diagnostic, page
from perflang.model.toml_file import FITS, TomlReader, read_table
from perflang.review import profile_names
from perflang.review.profile import SEVERITIES
from perflang.source import Limits, SourceFile, Span
from perflang.source.classes import frozen
from perflang.source.regex import regex
from perflang.values import half_width

if TYPE_CHECKING:
    from perflang.model.toml_places import Path

NAME = "perflang.toml"
_CODE = "PF601"
_ADDED = ("toml", "txt")  # what editors put behind a name, and Windows does not show
_BETWEEN = regex("[\\s,，、;；]+")
_SUGGESTED = 200  # mistakes with a word that is near to theirs
_DRIVE = regex("[A-Za-z]:")
_KINDS = {
    "profile": "profile",
    "select": "codes",
    "ignore": "codes",
    "severity": "severity",
    "baseline": "text",
}
_TOP = {**_KINDS, "paths": "paths"}
_PATH = {"path": "text", **_KINDS}
_FITS = {
    **FITS,
    "profile": lambda _value: True,
    "codes": FITS["texts"],
    "severity": lambda value: isinstance(value, dict),
    "paths": FITS["tables"],
}
_ANY = "**"  # in a pattern: any folders


@frozen
class ForPaths:
    """An entry of ``paths``: its pattern, what it chooses, and which one of the file it is."""

    pattern: str
    layer: Layer
    number: int = 0


@frozen
class Settings:
    """The layer of a file's top, and those of its ``paths``."""

    top: Layer = field(factory=Layer)
    paths: tuple[ForPaths, ...] = ()

    def fitting(self, path: str) -> set[int]:
        """Which of ``paths`` are those of a source, its path being that from the folder of the settings."""
        return {number for number, one in enumerate(self.paths) if fits(one.pattern, path)}

    def layers(self, path: str) -> tuple[Layer, ...]:
        """What holds for a source."""
        fitting = self.fitting(path)
        return (self.top, *(self.paths[number].layer for number in sorted(fitting)))


def _is_inside(path: str) -> bool:
    """Whether a path leads to a file below here: others are nothing that a stranger's settings may have read."""
    plain = path.replace("\\", "/").strip()
    return not (
        plain.startswith("/") or _DRIVE.match(plain) or ".." in plain.split("/") or not plain
    )


def fits(pattern: str, path: str) -> bool:
    """Whether a path is one of a pattern.

    ``*`` is anything in one name and ``**`` any folders; a folder stands for all that it holds.
    """
    plain = pattern.replace("\\", "/").removeprefix("./").rstrip("/")
    names = path.split("/")
    reached = [0]  # how many names what was read of the pattern may stand for
    for part in plain.split("/") if plain not in ("", ".") else ():
        if part == _ANY:
            reached = list(range(reached[0], len(names) + 1))
        else:
            reached = [at + 1 for at in reached if at < len(names) and _fits_name(part, names[at])]
        if not reached:
            return False
    return True


def _fits_name(pattern: str, name: str) -> bool:
    """Whether one name is as a part of a pattern says: a star that fell short takes one more character."""
    at = star = taken = 0
    for_star = -1
    while at < len(name):
        if star < len(pattern) and pattern[star] == "*":
            for_star, taken = star, at
            star += 1
        elif star < len(pattern) and pattern[star] in ("?", name[at]):
            star += 1
            at += 1
        elif for_star >= 0:
            taken += 1
            star, at = for_star + 1, taken
        else:
            return False
    return not pattern[star:].strip("*")


def read_settings(source: SourceFile, limits: Limits) -> tuple[Settings, list[Diagnostic]]:
    """The settings of a file, as much of it as can be read, and what is wrong in it."""
    table, found = read_table(source, limits, _CODE, _TOP)
    if table is None:
        return Settings(), [_with_known_help(one) for one in found]
    reader = _Reader(source, table)
    return reader.settings(), reader.in_order()


def is_meant(name: str) -> bool:
    """Whether a file's name was to be that of settings, or is it and the file is none that can be read."""
    plain = half_width(normalize("NFC", name)).strip().lower().removeprefix(".")
    stem, _, added = plain.partition(NAME)
    return (
        not stem and all(one in _ADDED for one in added.split(".")[1:]) and added[:1] in ("", ".")
    )


def misnamed(path: str) -> Diagnostic:
    """What a file that was meant as settings should be called."""
    name = path.rpartition("/")[2]
    hint = "no-file" if name == NAME else "txt" if name.lower().endswith(".txt") else None
    return Diagnostic("PF607", path, Span(0, 0), {"text": name, "name": NAME}, hint)


def idle_path(source: SourceFile, entry: ForPaths) -> Diagnostic:
    """An entry of ``paths`` that is about no source at all."""
    from perflang.model.toml_places import toml_places

    place = toml_places(source.text).get(("paths", entry.number, "path"))
    at = place.value if place else Span(0, 0)
    return Diagnostic("PF608", source.path, at, {"text": entry.pattern})


def _with_known_help(found: Diagnostic) -> Diagnostic:
    """Without a hint that only files of other kinds need."""
    known = found.hint is None or found.hint in page(found.code).hints
    return found if known else evolve(found, hint=None)


class _Reader(TomlReader):
    """Goes through the table of one file."""

    code = _CODE
    fits = _FITS

    def settings(self) -> Settings:
        """The layers of the file."""
        top = self.fields((), self.table, _TOP)
        paths = []
        for index, entry in enumerate(top.get("paths", ())):
            own = self.fields(("paths", index), entry, _PATH)
            if "path" in own:
                paths.append(ForPaths(own["path"], self._layer(own), index))
            elif "path" not in entry:
                self.add("no-path", ("paths", index), {})
        return Settings(self._layer(top), tuple(paths))

    def _layer(self, fields: Mapping[str, Any]) -> Layer:
        severity = fields.get("severity", {})
        return Layer(
            fields.get("profile"),
            _codes(fields.get("select")),
            _codes(fields.get("ignore")),
            tuple((code, level) for word, level in severity.items() if (code := code_of(word))),
            fields.get("baseline"),
        )

    def says(self, kind: str, path: Path, value: Any) -> bool:
        """Whether the words of a value are such as may stand there; of a list, those that are none are told."""
        if kind == "profile":
            if not FITS["text"](value) or value not in profile_names():
                self.unknown("profile", path, str(value), profile_names())
                return False
            return True
        if kind == "codes":
            for index, word in enumerate(value):
                self._check_code((*path, index), word, leaves_out=path[-1] == "ignore")
        elif kind == "severity":
            for word, level in list(value.items()):
                if level not in SEVERITIES:
                    self.add("level", (*path, word), {"known": SEVERITIES})
                    del value[word]
                else:
                    self._check_code((*path, word), word, leaves_out=level != "error", of_key=True)
        elif path[-1] == "baseline" and not _is_inside(value):
            self.add("inside", path, {"key": "baseline"})
            return False
        return super().says(kind, path, value)

    def _check_code(self, path: Path, word: str, *, leaves_out: bool, of_key: bool = False) -> None:
        code = code_of(word)
        if code is None:
            parts = [one for one in _BETWEEN.split(word) if one]
            if len(parts) > 1 and all(map(code_of, parts)):
                right = ", ".join(f'"{one}"' for one in parts)
                self.add(
                    "key-codes" if of_key else "joined",
                    path,
                    {"text": word, "right": right},
                    of_key=of_key,
                )
                return
            near = near_code(word) if len(self.found) < _SUGGESTED else None
            values = {"text": word, "near": near or ""}
            self.add("code-near" if near else "code", path, values, of_key=of_key)
        elif leaves_out and (why := cannot_be_left_out(code)):
            self.add(why, path, {"text": word}, of_key=of_key)


def _codes(words: Sequence[str] | None) -> tuple[str, ...] | None:
    """The codes that are meant; None where nothing is said, or nothing that could be understood."""
    found = tuple(code for word in words or () if (code := code_of(word)))
    return found if found or words == [] else None
