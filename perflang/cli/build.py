"""``perflang build``: compile publications to what is published."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.model import OwnFile
    from perflang.source import Limits
    from perflang.workspace import PublicationFiles

FOLDER = "build"


class _Formats(click.Option):
    """An option whose help names the formats there are; they are imported when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """What the help says of the option."""
        from perflang.compiler import FORMATS

        record = super().get_help_record(ctx)
        return record and (record[0], f"{record[1]} {', '.join(FORMATS)}.")


@click.command("build")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--to",
    "format_name",
    cls=_Formats,
    default="text",
    metavar="FORMAT",
    help="输出格式 Output format:",
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="输出文件；- 为标准输出 Output file, - for standard output.",
)
@click.option(
    "--form",
    "form_name",
    metavar="NAME",
    help="这次用的表样，代替源文件里写的；也可以是表样文件 Form of this build, or a form's file.",
)
@output_options
def command(
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    form_name: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """把源文件编成公开用的表（缺省写到 build/）。Compile sources to what is published."""
    from perflang.cli.session import ERRORS, Session
    from perflang.compiler import FORMATS
    from perflang.compiler.building import build

    if format_name not in FORMATS:
        raise click.BadParameter(f"{format_name} ({', '.join(FORMATS)})", param_hint="--to")
    if form_name is not None and FORMATS[format_name].of_document is None:
        raise click.BadParameter(f"{format_name} 不用表样 has no form", param_hint="--form")
    session = Session(sys.stderr, output_format, language, limits)
    publications, form_name = _publications(session, paths or (".",), form_name)
    names = [one.name for one in publications if one.sources.files]
    if form_name is not None and output is None:  # so that one form does not take the other's place
        names = [f"{name}-{form_name}" for name in names]
    targets = iter(_targets(names, FORMATS[format_name].suffix, output))
    held_back = no_form = False
    for publication in publications:
        target = next(targets) if publication.sources.files else None
        _refuse_source(publication, target)
        compilation = session.compile(publication, everything=True)
        if compilation is None or not compilation.readable:
            held_back = held_back or compilation is not None
            continue
        built = build(compilation, format_name, form_name)
        session.found += [one for one in built.diagnostics if one not in session.found]
        if built.is_whole:
            session.write(target, built.content)
        no_form = no_form or not built.is_whole
    session.finish(closing=False)
    session.tell_written(held_back, no_form)
    return max(session.status, ERRORS) if held_back or no_form else session.status


def _publications(
    session: Session, paths: Sequence[str], form: str | None
) -> tuple[list[PublicationFiles], str | None]:
    """What ``paths`` name, and the name of ``form``, which every publication can choose from."""
    if form is None:
        return list(session.publications(paths)), None
    from perflang.cli.chosen import of_file, unknown_form

    file = of_file(form, session.limits)
    form = form if file is None else file.name
    publications = list(session.publications(paths, form))
    if file is not None:
        publications = [_with_form(one, file) for one in publications]
        session.keep_own([file])
    for publication in publications:
        known = publication.sources.catalogue(session.limits).form_names()
        if publication.sources.files and form not in known:
            raise unknown_form(form, known, "--form")
    return publications, form


def _with_form(publication: PublicationFiles, file: OwnFile) -> PublicationFiles:
    """The publication with a form of another place, which counts more than one of its name beside it."""
    from attrs import evolve

    if not publication.sources.files:
        return publication
    others = (
        one for one in publication.sources.own if (one.kind, one.name) != (file.kind, file.name)
    )
    return evolve(publication, sources=evolve(publication.sources, own=(*others, file)))


def _refuse_source(publication: PublicationFiles, target: Path | None) -> None:
    """An output never takes the place of a source, of this publication or of another."""
    if target is not None and target.suffix.lower() == ".perf":
        raise click.BadParameter(f"这是源文件 this is a source: {target}", param_hint="-o")
    if target is None or not target.exists():
        return
    for source in publication.sources.texts:
        if source.path != "-" and target.samefile(source.path):
            raise click.BadParameter(f"这是源文件 this is a source: {target}", param_hint="-o")


def _targets(names: list[str], suffix: str, output: str | None) -> list[Path | None]:
    """Where each publication goes; None is standard output. A name that is taken gets a number."""
    if len(names) > 1 and output and (output == "-" or Path(output).suffix):
        raise click.BadParameter(
            f"{len(names)} 个部门文本要写到一个文件夹 publications need a folder", param_hint="-o"
        )
    if output == "-":
        return [None] * len(names)
    is_folder = output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())
    if output is not None and len(names) == 1 and not is_folder:
        return [Path(output)]
    folder = Path(output or FOLDER)
    targets: list[Path | None] = []
    last: dict[str, int] = {}
    taken: set[str] = set()
    for name in names:
        number = last.get(name.casefold(), 0) + 1
        while (free := name if number == 1 else f"{name}-{number}").casefold() in taken:
            number += 1
        last[name.casefold()] = number
        taken.add(free.casefold())
        targets.append(folder / f"{free}{suffix}")
    return targets
