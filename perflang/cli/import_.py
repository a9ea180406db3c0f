"""``perflang import``: a published document to a folder of sources."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.source import Limits


@click.command("import")
@click.argument("file")
@click.option("-o", "--output", metavar="DIR", help="写到哪个文件夹 Folder to write to.")
@output_options
def command(
    file: str, output: str | None, output_format: str, language: str | None, limits: Limits
) -> int:
    """把已公开的文本变成 .perf 源文件。Turn a published text into sources."""
    from perflang.cli.session import Session
    from perflang.compiler.importing import import_document
    from perflang.diagnostics import from_fault
    from perflang.source import SourceFile
    from perflang.workspace.own import OwnFinder
    from perflang.workspace.published import conflicts, imported_files, read_published

    session = Session(sys.stderr, output_format, language, limits)
    source = read_published(file, limits)
    if isinstance(source, SourceFile):
        session.texts[source.path] = source
        folder = Path(output or ("imported" if file == "-" else Path(file).stem))
        own = OwnFinder(limits).find(folder)
        session.keep_own(own)
        imported = import_document(source, limits, own)
        session.found += imported.diagnostics
        if not session.found:
            files = imported_files(imported)
            session.found += conflicts(folder, files)
            if not session.found:
                session.write_all(folder, files)
    else:
        session.found.append(from_fault(file, source))
    session.finish(closing=False)
    session.tell_written(held_back=False)
    return session.status
