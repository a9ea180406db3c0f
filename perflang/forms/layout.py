"""Record to document by a form's data. The engine knows no cell of any form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd, lcm

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
from perflang.forms.places import Places, places
from perflang.forms.records import Record, publication_record
from perflang.forms.rows import Line, lines_of_row
from perflang.forms.slots import PrintAs
from perflang.forms.template import Template
from perflang.model import Framework, Publication

_LABELLING = frozenset({"scale", "year"})  # slots that may stand in a label
_FINEST = 60  # parts of a column; past it the cells of a repeat are nearly of one width


@frozen
class Origin:
    """Where a text of a document comes from: the slots it prints, and the record that they are read from."""

    record: Record
    slots: tuple[str, ...]


@frozen
class Layout:
    """A document, and what of each project found no place in the form or, if asked, left a cell of it empty."""

    document: Document
    places: tuple[Places, ...] = ()


def lay_out(
    publication: Publication, form: Form, framework: Framework, *, tells_empty: bool = False
) -> Layout:
    """``publication`` in ``form``; ``tells_empty`` names the cells that stay empty too."""
    own = publication.department.scale or ""
    scale = form.scale or own
    whole = publication_record(
        publication,
        PrintAs(
            framework,
            form.language,
            form.gaps,
            scale,
            own,
            form.decimals,
            form.qualitative,
            form.signs,
            "recipients" in form.repeats,
        ),
    )
    sections: list[Section] = []
    for spec in form.sections:
        records = [whole] if spec.each is None else whole.each(spec.each)
        sections += [Section(_blocks(spec.blocks, record)) for record in records]
    document = Document(_title(form, whole), form.language, tuple(sections))
    return Layout(document, tuple(places(whole, form, tells_empty=tells_empty)))


def _title(form: Form, whole: Record) -> str:
    parts = [
        _filled(part, whole)
        for part in form.title
        if all(whole.slot(name).text for name in part.slots)
    ]
    return "".join(parts) or (form.zh if form.language == "zh" else form.en)


def _blocks(specs: Sequence[BlockSpec], record: Record) -> tuple[Block, ...]:
    """The blocks; headings of one depth that stand below each other are one heading in several lines."""
    blocks: list[Block] = []
    for spec in specs:
        if isinstance(spec, TextSpec) and _is_left_out(spec, record):
            continue
        block = _block(spec, record)
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


def _is_left_out(spec: TextSpec, record: Record) -> bool:
    return spec.optional and not any(record.slot(name).text for name in spec.template.slots)


def _block(spec: BlockSpec, record: Record) -> Block:
    match spec:
        case TextSpec():
            return _text(spec, record)
        case ItemsSpec():
            return Items(tuple(record.items(spec.slot)), origin=Origin(record, (spec.slot,)))
        case GridSpec():
            return _grid(spec, record)


def _text(spec: TextSpec, record: Record) -> Heading | Paragraph:
    text = _filled(spec.template, record)
    origin = Origin(record, spec.template.slots)
    if not spec.is_heading:
        return Paragraph(text, origin=origin)
    entry = None
    if spec.entry is not None:
        entry = Entry(_filled(spec.entry, record), spec.list, spec.level)
    return Heading(text, entry, spec.depth, origin=origin)


def _filled(template: Template, record: Record) -> str:
    return template.fill(lambda name: record.slot(name).text)


def _grid(spec: GridSpec, record: Record) -> Grid:
    rows: list[list[Cell | Above]] = []
    width = _Width(spec.columns, _parts(spec, record))
    for row in spec.rows:
        for parts in lines_of_row(row, record):
            rows.append([cell for part in parts for cell in _cells(row, *part, width)])
    return grid(rows, spec.caption, tuple(one for one in spec.widths for _ in range(width.parts)))


@frozen
class _Width:
    """How many columns the form gives a table, and into how many parts each of them is divided."""

    columns: int
    parts: int


def _parts(spec: GridSpec, record: Record) -> int:
    """Into how many parts a column is divided so that the cells of a repeat are of one width."""
    parts = 1
    for row in spec.rows:
        for cell in row.cells:
            count = len(record.each(cell.each)) if cell.each is not None else 0
            if count:
                parts = lcm(parts, count // gcd(count, _left(row, spec.columns)))
    return parts if parts <= _FINEST else 1


def _left(row: RowSpec, columns: int) -> int:
    """The columns of a row that its repeat takes."""
    return columns - sum(cell.columns for cell in row.cells if cell.each is None)


def _cells(
    row: RowSpec, specs: Sequence[CellSpec], line: Line, width: _Width
) -> list[Cell | Above]:
    cells: list[Cell | Above] = []
    for spec in specs:
        if spec.template is None or (spec.template.slots and line.goes_on(spec.template.slots)):
            cells.append(Above(spec.columns * width.parts))
        elif spec.each is not None:
            cells += _repeated(spec, line.record, _left(row, width.columns) * width.parts)
        else:
            role = "header" if row.is_header else "value"
            if spec.template.slots and (
                line.may_go_on(spec.template.slots) or _is_label(spec, row)
            ):
                role = "label" if role == "value" else role
            columns = spec.columns * width.parts
            cells.append(_cell(spec.template, columns, line.record, role, line.breakdown))
    return cells


def _is_label(spec: CellSpec, row: RowSpec) -> bool:
    """Whether a cell is a fixed text with the unit of money or the year in it, beside what it names."""
    template = spec.template
    if template is None or not any(map(str.strip, template.literals)):
        return False
    others = [cell for cell in row.cells if cell is not spec]
    titles = all(cell.template is None or cell.template.is_literal for cell in others)
    return _LABELLING.issuperset(template.slots) and (titles or spec is not row.cells[-1])


def _repeated(spec: CellSpec, record: Record, columns: int) -> Iterator[Cell]:
    """One cell for each record; together they are as wide as what is left of the row."""
    assert spec.each is not None
    assert spec.template is not None
    role = "header" if spec.is_header else "value"
    inner = record.each(spec.each)
    for index, one in enumerate(inner):
        width = columns * (index + 1) // len(inner) - columns * index // len(inner)
        yield _cell(spec.template, max(width, 1), one, role)


def _cell(template: Template, columns: int, record: Record, role: str, breakdown: str = "") -> Cell:
    if template.is_literal:
        return Cell(template.literals[0], "label" if role == "value" else role, columns)
    origin = Origin(record, template.slots)
    if template.only is None:
        return Cell(_filled(template, record), role, columns, origin=origin)
    slot = record.slot(template.only)
    text = breakdown + slot.text if template.only == "indicator" else slot.text
    return Cell(text, role, columns, value=slot.value, origin=origin)
