"""``perflang build``: compile publications to what is published."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
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
@output_options
def command(
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
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
    session = Session(sys.stderr, output_format, language, limits)
    publications = list(session.publications(paths or (".",)))
    names = [one.name for one in publications if one.sources.files]
    targets = iter(_targets(names, FORMATS[format_name].suffix, output))
    held_back = False
    for publication in publications:
        target = next(targets) if publication.sources.files else None
        _refuse_source(publication, target)
        compilation = session.compile(publication, everything=True)
        if compilation is None or not compilation.readable:
            held_back = held_back or compilation is not None
            continue
        built = build(compilation, format_name)
        session.found += built.diagnostics
        session.write(target, built.content)
    session.finish(closing=False)
    session.tell_written(held_back)
    return max(session.status, ERRORS) if held_back else session.status


def _refuse_source(publication: PublicationFiles, target: Path | None) -> None:
    """An output never takes the place of a source, of this publication or of another."""
    if target is not None and target.suffix.lower() == ".perf":
        raise click.BadParameter(f"这是源文件 this is a source: {target}", param_hint="-o")
    if target is None or not target.exists():
        return
    for source in publication.sources.files:
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
