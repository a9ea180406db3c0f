"""stand-in until the real reader of form files is merged"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve

from perflang.forms.fields import repeat_named
from perflang.forms.form import (
    BlockSpec,
    CellSpec,
    Form,
    GridSpec,
    ItemsSpec,
    RowSpec,
    SectionSpec,
    TextSpec,
)
from perflang.forms.template import Template, slot_named, template
from perflang.source import packaged_names, packaged_text
from perflang.values import Gaps

_FOLDER = "forms/data"
_TARGET = re.compile(r"\{operator\}( *)\{number\}( *)\{unit\}")
_ID = re.compile("[0-9a-z][0-9a-z-]{0,39}")


@cache
def form(identifier: str) -> Form | None:
    if not _ID.fullmatch(identifier):
        return None
    try:
        text = packaged_text(f"{_FOLDER}/{identifier}.toml")
    except KeyError:
        return None
    return parse_form(text)


def form_names() -> list[str]:
    return packaged_names(_FOLDER, ".toml")


def parse_form(text: str) -> Form:
    table = tomllib.loads(text)
    sections = tuple(_section(section) for section in table["section"])
    return Form(
        table["id"],
        table["zh"],
        table["en"],
        table["language"],
        sections,
        _gaps(table["target"]),
        tuple(_template(part) for part in table.get("title", ())),
        table.get("scale"),
        table.get("decimals", 0),
        table.get("qualitative", ""),
        table.get("source", ""),
    )


def _gaps(pattern: str) -> Gaps:
    match = _TARGET.fullmatch(pattern)
    assert match
    return match[1], match[2]


def _each(name: str) -> str:
    found = repeat_named(name)
    assert found, name
    return found.id


def _section(table: Mapping[str, Any]) -> SectionSpec:
    return SectionSpec(
        tuple(_block(block) for block in table["blocks"]),
        _each(table["each"]) if "each" in table else None,
    )


def _block(table: Mapping[str, Any]) -> BlockSpec:
    if "items" in table:
        return ItemsSpec(slot_named(table["items"]) or "")
    if "grid" in table:
        rows = tuple(_row(row) for row in table["grid"])
        widths = {
            sum(c.columns for c in row.cells) for row in rows if not any(c.each for c in row.cells)
        }
        assert len(widths) == 1, (
            widths,
            [
                (
                    sum(c.columns for c in row.cells),
                    [c.template.shown if c.template else "^" for c in row.cells],
                )
                for row in rows
            ],
        )
        return GridSpec(rows, table.get("caption", ""), tuple(table.get("widths", ())))
    if "paragraph" in table:
        return TextSpec(
            _template(table["paragraph"]), is_heading=False, optional=table.get("optional", False)
        )
    entry = _template(table["entry"]) if "entry" in table else None
    return TextSpec(
        _template(table["heading"]),
        True,
        entry,
        table.get("list", ""),
        table.get("level", 0),
        table.get("depth", 1),
        table.get("optional", False),
    )


def _row(row: Sequence[Any] | Mapping[str, Any]) -> RowSpec:
    if isinstance(row, Mapping):
        if "header" in row:
            return RowSpec(_cells(row["header"]), is_header=True)
        merge = tuple(slot_named(name) or "" for name in row.get("merge", ()))
        each = row["each"] if isinstance(row["each"], list) else [row["each"]]
        return RowSpec(
            _cells(row["cells"]),
            False,
            tuple(map(_each, each)),
            merge,
            row.get("breakdown"),
            row.get("order", "author"),
            row.get("every_level", False),
            row.get("least", 0),
        )
    return RowSpec(_cells(row))


def _cells(entries: Iterable[Any]) -> tuple[CellSpec, ...]:
    cells: list[CellSpec] = []
    for entry in entries:
        if entry == ">":
            last = cells.pop()
            cells.append(evolve(last, columns=last.columns + 1))
        elif entry == "^":
            cells.append(CellSpec(None))
        elif isinstance(entry, Mapping):
            cells.append(
                CellSpec(
                    _template(entry["cell"]), 1, _each(entry["each"]), entry.get("header", False)
                )
            )
        else:
            cells.append(CellSpec(_template(entry)))
    return tuple(cells)


def _template(text: str) -> Template:
    found = template(text)
    assert not found.unknown, (text, found.unknown)
    return found
