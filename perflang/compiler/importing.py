"""A published text to the sources that a person would have written, proved by building them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from perflang.compiler.building import build
from perflang.compiler.compilation import Compilation, Sources, compile_publication
from perflang.compiler.formatting import style_of
from perflang.diagnostics import Diagnostic, from_fault
from perflang.document.pieces import Piece, ReadParagraph
from perflang.forms.form import Form
from perflang.forms.found import Misfit, Owner, Placed, Reading, Unplaced
from perflang.forms.reading import read_back
from perflang.forms.rebuild import Rebuilt, rebuild
from perflang.forms.recognise import Recognised, read_for, recognise
from perflang.forms.shelf import form_shelf
from perflang.forms.untabbed import line_without_tabs
from perflang.model import (
    Catalogue,
    Department,
    Framework,
    Indicator,
    LevelName,
    OwnFile,
    Project,
    Shelf,
)
from perflang.readers.text import read
from perflang.semantics.file_model import DEFAULT_FORM, DEFAULT_FRAMEWORK
from perflang.semantics.write import HeadFile, write_head, write_project
from perflang.source import NOWHERE, Limits, SourceFile
from perflang.source.classes import frozen
from perflang.source.gate import forbidden_characters
from perflang.syntax.printing import print_tree
from perflang.syntax.quoting import is_level

# What stands before a text of the document that found no place.
_LEFT = {
    "zh": "# 未归位（原文第 {line} 行）：{text}",
    "en": "# not placed (line {line} of the original): {text}",
}


@frozen
class Imported:
    """The texts of a publication's files: the head file's, and each table's by its name in order.

    There are none where no form fits, or the written sources could not be read. Texts that found no place
    are comments in the file of their table; ``left`` counts them. ``recognised`` says what was read. ``edges`` are
    the first and the last line of the document where only the blanks or empty lines around it will differ.
    """

    language: str = "zh"
    head: str = ""
    tables: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    recognised: Recognised | None = None
    left: int = 0
    edges: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether there are files to be written."""
        return bool(self.head or self.tables)


def import_document(
    source: SourceFile,
    limits: Limits | None = None,
    own: Sequence[OwnFile] = (),
    form_name: str | None = None,
) -> Imported:
    """The sources of a published text in the form that its headings and labels fit, or in ``form_name``.

    ``own`` are the frameworks and forms that hold where the sources will stand.
    """
    limits = limits or Limits()
    faults = forbidden_characters(source.text, evolve(limits, line=limits.text))
    if faults:
        return Imported(diagnostics=tuple(from_fault(source.path, fault) for fault in faults))
    catalogue = Catalogue(own, limits)
    shelf = form_shelf(catalogue.own_forms, limits)
    in_own = catalogue.diagnostics(one.name for one in own)
    in_own += shelf.diagnostics([form_name] if form_name is not None else ())
    if in_own:
        return Imported(diagnostics=tuple(in_own))
    text = _without_last_lines(source.text.replace("\r\n", "\n"))
    recognised = _recognised(text, shelf, form_name)
    bare = _without_tabs(source, text, shelf, recognised)
    if bare:
        return Imported(diagnostics=tuple(bare))
    if recognised is None:
        # it may be in one whose file has a mistake
        in_forms = shelf.diagnostics(one.name for one in catalogue.own_forms)
        return Imported(diagnostics=(*in_forms, Diagnostic("PF401", source.path)))
    return _sources(source, text, recognised, own, limits)


def _sources(
    source: SourceFile,
    text: str,
    recognised: Recognised,
    own: Sequence[OwnFile],
    limits: Limits,
) -> Imported:
    """What was recognised, written and proved."""
    shape, reading = recognised.form, recognised.reading
    found = [_misfit(source, misfit, shape) for misfit in reading.misfits]
    rebuilt = rebuild(reading, shape, Catalogue(own, limits))
    rebuilt, lost_levels = _without_odd_levels(source, rebuilt, reading)
    found += [one for one, _ in lost_levels]
    left = [*reading.unplaced, *(one for _, one in lost_levels)]
    written = evolve(_write(rebuilt, shape, left), recognised=recognised, left=len(left))
    compilation = _compiled(written, limits, own)
    if not compilation.readable:  # the others say what was written of what they are about
        return Imported(
            diagnostics=(_unwritable(source, compilation, reading),), recognised=recognised
        )
    edges: tuple[int, ...] = ()
    if not found:
        found, edges = _not_reproduced(source, text, compilation)
    found += _without_unit(source, compilation, reading)
    return evolve(written, diagnostics=tuple(found), edges=edges)


