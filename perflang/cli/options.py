"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from perflang.source import Limits

# Each is a module of ``cli.render``.
OUTPUT_FORMATS = ("full", "concise", "json", "github", "sarif")
_Command = TypeVar("_Command", bound=Callable[..., Any])
_SIZE = "([0-9]{1,12})(KiB|MiB|GiB)?"
_UNITS = {None: 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
# What the stack and exact sums bear; the other limits only cost memory and time.
_HIGHEST = {"depth": 200, "digits": 50}


def output_options(command: _Command) -> _Command:
    """``--output-format``, ``--lang`` and ``--limit`` for a command that prints diagnostics."""
    return report_options(_language(command))


def report_options(command: _Command) -> _Command:
    """The same without ``--lang``: messages are in the language of the locale."""
    return _format(_limit(command))


def _limits(_context: object, _option: object, values: tuple[str, ...]) -> Limits:
    from attrs import evolve, fields

    from perflang.source import Limits

    limits = Limits()
    names = [attribute.name for attribute in fields(Limits)]
    for value in values:
        name, _, size = value.partition("=")
        match = re.fullmatch(_SIZE, size)
        if name not in names or match is None:
            raise click.BadParameter(f"{value} (NAME=N; NAME: {' '.join(names)})")
        number = int(match[1]) * _UNITS[match[2]]
        if number > _HIGHEST.get(name, number):
            raise click.BadParameter(f"{value} ({name}: 0–{_HIGHEST[name]})")
        limits = evolve(limits, **{name: number})
    return limits


_format = click.option(
    "--output-format",
    type=click.Choice(OUTPUT_FORMATS),
    default="full",
    help="问题的写法 How findings are printed.",
)
_language = click.option(
    "--lang", "language", type=click.Choice(["zh", "en"]), help="信息的语言 Language of messages."
)
_limit = click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=_limits,
    metavar="NAME=N",
    help="限额，如 file=32MiB、diagnostics=0（全部） A limit, such as file=32MiB.",
)
