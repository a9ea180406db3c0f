"""``perflang new``: a folder to start from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

_NEXT = {
    "zh": "接下来：打开里面的文件照着改，再运行 perflang check {folder}",
    "en": "next: open its files, make them yours, then run perflang check {folder}",
}


@click.command("new")
@click.argument("folder", required=False)
@click.option(
    "--lang", "language", type=click.Choice(["zh", "en"]), help="文件的语言 Language of the files."
)
def command(folder: str | None, language: str | None) -> int:
    """新建一个文件夹，里面是可以照着改的样例。Write a folder to start from."""
    from perflang.cli.session import Session
    from perflang.cli.terminal import Printer
    from perflang.source import Limits, visible
    from perflang.workspace.published import conflicts
    from perflang.workspace.starting import FOLDERS, starter_files

    session = Session(sys.stderr, "full", language, Limits())
    target = Path(folder or FOLDERS[session.language])
    files = starter_files(target, session.language)
    session.found += conflicts(target, files)
    if not session.found:
        session.write_all(target, files)
    session.finish(closing=False)
    if not session.found:
        session.tell_written(held_back=False)
        said = _NEXT[session.language].format(folder=_quoted(target.as_posix()))
        Printer(sys.stderr).line(visible(said))
    return session.status


def _quoted(folder: str) -> str:
    """A path as it is typed after a command; double quotes are understood by every shell."""
    return f'"{folder}"' if " " in folder else folder
