"""A baseline: the findings that were there already, by what they are about and not by the number of a line.

A finding is known by its code, its project and its line as the formatter would print it in Chinese, so that
lines may move and be formatted. The name of its file only settles which of several are meant: sources are
renamed, numbered anew, put in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from attrs import evolve, field

from perflang.compiler import Compilation
from perflang.compiler.formatting import style_of
from perflang.diagnostics import Diagnostic, all_codes
from perflang.model.toml_file import read_table
from perflang.semantics import FileModel
from perflang.semantics.file_model import DEFAULT_FRAMEWORK
from perflang.semantics.project_places import ProjectPlaces
from perflang.source import Limits, SourceFile
from perflang.source.classes import frozen
from perflang.source.gate import forbidden_characters
from perflang.source.regex import regex
from perflang.syntax import parse
from perflang.syntax.printing import Style, print_tree

VERSION = 1
_CODE = "PF606"
_HEADER = """\
# perflang 的基线：这里的问题以前就有，检查时不再列出。重新生成：perflang check --generate-baseline
# Baseline of perflang: what was there before and is not shown again.
"""
_LONGEST = 1000  # characters of a line, or a name
_TELLS = regex(r"PF[0-9]{3}")
_SHOWN_AS_IS = "\u3000"  # a blank of its own that Python does not call printable


@frozen
class Entry:
    """What a finding is known by."""

    file: str
    project: str
    code: str
    line: str


# A finding, what it is known by, and how its line is printed.
Told = tuple[Diagnostic, Entry, Style]
# What stands together in a baseline: of one code, one project and, if it is named, one file.
_Place = tuple[str, str, str | None]


@frozen
class Baseline:
    """The entries of a file with how often each is excused."""

    entries: Mapping[Entry, int] = field(factory=dict)

    def unknown(self, found: Iterable[Told], used: Counter[Entry], *, in_file: bool) -> list[Told]:
        """The findings that are not in the baseline; the entries of the others are counted in ``used``.

        ``in_file`` looks only at what is known of the same file.
        """
        waiting = [one for one in found if not self._takes(self._alike(one[1], in_file), used)]
        return [
            one
            for one in waiting
            if not self._takes(self._translated(one[1], one[2], in_file), used)
        ]

    def _takes(self, entries: Iterable[Entry], used: Counter[Entry]) -> bool:
        for entry in entries:
            if used[entry] < self.entries[entry]:
                used[entry] += 1
                return True
        return False

    def _alike(self, wanted: Entry, in_file: bool) -> Iterable[Entry]:
        """The entries that say the same in the same words: nearly all that are looked up."""
        if in_file:
            return (wanted,) if wanted in self.entries else ()
        return [one for one in self._at(wanted, in_file) if one.line == wanted.line]

    def _translated(self, wanted: Entry, style: Style, in_file: bool) -> Iterable[Entry]:
        """The entries whose line a style prints alike; they are read only here."""
        place = self._place(wanted, in_file)
        known = next((lines for one, lines in self._lines.get(place, ()) if one == style), None)
        if known is None:
            known = {}
            for entry in self._at(wanted, in_file):
                known.setdefault(plain_line(entry.line, style), []).append(entry)
            self._lines.setdefault(place, []).append((style, known))
        return known.get(plain_line(wanted.line, style), ()) if known else ()

    def _at(self, wanted: Entry, in_file: bool) -> Iterable[Entry]:
        if not self._places:
            for entry in self.entries:
                for narrow in (True, False):
                    self._places.setdefault(self._place(entry, narrow), []).append(entry)
        return self._places.get(self._place(wanted, in_file), ())

    @staticmethod
    def _place(entry: Entry, in_file: bool) -> _Place:
        return (entry.code, entry.project, entry.file if in_file else None)

    _places: dict[_Place, list[Entry]] = field(factory=dict, init=False, eq=False, repr=False)
    _lines: dict[_Place, list[tuple[Style, dict[str, list[Entry]]]]] = field(
        factory=dict, init=False, eq=False, repr=False
    )


def entries_of(
    found: Iterable[Diagnostic], compilation: Compilation, name_of: Callable[[str], str]
) -> Iterator[Told]:
    """What each finding is known by, and how its line is printed; ``name_of`` names a file in the baseline."""
    files = {file.source.path: file for file in compilation.files}
    styles: dict[str, Style] = {}
    projects: dict[str, ProjectPlaces] = {}
    for one in found:
        file = files.get(one.path)
        if file is None:
            yield one, Entry(name_of(one.path), "", one.code, ""), Style()
            continue
        if one.path not in styles:
            styles[one.path] = _style(file)
        source = file.source
        line = source.line_text(source.line_of(one.at.start)) if source.text else ""
        shown = plain_line(line, evolve(styles[one.path], language=None, words={}))
        if one.path not in projects:
            projects[one.path] = ProjectPlaces(file)
        project = projects[one.path].at(one.at)
        name = project.name[:_LONGEST] if project else ""
        entry = Entry(name_of(one.path), name, one.code, shown)
        yield one, entry, styles[one.path]


@cache
def plain_line(text: str, style: Style) -> str:
    """A line alone in one style, without indentation."""
    line = text.strip()[:_LONGEST]
    tree, unreadable = parse(SourceFile("", line))
    return line if unreadable else print_tree(tree, style).strip()


def _style(file: FileModel) -> Style:
    framework = file.catalogue.frameworks.find(file.settings.framework or DEFAULT_FRAMEWORK)
    return style_of("zh", [framework] if framework else [])


def baseline_text(entries: Mapping[Entry, int]) -> str:
    """A baseline as a file: in one order, an entry a line."""
    lines = [_HEADER, f"version = {VERSION}\n"]
    table: tuple[str, str, str] | None = None
    for entry in sorted(entries, key=lambda one: (one.file, one.project, one.code, one.line)):
        here = (entry.file, entry.project, entry.code)
        if here != table:
            lines.append(f"\n[{_quoted(entry.file)}.{_quoted(entry.project)}.{entry.code}]\n")
            table = here
        lines.append(f"{_quoted(entry.line)} = {entries[entry]}\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    """A text as TOML's basic string, without anything that may not stand in a file."""
    acts = bool(forbidden_characters(text, Limits()))
    return '"' + "".join(_escaped(character, acts) for character in text) + '"'


