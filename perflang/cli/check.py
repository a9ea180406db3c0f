"""``perflang check``: read files and folders, print what is wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.source import Limits


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@output_options
def command(
    paths: tuple[str, ...], output_format: str, language: str | None, limits: Limits
) -> int:
    """检查文件或文件夹（缺省为当前文件夹）。Check files or folders."""
    from perflang.cli.session import Session

    session = Session(sys.stdout, output_format, language, limits)
    for publication in session.publications(paths or (".",)):
        session.compile(publication)
    session.finish(closing=True)
    return session.status
