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
from perflang.document.remarks import Kind, Part, Place, Remark, Report
from perflang.document.sections import MadeSections, outline

__all__ = [
    "Above",
    "Block",
    "Cell",
    "Document",
    "Entry",
    "Grid",
    "Heading",
    "Items",
    "Kind",
    "MadeSections",
    "Note",
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
    "outline",
]
