"""Record to document by a form's data. The engine knows no cell of any form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd, lcm
from typing import cast

from attrs import evolve, frozen

from perflang.document import (
    Above,
    Block,
    Cell,
    Document,
    Entry,
    Grid,
    Heading,
    Items,
    Paragraph,
    Section,
    grid,
)
from perflang.forms.form import BlockSpec, CellSpec, Form, GridSpec, ItemsSpec, RowSpec, TextSpec
from perflang.forms.records import (
    UNREPORTED,
    PrintAs,
    Record,
    Slot,
    department_record,
    project_record,
)
from perflang.forms.template import Template
from perflang.model import Framework, Project, Publication

_FINEST = 60  # parts of a column; past it the cells of a repeat are nearly of one width


@frozen
class Layout:
    """A document, and for each project the names of its fields that found no place in the form.

    The project None stands for the department.
    """

    document: Document
    unplaced: tuple[tuple[Project | None, tuple[str, ...]], ...] = ()


def lay_out(publication: Publication, form: Form, framework: Framework) -> Layout:
    """``publication`` in ``form``."""
    scale = publication.department.scale or ""
    print_as = PrintAs(scale, framework, form.language, form.target)
    whole = _Scope([department_record(publication)])
    sections: list[Section] = []
    unplaced: list[tuple[Project | None, tuple[str, ...]]] = []
    for spec in form.sections:
        if spec.each is None:
            sections.append(Section(_blocks(spec.blocks, whole)))
            continue
        for number, project in enumerate(publication.projects, 1):
            record = project_record(number, project, print_as)
            scope = _Scope([record, *whole.records])
            sections.append(Section(_blocks(spec.blocks, scope)))
            missing = scope.unplaced()
            if missing:
                unplaced.append((project, missing))
    if whole.unplaced():
        unplaced.insert(0, (None, whole.unplaced()))
    return Layout(Document(_title(form, whole), form.language, tuple(sections)), tuple(unplaced))


def _title(form: Form, whole: _Scope) -> str:
    parts = [
        _filled(part, whole)
        for part in form.title
        if all(whole.slot(name).text for name in part.slots)
    ]
    return "".join(parts) or (form.zh if form.language == "zh" else form.en)


class _Scope:
    """A record and those around it; remembers which of its fields were printed."""

    def __init__(self, records: list[Record], used: set[str] | None = None) -> None:
        self.records = records
        self.used = set() if used is None else used

    def slot(self, name: str) -> Slot:
        self.used.add(name)
        for record in self.records:
            found = record.get(name)
            if isinstance(found, Slot):
                return found
            if found is not None:
                texts = cast("list[Slot]", found)
                return Slot("\n".join(item.text for item in texts))
        return Slot("")

    def items(self, name: str) -> list[Slot]:
        self.used.add(name)
        found = (record[name] for record in self.records if name in record)
        return cast("list[Slot]", next(found, []))

    def each(self, name: str) -> list[_Scope]:
        """The records that ``name`` repeats over; they share what they use."""
        found = next((record[name] for record in self.records if name in record), [])
        used = self.used
        return [_Scope([inner, *self.records], used) for inner in cast("list[Record]", found)]

    def unplaced(self) -> tuple[str, ...]:
        """The names of fields of this record that hold something and were not printed."""
        names: dict[str, None] = {}
        for name, value in self.records[0].items():
            if isinstance(value, Slot):
                if value.text and name not in self.used:
                    names[name] = None
                continue
            if value and isinstance(value[0], Slot):
                if name not in self.used:
                    names[name] = None
                continue
            for inner in cast("list[Record]", value):
                names |= dict.fromkeys(self._unplaced_in(name, inner))
        if "path" in self.used:  # every source was printed, row by row
            names = {name: None for name in names if not name.startswith("budget:")}
        return tuple(name for name in names if name not in UNREPORTED)

    def _unplaced_in(self, name: str, record: Record) -> Iterator[str]:
        if name == "funding":
            return
        for field, value in record.items():
            if isinstance(value, Slot):
                if value.text and field not in self.used:
                    yield field
            elif value and field not in self.used:
                yield field


def _blocks(specs: Sequence[BlockSpec], scope: _Scope) -> tuple[Block, ...]:
    """The blocks; headings of one depth that stand below each other are one heading in several lines."""
    blocks: list[Block] = []
    for block in (_block(spec, scope) for spec in specs):
        last = blocks[-1] if blocks else None
        if (
            isinstance(block, Heading)
            and isinstance(last, Heading)
            and block.depth == last.depth
            and block.entry is last.entry is None
        ):
            blocks[-1] = evolve(last, text=f"{last.text}\n{block.text}")
        else:
            blocks.append(block)
    return tuple(blocks)


def _block(spec: BlockSpec, scope: _Scope) -> Block:
    match spec:
        case TextSpec():
            return _text(spec, scope)
        case ItemsSpec():
            return Items(tuple(item.text for item in scope.items(spec.slot)))
        case GridSpec():
            return _grid(spec, scope)


def _text(spec: TextSpec, scope: _Scope) -> Heading | Paragraph:
    text = _filled(spec.template, scope)
    if not spec.is_heading:
        return Paragraph(text)
    entry = None
    if spec.entry is not None:
        entry = Entry(_filled(spec.entry, scope), spec.list, spec.level)
    return Heading(text, entry, spec.depth)


def _filled(template: Template, scope: _Scope) -> str:
    return template.fill(lambda name: scope.slot(name).text)


def _grid(spec: GridSpec, scope: _Scope) -> Grid:
    rows: list[list[Cell | Above]] = []
    width = _Width(spec.columns, _parts(spec, scope))
    for row in spec.rows:
        if row.each is None:
            rows.append(_row(row, scope, width))
        else:
            rows += _rows(row, scope, width)
    return grid(rows, spec.caption)


@frozen
class _Width:
    """How many columns the form gives a table, and into how many parts each of them is divided."""

    columns: int
    parts: int


def _parts(spec: GridSpec, scope: _Scope) -> int:
    """Into how many parts a column is divided so that the cells of a repeat are of one width."""
    parts = 1
    for row in spec.rows:
        for cell in row.cells:
            count = len(scope.each(cell.each)) if cell.each is not None else 0
            if count:
                parts = lcm(parts, count // gcd(count, _left(row, spec.columns)))
    return parts if parts <= _FINEST else 1


def _left(row: RowSpec, columns: int) -> int:
    """The columns of a row that its repeat takes."""
    return columns - sum(cell.columns for cell in row.cells if cell.each is None)


def _rows(row: RowSpec, scope: _Scope, width: _Width) -> Iterator[list[Cell | Above]]:
    """A repeated row: equal texts in its merged slots are printed once."""
    assert row.each is not None
    before: list[str] = []
    for inner in scope.each(row.each):
        merged = [inner.slot(name).text for name in row.merge]
        same = next(
            (i for i, (a, b) in enumerate(zip(merged, before, strict=False)) if a != b), len(before)
        )
        yield _row(row, inner, width, frozenset(row.merge[:same]))
        before = merged
        if row.breakdown is not None:
            for part in inner.each("parts"):
                inner.used.add("parts")
                yield _row(row, part, width, frozenset(row.merge), row.breakdown)


def _row(
    row: RowSpec,
    scope: _Scope,
    width: _Width,
    merged: frozenset[str] = frozenset(),
    breakdown: str = "",
) -> list[Cell | Above]:
    cells: list[Cell | Above] = []
    for spec in row.cells:
        if spec.template is None or (
            spec.template.slots and merged.issuperset(spec.template.slots)
        ):
            cells.append(Above(spec.columns * width.parts))
        elif spec.each is not None:
            cells += _repeated(spec, scope, _left(row, width.columns) * width.parts)
        else:
            role = "header" if row.is_header else "value"
            if spec.template.slots and set(row.merge).issuperset(spec.template.slots):
                role = "label"
            columns = spec.columns * width.parts
            cells.append(_cell(spec.template, columns, scope, role, breakdown))
    return cells


def _repeated(spec: CellSpec, scope: _Scope, columns: int) -> Iterator[Cell]:
    """One cell for each record; together they are as wide as what is left of the row."""
    assert spec.each is not None
    assert spec.template is not None
    role = "header" if spec.is_header else "value"
    inner = scope.each(spec.each)
    for index, record in enumerate(inner):
        width = columns * (index + 1) // len(inner) - columns * index // len(inner)
        yield _cell(spec.template, max(width, 1), record, role)


def _cell(template: Template, columns: int, scope: _Scope, role: str, breakdown: str = "") -> Cell:
    text = _filled(template, scope)
    if template.is_literal:
        return Cell(text, "label" if role == "value" else role, columns)
    only = template.slots[0] if len(template.slots) == 1 and not any(template.literals) else None
    if only == "name":
        text = breakdown + text
    return Cell(text, role, columns, value=scope.slot(only).value if only else None)
