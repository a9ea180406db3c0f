"""The options by which a command line says what of a review it wants."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from perflang.control import Layer

_Command = TypeVar("_Command", bound=Callable[..., Any])
_BETWEEN = r"[\s,，、;；]+"


def control_options(command: _Command) -> Callable[..., Any]:
    """``--profile``, ``--select``, ``--ignore``, ``--baseline``; the command is given them as one ``layer``."""

    @wraps(command)
    def with_layer(
        *arguments: Any,
        profile: str | None,
        select: tuple[str, ...] | None,
        ignore: tuple[str, ...] | None,
        baseline: str | None,
        **others: Any,
    ) -> Any:
        return command(*arguments, layer=_layer(profile, select, ignore, baseline), **others)

    for option in (_baseline, _ignore, _select, _profile):
        with_layer = option(with_layer)
    return with_layer


def _layer(
    profile: str | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    baseline: str | None,
) -> Layer:
    from perflang.control import Layer

    return Layer(profile, select, ignore, baseline=baseline)


def _codes(
    _context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The beginnings of codes that are meant; None where the option was not given."""
    if not values:
        return None
    from perflang.control import cannot_be_left_out, code_of, near_code

    found = []
    for word in (word for value in values for word in re.split(_BETWEEN, value) if word):
        code = code_of(word)
        if code is None:
            raise click.BadParameter(f"没有“{word}” no such code or rule{_meant(near_code(word))}")
        if option.name == "ignore" and (why := cannot_be_left_out(code)):
            raise click.BadParameter(f"{word} {_REFUSED[why]}")
        found.append(code)
    if not found:
        raise click.BadParameter("没有写代码 no code is given")
    return tuple(found)


def _named_file(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is not None and name.strip() in ("", "-"):
        raise click.BadParameter("要写一个文件名 the name of a file is needed")
    return name


_REFUSED = {
    "firm": "是填错了，不是审核意见，不能不查 is a mistake and always said",
    "elsewhere": "check 本来就不报 is never said by check",
}


def _known_profile(
    _context: click.Context, _option: click.Parameter, name: str | None
) -> str | None:
    if name is None:
        return None
    from perflang.review import profile_names
    from perflang.vocabulary import nearest

    if name not in profile_names():
        known = "、".join(profile_names())
        raise click.BadParameter(
            f"没有“{name}” no such profile{_meant(nearest(name, profile_names()))}（{known}）"
        )
    return name


def _meant(near: str | None) -> str:
    return f"；是不是 did you mean “{near}”?" if near else ""


_profile = click.option(
    "--profile",
    metavar="NAME",
    callback=_known_profile,
    help="按哪里的口径审核 Whose standards to review by.",
)
_select = click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    help="只看这些问题：代码、代码开头或名称，如 PF5,basis-empty "
    "Only these findings: codes, their beginnings, names of rules.",
)
_ignore = click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    callback=_codes,
    help="不看这些问题，写法同上 Not these findings.",
)
_baseline = click.option(
    "--baseline",
    metavar="FILE",
    callback=_named_file,
    help="基线文件：里面记着的旧问题不再列出 A baseline: what it holds is not shown again.",
)
