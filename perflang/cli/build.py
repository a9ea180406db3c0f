"""``perflang build``: compile publications to what is published."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options
from perflang.cli.outputs import output_option, refuse_source, targets_of

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.model import OwnFile
    from perflang.source import Limits
    from perflang.workspace import PublicationFiles


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
@output_option
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
    targets = iter(targets_of(names, FORMATS[format_name].suffix, output))
    held_back = no_form = False
    for publication in publications:
        target = next(targets) if publication.sources.files else None
        refuse_source(target, [one.path for one in publication.sources.texts])
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
