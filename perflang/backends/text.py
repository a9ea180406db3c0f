"""Canonical text: what Word's text export gives, field codes included.

A cell is a tab and its paragraphs, a merged one a lone tab; a blank line ends a row, another one the
table. A heading's contents entry stands behind it as Word's TC field.
"""

from __future__ import annotations

from collections.abc import Iterator

from perflang.document import Above, Block, Document, Entry, Grid, Heading, Items, Paragraph


def render(document: Document) -> Iterator[bytes]:
    """The document in UTF-8, one piece for each section."""
    for section in document.sections:
        yield "".join(line for block in section.blocks for line in _block(block)).encode("utf-8")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, entry):
            yield f"{text}{_field(entry)}\n"
        case Paragraph(text):
            yield f"{text}\n"
        case Items(texts):
            yield from (f"{text}\n\n" for text in texts)
        case Grid():
            yield from _grid(block)


def _field(entry: Entry | None) -> str:
    return f" TC {entry.text} \\f {entry.list} \\l {entry.level} " if entry else ""


def _grid(grid: Grid) -> Iterator[str]:
    for row in grid.rows:
        for cell in row:
            yield "\t\n" if isinstance(cell, Above) else f"\t{cell.text}\n"
        yield "\n"
    yield "\n"
