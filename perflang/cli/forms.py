"""``perflang forms``: the forms that there are, and one of them with nothing filled in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from perflang.cli.options import output_options
from perflang.cli.outputs import output_option, refuse_source, targets_of

if TYPE_CHECKING:
    from perflang.cli.session import Session
    from perflang.forms.form import Form
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
@output_option
@output_options
def command(
    name: str | None,
    path: str | None,
    format_name: str,
    output: str | None,
    output_format: str,
    language: str | None,
    limits: Limits,
) -> int:
    """列出可用的表样；给出名称则印出空表。List the forms, or print one with nothing filled in."""
    from perflang.cli.chosen import of_file
    from perflang.cli.session import Session
    from perflang.diagnostics import Diagnostic
    from perflang.workspace.own import OwnFinder, folder_at

    if name is not None and path is None and Path(name).is_dir():
        name, path = None, name
    if name is None and output is not None:
        raise click.BadParameter("要写明是哪个表样 say which form", param_hint="-o")
    session = Session(sys.stderr, output_format, language, limits)
    folder = folder_at(path or ".")
    if isinstance(folder, Diagnostic):
        session.found.append(folder)
    else:
        own: Sequence[OwnFile] = OwnFinder(limits).find(folder)
        if name is not None and (file := of_file(name, limits)) is not None:
            name, own = file.name, (file,)
        session.keep_own(own)
        if name is None:
            _list(session, own)
        else:
            _print(session, own, name, format_name, output)
    session.finish(closing=False)
    session.tell_written(False)
    return session.status


def _list(session: Session, own: Sequence[OwnFile]) -> None:
    """The forms that there are, and what is wrong with own ones."""
    from perflang.forms.shelf import form_shelf

    paths = {one.name: one.path for one in own if one.kind == "form"}
    shelf = form_shelf(own, session.limits)
    session.found += shelf.diagnostics(paths)
    _show(list(shelf), paths, session.language)


def _print(
    session: Session, own: Sequence[OwnFile], name: str, format_name: str, output: str | None
) -> None:
    """One form with nothing filled in, unless there is a mistake in its file."""
    from perflang.cli.chosen import unknown_form
    from perflang.compiler.building import blank
    from perflang.compiler.formats import FORMATS
    from perflang.forms.shelf import form_shelf

    shelf = form_shelf(own, session.limits)
    if name not in shelf.names():
        raise unknown_form(name, shelf.names(), "NAME")
    (target,) = targets_of([name], FORMATS[format_name].suffix, output or "-")
    refuse_source(target, [one.path for one in own])
    form = shelf.find(name)
    session.found += shelf.diagnostics([name])
    if form is not None and form.whole:
        session.write(target, blank(form, format_name))


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
