"""``perflang explain``: the manual page of a diagnostic."""

from __future__ import annotations

import sys

import click


@click.command("explain")
@click.argument("code", required=False)
@click.option("--lang", "language", type=click.Choice(["zh", "en"]), help="语言 Language.")
def command(code: str | None, language: str | None) -> int:
    """讲解一个问题代码，如 PF211；不给代码则列出全部。Explain a code; without one, list them all."""
    from perflang.cli.terminal import Printer, language_of
    from perflang.diagnostics import all_codes, page
    from perflang.vocabulary import nearest

    chosen = language_of(language)
    printer = Printer(sys.stdout)
    if code is None:
        for known in all_codes():
            printer.line(f"{known}  {page(known).title(chosen)}")
        return 0
    wanted = code.upper()
    if wanted not in all_codes():
        near = nearest(wanted, all_codes())
        meant = f"；是不是 did you mean {near}?" if near else ""
        raise click.UsageError(f"没有这个代码 no such code: {code}{meant}")
    printer.line(page(wanted).manual(chosen).rstrip())
    return 0
