"""Objects of the model in a failing example: hypothesis shows of them only what is said.

A publication is shown by the names of its tables alone, for its source is told with it.
"""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis.vendor.pretty import RepresentationPrinter

from perflang import values
from perflang.model import LevelName, Publication, objects


def register() -> None:
    """Have hypothesis show them so.

    A printer for a type would not do: hypothesis asks it last, after what it knows of how an object was drawn.
    """
    named = {**vars(objects), **vars(values), "LevelName": LevelName}
    for one in named.values():
        if isinstance(one, type) and attrs.has(one) and one.__module__.startswith("perflang."):
            shows = _publication if one is Publication else _object
            one._repr_pretty_ = shows  # type: ignore[attr-defined]


def _publication(one: Any, printer: RepresentationPrinter, _cycle: bool) -> None:
    names = [project.name for project in (*one.wholes, *one.projects)]
    printer.text(f"Publication of {', '.join(names)}")


def _object(one: Any, printer: RepresentationPrinter, _cycle: bool) -> None:
    """The fields that hold something else than they do where nothing is said of them."""
    name = type(one).__name__
    with printer.group(2, f"{name}(", ")"):
        told = [field for field in attrs.fields(type(one)) if field.repr and _is_told(one, field)]
        for number, field in enumerate(told):
            if number:
                printer.text(",")
                printer.breakable()
            printer.text(f"{field.name}=")
            printer.pretty(getattr(one, field.name))


def _is_told(one: Any, field: Any) -> bool:
    return field.default is attrs.NOTHING or getattr(one, field.name) != field.default