def _escaped(character: str, acts: bool) -> str:
    if character in '"\\':
        return "\\" + character
    is_shown = character.isprintable() or character in _SHOWN_AS_IS
    if is_shown and not (acts and forbidden_characters(character, Limits())):
        return character
    return f"\\u{ord(character):04X}" if ord(character) < 0x10000 else f"\\U{ord(character):08X}"


def is_ours(text: str) -> bool:
    """Whether a text was begun as a baseline, so that a new one may take its place."""
    return text.replace("\r\n", "\n").startswith(_HEADER)


def read_baseline(source: SourceFile, limits: Limits) -> tuple[Baseline, list[Diagnostic]]:
    """The baseline of a file; none, and why, where it cannot be read as one. Entries of no code are told."""
    table, found = read_table(source, limits, _CODE, ())
    if table is None:
        return Baseline(), [_plainly(one) for one in found]
    try:
        entries = _entries(table)
    except (TypeError, KeyError, AttributeError, ValueError):
        return Baseline(), [Diagnostic(_CODE, source.path, hint="foreign")]
    codes = set(all_codes())
    known = {entry: count for entry, count in entries.items() if entry.code in codes}
    unknown = tuple(sorted({entry.code for entry in entries} - codes))
    told = [Diagnostic(_CODE, source.path, values={"codes": unknown}, hint="codes")]
    return Baseline(known), told if unknown else []


def missing(path: str) -> Diagnostic:
    """There is no such file."""
    return Diagnostic("PF108", path, values={"path": path}, hint="baseline")


def foreign(path: str) -> Diagnostic:
    """A file that is no baseline is not written over."""
    return Diagnostic(_CODE, path, hint="foreign")


def named_as_source(path: str) -> Diagnostic:
    """A baseline has a name of its own."""
    return Diagnostic(_CODE, path, hint="name")


def _plainly(found: Diagnostic) -> Diagnostic:
    return Diagnostic(_CODE, found.path, found.at) if found.code == _CODE else found


def _entries(table: dict[str, Any]) -> dict[Entry, int]:
    if table.pop("version") != VERSION:
        raise ValueError
    entries: dict[Entry, int] = {}
    for file, projects in table.items():
        for project, codes in projects.items():
            for code, lines in codes.items():
                for line, count in lines.items():
                    if type(count) is not int or count < 1 or not _TELLS.fullmatch(code):
                        raise ValueError
                    entries[Entry(file, project, code, line)] = count
    return entries
