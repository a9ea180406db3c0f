"""A published text to the sources that a person would have written, proved by building them again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from perflang.compiler.building import build
from perflang.compiler.compilation import Compilation, Sources, compile_publication
from perflang.compiler.formatting import style_of
from perflang.diagnostics import Diagnostic, from_fault
from perflang.forms import Form, read_back
from perflang.forms.reading import Misfit, Reading, follows_table
from perflang.forms.rebuild import Rebuilt, rebuild
from perflang.forms.shelf import form_shelf
from perflang.model import Catalogue, Department, OwnFile, Publication, Shelf
from perflang.readers.text import read
from perflang.semantics.file_model import DEFAULT_FORM, DEFAULT_FRAMEWORK
from perflang.semantics.write import HeadFile, write_head, write_project
from perflang.source import Limits, SourceFile, Span
from perflang.source.gate import forbidden_characters
from perflang.syntax.printing import print_tree
from perflang.syntax.quoting import is_level


@frozen
class Imported:
    """The texts of a publication's files: the head file's, and each project's by its name in order.

    With findings that are errors there are no texts: what could not be placed is never dropped.
    """

    language: str = "zh"
    head: str = ""
    projects: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def import_document(
    source: SourceFile, limits: Limits | None = None, own: Sequence[OwnFile] = ()
) -> Imported:
    """The sources of a published text in the form that its headings and labels fit.

    ``own`` are the frameworks that hold where the sources will stand; its levels may be those of one.
    """
    limits = limits or Limits()
    faults = forbidden_characters(source.text, evolve(limits, line=limits.text))
    if faults:
        return Imported(diagnostics=tuple(from_fault(source.path, fault) for fault in faults))
    text = source.text.replace("\r\n", "\n").rstrip()
    shape, reading = _recognise(text, form_shelf(own, limits))
    if shape is None:
        return Imported(diagnostics=(Diagnostic("PF401", source.path),))
    found = [_misfit(source, misfit, shape) for misfit in reading.misfits]
    if any(one.code in ("PF402", "PF408") for one in found):
        return Imported(diagnostics=tuple(found))
    catalogue = Catalogue(own, limits)
    found += catalogue.diagnostics(one.name for one in own)
    rebuilt = rebuild(reading, shape, catalogue)
    found += _unwritable_levels(source, rebuilt.publication)
    if found:
        return Imported(diagnostics=tuple(found))
    imported = _write(rebuilt, shape)
    found = _not_reproduced(source, text, imported, limits, own)
    return Imported(diagnostics=tuple(found)) if found else imported


def _recognise(text: str, shelf: Shelf[Form]) -> tuple[Form | None, Reading]:
    """The form that reads the most of the text; none that does not know its beginning."""
    best: tuple[Form | None, Reading] = (None, Reading())
    furthest = 0
    for shape in shelf:
        pieces = read(text, lambda paragraph, shape=shape: follows_table(shape, paragraph))  # type: ignore[misc]
        reading = read_back(pieces, shape)
        stops = [misfit.line for misfit in reading.misfits if misfit.code != "PF404"]
        reached = stops[0] if stops else text.count("\n") + 2
        first = pieces[0].line if pieces else 1
        if reached > max(furthest, first):
            best, furthest = (shape, reading), reached
    return best


def _write(rebuilt: Rebuilt, shape: Form) -> Imported:
    publication, levels = rebuilt.publication, rebuilt.framework
    language = shape.language
    style = style_of(language, [levels])
    head = print_tree(
        write_head(HeadFile(_settings(publication.department), publication.department)), style
    )
    several = len(publication.department.units) > 1
    projects = tuple(
        (
            project.name,
            print_tree(
                write_project(project, levels, language, names_unit=several, gaps=shape.target),
                style,
            ),
        )
        for project in publication.projects
    )
    return Imported(language, head, projects)


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


def _unwritable_levels(source: SourceFile, publication: Publication) -> list[Diagnostic]:
    """Names of levels that hold a sign or a line break: a row cannot begin with them."""
    rows = (row for project in publication.projects for row in project.indicators)
    levels = (level for row in rows for level in (row.level1, row.level2) if level is not None)
    found, start = [], 0
    for written in dict.fromkeys(level.written for level in levels):
        if not is_level(written):
            # Each first stands after those before it, so that the text is searched once.
            start = max(source.text.find(written, start), start)
            at = Span(start, start + len(written))
            values = {"level": written.split("\n")[0]}
            found.append(Diagnostic("PF407", source.path, at, values))
    return found


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


def _not_reproduced(
    source: SourceFile, text: str, imported: Imported, limits: Limits, own: Sequence[OwnFile]
) -> list[Diagnostic]:
    """The first line that compiling the written sources does not give back, if there is one."""
    files = [SourceFile("0", imported.head)]
    files += [SourceFile(str(n), text) for n, (_, text) in enumerate(imported.projects, 1)]
    compilation = compile_publication(Sources(tuple(files), has_head=True, own=tuple(own)), limits)
    if not compilation.readable:
        return [_unwritable(source, compilation)]
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
