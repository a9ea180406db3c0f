"""The form that a command line names: one of those that there are, or a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from perflang.model import OwnFile
    from perflang.source import Limits


def of_file(given: str, limits: Limits, *, watched: bool = False) -> OwnFile | None:
    """The form of a file, where it is a path to one that is given; names have no such ending."""
    from perflang.model import FORM
    from perflang.workspace.own import OwnFinder, name_in

    path = Path(given)
    if name_in(path.name, FORM) is None:
        return None
    return OwnFinder(limits, watched=watched).alone(path)


def unknown_form(name: str, known: Iterable[str], option: str) -> click.UsageError:
    """A name that no form has, with those there are and the one that may be meant."""
    from perflang.vocabulary import nearest

    names = sorted(set(known))
    near = nearest(name, names)
    meant = f"；是不是 did you mean “{near}”?" if near else ""
    said = f"没有这个表样 no such form: {name}{meant}（{'、'.join(names)}）"
    return click.BadParameter(said, param_hint=option)