def _without_last_lines(text: str) -> str:
    """``text`` up to the last line that says something, with the blanks at its end."""
    end = text.find("\n", len(text.rstrip(" \n")))
    return text if end < 0 else text[:end]


def _without_tabs(
    source: SourceFile, text: str, shelf: Shelf[Form], recognised: Recognised | None
) -> list[Diagnostic]:
    """The first row of a document that has lost all its tabs."""
    if recognised is not None and not recognised.reading.misfits:
        return []
    forms = list(shelf) if recognised is None else [recognised.form]
    bare = line_without_tabs(read(text, lambda _: False), forms)
    if bare is None:
        return []
    return [Diagnostic("PF410", source.path, source.line_span(bare.line), {"found": bare.text})]


def _recognised(text: str, shelf: Shelf[Form], form_name: str | None) -> Recognised | None:
    """The form that a text is in; a form that was named is taken as it is."""

    def reader(follows_table: Callable[[ReadParagraph], bool]) -> list[Piece]:
        return read(text, follows_table)

    if form_name is not None:
        chosen = shelf.find(form_name)
        if chosen is None:
            return None
        return Recognised(chosen, read_back(read_for(reader, chosen), chosen))
    return recognise(reader, shelf)


def _write(rebuilt: Rebuilt, shape: Form, left: Sequence[Unplaced]) -> Imported:
    publication, levels = rebuilt.publication, rebuilt.framework
    language = shape.language
    style = style_of(language, [levels])
    head = print_tree(
        write_head(HeadFile(_settings(publication.department), publication.department)), style
    )
    head += _comments(left, Owner(), language)
    several = len(publication.department.units) > 1
    tables = []
    for each, projects in (("wholes", publication.wholes), ("projects", publication.projects)):
        for index, project in enumerate(projects):
            tree = write_project(
                project,
                levels,
                language,
                names_unit=several,
                gaps=shape.gaps,
                is_whole=each == "wholes",
            )
            text = print_tree(tree, style) + _comments(left, Owner(each, index), language)
            tables.append((project.name, text))
    return Imported(language, head, tuple(tables))


def _comments(left: Sequence[Unplaced], owner: Owner, language: str) -> str:
    """What found no place in one file, as its last lines."""
    own = [line for one in left if one.owner == owner for line in _comment(one, language)]
    return "".join(f"{line}\n" for line in ["", *own]) if own else ""


def _comment(one: Unplaced, language: str) -> Iterator[str]:
    for number, text in enumerate(one.text.split("\n"), one.line):
        if text.strip():
            yield _LEFT[language].format(line=number, text=text.strip())


def _settings(department: Department) -> dict[str, str]:
    """What a person would set: not what holds anyway."""
    known = {
        "year": department.year,
        "department": department.name,
        "scale": department.scale,
        "framework": department.framework if department.framework != DEFAULT_FRAMEWORK else None,
        "form": department.form if department.form != DEFAULT_FORM else None,
    }
    return {name: value for name, value in known.items() if value}


def _without_odd_levels(
    source: SourceFile, rebuilt: Rebuilt, reading: Reading
) -> tuple[Rebuilt, list[tuple[Diagnostic, Unplaced]]]:
    """Names of levels that hold a sign or a line break: a row cannot begin with them, and has none then."""
    lost: list[tuple[Diagnostic, Unplaced]] = []
    publication = rebuilt.publication
    lines = {(one.owner, one.text): one.line for one in reversed(reading.placed)}
    kept: dict[str, tuple[Project, ...]] = {}
    for each in ("wholes", "projects"):
        projects = []
        for index, project in enumerate(getattr(publication, each)):
            for odd in dict.fromkeys(one for row in project.indicators for one in _odd_levels(row)):
                owner = Owner(each, index)
                names = [one for one in _names(odd, rebuilt.framework) if (owner, one) in lines]
                line, text = (lines[owner, names[0]], names[0]) if names else (1, odd)
                values = {"level": text.split("\n")[0]}
                hint = "alone" if is_level(odd) else None
                finding = Diagnostic("PF407", source.path, source.line_span(line), values, hint)
                lost.append((finding, Unplaced(line, text, owner)))
            projects.append(
                evolve(project, indicators=tuple(map(_plain_levels, project.indicators)))
            )
        kept[each] = tuple(projects)
    plain = evolve(publication, projects=kept["projects"], wholes=kept["wholes"])
    return evolve(rebuilt, publication=plain), lost


