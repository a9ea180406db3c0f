"""Where outputs go: what ``-o`` means to the commands that have it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from perflang.cli.again import OUTPUTS

output_option = click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="输出文件；- 为标准输出 Output file, - for standard output.",
)


def refuse_source(target: Path | None, sources: Iterable[str]) -> None:
    """An output never takes the place of a source, of this publication or of another, nor of an own file."""
    from perflang.cli.placing import is_source

    if target is not None and is_source(target, sources):
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
