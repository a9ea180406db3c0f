"""``perflang forms``: the forms that there are, and one of them with nothing filled in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options

if TYPE_CHECKING:
    from perflang.forms import Form
    from perflang.model import OwnFile
    from perflang.source import Limits

_LANGUAGES = {"zh": {"zh": "中文", "en": "英文"}, "en": {"zh": "Chinese", "en": "English"}}
_OWN = {"zh": "自己的：{path}", "en": "your own: {path}"}
_FORMATS = ("text", "markdown", "html")


@click.command("forms")
@click.argument("name", required=False)
@click.argument("path", required=False)
@click.option(
    "--to",
    "format_name",
    type=click.Choice(_FORMATS),
    default="text",
    help="空表的格式 Format of the blank form.",
)
@output_options
def command(
    name: str | None,
    path: str | None,
    format_name: str,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """列出可用的表样；给出名称则印出空表。List the forms, or print one with nothing filled in."""
    from perflang.cli.chosen import of_file, unknown_form
    from perflang.cli.session import Session
    from perflang.forms.shelf import form_shelf
    from perflang.workspace.own import OwnFinder

    if name is not None and path is None and Path(name).is_dir():
        name, path = None, name
    session = Session(sys.stderr, output_format, language, limits)
    own: Sequence[OwnFile] = OwnFinder(limits).find(Path(path or "."))
    if name is not None and (file := of_file(name, limits)) is not None:
        name, own = file.name, (file,)
    session.keep_own(own)
    shelf = form_shelf(own, limits)
    if name is None:
        paths = {one.name: one.path for one in own if one.kind == "form"}
        session.found += shelf.diagnostics(paths)
        _show(list(shelf), paths, session.language)
    elif name not in shelf.names():
        raise unknown_form(name, shelf.names(), "NAME")
    else:
        from perflang.compiler.building import blank

        form = shelf.find(name)
        session.found += shelf.diagnostics([name])
        if form is not None and form.whole:
            session.write(None, blank(form, format_name))
    session.finish(closing=False)
    return session.status


def _show(forms: Sequence[Form], paths: dict[str, str], language: str) -> None:
    """A line for each form: what sources write, its name, its language, and where it comes from."""
    from perflang.cli.terminal import Printer
    from perflang.source import column_width, visible

    rows = []
    for form in forms:
        own = paths.get(form.id)
        source = _OWN[language].format(path=own) if own is not None else form.source
        title = form.zh if language == "zh" else form.en
        texts = (form.id, title, _LANGUAGES[language][form.language], source)
        rows.append([visible(text) for text in texts])
    widths = [max(map(column_width, column)) for column in zip(*rows, strict=True)]
    printer = Printer(sys.stdout)
    for row in rows:
        filled = (
            text + " " * (width - column_width(text))
            for text, width in zip(row, widths, strict=True)
        )
        printer.line("  ".join(filled).rstrip())
