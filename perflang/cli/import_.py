"""``perflang import``: a published document to a folder of sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.compiler.importing import Imported
    from perflang.source import Limits, SourceFile


@click.command("import")
@click.argument("file")
@click.option("-o", "--output", metavar="DIR", help="写到哪个文件夹 Folder to write to.")
@click.option("--form", "form_name", metavar="NAME", help="按哪种表样读 Form to read it by.")
@output_options
def command(
    file: str,
    output: str | None,
    form_name: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """把已公开的文本变成 .perf 源文件。Turn a published text into sources."""
    from perflang.cli.session import Session
    from perflang.diagnostics import from_fault
    from perflang.source import SourceFile
    from perflang.workspace.published import read_published

    session = Session(sys.stderr, output_format, language, limits)
    source = read_published(file, limits)
    imported = None
    if isinstance(source, SourceFile):
        folder = Path(output or ("imported" if file == "-" else Path(file).stem))
        imported = _import(session, source, folder, form_name)
    else:
        session.found.append(from_fault(file, source))
    session.finish(closing=False)
    session.tell_written(held_back=False)
    if imported is not None and session.written and output_format == "full":
        _tell_where_it_went(imported, session.language)
    return session.status


def _import(session: Session, source: SourceFile, folder: Path, form_name: str | None) -> Imported:
    """Write the sources of a document; where that fails, why it does is all that is found."""
    from perflang.compiler.importing import import_document
    from perflang.workspace.own import OwnFinder
    from perflang.workspace.published import conflicts, imported_files
    from perflang.workspace.settings import GIT, settings_for

    session.texts[source.path] = source
    finder = OwnFinder(session.limits)
    beside = finder.find(Path(source.path).parent) if source.path != "-" else ()
    own = {(one.kind, one.name): one for one in (*beside, *finder.find(folder))}
    session.keep_own(own.values())
    imported = import_document(source, session.limits, tuple(own.values()), form_name)
    if imported.is_whole:
        files = imported_files(imported)
        session.found += conflicts(folder, files)
        if not session.found:
            session.write_all(folder, files | settings_for(folder, GIT))
    if not session.found:  # else the others would speak of files that are not there
        session.found += imported.diagnostics
    return imported


def _tell_where_it_went(imported: Imported, language: str) -> None:
    """Which form it was, in which fields its texts stand now, and how many found none."""
    from perflang.cli.terminal import Printer
    from perflang.compiler.naming import spelled
    from perflang.forms.places import placed
    from perflang.source import visible

    assert imported.recognised is not None
    shape, reading = imported.recognised.form, imported.recognised.reading
    words = _REPORT[language]
    fields = [spelled(place, language) for place in placed(shape, reading)]
    lines = [
        words["form"].format(form=shape.id, name=shape.zh if language == "zh" else shape.en),
        words["fields"].format(fields=words["comma"].join(fields)),
    ]
    if imported.left:
        lines.append(words["left"].format(count=imported.left))
    if imported.edges:
        numbers = words["comma"].join(map(str, imported.edges))
        lines.append(words["edges"].format(lines=numbers))
    for line in lines:
        Printer(sys.stderr).line(visible(line))


_REPORT = {
    "zh": {
        "form": "按表样 {form}（{name}）读入",
        "fields": "各栏内容：{fields}",
        "left": "没有归位的 {count} 处，在源文件里写成了“# 未归位”开头的注释",
        "edges": "文字都能原样还原；只有文件开头、末尾的空格或空行不同（原文第 {lines} 行）",
        "comma": "，",
    },
    "en": {
        "form": "read by the form {form} ({name})",
        "fields": "fields filled in: {fields}",
        "left": "without a place: {count}, written as comments that begin with “# not placed”",
        "edges": "every word comes back; blanks or empty lines around the document differ (line {lines})",
        "comma": ", ",
    },
}
