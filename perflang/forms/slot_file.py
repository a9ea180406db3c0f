"""What a form's file names: the slots in its texts and what it repeats over, each checked where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from perflang.diagnostics import Values
from perflang.forms.fields import (
    AROUND,
    COLON,
    FIELDS,
    OR,
    REPEATS,
    SUM,
    Field,
    Repeat,
    field_named,
    repeat_named,
)
from perflang.forms.template import Template, slot_named, template
from perflang.model.toml_file import FITS, TomlReader
from perflang.source import Limits, SourceFile
from perflang.source.gate import forbidden_characters
from perflang.source.regex import regex
from perflang.values import OPERATORS, SCALES

if TYPE_CHECKING:
    from perflang.model.toml_places import Path


CODE = "PF237"
# The kinds of the records that a text stands in, the innermost first.
Kinds = tuple[str, ...]
WHOLE: Kinds = ("department",)

TARGET = regex("\\{operator\\}( *)\\{number\\}( *)\\{unit\\}")
_BRACED = regex("\\{([^{}]*)\\}")
_WIDE_BRACES = regex("｛[^{}｛｝]*｝")
_DECIMALS = range(9)
_LEAST = range(1001)
_DEPTHS = range(6)
_LEVELS = range(1, 10)
_WIDTHS = range(1, 10_000)
_ANY_NAME = ("name", "名称")


def _is_number_in(numbers: range, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in numbers


# The kinds of value; a kind is also the name of the help for what is none of it.
_FITS: Mapping[str, Callable[[Any], bool]] = {
    **FITS,
    "language": lambda value: value in ("zh", "en"),
    "target": lambda value: FITS["text"](value) and TARGET.fullmatch(value) is not None,
    "scale": FITS["text"],
    "signs": lambda value: (
        FITS["texts"](value)
        and len({one.strip() for one in value if one.strip()}) == len(value) == len(OPERATORS)
    ),
    "least": lambda value: _is_number_in(_LEAST, value),
    "decimals": lambda value: _is_number_in(_DECIMALS, value),
    "sections": FITS["tables"],
    "blocks": FITS["tables"],
    "parts": FITS["tables"],
    "line": FITS["text"],
    "field": FITS["text"],
    "each-text": FITS["text"],
    "each-row": lambda value: FITS["text"](value) or (FITS["texts"](value) and bool(value)),
    "list": lambda value: FITS["text"](value) and re.fullmatch("[A-Z]", value) is not None,
    "level": lambda value: _is_number_in(_LEVELS, value),
    "depth": lambda value: _is_number_in(_DEPTHS, value),
    "grid": lambda value: isinstance(value, list),
    "cells": lambda value: isinstance(value, list),
    "widths": lambda value: (
        FITS["numbers"](value) and all(_is_number_in(_WIDTHS, n) for n in value)
    ),
    "breakdown": lambda value: FITS["text"](value) and bool(value.strip()),
    "order": lambda value: value in ("author", "levels"),
}


class SlotReader(TomlReader):
    """Reads the texts of a form."""

    code = CODE
    fits = _FITS

    def __init__(self, source: SourceFile, table: Mapping[str, Any]) -> None:
        super().__init__(source, table)
        # what is added up over all projects, and where that is first said
        self.added_up: dict[str, Path] = {}
        # in which order the first table over something, of projects or of wholes, lists it
        self.orders: dict[tuple[str, str], tuple[str, bool]] = {}

    def says(self, kind: str, path: Path, value: Any) -> bool:
        """Whether the words of a value are such as may stand there."""
        before = len(self.found)
        if kind == "scale" and value not in SCALES:
            self.unknown("no-scale", path, value, SCALES)
        elif kind in ("text", "line", "breakdown") and _is_hidden(value):
            self.add("hidden", path, {})
        elif kind == "line" and "\n" in value:
            self.add("line-break", path, {})
        elif kind == "line" and not value.strip():
            self.add("empty-text", path, {"key": str(path[-1])})
        return len(self.found) == before

    def template(self, path: Path, text: str, kinds: Kinds, *, is_read: bool = True) -> Template:
        """A text and its slots; ``is_read`` says that they are found again in a document."""
        if _is_hidden(text):
            self.add("hidden", path, {})
        for name in dict.fromkeys(_BRACED.findall(text)):
            before = len(self.found)
            self._check_slot(path, name, kinds)
            self.narrow(before, f"{{{name}}}")
        found = template(text)
        if wide := _WIDE_BRACES.search(text):
            self.add("wide-brace", path, {"text": wide[0]})
        elif any(sign in _BRACED.sub("", text) for sign in "{}"):
            self.add("brace", path, {"text": text})
        elif is_read and found.ambiguous():
            self.add("side-by-side", path, {"text": text})
        return found

    def field(self, path: Path, name: str, kinds: Kinds) -> Field | None:
        """The field that a file names outside of braces, where it may stand."""
        before = len(self.found)
        self._check_slot(path, name, kinds)
        return _field_of(name) if len(self.found) == before else None

    def repeat(
        self, path: Path, name: str, kinds: Kinds, *, is_cell: bool = False
    ) -> Repeat | None:
        """What is repeated, where it can be; cells can go on over what the whole table is repeated over."""
        found = repeat_named(name)
        here = [one for one in REPEATS if _fits(one, kinds, is_cell)]
        if found is None and here:
            self._unknown_repeat(path, name, here)
        elif found not in here:
            within = found.within if found and found.within not in kinds else None
            values: Values = {"text": name, **(_repeating("within", within) if within else {})}
            self.add("each-within" if within else "each-here", path, values)
            found = None
        return found

    def _unknown_repeat(self, path: Path, name: str, here: Sequence[Repeat]) -> None:
        words = {word: one for one in here for word in (*one.names, one.id)}
        near = self.near(name, words)
        if near is None:
            known = {"known": tuple(one.spelled("zh") for one in here)}
            known["known_en"] = tuple(one.spelled("en") for one in here)
            self.add("each", path, {"text": name, **known})
        else:
            meant = words[near].spelled(_language(name))
            self.add("each-near", path, {"text": name, "near": meant})

    def _check_slot(self, path: Path, name: str, kinds: Kinds) -> None:
        shown: dict[str, str | tuple[str, ...]] = {"text": name}
        word, colon, narrowed = name.replace("：", COLON).partition(COLON)
        field = field_named(word)
        if not word.strip():
            self.add("no-slot", path, {})
        elif field is None:
            self._unknown_slot(path, word.strip(), kinds)
        elif not _stands_in(field, kinds):
            where = _repeating("each", "project" if field.of == "every" else field.of)
            self.add("slot-here", path, {**shown, **where})
        elif colon and field.narrowed == "no":
            self.add("no-colon", path, {**shown, "field": word})
        elif field.narrowed == "must" and not colon:
            plain = "budget" if word.isascii() else "预算"
            example = plain if field.id == SUM else "审批文号"
            self.add("colon", path, {**shown, "field": word, "example": example})
        elif colon and not all(one.strip() for one in narrowed.split(OR)):
            self.add("colon-empty", path, {**shown, "field": word})
        elif field.id == SUM and narrowed.strip().startswith((SUM, *field.names)):
            self.add("slot", path, {"text": narrowed})
        elif field.id == SUM:  # of a field of all projects
            before = len(self.found)
            self._check_slot(path, narrowed, ("project", *WHOLE))
            slot = slot_named(narrowed)
            if slot is not None and len(self.found) == before:
                self.added_up.setdefault(slot, path)

    def _unknown_slot(self, path: Path, word: str, kinds: Kinds) -> None:
        """A name that no field has; those that can stand here are nearer than others."""
        own = [field for kind in (*kinds, "every") for field in FIELDS if field.of == kind]
        if word.lower() in _ANY_NAME:
            field = next((one for one in own if one.id == kinds[0]), own[0])
            self.add("slot-near", path, {"text": word, "near": field.spelled(_language(word))})
            return
        fields = (*own, *(field for field in FIELDS if field not in own))
        near = self.near(word, (name for field in fields for name in field.spellings))
        if near is None:
            self.add("slot", path, {"text": word})
            return
        # a name that is as good as the nearest one, and the one that the field mostly goes by
        own_name = self.near(word, (field.spelled(_language(word)) for field in fields))
        field = field_named(near) or own[0]
        usual = field.spelled(_language(word))
        is_other = near.lower() != usual and own_name != usual
        values: Values = {"text": word, "near": near if is_other else usual, "usual": usual}
        self.add("slot-alias" if is_other else "slot-near", path, values)


def around(repeat: Repeat, kinds: Kinds) -> Kinds:
    """The kinds of records that stand around a text that is repeated."""
    return (repeat.of, *kinds)


def _field_of(name: str) -> Field | None:
    return field_named(name.replace("：", COLON).partition(COLON)[0])


def _stands_in(field: Field, kinds: Kinds) -> bool:
    return field.of in kinds or (field.of == "every" and len(kinds) > 1)


def _fits(repeat: Repeat, kinds: Kinds, is_cell: bool) -> bool:
    """Whether records stand where they are asked for; cells of a row may also be those around its record."""
    own = kinds[0]
    through = is_cell and own in AROUND[repeat.of]
    return repeat.within in kinds and (repeat.within == own or through)


def _language(word: str) -> str:
    """The language that a name is written in: a suggestion is in the same."""
    return "en" if word.isascii() else "zh"


def _repeating(name: str, kind: str) -> dict[str, tuple[str, ...]]:
    """What brings records of a kind into a form, as the value ``name`` of a help in either language."""
    repeats = [one for one in REPEATS if one.of == kind]
    return {
        key: tuple(f'each = "{one.spelled(language)}"' for one in repeats)
        for key, language in ((name, "zh"), (f"{name}_en", "en"))
    }


def _is_hidden(text: str) -> bool:
    return "\t" in text or bool(forbidden_characters(text, Limits()))
