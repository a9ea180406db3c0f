"""A baseline: the findings that were there already, by what they are about and not by the number of a line.

A finding is known by its code, its file, its project and its line as the formatter would print it in Chinese, so
that lines may move and be formatted. An entry whose file is gone holds for a file that was not there before: a
source may get another name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from perflang.compiler import Compilation
from perflang.compiler.formatting import style_of
from perflang.control.codes import is_firm
from perflang.diagnostics import Diagnostic
from perflang.model.toml_file import read_table
from perflang.semantics import FileModel
from perflang.semantics.file_model import DEFAULT_FRAMEWORK
from perflang.source import Limits, SourceFile, Span
from perflang.source.gate import forbidden_characters
from perflang.syntax import parse
from perflang.syntax.printing import Style, print_tree

VERSION = 1
_CODE = "PF606"
_HEADER = """\
# perflang 的基线：这里的问题以前就有，检查时不再列出。重新生成：perflang check --generate-baseline
# Baseline of perflang: what was there before and is not shown again.
"""
_LONGEST = 1000  # characters of a line, or a name
_TELLS = re.compile(r"PF[0-9]{3}")
_SHOWN_AS_IS = "\u3000"  # a blank of its own that Python does not call printable


@frozen
class Entry:
    """What a finding is known by."""

    file: str
    project: str
    code: str
    line: str


_ByLine = dict[tuple[str, str, str], list[Entry]]


@frozen
class Baseline:
    """The entries of a file with how often each is excused."""

    entries: Mapping[Entry, int] = field(factory=dict)

    def excused(
        self,
        found: Iterable[tuple[Diagnostic, Entry, Style]],
        used: Counter[Entry],
        is_there: Callable[[str], bool],
    ) -> list[Diagnostic]:
        """The findings that are not in the baseline; the entries of the others are counted in ``used``.

        ``is_there`` tells whether the file of an entry exists.
        """
        waiting = list(found)
        for in_file in (True, False):
            waiting = [
                (one, entry, style)
                for one, entry, style in waiting
                if is_firm(one.code) or not self._takes(entry, style, used, in_file, is_there)
            ]
        return [one for one, _, _ in waiting]

    def _takes(
        self,
        wanted: Entry,
        style: Style,
        used: Counter[Entry],
        in_file: bool,
        is_there: Callable[[str], bool],
    ) -> bool:
        key = (wanted.code, wanted.project, plain_line(wanted.line, style))
        for entry in self._by_line(style).get(key, ()):
            same_place = entry.file == wanted.file if in_file else not is_there(entry.file)
            if same_place and used[entry] < self.entries[entry]:
                used[entry] += 1
                return True
        return False

    def _by_line(self, style: Style) -> _ByLine:
        """The entries by code, project and line, as a style prints it."""
        found = next((index for one, index in self._indices if one == style), None)
        if found is None:
            found = {}
            for entry in self.entries:
                key = (entry.code, entry.project, plain_line(entry.line, style))
                found.setdefault(key, []).append(entry)
            self._indices.append((style, found))
        return found

    _indices: list[tuple[Style, _ByLine]] = field(factory=list, init=False, eq=False, repr=False)


def entries_of(
    found: Iterable[Diagnostic], compilation: Compilation, name_of: Callable[[str], str]
) -> Iterator[tuple[Diagnostic, Entry, Style]]:
    """What each finding is known by, and how its line is printed; ``name_of`` names a file in the baseline."""
    files = {file.source.path: file for file in compilation.files}
    styles: dict[str, Style] = {}
    begun: dict[str, list[tuple[int, str]]] = {}
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
        if one.path not in begun:
            begun[one.path] = _begun(file)
        entry = Entry(
            name_of(one.path), _project_at(begun[one.path], file, one.at), one.code, shown
        )
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


def _begun(file: FileModel) -> list[tuple[int, str]]:
    """The lines that projects, and departments as a whole, begin on, in order, with their names."""
    return sorted(
        (file.source.line_of(one.at[""].start), one.name[:_LONGEST])
        for one in (*file.projects, *file.wholes)
        if "" in one.at
    )


def _project_at(begun: Sequence[tuple[int, str]], file: FileModel, at: Span) -> str:
    """The name of the project in which a place lies."""
    number = bisect_right(begun, file.source.line_of(at.start), key=lambda one: one[0])
    return begun[number - 1][1] if number else ""


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
    """The baseline of a file; none, and why, where it cannot be read as one."""
    table, found = read_table(source, limits, _CODE, ())
    if table is None:
        return Baseline(), [_plainly(one) for one in found]
    try:
        return Baseline(_entries(table)), []
    except (TypeError, KeyError, AttributeError, ValueError):
        return Baseline(), [Diagnostic(_CODE, source.path, hint="foreign")]


def missing(path: str) -> Diagnostic:
    """There is no such file."""
    return Diagnostic(_CODE, path, hint="missing")


def foreign(path: str) -> Diagnostic:
    """A file that is no baseline is not written over."""
    return Diagnostic(_CODE, path, hint="foreign")


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
