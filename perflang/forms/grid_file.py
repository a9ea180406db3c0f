"""The tables of a form's file: rows, cells, what is repeated and merged, and whether it all fits together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from perflang.diagnostics import Values
from perflang.forms.fields import field_of
from perflang.forms.form import CellSpec, GridSpec, RowSpec, repeat
from perflang.forms.slot_file import Kinds, SlotReader, around
from perflang.forms.template import slot_named
from perflang.source.classes import frozen

if TYPE_CHECKING:
    from perflang.model.toml_places import Path


WIDEST = 60  # columns
_RIGHT, _ABOVE = ">", "^"
# What an input method makes of the two signs.
_LIKE_SIGNS = {
    "＞": _RIGHT,
    "》": _RIGHT,
    "＾": _ABOVE,
    "︿": _ABOVE,
    "……": _ABOVE,
    "→": _RIGHT,
    "↑": _ABOVE,
}
ROW_KEYS = {
    "header": "cells",
    "each": "each-row",
    "cells": "cells",
    "merge": "texts",
    "breakdown": "breakdown",
    "order": "order",
    "every_level": "flag",
    "least": "least",
    "beside": "parts",
}
# Of a row that stands beside others: there is one repeat, and its own cells are all fields.
_BESIDE = {name: kind for name, kind in ROW_KEYS.items() if name not in ("header", "beside")} | {
    "each": "each-text"
}
_OF_INDICATORS = ("breakdown", "order", "every_level")
# Mistakes that leave open how many columns a row with a repeated cell has.
_OF_CELLS = {"right-of-repeat", "last-cell", "two-cells"}
_CELL = {"each": "each-text", "cell": "text", "header": "flag"}


@frozen
class _Place:
    """A cell of a row in its columns: ``row`` is where the text of a merged one stands."""

    columns: int
    row: int
    is_repeated: bool


class GridReader(SlotReader):
    """Reads the tables of a form."""

    def grid(self, path: Path, fields: Mapping[str, Any], kinds: Kinds) -> GridSpec | None:
        """A table, or None where a row of it could not be read."""
        entries = fields["grid"]
        if not entries:
            self.add("empty-grid", (*path, "grid"), {})
        before = len(self.found)
        rows: list[RowSpec] = []
        for index, entry in enumerate(entries):
            row = self._row((*path, "grid", index), entry, kinds)
            rows += [row] if row is not None else []
        if not entries:
            return None
        self._check_columns(path, fields, before)
        if len(self.found) > before:
            return None
        spec = GridSpec(tuple(rows), fields.get("caption", ""), tuple(fields.get("widths", ())))
        self._check_above(path, spec)
        self._check_ends(path, spec)
        return spec

    def _row(self, path: Path, entry: Any, kinds: Kinds) -> RowSpec | None:
        if isinstance(entry, list):
            return RowSpec(self._cells(path, entry, kinds))
        if not isinstance(entry, dict):
            self.add("row", path, {})
            return None
        before = len(self.found)
        fields = self.fields(path, entry, ROW_KEYS)
        if "header" in fields:
            if len(entry) > 1:
                self.add("header-alone", path, {})
            return RowSpec(self._cells((*path, "header"), fields["header"], kinds), is_header=True)
        if "beside" in fields:
            return self._side_by_side(path, fields, kinds)
        return self._rows_of(path, fields, kinds, is_sure=len(self.found) == before)

    def _side_by_side(self, path: Path, fields: Mapping[str, Any], kinds: Kinds) -> RowSpec | None:
        """Rows side by side, behind the cells that they have in common."""
        before = len(self.found)
        for name in fields:
            if name not in ("cells", "beside"):
                self.add("beside-key", (*path, name), {"key": name}, of_key=True)
        if len(fields["beside"]) < 2:
            self.add("beside-one", (*path, "beside"), {})
        parts: list[RowSpec] = []
        for index, entry in enumerate(fields["beside"]):
            place = (*path, "beside", index)
            sure = len(self.found)
            own = self.fields(place, entry, _BESIDE)
            part = self._rows_of(place, own, kinds, is_sure=len(self.found) == sure)
            if part is not None:
                self._check_beside(place, part)
                parts.append(part)
        if len(self.found) > before:
            return None
        of = {repeat(part.each[0]).of for part in parts}
        inner = (*of, *kinds) if len(of) == 1 else kinds
        common: tuple[CellSpec, ...] = ()
        if fields.get("cells"):
            common = self._cells((*path, "cells"), fields["cells"], inner)
        for index, cell in enumerate(common):
            if cell.each is not None or not _kinds_of(cell) <= of:
                self.add("beside-common", _cell_path(path, RowSpec(common, each=("",)), index), {})
        cells = tuple(cell for part in parts for cell in part.cells)
        return RowSpec((*common, *cells), beside=tuple(parts))

    def _check_beside(self, path: Path, part: RowSpec) -> None:
        """A line that a row beside others does not reach is empty, so that its cells hold nothing fixed."""
        for index, cell in enumerate(part.cells):
            fixed = cell.template is None or (
                cell.template.is_literal and cell.template.literals[0]
            )
            if cell.each is not None or fixed:
                self.add("beside-cell", _cell_path(path, part, index), {})

    def _rows_of(
        self, path: Path, fields: Mapping[str, Any], kinds: Kinds, *, is_sure: bool
    ) -> RowSpec | None:
        if {"each", "cells"} <= fields.keys():
            return self._repeated_row(path, fields, kinds)
        if is_sure:
            self.add("no-cells" if "each" in fields else "no-each", path, {})
        return None

    def _repeated_row(self, path: Path, fields: Mapping[str, Any], kinds: Kinds) -> RowSpec | None:
        before = len(self.found)
        each: list[str] = []
        named = fields["each"]
        for index, name in enumerate([named] if isinstance(named, str) else named):
            place = (*path, "each") if isinstance(named, str) else (*path, "each", index)
            found = self.repeat(place, name, kinds)
            if found is None:  # what its slots could be is not known
                return None
            each.append(found.id)
            kinds = around(found, kinds)
        cells = self._cells((*path, "cells"), fields["cells"], kinds)
        row = RowSpec(
            cells,
            each=tuple(each),
            merge=tuple(self._merged(path, fields, cells, kinds)),
            breakdown=fields.get("breakdown"),
            order=fields.get("order", "author"),
            every_level=fields.get("every_level", False),
            least=fields.get("least", 0),
        )
        if len(self.found) == before:
            self._check_repeated(path, fields, row, kinds)
        return row

    def _merged(
        self, path: Path, fields: Mapping[str, Any], cells: Sequence[CellSpec], kinds: Kinds
    ) -> Iterator[str]:
        """The slots that are printed once for a run of equal ones; each is a cell of the row."""
        alone = {
            cell.template.only for cell in cells if cell.template is not None and not cell.each
        }
        for index, name in enumerate(fields.get("merge", ())):
            field = self.field((*path, "merge", index), name, kinds)
            slot = slot_named(name) if field is not None else None
            if slot is not None and slot not in alone:
                self.add("merge-cell", (*path, "merge", index), {"text": name})
            elif slot is not None:
                yield slot

    def _check_repeated(
        self, path: Path, fields: Mapping[str, Any], row: RowSpec, kinds: Kinds
    ) -> None:
        of_indicators = kinds[0] == "indicator"
        for name in _OF_INDICATORS:
            if name in fields and not of_indicators:
                self.add("of-indicators", (*path, name), {"key": name}, of_key=True)
                return
        alone = [cell.template.only for cell in row.cells if cell.template is not None]
        if not any(field_of(slot).of == kinds[0] for slot in row.slots):
            self.add("no-field", path, called(row.each[-1]))
        elif row.breakdown is not None and "indicator" not in alone:
            self.add("breakdown-cell", (*path, "breakdown"), {})
        for outer, kind in zip(row.each[-2::-1], kinds[1:], strict=False):
            if not any(kind in _kinds_of(cell) for cell in row.cells if len(_kinds_of(cell)) == 1):
                self.add("no-outer", path, called(outer))

    def _cells(self, path: Path, entries: Any, kinds: Kinds) -> tuple[CellSpec, ...]:
        cells: list[CellSpec] = []
        repeats = False
        for index, entry in enumerate(entries or ()):
            place = (*path, index)
            sign = _LIKE_SIGNS.get(entry.strip(), entry.strip()) if isinstance(entry, str) else ""
            if sign in (_RIGHT, _ABOVE) and sign != entry:
                self.add("sign", place, {"text": entry, "near": sign})
            elif entry == _RIGHT:
                self._widen(place, cells)
            elif repeats and not isinstance(entry, dict):
                self.add("last-cell", place, {})
            elif entry == _ABOVE:
                cells.append(CellSpec(None))
            elif isinstance(entry, dict):
                if repeats:
                    self.add("two-cells", place, {})
                repeats = True
                cells += self._repeated_cell(place, entry, kinds)
            elif self.fits["text"](entry):
                cells.append(CellSpec(self.template(place, entry, kinds)))
            else:
                self.add("cell", place, {})
        if entries == []:
            self.add("empty-row", path, {})
        return tuple(cells)

    def _widen(self, path: Path, cells: list[CellSpec]) -> None:
        """The cell on the left takes one more column."""
        if not cells:
            self.add("first-right", path, {})
        elif cells[-1].each is not None:
            self.add("right-of-repeat", path, {})
        else:
            cells[-1] = evolve(cells[-1], columns=cells[-1].columns + 1)

    def _repeated_cell(
        self, path: Path, entry: Mapping[str, Any], kinds: Kinds
    ) -> Iterator[CellSpec]:
        before = len(self.found)
        fields = self.fields(path, entry, _CELL)
        if len(self.found) == before and not {"each", "cell"} <= fields.keys():
            self.add("repeated-cell", path, {})
        if not {"each", "cell"} <= fields.keys():
            return
        over = self.repeat((*path, "each"), fields["each"], kinds, is_cell=True)
        if over is None:
            return
        found = self.template((*path, "cell"), fields["cell"], around(over, kinds))
        of_repeat = any(field_of(slot).of == over.of for slot in found.slots)
        if len(self.found) == before and not of_repeat:
            self.add("no-field", (*path, "cell"), called(over.id))
        yield CellSpec(found, 1, over.id, fields.get("header", False))

    # Whether the rows fit together

    def _check_columns(self, path: Path, fields: Mapping[str, Any], since: int) -> None:
        """Whether all rows have as many columns as most; one with a repeated cell has to leave it room.

        That is known whatever else is wrong in a row, unless the wrong thing is how its cells are repeated.
        """
        unclear = {one.hint for one in self.found[since:]} & _OF_CELLS
        rows = {
            index: cells
            for index, entry in enumerate(fields["grid"])
            if (cells := _cells_of(entry)) and not (unclear and _fills(cells))
        }
        if not rows:
            return
        whole = [len(cells) for cells in rows.values() if not _fills(cells)]
        often = Counter(whole)
        usual = max(often, key=often.__getitem__) if whole else max(map(len, rows.values()))
        uneven = [
            index
            for index, cells in rows.items()
            if len(cells) > usual or (len(cells) < usual and not _fills(cells))
        ]
        for index in uneven:
            values = {"found": str(len(rows[index])), "columns": str(usual)}
            self.add("columns", (*path, "grid", index), values)
        widths = fields.get("widths")
        if usual > WIDEST and not uneven:
            self.add("too-wide", (*path, "grid"), {"columns": str(usual)})
        elif widths and len(widths) != usual and not uneven:
            values = {"found": str(len(widths)), "columns": str(usual)}
            self.add("widths-columns", (*path, "widths"), values)

    def _check_above(self, path: Path, spec: GridSpec) -> None:
        """What is merged with the cell above stands below one of its place and width."""
        above: dict[int, _Place] = {}
        whole = spec.columns
        for number, row in enumerate(spec.rows):
            places: dict[int, _Place] = {}
            column = 0
            for index, cell in enumerate(row.cells):
                columns = cell.columns if cell.each is None else _room(row, whole)
                place = _Place(columns, number, cell.each is not None)
                if cell.template is None:
                    origin = above.get(column)
                    hint = _not_above(spec, number, columns, origin)
                    if hint is not None:
                        at = _cell_path((*path, "grid", number), spec.rows[number], index)
                        self.add(hint, at, {"column": str(column + 1)})
                    place = origin or place
                places[column] = place
                column += columns
            above = places

    def _check_ends(self, path: Path, spec: GridSpec) -> None:
        """A reader must see where the rows of a repeat end: at a fixed label that they do not have."""
        seen: set[tuple[str, ...]] = set()
        for index, row in enumerate(spec.rows):
            before = spec.rows[index - 1] if index else None
            if before is not None and before.parts and _label(row) in (None, _label(before)):
                self.add("after-rows", (*path, "grid", index), {})
            for number, part in enumerate(row.parts):
                if part.each in seen:
                    at = ("beside", number) if row.beside else ()
                    self.add("twice", (*path, "grid", index, *at, "each"), called(part.each[-1]))
                seen.add(part.each)


def called(each: str) -> Values:
    """What a help calls a repeat in either language."""
    found = repeat(each)
    return {"each": found.spelled("zh"), "each_en": found.spelled("en")}


def begins_with_label(spec: GridSpec) -> bool:
    """Whether the first cell of a table is a fixed text."""
    return _label(spec.rows[0]) is not None


def _label(row: RowSpec) -> str | None:
    """The fixed text that a row begins with, behind cells that are merged with those above."""
    first = next((cell.template for cell in row.cells if cell.template is not None), None)
    return (
        first.literals[0] if first is not None and first.is_literal and first.literals[0] else None
    )


def _kinds_of(cell: CellSpec) -> set[str]:
    """The kinds of records whose fields stand in a cell."""
    return {field_of(slot).of for slot in cell.template.slots} if cell.template else set()


def _cells_of(entry: Any) -> Sequence[Any]:
    """The cells of a row as they are written, one for each column; none where that cannot be told."""
    if isinstance(entry, dict):
        beside = entry.get("beside", [])
        parts = [_cells_of(part) for part in beside] if isinstance(beside, list) else [()]
        cells = entry.get("header", entry.get("cells", [] if parts else None))
        # of rows side by side, only the cells in front may be left out
        if not (all(parts) and isinstance(cells, list)):
            return ()
        return [*cells, *(cell for part in parts for cell in part)]
    return entry if isinstance(entry, list) else ()


def _fills(cells: Sequence[Any]) -> bool:
    """Whether one of the cells is repeated and takes the columns that are left."""
    return any(isinstance(cell, dict) for cell in cells)


def _room(row: RowSpec, columns: int) -> int:
    """The columns that a repeated cell takes."""
    return columns - sum(cell.columns for cell in row.cells if cell.each is None)


def _not_above(spec: GridSpec, number: int, columns: int, above: _Place | None) -> str | None:
    """Why a cell cannot be merged with the one above it, or None."""
    if number == 0:
        return "first-above"
    if above is None or above.columns != columns:
        return "above"
    repeats = spec.rows[above.row].parts and above.row < number
    return "above-repeat" if above.is_repeated or repeats else None


def _cell_path(path: Path, row: RowSpec, index: int) -> Path:
    """Where the cell of a row stands in its file, in which each column has an entry."""
    number = index - len(row.common)
    for beside, part in enumerate(row.beside if number >= 0 else ()):
        if number < len(part.cells):
            return _cell_path((*path, "beside", beside), part, number)
        number -= len(part.cells)
    key = ("header",) if row.is_header else ("cells",) if row.parts else ()
    return (*path, *key, sum(cell.columns for cell in row.cells[:index]))
