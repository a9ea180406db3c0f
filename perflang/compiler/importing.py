"""A published text to the sources that a person would have written, proved by building them again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, frozen

from perflang.compiler.building import build
from perflang.compiler.compilation import Compilation, Sources, compile_publication
from perflang.compiler.formatting import style_of
from perflang.diagnostics import Diagnostic, from_fault
from perflang.document import Piece, ReadParagraph
from perflang.forms import Form
from perflang.forms.found import Misfit, Owner, Unplaced
from perflang.forms.reading import read_back
from perflang.forms.rebuild import Rebuilt, rebuild
from perflang.forms.recognise import Recognised, read_for, recognise
from perflang.forms.shelf import form_shelf
from perflang.model import (
    Catalogue,
    Department,
    Indicator,
    LevelName,
    OwnFile,
    Project,
    Shelf,
)
from perflang.readers.text import read
from perflang.semantics.file_model import DEFAULT_FORM, DEFAULT_FRAMEWORK
from perflang.semantics.write import HeadFile, write_head, write_project
from perflang.source import Limits, SourceFile, Span
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
    are comments in the file of their table; ``left`` counts them. ``recognised`` says what was read.
    """

    language: str = "zh"
    head: str = ""
    tables: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    recognised: Recognised | None = None
    left: int = 0

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
    text = source.text.replace("\r\n", "\n").rstrip()
    recognised = _recognised(text, shelf, form_name)
    if recognised is None:
        # it may be in one whose file has a mistake
        in_forms = shelf.diagnostics(one.name for one in catalogue.own_forms)
        return Imported(diagnostics=(*in_forms, Diagnostic("PF401", source.path)))
    shape, reading = recognised.form, recognised.reading
    found = [_misfit(source, misfit, shape) for misfit in reading.misfits]
    rebuilt = rebuild(reading, shape, catalogue)
    rebuilt, lost_levels = _without_odd_levels(source, rebuilt)
    found += [one for one, _ in lost_levels]
    left = [*reading.unplaced, *(one for _, one in lost_levels)]
    written = evolve(_write(rebuilt, shape, left), recognised=recognised, left=len(left))
    compilation = _compiled(written, limits, own)
    if not compilation.readable:
        found.append(_unwritable(source, compilation))
        return Imported(diagnostics=tuple(found), recognised=recognised)
    if not found:
        found += _not_reproduced(source, text, compilation)
    return evolve(written, diagnostics=tuple(found))


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
    source: SourceFile, rebuilt: Rebuilt
) -> tuple[Rebuilt, list[tuple[Diagnostic, Unplaced]]]:
    """Names of levels that hold a sign or a line break: a row cannot begin with them, and has none then."""
    lost: list[tuple[Diagnostic, Unplaced]] = []
    publication = rebuilt.publication
    kept: dict[str, tuple[Project, ...]] = {}
    start = 0
    for each in ("wholes", "projects"):
        projects = []
        for index, project in enumerate(getattr(publication, each)):
            for odd in dict.fromkeys(one for row in project.indicators for one in _odd_levels(row)):
                # Each stands after those before it, so that the text is searched once.
                start = max(source.text.find(odd, start), start)
                at = Span(start, start + len(odd))
                finding = Diagnostic("PF407", source.path, at, {"level": odd.split("\n")[0]})
                lost.append((finding, Unplaced(source.line_of(start), odd, Owner(each, index))))
            projects.append(
                evolve(project, indicators=tuple(map(_plain_levels, project.indicators)))
            )
        kept[each] = tuple(projects)
    plain = evolve(publication, projects=kept["projects"], wholes=kept["wholes"])
    return evolve(rebuilt, publication=plain), lost


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
    return Diagnostic(misfit.code, source.path, at, misfit.values | {"form": shape.id})


def _unwritable(source: SourceFile, compilation: Compilation) -> Diagnostic:
    """A field that no source line holds (a line break in a code, an endless cell), where it stands."""
    # of the errors, the one about the line itself
    first = min((one for one in compilation.diagnostics if one.is_error), key=lambda one: one.code)
    written = next(one for one in compilation.sources if one.path == first.path)
    line = written.line_text(written.line_of(first.at.start))
    words = sorted(re.split('[ "]+', line), key=len, reverse=True)[:20]
    number = source.line_of(next((at for word in words if (at := source.text.find(word)) >= 0), 0))
    values = {"found": source.line_text(number), "built": line}
    return Diagnostic("PF403", source.path, source.line_span(number), values)


def _compiled(imported: Imported, limits: Limits, own: Iterable[OwnFile]) -> Compilation:
    files = [SourceFile("0", imported.head)]
    files += [SourceFile(str(n), text) for n, (_, text) in enumerate(imported.tables, 1)]
    return compile_publication(Sources(tuple(files), has_head=True, own=tuple(own)), limits)


def _not_reproduced(source: SourceFile, text: str, compilation: Compilation) -> list[Diagnostic]:
    """The first line that compiling the written sources does not give back, if there is one."""
    built = b"".join(build(compilation, "text").content).decode("utf-8")
    published, again = text.lstrip(" \n").split("\n"), built.rstrip().split("\n")
    skipped = text[: len(text) - len(text.lstrip(" \n"))].count("\n")
    for number in range(max(len(published), len(again))):
        before = published[number] if number < len(published) else ""
        after = again[number] if number < len(again) else ""
        if before != after:
            at = source.line_span(min(number + skipped + 1, len(source.line_starts)))
            return [Diagnostic("PF403", source.path, at, {"found": before, "built": after})]
    return []
