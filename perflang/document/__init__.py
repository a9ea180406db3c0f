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
from perflang.document.remarks import Excuse, Kind, Omitted, Part, Place, Remark, Report

__all__ = [
    "Above",
    "Block",
    "Cell",
    "Document",
    "Entry",
    "Excuse",
    "Grid",
    "Heading",
    "Items",
    "Kind",
    "Note",
    "Omitted",
    "Paragraph",
    "Part",
    "Piece",
    "Place",
    "ReadCell",
    "ReadParagraph",
    "Remark",
    "Report",
    "Section",
    "grid",
]
