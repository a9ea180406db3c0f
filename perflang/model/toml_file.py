"""A file that a bureau writes in TOML: its table, and what is wrong with it, each mistake at its place.

Frameworks and forms are such files; what their keys mean is said by the reader of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import evolve

from perflang.diagnostics import Diagnostic, Values, from_fault
from perflang.source import Fault, Limits, SourceFile, Span
from perflang.source.gate import forbidden_characters
from perflang.source.regex import regex
from perflang.vocabulary import nearest

if TYPE_CHECKING:
    from perflang.model.toml_places import Path, TomlPlace

_EXACT = regex("[0-9]+(?:[.][0-9]+)?")
# Signs that a Chinese input method gives for those of TOML, and blanks that are none there.
_WIDE = frozenset("，＝；｛｝［］【】＂＇＃．　\u00a0") | frozenset("０１２３４５６７８９")
_PLACE = regex("(.*) \\(at (?:line ([0-9]+), column ([0-9]+)|end of document)\\)", re.DOTALL)
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
# Quotes of Chinese text where TOML has its own: at either end of a text.
_CURLY = regex(
    "(?:(?<=[=,\\[{])|(?<=[=,\\[{][ \t])|^)[“”‘’]|[“”‘’](?=[ \t]*(?:[],}=]|$))", re.MULTILINE
)
_QUOTED = regex('["“”‘’]([^"“”‘’\n]*)["“”‘’]')
_QUOTES = '"“”‘’'
_MENDED = {"PF104", "PF105"}  # by `perflang check --fix`, in a source
SPELLED = ("zh", "en")
# What would cost too much for a file of nothing but mistakes.
_SUGGESTED = 200  # mistakes with a word that is near to theirs
_NARROWED = 2000  # characters of a text in which a part of it is marked


class _Refused(str):
    """A number as it was written that is none of ours: with an exponent, infinite."""

    __slots__ = ()


def read_table(
    source: SourceFile, limits: Limits, code: str, known: Iterable[str]
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The table of a file, or None and the findings, of code ``code``, that say why there is none.

    ``known`` are the keys that may stand on a line of such a file.
    """
    import tomllib

    from perflang.model.toml_places import costly

    faults = forbidden_characters(source.text, limits)
    fault = costly(source.text, limits, code) if not faults else None
    if faults or fault is not None:
        faults += [fault] if fault else []
        return None, [_by_hand(from_fault(source.path, one)) for one in faults]
    try:
        return table_of(source.text), []
    except tomllib.TOMLDecodeError as error:
        return None, [_no_toml(source, str(error), code, tuple(known))]


def unread(path: str, fault: Fault) -> Diagnostic:
    """Why a file of this kind could not be read; only sources are converted by ``perflang format --from``."""
    found = from_fault(path, fault)
    return evolve(found, hint="likely") if found.hint == "gb18030" else found


def table_of(text: str) -> dict[str, Any]:
    """The table of a text that is TOML; its numbers are exact."""
    import tomllib

    return tomllib.loads(text, parse_float=_number)


def _by_hand(found: Diagnostic) -> Diagnostic:
    """Without its fix: only sources are rewritten."""
    return evolve(found, fix=(), hint="by-hand") if found.code in _MENDED else found


def _number(text: str) -> Decimal | _Refused:
    return Decimal(text) if _EXACT.fullmatch(text.replace("_", "")) else _Refused(text)


def _no_toml(source: SourceFile, said: str, code: str, known: tuple[str, ...]) -> Diagnostic:
    """What tomllib says, at the place that it names."""
    match = _PLACE.fullmatch(said)
    reason, line, column = match.groups() if match else (said, None, None)
    number = min(int(line or len(source.line_starts)), len(source.line_starts))
    start, end = source.line_span(number)
    first = start + int(column) - 1 if column else end
    hint = _of_sign(source.text, first) or next(
        (name for begins, name in _SYNTAX if reason.startswith(begins)), None
    )
    curly = _curly(source, number)
    if curly is not None:
        piece = source.text[curly.start : curly.end]
        return Diagnostic(
            code, source.path, curly, {"text": piece, "right": _straight(piece)}, "curly"
        )
    text = source.text[first:end].strip()
    if hint == "again" or not text:  # tomllib is behind the line that is meant
        while number > 1 and not source.line_text(number).strip():
            number -= 1
        first, end = source.line_span(number)
        text = source.line_text(number).strip()
    values: Values = {"text": text, "known": known}
    return Diagnostic(code, source.path, Span(first, end), values, hint)


def _curly(source: SourceFile, number: int) -> Span | None:
    """The first text of a line in curly quotes, where these are what is wrong with the line."""
    import tomllib

    from perflang.model.toml_places import costly

    start, end = source.line_span(number)
    line = source.text[start:end]
    found = _CURLY.search(line)
    if found is None:
        return None
    mended = source.text[:start] + _CURLY.sub('"', line) + source.text[end:]
    if costly(mended, Limits(), "") is not None:
        return None
    try:
        tomllib.loads(mended)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.fullmatch(str(error))
        if place is not None and place[2] is not None and int(place[2]) <= number:
            return None
    whole = next((one for one in _QUOTED.finditer(line) if one.end() > found.start()), found)
    return Span(start + whole.start(), start + whole.end())