def _names(level: str, framework: Framework) -> list[str]:
    """What a document may print for a level."""
    known = (framework.first_level(level), framework.second_level(level))
    return [level, *(name for one in known if one is not None for name in (one.zh, one.en))]


def _levels(row: Indicator) -> list[LevelName]:
    return [level for level in (row.level1, row.level2) if level is not None]


def _plain_levels(row: Indicator) -> Indicator:
    if not _odd_levels(row):
        return row
    return evolve(row, level1=None, level2=None)


def _odd_levels(row: Indicator) -> list[str]:
    """The levels of a row that no line can begin with: one of the second that has none of the first, too."""
    if row.level1 is None and row.level2 is not None:
        return [row.level2.written]
    return [level.written for level in _levels(row) if not is_level(level.written)]


def _misfit(source: SourceFile, misfit: Misfit, shape: Form) -> Diagnostic:
    at = source.line_span(min(misfit.line, len(source.line_starts)))
    hint = "part" if misfit.code == "PF410" else None
    return Diagnostic(misfit.code, source.path, at, misfit.values | {"form": shape.id}, hint)


def _unwritable(source: SourceFile, compilation: Compilation, reading: Reading) -> Diagnostic:
    """A field that no source line holds (an endless cell, a level of another), where it was read."""
    # of the errors, the one about the line itself
    first = min((one for one in compilation.diagnostics if one.is_error), key=lambda one: one.code)
    written = next(one for one in compilation.sources if one.path == first.path)
    line = written.line_text(written.line_of(first.at.start)).strip()
    words = written.text[first.at.start : first.at.end]
    place = _origin(first, words, reading) or _origin(first, line, reading)
    values = {"text": place.text.split("\n")[0] if place else line, "built": line}
    at = source.line_span(place.line) if place else NOWHERE
    return Diagnostic("PF411", source.path, at, values)


def _without_unit(
    source: SourceFile, compilation: Compilation, reading: Reading
) -> list[Diagnostic]:
    """The first amount, where the document has amounts and does not say in which unit."""
    for one in compilation.diagnostics:
        if one.code == "PF224":
            written = next(file for file in compilation.sources if file.path == one.path)
            line = written.line_text(written.line_of(one.at.start))
            place = _origin(one, line.partition(":")[2], reading)
            at = source.line_span(place.line) if place else NOWHERE
            return [Diagnostic("PF224", source.path, at, hint="import")]
    return []


def _origin(found: Diagnostic, words: str, reading: Reading) -> Placed | None:
    """Which text of the document a finding in a written file is about: the longest that stands in ``words``."""
    tables = [Owner("wholes", index) for index in range(len(reading.wholes))]
    tables += [Owner("projects", index) for index in range(len(reading.projects))]
    owner = [Owner(), *tables][int(found.path)]
    there = (one for one in reading.placed if one.owner == owner and one.text.strip())
    said = [one for one in there if one.text.split("\n")[0].strip() in words]
    return max(said, key=lambda one: len(one.text), default=None)


def _compiled(imported: Imported, limits: Limits, own: Iterable[OwnFile]) -> Compilation:
    files = [SourceFile("0", imported.head)]
    files += [SourceFile(str(n), text) for n, (_, text) in enumerate(imported.tables, 1)]
    return compile_publication(Sources(tuple(files), has_head=True, own=tuple(own)), limits)


def _not_reproduced(
    source: SourceFile, text: str, compilation: Compilation
) -> tuple[list[Diagnostic], tuple[int, ...]]:
    """The first line that compiling the written sources does not give back, if there is one.

    Else the first and the last line, where blanks or empty lines around the document differ.
    """
    built = b"".join(build(compilation, "text").content).decode("utf-8")
    skipped = len(text) - len(text.lstrip(" \n"))
    published, again = text.strip().split("\n"), built.strip().split("\n")
    first = text.count("\n", 0, skipped) + 1
    for number in range(max(len(published), len(again))):
        before = published[number] if number < len(published) else ""
        after = again[number] if number < len(again) else ""
        if before != after:
            at = source.line_span(min(number + first, len(source.line_starts)))
            return [Diagnostic("PF403", source.path, at, {"found": before, "built": after})], ()
    whole = source.text.replace("\r\n", "\n")
    edges = {
        first: whole[: len(whole) - len(whole.lstrip())]
        == built[: len(built) - len(built.lstrip())],
        first + len(published) - 1: whole[len(whole.rstrip()) :] == built[len(built.rstrip()) :],
    }
    return [], tuple(line for line, same in edges.items() if not same)
