"""Floor 2: a publication as a document: sections of headings, paragraphs, items and grids.

What only readers of documents need is in ``pieces``, what only the report needs in ``remarks``.
"""

from perflang.document.blocks import (
    Above,
    Block,
    Cell,
    Document,
    Entry,
    Filling,
    Grid,
    Heading,
    Hole,
    Items,
    Note,
    Paragraph,
    Pattern,
    Row,
    Section,
    grid,
    grid_of,
    pattern,
)
from perflang.document.sections import MadeSections, outline

__all__ = [
    "Above",
    "Block",
    "Cell",
    "Document",
    "Entry",
    "Filling",
    "Grid",
    "Heading",
    "Hole",
    "Items",
    "MadeSections",
    "Note",
    "Paragraph",
    "Pattern",
    "Row",
    "Section",
    "grid",
    "grid_of",
    "outline",
    "pattern",
]