def _straight(piece: str) -> str:
    """A text between straight quotes."""
    return f'"{piece.strip(_QUOTES)}"'


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


class TomlReader:
    """Goes through the table of one file; what is wrong is left out and said."""

    code: ClassVar[str]
    # What fits a kind of value; a kind is also the name of the help for what is none of it.
    fits: ClassVar[Mapping[str, Callable[[Any], bool]]]

    def __init__(self, source: SourceFile, table: Mapping[str, Any]) -> None:
        self.source = source
        self.table = table
        self.found: list[Diagnostic] = []
        self._places: dict[Path, TomlPlace] | None = None

    def add(self, hint: str, path: Path, values: Values, *, of_key: bool = False) -> None:
        """One mistake, at the value of ``path`` or at what stands nearest above it."""
        from perflang.model.toml_places import TomlPlace, toml_places

        if self._places is None:
            self._places = toml_places(self.source.text)
        while path and path not in self._places:
            path = path[:-1]
        place = self._places.get(path, TomlPlace(Span(0, 0), Span(0, 0)))
        at = place.key if of_key else place.value
        shown = {"text": self.source.text[at.start : at.end].partition("\n")[0], **values}
        self.found.append(Diagnostic(self.code, self.source.path, at, shown, hint))

    def narrow(self, since: int, text: str) -> None:
        """Mark ``text`` alone in what was found after the first ``since``, where it stands as it is."""
        for index in range(since, len(self.found)):
            at = self.found[index].at
            near = at.end - at.start <= _NARROWED
            start = self.source.text.find(text, at.start, at.end) if near else -1
            if start >= 0:
                marked = Span(start, start + len(text))
                self.found[index] = evolve(self.found[index], at=marked)

    def in_order(self) -> list[Diagnostic]:
        """What was found, from the top of the file to its end."""
        return sorted(self.found, key=lambda one: one.at)

    def fields(
        self, path: Path, entry: Mapping[str, Any], kinds: Mapping[str, str]
    ) -> dict[str, Any]:
        """What of a table is a field of ``kinds`` and has a value of its kind."""
        fields: dict[str, Any] = {}
        for name, value in entry.items():
            kind = kinds.get(name)
            if kind is None:
                self.unknown("key", (*path, name), name, kinds, of_key=True)
            elif not self.fits[kind](value):
                self.add(kind, (*path, name), {"key": name})
            elif self.says(kind, (*path, name), value):
                fields[name] = value
        return fields

    def unknown(
        self, hint: str, path: Path, text: str, known: Iterable[str], *, of_key: bool = False
    ) -> None:
        """A word that is none of ``known``; with the one that it is near to, where there is one."""
        known = tuple(known)
        near = self.near(text, known)
        values: Values = {"text": text, "near": near or "", "known": known}
        self.add(f"{hint}-near" if near else hint, path, values, of_key=of_key)

    def near(self, text: str, known: Iterable[str]) -> str | None:
        """The word that ``text`` may be a slip of, as long as there are not too many mistakes to look."""
        return nearest(text, known) if len(self.found) < _SUGGESTED else None

    def says(self, kind: str, path: Path, value: Any) -> bool:
        """Whether the words of a value are such as may stand there."""
        if kind == "text" and forbidden_characters(value, Limits()):
            self.add("hidden", path, {})
            return False
        return True

    def check_head(self, name: str, fields: Mapping[str, Any]) -> None:
        """The file says something, its ``id`` is the name in the file's name, and it has a name to be read."""
        if not self.table:
            self.add("empty", (), {"text": name, "name": name})
        elif fields.get("id", name) != name:
            self.add("id", ("id",), {"text": str(fields["id"]), "name": name})
        elif "id" not in self.table:
            self.add("no-id", (), {"text": "id", "name": name})
        if self.table and not any(one in self.table for one in SPELLED):
            self.add("no-name", (), {"text": name})


def names_of(fields: Mapping[str, Any]) -> tuple[str, str] | None:
    """The Chinese and the English name; where there is one, it is both."""
    one = fields.get("zh") or fields.get("en")
    return (fields.get("zh") or one, fields.get("en") or one) if one else None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not isinstance(value, _Refused)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Any) -> bool:
    return _is_count(value) or (isinstance(value, Decimal) and value >= 0)


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


# What fits the kinds of value that any file may hold.
FITS: Mapping[str, Callable[[Any], bool]] = {
    "text": _is_text,
    "texts": _all(_is_text),
    "flag": lambda value: isinstance(value, bool),
    "count": _is_count,
    "number": _is_number,
    "numbers": _all(_is_number),
    "tables": _all(lambda value: isinstance(value, dict)),
}
