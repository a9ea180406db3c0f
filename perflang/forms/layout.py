"""Record to document by a form's data. The engine knows no cell of any form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeGuard

from perflang.document import (
    Block,
    Document,
    Entry,
    Heading,
    Items,
    MadeSections,
    Paragraph,
    Section,
    grid,
)
from perflang.forms.cells import filler
from perflang.forms.form import BlockSpec, Form, GridSpec, ItemsSpec, TextSpec, repeat
from perflang.forms.places import Places, places
from perflang.forms.plan import GridPlan
from perflang.forms.records import Record, publication_record
from perflang.forms.slots import PrintAs
from perflang.model import Framework, Publication
from perflang.source.classes import frozen

# A block of a form, ready for any record; it makes None where it is left out.
_Block = Callable[[Record], Block | None]


@frozen
class _Page:
    """A section of a form; its ``outline`` has nothing in its tables and lists."""

    blocks: tuple[_Block, ...]
    outline: tuple[_Block, ...]


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
    pages = [
        (page, record)
        for spec, page in zip(form.sections, _pages(form), strict=True)
        for record in ([whole] if spec.each is None else whole.each(spec.each))
    ]

    def make(number: int) -> Section:
        page, record = pages[number]
        return Section(_blocks(page.blocks, record))

    def outline(number: int) -> Section:
        page, record = pages[number]
        return Section(_blocks(page.outline, record))

    sections = MadeSections(len(pages), make, outline)
    document = Document(_title(form, whole), form.language, sections)
    return Layout(document, tuple(places(whole, form, tells_empty=tells_empty)))


@lru_cache(maxsize=64)
def _pages(form: Form) -> tuple[_Page, ...]:
    """The sections of a form, ready for any record."""
    return tuple(
        _Page(
            tuple(_ready(one, of) for one in blocks), tuple(_in_outline(one, of) for one in blocks)
        )
        for of, blocks in [
            (repeat(section.each).of if section.each else "department", section.blocks)
            for section in form.sections
        ]
    )


def _title(form: Form, whole: Record) -> str:
    parts = [fill(whole) for fill, slots in _parts_of_title(form) if all(map(whole.text, slots))]
    return "".join(parts) or (form.zh if form.language == "zh" else form.en)


@lru_cache(maxsize=64)
def _parts_of_title(form: Form) -> list[tuple[Callable[[Record], str], tuple[str, ...]]]:
    """What fills in each part of a title, and the slots of it."""
    return [(filler(part), part.slots) for part in form.title]


def _blocks(blocks: Sequence[_Block], record: Record) -> tuple[Block, ...]:
    """The blocks; headings of one depth that stand below each other are one heading in several lines."""
    made: list[Block] = []
    for one in blocks:
        block = one(record)
        if made and isinstance(block, Heading) and _is_one_heading(made[-1], block):
            above = made[-1]
            text = f"{above.text}\n{block.text}"
            made[-1] = Heading(text, None, above.depth, (), above.origin)
        elif block is not None:
            made.append(block)
    return tuple(made)


def _is_one_heading(above: Block, below: Heading) -> TypeGuard[Heading]:
    return (
        isinstance(above, Heading)
        and above.depth == below.depth
        and above.entry is below.entry is None
    )


def _ready(spec: BlockSpec, of: str) -> _Block:
    """What makes a block for records of kind ``of``."""
    match spec:
        case TextSpec(is_heading=True):
            return _heading(spec)
        case TextSpec():
            return _paragraph(spec)
        case ItemsSpec(slot):
            return lambda record: Items(tuple(record.items(slot)), origin=(record, (slot,)))
        case GridSpec():
            return GridPlan(spec, of).grid


def _in_outline(spec: BlockSpec, of: str) -> _Block:
    if isinstance(spec, TextSpec):
        return _ready(spec, of)
    empty = Items(()) if isinstance(spec, ItemsSpec) else grid(())
    return lambda _: empty


def _heading(spec: TextSpec) -> _Block:
    text, slots = filler(spec.template), spec.template.slots
    entry = filler(spec.entry) if spec.entry is not None else None

    def heading(record: Record) -> Heading | None:
        if spec.optional and _is_left_out(spec, record):
            return None
        in_contents = Entry(entry(record), spec.list, spec.level) if entry else None
        return Heading(text(record), in_contents, spec.depth, (), (record, slots))

    return heading


def _paragraph(spec: TextSpec) -> _Block:
    text, slots = filler(spec.template), spec.template.slots

    def paragraph(record: Record) -> Paragraph | None:
        if spec.optional and _is_left_out(spec, record):
            return None
        return Paragraph(text(record), origin=(record, slots))

    return paragraph


def _is_left_out(spec: TextSpec, record: Record) -> bool:
    return not any(record.text(name) for name in spec.template.slots)
