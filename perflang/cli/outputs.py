"""Where outputs go: what ``-o`` means to the commands that have it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.again import OUTPUTS

if TYPE_CHECKING:
    from perflang.diagnostics import Diagnostic

output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="输出文件；- 为标准输出 Output file, - for standard output.",
)


def refuse_source(target: Path | None, sources: Iterable[str]) -> None:
    """An output never takes the place of a source, of this publication or of another, nor of an own file."""
    from perflang.workspace.own import name_in

    if target is None:
        return
    is_source = target.suffix.lower() == ".perf" or name_in(target.name) is not None
    if not is_source and target.exists():
        others = (Path(source) for source in sources if source != "-")
        is_source = any(other.exists() and target.samefile(other) for other in others)
    if is_source:
        raise click.BadParameter(f"这是源文件 this is a source: {target}", param_hint="-o")


def targets_of(names: list[str], suffix: str, output: str | None) -> list[Path | None]:
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
    folder = Path(output or OUTPUTS)
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


def put(target: Path | None, content: Iterable[bytes]) -> Diagnostic | None:
    """Write an output, None being standard output; what went wrong, if anything did."""
    from perflang.diagnostics import Diagnostic
    from perflang.source import refused
    from perflang.workspace import WriteError, write_file

    if target is None:
        if sys.stdout is None:
            return Diagnostic("PF107", "-", values=refused("是关着的", "it is closed"))
        for piece in content:
            sys.stdout.buffer.write(piece)
        return None
    try:
        write_file(target, content)
    except WriteError as error:
        return Diagnostic("PF107", target.as_posix(), values=error.reason)
    return None
