"""Floor 2: a publication as a document: sections of headings, paragraphs, items and grids."""

from perflang.document.blocks import (
    Above,
    Block,
    Cell,
    Document,
    Entry,
    Grid,
    Heading,
    Items,
    Note,
    Paragraph,
    Section,
    grid,
)
from perflang.document.pieces import Piece, ReadCell, ReadParagraph

__all__ = [
    "Above",
    "Block",
    "Cell",
    "Document",
    "Entry",
    "Grid",
    "Heading",
    "Items",
    "Note",
    "Paragraph",
    "Piece",
    "ReadCell",
    "ReadParagraph",
    "Section",
    "grid",
]
