"""A form as data: read from its TOML file and checked once.

Cells are texts with slots; ``>`` goes on with the cell on the left and ``^`` with the one above, so
that the rows of the file draw the rows of the table. No expressions: they could not be inverted.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, frozen

from perflang.forms.template import Template, template
from perflang.source import packaged_names, packaged_text
from perflang.values import Gaps

_FOLDER = "forms/data"
_TARGET = re.compile(r"\{operator\}( *)\{number\}( *)\{unit\}")
_ID = re.compile("[0-9a-z][0-9a-z-]{0,39}")


class FormError(ValueError):
    """A form file that is no form; the text says where and why."""


@frozen
class CellSpec:
    """A cell: its template (None: merged with the one above), its width, and what it repeats over.

    ``is_header`` says that a repeated cell titles the one below it.
    """

    template: Template | None
    columns: int = 1
    each: str | None = None
    is_header: bool = False


@frozen
class RowSpec:
    """A row. ``each`` repeats it; slots in ``merge`` are printed once for a run of equal ones;
    ``breakdown`` is what stands before the name in a breakdown row below."""

    cells: tuple[CellSpec, ...]
    is_header: bool = False
    each: str | None = None
    merge: tuple[str, ...] = ()
    breakdown: str | None = None


@frozen
class TextSpec:
    """A paragraph or a heading; a heading may make an entry in a table of contents.

    ``depth`` is that of :class:`perflang.document.Heading`.
    """

    template: Template
    is_heading: bool
    entry: Template | None = None
    list: str = ""
    level: int = 0
    depth: int = 1


@frozen
class ItemsSpec:
    """The items of a list."""

    slot: str


@frozen
class GridSpec:
    """The rows of a table, and what it is called for those who cannot see it."""

    rows: tuple[RowSpec, ...]
    caption: str = ""

    @property
    def columns(self) -> int:
        return max(sum(cell.columns for cell in row.cells) for row in self.rows)


BlockSpec = TextSpec | ItemsSpec | GridSpec


@frozen
class SectionSpec:
    """A page; ``each`` repeats it over the projects."""

    blocks: tuple[BlockSpec, ...]
    each: str | None = None


@frozen
class Form:
    """A form; ``language`` is that of its labels and of the levels it prints, ``target`` what stands
    between the operator, the number and the unit of a target. ``title`` are the parts of the document's
    title; one whose slots are not all filled is left out."""

    id: str
    zh: str
    en: str
    language: str
    sections: tuple[SectionSpec, ...]
    target: Gaps = ("", "")
    title: tuple[Template, ...] = ()

    def slots(self) -> set[str]:
        """The names of everything that has a place in this form."""
        return {slot for section in self.sections for slot in _slots(section.blocks)}


@cache
def form(identifier: str) -> Form | None:
    """The form that perflang ships under this id, or None."""
    if not _ID.fullmatch(identifier):
        return None
    try:
        text = packaged_text(f"{_FOLDER}/{identifier}.toml")
    except KeyError:
        return None
    return parse_form(text)


def form_names() -> list[str]:
    """The ids of the forms that perflang ships."""
    return packaged_names(_FOLDER, ".toml")


def parse_form(text: str) -> Form:
    """A form from the text of its file; FormError when it is none."""
    table = tomllib.loads(text)
    sections = tuple(_section(section) for section in table["section"])
    return Form(
        table["id"],
        table["zh"],
        table["en"],
        table["language"],
        sections,
        _gaps(table["target"]),
        tuple(template(part) for part in table.get("title", ())),
    )


def _gaps(pattern: str) -> Gaps:
    match = _TARGET.fullmatch(pattern)
    if match is None:
        raise FormError(f"a target is printed as {{operator}}{{number}}{{unit}}, not {pattern}")
    return match[1], match[2]


def _section(table: Mapping[str, Any]) -> SectionSpec:
    return SectionSpec(tuple(_block(block) for block in table["blocks"]), table.get("each"))


def _block(table: Mapping[str, Any]) -> BlockSpec:
    if "items" in table:
        return ItemsSpec(table["items"])
    if "grid" in table:
        return GridSpec(tuple(_row(row) for row in table["grid"]), table.get("caption", ""))
    if "paragraph" in table:
        return TextSpec(_template(table["paragraph"]), is_heading=False)
    if "heading" not in table:
        raise FormError(f"a block is paragraph, heading, items or grid, not {sorted(table)}")
    entry = _template(table["entry"]) if "entry" in table else None
    return TextSpec(
        _template(table["heading"]),
        True,
        entry,
        table.get("list", ""),
        table.get("level", 0),
        table.get("depth", 1),
    )


def _row(row: Sequence[Any] | Mapping[str, Any]) -> RowSpec:
    if isinstance(row, Mapping):
        if "header" in row:
            return RowSpec(_cells(row["header"]), is_header=True)
        merge = tuple(row.get("merge", ()))
        return RowSpec(_cells(row["cells"]), False, row["each"], merge, row.get("breakdown"))
    return RowSpec(_cells(row))


def _cells(entries: Iterable[Any]) -> tuple[CellSpec, ...]:
    cells: list[CellSpec] = []
    for entry in entries:
        if entry == ">":
            if not cells:
                raise FormError("a row cannot begin with '>'")
            last = cells.pop()
            cells.append(evolve(last, columns=last.columns + 1))
        elif entry == "^":
            cells.append(CellSpec(None))
        elif isinstance(entry, Mapping):
            is_header = entry.get("header", False)
            cells.append(CellSpec(_template(entry["cell"]), 1, entry["each"], is_header))
        else:
            cells.append(CellSpec(_template(entry)))
    return tuple(cells)


def _template(text: str) -> Template:
    found = template(text)
    if found.ambiguous():
        raise FormError(f"two slots side by side cannot be told apart: {text}")
    return found


def _slots(blocks: Iterable[BlockSpec]) -> Iterable[str]:
    for block in blocks:
        match block:
            case TextSpec():
                yield from block.template.slots
            case ItemsSpec():
                yield block.slot
            case GridSpec():
                for row in block.rows:
                    for cell in row.cells:
                        yield from cell.template.slots if cell.template else ()
